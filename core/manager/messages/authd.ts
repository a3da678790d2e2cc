/** Lines of the registration service and of every daemon that reads `client.keys`. */

import type { MessageRow } from "./row.ts";

export const authd = {
  "keys-not-replaced": {
    by: "reader",
    level: "error",
    text: { "4.2": "(1110): Could not write file '%s' due to [(%s)-(%s)]." },
    also: [{ "4.2": "(1140): Could not close file '%s' due to [(%s)-(%s)]." }],
  },
  "timestamps-not-opened": {
    by: "authd",
    level: "error",
    text: { "4.2": "Couldn't open timestamp file for writing." },
  },
  "key-not-hashed": {
    by: "authd",
    level: "debug2",
    text: { "4.2": "Unable to hash agent's key due to empty parameters." },
    also: [{ "4.2": "Unable to hash agent's key due to empty value." }],
  },
  "writing-agent": { by: "authd", level: "debug1", text: { "4.2": "[Writer] Performing insert([%s] %s)." } },
  "deleting-agent": { by: "authd", level: "debug1", text: { "4.2": "[Writer] Performing delete([%s] %s)." } },
  "agents-inserted": { by: "authd", level: "debug2", text: { "4.2": "[Writer] Inserted agents: %s" } },
  "agents-removed": { by: "authd", level: "debug2", text: { "4.2": "[Writer] Removed agents: %s" } },
  "agent-limit-reached": {
    by: "authd",
    level: "error",
    text: { "5.0": "Unable to add agent: %s. Agent limit (%s) reached." },
  },
  "local-remove": { by: "authd", level: "debug2", text: { "3.8": "local_remove(id='%s', purge=%s)" } },
  "local-get": { by: "authd", level: "debug2", text: { "3.8": "local_get(%s)" } },
  "sent-to-master": { by: "authd", level: "info", text: { "3.13": "Dispatching request to master node" } },
  "not-shared": {
    by: "authd",
    level: "error",
    text: { "3.13": "Agent key unable to be shared with %s and unable to delete from master node" },
  },
  "not-on-workers": {
    by: "authd",
    level: "info",
    text: { "3.8": "Cluster worker node: Disabling Authd daemon.", "4.0.0": null },
  },
  "cluster-option-invalid": {
    by: "authd",
    level: "error",
    text: { "4.0.0": "Invalid option at cluster configuration" },
  },
  "database-row-kept": {
    by: "authd",
    level: "debug1",
    text: { "4.0.0": "Could not remove the information stored in Wazuh DB of the agent %s." },
  },
  "group-not-set": {
    by: "authd",
    level: "error",
    text: { "3.8": "Unable to set agent centralized group: %s (internal error)" },
  },
  "group-path-too-long": {
    by: "authd",
    level: "error",
    text: { "3.8": "Invalid group name: %s... , group path is too large.", "3.13": null },
  },
  "enrolment-family": {
    by: "authd",
    level: "error",
    text: { "4.4": "IP address family not supported. Rejecting." },
  },
  "enrolment-tls-failed": {
    by: "authd",
    level: "error",
    text: { "3.8": "SSL Error (%s)", "4.14.6": null },
    also: [{ "4.9": "SSL read error (%s)" }],
  },
  "enrolment-tls-handshake": {
    by: "authd",
    level: "debug2",
    text: { "4.9": "SSL handshake failed for socket=%s: %s" },
  },
  "enrolment-closed": {
    by: "authd",
    level: "debug2",
    text: { "4.9": "Client closed connection ip: %s fd: %s" },
  },
  "service-tls-broken": { by: "authd", level: "error", text: { "3.8": "SSL error. Exiting." } },
  "service-off": {
    by: "authd",
    level: { "3.8": "info", "5.0": "debug1" },
    text: { "3.8": "Daemon is disabled. Closing.", "4.2.0": null, "4.6": "Daemon is disabled. Closing." },
  },
  "certificate-not-made": {
    by: "authd",
    level: "critical",
    text: { "4.6": "Unable to generate auth certificates." },
  },
  "password-too-long": {
    by: "authd",
    level: "critical",
    text: { "5.0": "Authentication password in '%s' is too long." },
    also: [
      { "5.0": "Authentication password in '%s' is too long; ignoring." },
      { "5.0": "Authentication password in '%s' is invalid or empty; ignoring." },
      { "5.0": "Invalid password provided in '%s'." },
    ],
  },
  "password-not-kept": {
    by: "authd",
    level: "critical",
    text: { "5.0": "Unable to persist authentication password to '%s'." },
  },
  "password-not-there-yet": {
    by: "authd",
    level: "error",
    text: { "5.0": "Enrollment password required but not available yet. Rejecting request from %s." },
  },
  "password-synchronised": {
    by: "authd",
    level: "info",
    text: { "5.0": "Enrollment password reloaded from '%s'." },
    also: [{ "5.0": "Enrollment password synchronized from the master node and now available at '%s'." }],
  },
  "password-written": {
    by: "authd",
    level: "info",
    text: {
      "5.0":
        "Accepting connections on port %s. A new authentication password was generated and written to '%s'",
    },
    also: [
      {
        "5.0":
          "Accepting connections on port %s. Using existing authentication password from '%s'. To rotate the password, delete the file and restart.",
      },
    ],
  },
  "password-from-master": {
    by: "authd",
    level: "info",
    text: { "5.0": "Accepting connections on port %s. Using password synchronized from the master node." },
  },
  "option-gone": {
    by: "authd",
    level: "warning",
    text: { "4.1": "This option no longer applies. The agent limit has been removed.", "5.0": null },
  },
} as const satisfies Record<string, MessageRow>;
