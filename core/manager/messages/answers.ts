/** Lines about reading the answer. */

import type { MessageRow } from "./row.ts";

export const answers = {
  "json-unreadable": {
    level: "debug1",
    text: { "3.8": "Error parsing JSON event. %s", "4.4": "Error parsing JSON event (%s)" },
  },
  "no-error-field": {
    level: "debug1",
    text: {
      "3.8": "Malformed JSON output received. No 'error' field found",
      "4.4": "Malformed JSON output received. No 'error' field found.",
    },
  },
  "no-message-field": {
    level: "debug1",
    text: {
      "3.8": "Malformed JSON output received. No 'message' field found",
      "4.4": "Malformed JSON output received. No 'message' field found.",
    },
  },
  "error-answer": {
    level: "debug1",
    text: {
      "3.8": "Could not get a key from %s %s. Error: '%s'.",
      "4.4": "Could not get a key from %s %s. Error: '%s'",
    },
  },
  "no-data": { level: "debug1", text: { "3.8": "Agent data not found." } },
  "no-id": { level: "debug1", text: { "3.8": "Agent ID not found." } },
  "no-name": { level: "debug1", text: { "3.8": "Agent name not found." } },
  "no-ip": { level: "debug1", text: { "3.8": "Agent address not found." } },
  "no-key": { level: "debug1", text: { "3.8": "Agent key not found." } },
} as const satisfies Record<string, MessageRow>;
