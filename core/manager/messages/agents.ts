/** Lines of remoted about an agent that it does not know or rejects. */

import type { MessageRow } from "./row.ts";

export const agents = {
  "unknown-id": {
    level: "warning",
    text: { "3.8": "(1408): Invalid ID %s for the source ip: '%s' (name '%s')." },
  },
  "unknown-source": {
    level: "warning",
    text: {
      "3.8": "(1213): Message from '%s' not allowed.",
      "3.10":
        "(1213): Message from '%s' not allowed. Cannot find the ID of the agent. Source agent ID is unknown.",
    },
  },
  "wrong-key": {
    level: "warning",
    text: {
      "3.8": "(1404): Authentication error. Wrong key from '%s'.",
      "3.10":
        "(1404): Authentication error. Wrong key or corrupt payload. Message received from agent '%s' at '%s'.",
    },
  },
  "badly-formed-message": {
    level: "error",
    text: { "3.8": "(1403): Incorrectly formatted message from agent '%s' (host '%s')." },
  },
  "key-in-use": {
    level: "warning",
    text: {
      "4.4": "Agent key already in use: agent ID '%s'",
      "5.0": "Agent key already in use: agent ID '%s' (source IP: %s)",
    },
  },
  "checksum-mismatch": {
    level: "error",
    text: { "3.10": "(1406): Checksum mismatch. Message received from agent '%s' at '%s'." },
  },
  "duplicate-message": {
    level: "warning",
    text: { "3.8": "Duplicate error:  global: %s, local: %s, saved global: %s, saved local:%s" },
  },
  "duplicated-counter": { level: "error", text: { "3.8": "(1407): Duplicated counter for '%s'." } },
  "counter-not-opened": { level: "error", text: { "3.8": "Unable to open agent file. errno: %s" } },
  "poller-not-reached": {
    level: "debug1",
    text: {
      "3.8": "Key-polling wodle is not available. Retrying connection in 300 seconds.",
      "4.4": "Key-request feature is not available. Retrying connection in 300 seconds.",
    },
  },
  "poller-lost": {
    level: "error",
    text: { "3.8": "Could not communicate with key request queue (%s). Is the module running?" },
  },
} as const satisfies Record<string, MessageRow>;
