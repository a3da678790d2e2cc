/** Lines of remoted. */

import type { MessageRow } from "./row.ts";

export const remoted = {
  "message-too-long": {
    by: "remoted",
    level: "warning",
    text: { "4.14.6": "Message length (%s) exceeds maximum allowed size (%s) from agent '%s'" },
  },
  "message-too-short": {
    by: "remoted",
    level: "warning",
    text: { "4.9": "Decompressed message too short from agent '%s'" },
  },
  "message-not-unpacked": {
    by: "remoted",
    level: { "3.10": "error", "4.9": "warning" },
    text: { "3.10": "(2202): Error uncompressing string. Message received from agent '%s' at '%s'" },
  },
  "message-size-invalid": {
    by: "remoted",
    level: "debug2",
    text: { "3.8": "(1405): Message size not valid: '%s'." },
  },
  "old-checksum-mismatch": {
    by: "remoted",
    level: "error",
    text: { "3.8": "(1406): Checksum mismatch on message from '%s'.", "3.10": null },
  },
  "agent-message-invalid": {
    by: "remoted",
    level: "warning",
    text: { "3.8": "Invalid message from agent: '%s' (%s)" },
  },
  "agent-message-not-split": {
    by: "remoted",
    level: "error",
    text: { "3.8": "Invalid message from agent ID '%s' (strchr \\n)" },
    also: [{ "3.8": "Invalid message from agent ID '%s' (strchr ' ')" }],
  },
  "control-message-invalid": {
    by: "remoted",
    level: "warning",
    text: { "4.9": "Error validating control message from agent ID '%s'." },
  },
  "duplicate-agent-message": {
    by: "remoted",
    level: "warning",
    text: { "3.8": "Duplicate error:  msg_count: %s, time: %s, saved count: %s, saved_time:%s" },
  },
  "counter-not-reloaded": {
    by: "remoted",
    level: "error",
    text: { "3.8": "Unable to reload counter '%s': %s (%s)" },
  },
  "counter-assigned": {
    by: "remoted",
    level: "debug1",
    text: { "3.8": "Assigning counter for agent %s: '%s:%s'." },
  },
  "counter-missing": {
    by: "remoted",
    level: "debug1",
    text: { "3.8": "No previous counter available for '%s'." },
  },
  "counter-read-again": {
    by: "remoted",
    level: "debug1",
    text: { "3.8": "Reloading counter for agent %s: '%s:%s'." },
  },
  "counter-opened": { by: "remoted", level: "debug2", text: { "4.1": "Opening rids for agent %s." } },
  "counter-closed": { by: "remoted", level: "debug2", text: { "4.1": "Closing rids for agent %s." } },
  "agent-startup": {
    by: "remoted",
    level: "debug1",
    text: { "3.8": "Agent %s sent HC_STARTUP from %s.", "4.4": "Agent %s sent HC_STARTUP from '%s'" },
  },
  "agent-shutdown": {
    by: "remoted",
    level: "debug1",
    text: { "4.2.0": "Agent %s sent HC_SHUTDOWN from %s.", "4.4": "Agent %s sent HC_SHUTDOWN from '%s'" },
  },
  "agent-reconnected-early": {
    by: "remoted",
    level: "debug2",
    text: { "5.0": "Agent ID '%s' reconnected from '%s' before its previous session was closed." },
  },
  "agent-stopped": { by: "remoted", level: "info", text: { "5.0": "wazuh: Agent stopped: [%s] (%s)." } },
  "connection-idle": {
    by: "remoted",
    level: "debug2",
    text: { "4.4": "Idle socket [%s] from agent ID '%s' will be closed." },
  },
  "agent-not-found": { by: "remoted", level: "error", text: { "3.8": "(1320): Agent '%s' not found." } },
  "agent-not-connected": {
    by: "remoted",
    level: { "3.8": "warning", "4.1": "debug1" },
    text: { "3.8": "(1245): Sending message to disconnected agent '%s'." },
  },
  "agent-not-reached": {
    by: "remoted",
    level: "error",
    text: { "3.8": "Couldn't get response from agent '%s': number of attempts exceeded." },
    also: [{ "3.8": "Couldn't send request to agent '%s': number of attempts exceeded." }],
  },
  "request-not-sent": { by: "remoted", level: "error", text: { "4.4": "Cannot send request to agent '%s'" } },
  "request-without-id": { by: "remoted", level: "error", text: { "3.8": "Request has no agent id." } },
  "send-failed": {
    by: "remoted",
    level: "error",
    text: { "3.8": "(1218): Unable to send message to '%s': %s" },
    also: [{ "3.8": "(1218): Unable to send message to '%s': %s [%s]" }],
  },
  "agent-file-not-sent": {
    by: "remoted",
    level: "warning",
    text: { "3.8": "(1246): Unable to send file '%s' to agent ID '%s'." },
  },
  "agent-newer": { by: "remoted", level: "debug2", text: { "4.6": "Unable to connect agent: '%s': '%s'" } },
  "agent-version-unknown": {
    by: "remoted",
    level: { "4.6": "error", "4.14.6": "warning" },
    text: { "4.9": "Unable to get version from agent '%s' on startup message" },
    also: [{ "4.6": "Error getting version from agent '%s'", "4.14.6": null }],
  },
  "agent-message-not-read": {
    by: "remoted",
    level: "error",
    text: { "4.0.0": "Error parsing message for agent %s.", "4.4": "Error parsing message for agent '%s'" },
  },
  "pending-data-missing": {
    by: "remoted",
    level: "error",
    text: { "3.8": "Couldn't get pending data from hash table for agent ID '%s'." },
  },
  "agent-group-missing": {
    by: "remoted",
    level: { "3.8": "error", "4.4": "debug1" },
    text: { "3.8": "No such group '%s' for agent '%s'" },
  },
  "agent-group-not-read": {
    by: "remoted",
    level: { "4.2": "debug1", "4.4": "error" },
    text: { "4.2": "Error getting agent group for agent: '%s'", "4.4": "Error getting group for agent '%s'" },
  },
  "agent-group-invalid": {
    by: "remoted",
    level: "error",
    text: { "4.4": "Agent '%s' invalid or empty group assigned." },
  },
  "agent-group": { by: "remoted", level: "debug2", text: { "3.8": "Agent '%s' group is '%s'" } },
  "keepalive-not-saved": {
    by: "remoted",
    level: "warning",
    text: { "4.1": "Unable to save last keepalive and set connection status as active for agent: %s" },
    also: [
      {
        "4.1": "Unable to save last keepalive and set connection status as pending for agent: %s",
        "4.2.0": null,
        "4.2": "Unable to save last keepalive and set connection status as pending for agent: %s",
      },
      { "4.2.0": "Unable to set connection status as disconnected for agent: %s" },
      { "4.6": "Unable to set status code for agent: '%s'" },
    ],
  },
  "agent-information-not-saved": {
    by: "remoted",
    level: "debug1",
    text: { "4.0.0": "Unable to update information in global.db for agent: %s" },
  },
  "statuses-not-reset": {
    by: "remoted",
    level: "warning",
    text: {
      "4.1":
        "Unable to reset the agents' connection status. Possible incorrect statuses until the agents get connected to the manager.",
    },
  },
  "poller-unavailable": {
    by: "remoted",
    level: "debug1",
    text: {
      "3.8": "Key-polling wodle is not available. Retrying connection in %s seconds.",
      "4.4": "Key-request feature is not available. Retrying connection in %s seconds.",
      "5.0": null,
    },
  },
  "poller-busy": { by: "remoted", level: "debug1", text: { "3.8": "Key request socket busy.", "5.0": null } },
  "keys-checking": {
    by: "remoted",
    level: "debug1",
    text: { "3.8": "Checking for keys file changes." },
    also: [{ "3.8": "Key reloader thread started." }],
  },
  "agents-allowed": {
    by: "remoted",
    level: "info",
    text: { "3.8": "(4111): Maximum number of agents allowed: '%s'.", "4.1": null },
  },
  "syslog-source-refused": {
    by: "remoted",
    level: "warning",
    text: { "3.10": "(1213): Message from '%s' not allowed. Cannot find the ID of the agent.", "5.0": null },
  },
  "message-verification-threads": {
    by: "remoted",
    level: "critical",
    text: { "4.1": "Message id verification can't be guaranteed when worker_pool is greater than 1." },
  },
  "agent-4x-message-dropped": {
    by: "remoted",
    level: "debug2",
    text: { "5.0": "Discarding DBSYNC message from 4.x agent '%s' (not supported in 5.0)" },
  },
  "keepalive-not-json": {
    by: "remoted",
    level: "error",
    text: { "5.0": "Failed to parse JSON keepalive from agent %s" },
    also: [{ "5.0": "Unable to parse JSON keepalive or missing agent.merged_sum from agent ID '%s'" }],
  },
  "message-not-taken": {
    by: "remoted",
    level: "warning",
    text: { "5.0": "Unable to append event for agent '%s'" },
    also: [{ "5.0": "Unable to append header for agent '%s'" }],
  },
} as const satisfies Record<string, MessageRow>;
