/** Lines about a request before the script runs. */

import type { MessageRow } from "./row.ts";

export const requests = {
  "poller-started": {
    level: "info",
    text: { "3.8": "Module started", "4.4": "Key Request module started." },
  },
  "poller-disabled": { level: "info", text: { "3.8": "Module disabled. Exiting.", "4.4": null } },
  "request-pending": {
    level: "debug2",
    text: {
      "3.8": "Request '%s' already being processed. Discarding...",
      "4.4": "Request '%s' already being processed. Discarding request.",
    },
  },
  "queue-full": {
    level: "debug1",
    text: {
      "3.8": "Request queue is full. Discarding...",
      "4.4": "Request queue is full. Discarding request.",
    },
  },
  "request-failed": {
    level: "debug1",
    text: {
      "3.8": "At w_request_thread(): Error getting external key",
      "4.4": "Error getting external key.",
    },
  },
  "wrong-request": {
    level: { "3.8": "debug1", "4.4": "error" },
    text: { "3.8": "Wrong type of request", "4.4": "Invalid request '%s' received in Agent key request." },
    also: [{ "3.8": "Invalid request", "4.4": null }],
  },
  "id-too-long": {
    level: "debug1",
    text: { "3.8": " Agent ID is too long", "4.4": "Agent ID is too long." },
  },
  "ip-too-long": {
    level: "debug1",
    text: { "3.8": "Agent IP is too long", "4.4": "Agent IP is too long." },
  },
  "command-too-long": {
    level: "debug1",
    text: { "3.8": "Request is too long." },
    also: [{ "3.8": "Request is too long for socket." }],
  },
} as const satisfies Record<string, MessageRow>;
