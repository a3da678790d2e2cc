/** More lines of an agent: the servers that it looks for, and its keep-alives. */

import type { MessageFamily } from "../row.ts";

export const agentFamilies = {
  "agent-server-address": {
    by: "agent",
    kinds: [
      { level: "info", values: ["server address"], texts: [{ "3.8": "Server IP Address: %s", "4.4": null }] },
      {
        level: "info",
        values: ["server address", "port", "protocol"],
        texts: [
          { "3.8": "Closing connection to server (%s:%s/%s).", "4.4": null },
          { "3.8": "Trying to connect to server (%s:%s/%s).", "4.4": null },
          { "4.4": "Trying to connect to server ([%s]:%s/%s)." },
        ],
      },
      {
        level: { "4.4": "info", "5.0": "debug1" },
        values: ["server address", "port", "protocol"],
        texts: [{ "4.4": "Closing connection to server ([%s]:%s/%s)." }],
      },
      {
        level: "debug2",
        values: ["server address"],
        texts: [{ "3.9.0": "Resolving server hostname: %s", "4.4": null }],
      },
      {
        level: { "3.9.0": "debug2", "4.3": "info", "4.4": null },
        values: ["server address"],
        texts: [{ "3.9.0": "Server hostname resolved: %s", "4.4": null }],
      },
    ],
  },
  "agent-server-unresolved": {
    by: "agent",
    kinds: [
      {
        level: "warning",
        values: ["server address"],
        texts: [
          { "3.8": "Invalid hostname format: '%s'.", "3.9": null },
          { "3.8": "Unable to reload hostname for '%s'. Using previous address.", "3.9": null },
          { "4.3": "Could not resolve server hostname: %s", "4.4": null },
        ],
      },
      {
        level: { "3.9.0": "debug2", "4.3": "info", "4.4": "debug1" },
        values: ["server address"],
        texts: [{ "3.9.0": "Could not resolve hostname '%s'" }],
      },
      {
        level: { "4.2.0": "debug2", "4.3": "info", "4.4": "debug1" },
        texts: [{ "4.2.0": "Could not resolve hostname" }],
      },
    ],
  },
  "agent-server-error": {
    by: "agent",
    kinds: [
      {
        level: "warning",
        values: ["server address", "reason"],
        texts: [{ "4.6": "Couldn't connect to server '%s': '%s'" }],
      },
      {
        level: "error",
        values: ["server address"],
        texts: [{ "4.6": "Error getting message from server '%s'" }],
      },
    ],
  },
  "agent-server-skipped": {
    by: "agent",
    kinds: [
      {
        level: "warning",
        values: ["server address"],
        texts: [{ "4.0.0": "Polling server '%s' failed. Skipping enrollment.", "4.2": null }],
      },
    ],
  },
  "agent-own-address": {
    by: "agent",
    kinds: [
      {
        level: "debug1",
        values: ["error number", "reason"],
        texts: [
          {
            "3.12": "Cannot get the agent host's IP because the control module is not available: (%s) %s.",
            "4.6": null,
          },
        ],
      },
      {
        level: "debug1",
        values: ["reason", "error number"],
        texts: [
          { "3.11": "Cannot update host IP: The control module is not available: %s (%s)", "5.0": null },
        ],
      },
      { level: "debug1", texts: [{ "4.3": "Cannot update host IP." }] },
      { level: "debug2", values: ["family number"], texts: [{ "4.6": "Unknown address family: %s" }] },
    ],
  },
  "agent-offline": {
    by: "agent",
    kinds: [
      {
        level: "warning",
        texts: [{ "3.8": "Process locked due to agent is offline. Waiting for connection..." }],
      },
      { level: "info", texts: [{ "3.8": "Agent is now online. Process unlocked, continuing..." }] },
    ],
  },
  "agent-work": {
    by: "agent",
    kinds: [
      {
        level: "debug1",
        texts: [{ "3.8": "Sending agent notification." }, { "5.0": "Agent state cleanup thread started." }],
      },
      { level: "debug2", texts: [{ "5.0": "Metadata not yet available, using minimal keepalive" }] },
    ],
  },
  "agent-keepalive-not-built": {
    by: "agent",
    kinds: [{ level: "error", texts: [{ "5.0": "Failed to build JSON keepalive" }] }],
  },
} as const satisfies Record<string, MessageFamily>;
