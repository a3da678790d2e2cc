/** More lines of the cluster about its nodes, and of the API. */

import type { MessageFamily } from "../row.ts";

export const clusterServiceFamilies = {
  "cluster-key-wrong": {
    by: "clusterd",
    kinds: [
      {
        level: "error",
        texts: [{ "3.9.0": "Could not decrypt message. Check key is correct.", "4.0.0": null }],
      },
    ],
  },
  "cluster-connection": {
    by: "clusterd",
    kinds: [
      {
        level: "info",
        values: ["node address"],
        texts: [{ "3.8": "Connection with %s closed.", "3.9.0": null }],
      },
      {
        level: "debug1",
        values: ["node address"],
        texts: [{ "3.8": "Incoming connection from %s.", "3.9.0": null }],
      },
    ],
  },
  "cluster-connection-refused": {
    by: "clusterd",
    kinds: [
      {
        level: "error",
        values: ["reason", "seconds"],
        texts: [
          {
            "3.8":
              "Could not connect to master: %s. Review if the master's hostname or IP is correct. Trying to connect again in %ss",
            "3.9.0": null,
          },
        ],
      },
      {
        level: "error",
        values: ["node address", "reason"],
        texts: [{ "3.8": "Error accepting connection from %s: %s", "3.9.0": null }],
      },
      {
        level: "warning",
        values: ["node address"],
        texts: [
          { "3.8": "Incoming connection from '%s' rejected: Worker is already connected.", "3.9.0": null },
        ],
      },
      {
        level: "error",
        values: ["node"],
        texts: [
          { "3.9.0": "Could not accept incoming connection: ID %s already present", "4.0.0": null },
          { "3.9.0": "Connected client with same name as the master: %s", "4.0.0": null },
        ],
      },
      {
        level: "warning",
        values: ["node address", "count number"],
        texts: [{ "4.14": "Too many connections from %s (%s), rejecting." }],
      },
    ],
  },
  "cluster-balance": {
    by: "clusterd",
    kinds: [
      { level: "debug1", texts: [{ "4.9": "Reconnecting agents" }] },
      {
        level: "debug1",
        values: ["count number", "count number of rounds"],
        texts: [{ "4.9": "Agent reconnection chunk size is set to %s. Total iterations: %s" }],
      },
      {
        level: "info",
        texts: [
          { "4.9": "Waiting for agent connections stability" },
          { "4.9": "Attempting to balance agent connections" },
          { "4.9": "Agent imbalance detected. Waiting for agent status sync..." },
        ],
      },
      {
        level: "debug1",
        values: ["seconds"],
        texts: [
          { "4.9": "Sleeping %ss, waiting for agents reconnection..." },
          { "4.9": "Delay between agent reconnections. Sleeping %ss..." },
        ],
      },
      {
        level: "debug1",
        values: ["distribution"],
        texts: [{ "4.9": "Checking for agent balance. Current connections distribution: %s" }],
      },
      {
        level: "warning",
        values: ["node"],
        texts: [
          {
            "4.9":
              "Some agents from '%s' are not compatible with the reconnection endpoint. Those connections will be balanced afterwards",
          },
          {
            "4.9":
              "Some agents from node %s are not compatible with the reconnection endpoint. Balance might not be precise",
          },
        ],
      },
      {
        level: "info",
        values: ["count number", "node"],
        texts: [
          { "4.9": "Migrating %s connections from server '%s'" },
          { "4.9": "Balancing %s agents from '%s'" },
        ],
      },
      { level: "info", values: ["count number"], texts: [{ "4.9": "Reconnecting %s agents." }] },
    ],
  },
  "api-requests-refused": {
    by: "api",
    kinds: [
      {
        level: "debug1",
        values: ["source address"],
        texts: [
          { "4.0.0": "Request rejected due to high request per minute: Source IP: %s", "4.14.6": null },
        ],
      },
    ],
  },
  "api-user-invalid": {
    by: "api",
    kinds: [
      {
        level: "warning",
        values: ["user", "source address", "path"],
        texts: [{ "4.14.6": "Username contains control characters. User: %s, IP: %s, Path: %s." }],
      },
    ],
  },
  "api-certificate-made": {
    by: "api",
    kinds: [
      {
        level: "info",
        texts: [
          {
            "4.0.0":
              "HTTPS is enabled but cannot find the private key and/or certificate. Attempting to generate them",
          },
        ],
      },
      {
        level: "info",
        values: ["file"],
        texts: [{ "4.0.0": "Generated private key file in WAZUH_PATH/%s" }],
      },
    ],
  },
} as const satisfies Record<string, MessageFamily>;
