/** Lines of registering the agent of an answer. */

import type { MessageRow } from "./row.ts";

export const registration = {
  "requesting-addition": {
    level: "debug1",
    text: { "4.4": "Requesting local addition for agent '%s' from the agent key request." },
  },
  forwarding: {
    level: "debug1",
    text: { "4.4": "Forwarding agent key request response to the master node for agent '%s'" },
  },
  forwarded: {
    level: "debug1",
    text: {
      "4.3": "Agent Key Polling response forwarded to the master node for agent '%s'",
      "4.4": "Agent key request response forwarded to the master node for agent '%s'",
    },
  },
  // An enrolment that a worker forwards. From 4.3 on it also forwards the agent of an answer.
  "master-refused": { level: { "4.0.0": "error", "4.3": "warning" }, text: { "4.0.0": "%s: %s" } },
  "authd-not-reached": {
    level: "warning",
    text: { "3.8": "Could not connect to authd socket. Is authd running?", "4.4": null },
  },
  adding: { level: "debug2", text: { "3.8": "add(%s)" } },
  "add-refused": { level: "error", text: { "3.8": "ERROR %s: %s." } },
  "not-valid-ip": { level: "warning", text: { "4.4": "Not valid IP '%s'" } },
  // 4.2.2 to 4.2.7: the existing agent, then what happens to it.
  "duplicate-id": { level: "info", text: { "4.2": "Duplicate ID '%s'.", "4.3": null } },
  "old-agent-removed": { level: "info", text: { "4.2": "Removing old agent '%s'.", "4.3": null } },
  "old-agent-protected": {
    level: "info",
    text: { "4.2": "Agent '%s' doesn't comply with the antiquity to be removed.", "4.3": null },
  },
  "replacing-id": {
    level: "info",
    text: {
      "3.8": "Duplicated ID '%s' (%s). Saving backup.",
      "4.0.0": "Duplicated ID '%s' (%s). Removing old agent.",
      "4.2": null,
      "4.3": "Duplicate ID. %s",
    },
  },
  "rejecting-id": { level: "warning", text: { "4.3": "Duplicate ID, rejecting enrollment. %s" } },
  "replacing-ip": {
    level: "info",
    text: {
      "3.8": "Duplicated IP '%s' (%s). Saving backup.",
      "4.0.0": "Duplicated IP '%s' (%s). Removing old agent.",
      "4.2": null,
      "4.3": "Duplicate IP '%s'. %s",
    },
  },
  "rejecting-ip": { level: "warning", text: { "4.3": "Duplicate IP '%s', rejecting enrollment. %s" } },
  "replacing-name": {
    level: "info",
    text: {
      "3.8": "Duplicated name '%s' (%s). Saving backup.",
      "4.0.0": "Duplicated name '%s' (%s). Removing old agent.",
      "4.2": null,
      "4.3": "Duplicate name. %s",
    },
  },
  "rejecting-name": { level: "warning", text: { "4.3": "Duplicate name '%s', rejecting enrollment. %s" } },
  "key-generated": {
    level: "info",
    text: { "3.8": "Agent key generated for agent '%s' (requested locally)" },
  },
  "agent-deleted": { level: "info", text: { "3.8": "Agent '%s' (%s) deleted (requested locally)" } },
  "addition-response": { level: "debug2", text: { "4.4": "Agent key request addition response: '%s'" } },
  "cluster-not-reached": {
    level: { "4.0.0": "error", "4.14": "warning" },
    text: {
      "4.0.0": "Could not connect to socket '%s': %s (%s).",
      "4.9": "Could not send message through the cluster after '10' attempts.",
    },
    // Logged at each attempt; from 4.14.7 on only for debugging.
    also: [{ "4.9": "Could not connect to socket '%s': %s (%s)." }],
    alsoLevel: { "4.9": "warning", "4.14": "debug1" },
  },
  "cluster-error": {
    level: { "4.0.0": "error", "4.9": "warning", "4.14": "debug1" },
    text: { "4.0.0": "Cluster error detected" },
  },
  "cluster-payload-too-long": {
    level: "error",
    text: { "4.3": "Data of length %s exceeds maximum allowed %s" },
  },
  "cluster-not-sent": {
    level: { "3.13": "error", "4.9": "warning", "4.14": "debug1" },
    text: { "3.13": "OS_SendSecureTCPCluster(): %s" },
  },
  "frame-too-long": {
    level: { "3.8": "warning", "3.9.0": "error" },
    text: {
      "3.8": "OS_RecvSecureTCP(): Got a message with invalid length.",
      "3.9.0": "OS_RecvSecureTCP(): response size is bigger than expected",
    },
  },
  "agent-already-in-database": {
    level: "debug2",
    text: { "4.4": "The agent %s '%s' already exists in the database." },
  },
  dumping: { level: "debug1", text: { "4.2": "Dumping changes into disk." } },
  "timestamps-not-written": {
    level: "error",
    text: { "4.2": "Couldn't write file agents-timestamp." },
  },
  "keys-not-written": { level: "error", text: { "3.8": "Couldn't write file client.keys" } },
  "duplicate-ip": { level: "info", text: { "4.2": "Duplicate IP '%s' (%s).", "4.3": null } },
  "duplicate-name": { level: "info", text: { "4.2": "Duplicate name '%s' (%s).", "4.3": null } },
  "old-agent-kept": {
    level: "info",
    text: { "4.2": "Agent '%s' won't be removed because the force option is disabled.", "4.3": null },
  },
  "old-agent-has-key": {
    level: "info",
    text: { "4.2": "Agent '%s' key already exists on the manager.", "4.3": null },
  },
} as const satisfies Record<string, MessageRow>;
