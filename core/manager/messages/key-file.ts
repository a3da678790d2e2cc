/** Lines about reading client.keys. */

import type { MessageRow } from "./row.ts";

export const keyFile = {
  "reading-key-failed": {
    level: "error",
    text: { "3.8": "(1401): Error reading authentication key: '%s'." },
    also: [{ "4.4": "(1401): Error reading authentication key: '%s'. Error %s (%s)." }],
  },
  "invalid-ip": { level: "critical", text: { "3.8": "(1237): Invalid ip address: '%s'." } },
  "no-records": { level: "critical", text: { "3.8": "(1751): File client.keys not found or empty." } },
  "keys-not-found": { level: "error", text: { "3.8": "(1402): Authentication key file '%s' not found." } },
  "keys-not-opened": { level: "error", text: { "3.8": "Unable to open %s (key file)" } },
  "keys-not-readable": { level: "error", text: { "3.8": "(1103): Could not open file '%s' due to [%s]." } },
  "too-many-agents": {
    level: "error",
    text: { "3.8": "(4110): Maximum number of agents '%s' reached.", "4.1": null },
  },
  "configuration-error": { level: "critical", text: { "3.8": "(1202): Configuration error at '%s'." } },
  "keys-changed": { level: "info", text: { "3.8": "(1409): Authentication file changed. Updating." } },
  "keys-reading": { level: "info", text: { "3.8": "(1410): Reading authentication keys file." } },
  "keys-reloading": { level: "debug1", text: { "3.8": "Reloading keys" } },
  "keys-reloaded": { level: "debug1", text: { "3.8": "Key reloading completed" } },
  "agent-without-keys": {
    level: "error",
    text: { "3.8": "(4109): Unable to start without auth keys. Exiting." },
  },
} as const satisfies Record<string, MessageRow>;
