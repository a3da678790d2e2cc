/** More lines of remoted about the messages of agents. */

import type { MessageFamily } from "../row.ts";

export const remotedMessageFamilies = {
  "keepalive-status-not-saved": {
    by: "remoted",
    kinds: [
      {
        level: "warning",
        texts: [
          { "4.0.0": "Unable to save agent last keepalive in global.db", "4.1": null },
          { "4.0.0": "Unable to set last keepalive as pending", "4.1": null },
        ],
      },
      {
        level: "warning",
        values: ["id"],
        texts: [{ "4.2.0": "Unable to set connection status as pending for agent: %s", "4.2": null }],
      },
    ],
  },
  "event-not-handed-on": {
    by: "remoted",
    kinds: [
      {
        level: "debug2",
        values: ["source address"],
        texts: [{ "3.8": "Discarding event from host '%s'", "4.4": null }],
      },
      {
        level: "debug2",
        values: ["id"],
        texts: [
          { "4.9": "Unable to forward message for agent %s", "4.14.6": null },
          { "5.0": "Unable to forward message for agent '%s'." },
        ],
      },
      {
        level: "debug2",
        values: ["message", "id"],
        texts: [
          { "4.9": "Unable to forward message '%s' for agent %s", "4.14.6": null },
          { "4.9": "Unable to forward message '%s' for agent '%s'.", "5.0": null },
        ],
      },
      {
        level: "debug2",
        values: ["id", "message"],
        texts: [{ "4.9": "%s message not recognized %s", "5.0": null }],
      },
      {
        level: "warning",
        values: ["message", "id"],
        texts: [{ "5.0": "Unable to forward upgrade-ack message '%s' for agent %s" }],
      },
    ],
  },
  "events-stay-here": {
    by: "remoted",
    kinds: [
      {
        level: "debug2",
        values: ["id"],
        texts: [
          { "4.9": "Router forwarding is disabled, not forwarding message from agent '%s'.", "5.0": null },
        ],
      },
    ],
  },
  "agent-metadata-broken": {
    by: "remoted",
    kinds: [
      {
        level: "critical",
        texts: [{ "5.0": "agent_meta_map create failed" }, { "5.0": "agent_meta_map set size failed" }],
      },
    ],
  },
  "agent-metadata": {
    by: "remoted",
    kinds: [
      {
        level: "debug2",
        values: ["id", "count number"],
        texts: [{ "5.0": "Agent ID '%s' has %s pending events, waiting before cleanup" }],
      },
      {
        level: "debug2",
        values: ["id"],
        texts: [
          { "5.0": "Cleaned up metadata cache for shutdown agent ID '%s' (queue drained)" },
          { "5.0": "Cleaned up expired metadata cache for agent ID '%s'" },
          { "5.0": "Marked agent ID '%s' for metadata cleanup after queue drain" },
        ],
      },
      {
        level: "debug1",
        values: ["count number"],
        texts: [
          { "5.0": "Agent metadata cache cleanup: removed %s expired entries" },
          { "5.0": "Agent metadata cache cleanup: removed %s shutdown entries" },
        ],
      },
      {
        level: "debug1",
        texts: [
          { "5.0": "Agent metadata cache cleanup thread started" },
          { "5.0": "Agent state cleanup thread started." },
        ],
      },
    ],
  },
  "agent-metadata-not-updated": {
    by: "remoted",
    kinds: [
      {
        level: "warning",
        values: ["id"],
        texts: [{ "5.0": "Failed to update metadata cache for agent ID '%s'" }],
      },
    ],
  },
  "keepalive-json": {
    by: "remoted",
    kinds: [
      { level: "debug2", values: ["name"], texts: [{ "5.0": "Received JSON keepalive from agent '%s'" }] },
      {
        level: "debug2",
        values: ["id"],
        texts: [
          { "5.0": "Processing JSON keepalive from agent '%s'" },
          { "5.0": "Parsed JSON keepalive from agent %s" },
        ],
      },
      {
        level: "debug1",
        values: ["id"],
        texts: [
          {
            "5.0":
              "Agent '%s' sent incomplete keepalive, deferring cluster sync (syncreq) until complete metadata is received",
          },
          { "5.0": "Sending module limits to agent %s" },
        ],
      },
      {
        level: "debug1",
        values: ["length number", "id"],
        texts: [{ "5.0": "Stripped %s trailing null byte(s) from event payload of agent '%s'" }],
      },
    ],
  },
  "handshake-not-built": {
    by: "remoted",
    kinds: [
      { level: "warning", values: ["id"], texts: [{ "5.0": "Failed to build handshake JSON for agent %s" }] },
    ],
  },
} as const satisfies Record<string, MessageFamily>;
