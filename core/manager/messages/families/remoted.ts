/** More lines of remoted about connections, groups and requests. */

import type { MessageFamily } from "../row.ts";

export const remotedFamilies = {
  "group-file-sent": {
    by: "remoted",
    kinds: [
      {
        level: "debug2",
        values: ["id", "group", "file", "hash"],
        texts: [{ "3.8": "Agent '%s' with group '%s' file '%s' MD5 '%s'", "4.4": null }],
      },
      {
        level: "debug1",
        values: ["group", "file", "id"],
        texts: [{ "3.8": "Sending file '%s/%s' to agent '%s'." }],
      },
      {
        level: "debug2",
        values: ["group", "file", "id"],
        texts: [{ "3.8": "End sending file '%s/%s' to agent '%s'." }],
      },
      {
        level: "debug2",
        values: ["group"],
        texts: [
          { "3.8": "Group '%s' was deleted. Removing this group from all affected agents...", "4.4": null },
          { "4.3": "Group '%s' has changed." },
          { "4.3": "Multigroup '%s' has changed." },
          { "4.3": "Multigroup '%s' was modified from outside." },
        ],
      },
      { level: "debug2", texts: [{ "4.2": "Nothing to share with agent", "4.3": null }] },
      {
        level: { "4.3": "warning", "5.0": "debug2" },
        values: ["group"],
        texts: [{ "4.3": "Multigroup '%s' was modified from outside, so it was regenerated." }],
      },
      {
        level: "debug2",
        values: ["id", "file", "hash"],
        texts: [{ "4.4": "Agent '%s' with file '%s' MD5 '%s'" }],
      },
      {
        level: "warning",
        texts: [
          {
            "4.4": "The internal option guess_agent_group must be configured on the master node.",
            "5.0": null,
          },
        ],
      },
    ],
  },
  "group-not-kept": {
    by: "remoted",
    kinds: [
      {
        level: "debug2",
        values: ["group"],
        texts: [{ "3.8": "Couldn't add multigroup '%s' to hash table 'm_hash'" }],
      },
      {
        level: "error",
        values: ["group"],
        texts: [{ "4.6": "Couldn't add multigroup '%s' to hash table 'multi_groups'" }],
      },
      { level: "error", values: ["file"], texts: [{ "4.6": "Couldn't add file '%s' to group hash table." }] },
      {
        level: "warning",
        values: ["file"],
        texts: [{ "3.8": "Parsing '%s': redefinition of 'agent'. Ignoring repeated sections", "4.4": null }],
      },
    ],
  },
  "request-to-agent": {
    by: "remoted",
    kinds: [
      { level: "warning", values: ["id"], texts: [{ "3.8": "Sending request to agent '%s'.", "4.4": null }] },
      {
        level: "debug2",
        values: ["id"],
        texts: [{ "3.8": "Timeout for waiting ACK from agent '%s', resending." }],
      },
    ],
  },
  "request-not-found": {
    by: "remoted",
    kinds: [
      {
        level: "error",
        texts: [
          { "3.8": "At req_dispatch(): OSHash_Delete(): no such key.", "4.4": null },
          { "4.4": "At OSHash_Delete(): no such key." },
        ],
      },
    ],
  },
  "counter-queue": {
    by: "remoted",
    kinds: [
      {
        level: "debug2",
        values: ["id"],
        texts: [
          { "4.1": "Pushing rids_node for agent %s." },
          { "4.1": "Updating rids_node for agent %s." },
          { "4.1": "Checking rids_node of agent %s." },
          { "4.1": "Pop rids_node of agent %s." },
        ],
      },
      { level: "debug2", values: ["count number"], texts: [{ "4.1": "Opened rids queue size: %s" }] },
    ],
  },
  "peer-connection": {
    by: "remoted",
    kinds: [
      {
        level: "debug1",
        values: ["source address", "socket"],
        texts: [
          { "3.8": "TCP peer at %s disconnected (ENOTCONN) [%s]", "3.9.0": null },
          { "3.8": "TCP peer at %s disconnected [%s]", "3.9.0": null },
        ],
      },
      {
        level: "error",
        values: ["source address", "reason", "error number"],
        texts: [{ "3.8": "TCP peer at %s: %s (%s)", "3.9.0": null }],
      },
      {
        level: { "3.9.0": "error", "4.3": "debug1", "4.4": null },
        values: ["socket", "source address", "reason", "error number"],
        texts: [{ "3.9.0": "TCP peer [%s] at %s: %s (%s)", "4.4": null }],
      },
    ],
  },
  "peer-size-wrong": {
    by: "remoted",
    kinds: [
      {
        level: "warning",
        values: ["source address", "expected", "length", "socket"],
        texts: [
          {
            "3.8": "Incorrect message size from %s: expecting %s, got %s. Agent may have disconnected [%s]",
            "3.9.0": null,
          },
        ],
      },
      {
        level: "error",
        values: ["source address"],
        texts: [
          { "3.8": "Full buffer receiving from: '%s'", "3.13.0": null },
          { "3.8": "Full buffer receiving from: '%s'.", "3.13.0": null },
        ],
      },
      {
        level: "warning",
        values: ["source address"],
        texts: [{ "5.0": "Received message is empty from '%s'" }],
      },
    ],
  },
  "syslog-source": {
    by: "remoted",
    kinds: [
      {
        level: "info",
        values: ["source address"],
        texts: [{ "3.8": "Remote syslog allowed from: '%s'", "5.0": null }],
      },
      {
        level: "debug2",
        values: ["length", "source address"],
        texts: [{ "3.12": "Received %s bytes from '%s'", "5.0": null }],
      },
    ],
  },
  "syslog-sources-missing": {
    by: "remoted",
    kinds: [
      {
        level: "info",
        texts: [
          {
            "3.8":
              "(1501): IP or network must be present in syslog access list (allowed-ips). Syslog server disabled.",
            "5.0": null,
          },
        ],
      },
    ],
  },
  "address-family-unknown": {
    by: "remoted",
    kinds: [
      { level: "error", texts: [{ "4.4": "IP address family not supported.", "4.6": null }] },
      {
        level: "error",
        values: ["family", "family name"],
        texts: [{ "4.4": "IP address family '%s':'%s' not supported." }],
      },
      { level: "error", values: ["family"], texts: [{ "4.4": "IP address family '%s' not found." }] },
    ],
  },
} as const satisfies Record<string, MessageFamily>;
