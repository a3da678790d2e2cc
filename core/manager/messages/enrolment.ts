/** Lines of enrolment, at the port of the registration service and at its local socket. */

import type { MessageRow } from "./row.ts";

export const enrolment = {
  "enrolment-read": { level: "debug2", text: { "3.8": "Request received: <%s>" } },
  "enrolment-requested": {
    level: "info",
    text: { "3.8": "Received request for a new agent (%s) from: %s" },
  },
  "enrolment-wrong-password": {
    level: "error",
    text: { "3.8": "Invalid password provided by %s. Closing connection." },
  },
  "enrolment-unreadable": { level: "error", text: { "3.8": "Invalid request for new agent from: %s" } },
  "enrolment-wrong-name": { level: "error", text: { "3.8": "Invalid agent name: %s from %s" } },
  "enrolment-open-field": { level: "error", text: { "4.4": "Unterminated %s field" } },
  "enrolment-newer-agent": {
    level: "error",
    text: { "4.6": "Incompatible version for new agent from: %s" },
  },
  "wrong-group-list": { level: "error", text: { "3.8": "Invalid group name: %s... ," } },
  "too-many-groups": { level: "error", text: { "3.8": "Maximum multigroup reached: Limit is %s" } },
  "group-characters": {
    level: "error",
    text: { "4.9": "Invalid group name '%s': contains forbidden characters" },
  },
  "group-directory": {
    level: "error",
    text: { "4.9": "Invalid group name '%s': directory reference not allowed" },
  },
  "no-such-group": { level: "error", text: { "3.8": "Invalid group: %s" } },
  "enrolment-wrong-ip": { level: "error", text: { "3.8": "Invalid IP: '%s'" } },
  "enrolment-manager-name": {
    level: "error",
    text: { "3.8": "Invalid agent name %s (same as manager)", "5.0": null },
  },
  "enrolment-taken-ip": { level: "error", text: { "3.8": "Duplicated IP %s", "4.2": null } },
  "enrolment-taken-name": {
    level: "error",
    text: { "3.8": "Invalid agent name %s (duplicated)", "4.2": null },
  },
  "enrolment-internal-error": {
    level: "error",
    text: { "3.8": "Unable to add agent: %s (internal error)" },
  },
  "enrolment-key-generated": {
    level: "info",
    text: { "3.8": "Agent key generated for '%s' (requested by %s)" },
  },
  "enrolment-not-terminated": {
    level: "error",
    text: { "4.9": "Newline terminator not found in message request for %s" },
  },
  "enrolment-timed-out": { level: "info", text: { "3.8": "Client timeout from %s", "4.14.6": null } },
  "enrolment-connected": {
    // Since 4.13 the line is logged at debug2.
    level: { "3.8": "info", "4.14": "debug2" },
    text: { "3.8": "New connection from %s" },
  },
  "enrolment-too-many": { level: "error", text: { "3.8": "Too many connections. Rejecting." } },
  "enrolment-not-sent": { level: "error", text: { "3.8": "SSL write error (%s)" } },
  "enrolment-not-saved": { level: "error", text: { "3.8": "Agent key not saved for %s" } },
  // Three lines follow: issuer, subject, and OpenSSL's number and text. Source: os_auth/ssl.c, verify_callback.
  "enrolment-unsigned-certificate": {
    level: "error",
    text: { "3.8": "Problem with certificate at depth %s" },
  },
  "enrolment-wrong-certificate": { level: "error", text: { "3.8": "Unable to verify client certificate." } },
  "enrolment-open-port": {
    level: "info",
    text: { "3.8": "Accepting connections on port %s. No password required." },
  },
  "enrolment-password-port": {
    level: "info",
    text: { "3.8": "Accepting connections on port %s. Using password specified on file: %s", "5.0": null },
  },
  "enrolment-random-port": {
    level: "info",
    text: {
      "3.8": "Accepting connections on port %s. Random password chosen for agent authentication: %s",
      "5.0": null,
    },
  },
  "enrolment-port-off": { level: "info", text: { "4.6": "Port %s was set as disabled." } },
  "enrolment-empty-password": { level: "error", text: { "4.6": "Empty password provided.", "5.0": null } },

  // Requests to the local socket of the registration service to remove or look up an agent.
  "no-such-agent": { level: "debug1", text: { "4.1": "Error %s: %s." } },
  "no-local-response": {
    level: "error",
    text: { "3.8": "at local_dispatch(): response is null." },
  },

  // An agent's message at remoted.
  "not-decrypted": {
    level: "warning",
    text: {
      "4.3": "Decrypt the message fail, socket %s",
      "5.0": "Decrypt the message fail from '%s', socket %s",
    },
  },
} as const satisfies Record<string, MessageRow>;
