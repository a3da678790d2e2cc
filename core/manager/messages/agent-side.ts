/** Lines that the agent itself writes: enrolment and connection. */

import type { MessageRow } from "./row.ts";

export const agentSide = {
  "agent-asks": {
    by: "agent",
    level: "info",
    text: {
      "3.13": "Starting enrollment process to server: %s",
      "4.0.0": "Requesting a key from server: %s",
    },
  },
  "agent-service-reached": {
    by: "agent",
    level: { "3.9.0": "info", "4.0.0": "debug1" },
    text: {
      "3.9.0": "Connected to %s:%s",
      "4.3": "(1209): Connected to the Auth service at '%s:%s'.",
      "4.4": "(1209): Connected to enrollment service at '[%s]:%s'",
    },
  },
  "agent-name": { by: "agent", level: "info", text: { "3.9.0": "Using agent name as: %s" } },
  "agent-no-password": {
    by: "agent",
    level: "info",
    text: { "3.9.0": "No authentication password provided.", "4.0.0": "No authentication password provided" },
  },
  "agent-password-file": {
    by: "agent",
    level: "info",
    text: { "3.9.0": "Using password specified on file: %s" },
  },
  "agent-waits": {
    by: "agent",
    level: "info",
    text: {
      "3.9.0": "Send request to manager. Waiting for reply.",
      "3.13": "Waiting for manager reply",
      "4.0.0": "Waiting for server reply",
    },
    also: [{ "3.13": "Request sent to manager" }],
  },
  "agent-key-received": {
    by: "agent",
    level: "info",
    text: { "3.9.0": "Received response with agent key", "4.0.0": "Valid key received" },
    also: [{ "3.9.0": "Valid key created. Finished.", "4.0.0": null }],
  },
  "refused-by-manager": { by: "agent", level: "error", text: { "3.9.0": "%s (from manager)" } },
  "agent-key-invalid": {
    by: "agent",
    level: "error",
    text: { "3.9.0": "Invalid key received. Closing connection.", "3.13": "Invalid keys format received." },
    also: [
      {
        "3.9.0": "Invalid key received (2). Closing connection.",
        "3.13": "One of the received key parameters does not have a valid format.",
        "4.0.0": null,
        "5.0": "Invalid keys format received: failed to split key fields.",
      },
      { "4.0.0": "One of the received key parameters does not have a valid format" },
    ],
  },
  "agent-key-not-created": {
    by: "agent",
    level: "error",
    text: {
      "3.9.0": "Unable to create key. Either wrong password or connection not accepted by the manager.",
      "3.13": null,
    },
  },
  "agent-key-file-not-opened": {
    by: "agent",
    level: "error",
    text: { "3.9.0": "Unable to open key file: %s", "3.13": null },
  },
  "agent-service-not-reached": {
    by: "agent",
    level: "error",
    text: {
      "4.3": "(1208): Unable to connect to the Auth service at '%s:%s'.",
      "4.4": "(1208): Unable to connect to enrollment service at '[%s]:%s'",
    },
  },
  "agent-service-not-reached-old": {
    by: "agent",
    level: "error",
    text: { "3.8": "Unable to connect to %s:%s", "4.3": null },
  },
  "agent-manager-not-reached": {
    by: "agent",
    level: "error",
    text: { "3.8": "(1216): Unable to connect to '%s': '%s'.", "4.0.0": null },
  },
  "agent-manager-not-reached-port": {
    by: "agent",
    level: "error",
    text: {
      "4.0.0": "(1216): Unable to connect to '%s:%s/%s': '%s'.",
      "4.4": "(1216): Unable to connect to '[%s]:%s/%s': '%s'.",
    },
  },
  "agent-no-reply": {
    by: "agent",
    level: "warning",
    text: { "3.8": "(4101): Waiting for server reply (not started). Tried: '%s'.", "4.9": null },
  },
  "agent-no-reply-version": {
    by: "agent",
    level: "warning",
    text: {
      "4.9":
        "(4101): Waiting for server reply (not started). Tried: '%s'. Ensure that the manager version is '%s' or higher.",
    },
  },
  "agent-connected": {
    by: "agent",
    level: "info",
    text: {
      "3.8": "(4102): Connected to the server (%s:%s/%s).",
      "4.4": "(4102): Connected to the server ([%s]:%s/%s).",
    },
  },
  "agent-server-invalid": {
    by: "agent",
    level: "error",
    text: { "3.8": "(4104): Invalid hostname: '%s'." },
    also: [
      { "3.11": "(4112): Invalid server address found: '%s'" },
      { "3.8": "Could not resolve hostname: %s" },
    ],
  },
  "agent-no-server": {
    by: "agent",
    level: "critical",
    text: { "3.8": "(4105): No valid server IP found." },
    also: [
      { "3.8": "(1215): No client configured. Exiting." },
      { "3.8": "No such address in the configuration." },
    ],
  },
  "agent-name-invalid": {
    by: "agent",
    level: "error",
    text: { "3.13": 'Invalid agent name "%s". Please pick a valid name.' },
  },
  "agent-name-unknown": {
    by: "agent",
    level: "error",
    text: { "3.8": "Unable to extract hostname. Custom agent name not set." },
  },
  "agent-address-invalid": {
    by: "agent",
    level: "error",
    text: {
      "3.8": "Invalid IP address provided with '-I' option.",
      "3.13": "Invalid IP address provided for sender IP.",
    },
  },
  "agent-address-twice": {
    by: "agent",
    level: "error",
    text: { "3.13": "Incompatible sender_ip options: Forcing IP while using use_source_ip flag." },
  },
  "agent-tls-failed": {
    by: "agent",
    level: "error",
    text: {
      "3.9.0":
        "SSL error (%s). Connection refused by the manager. Maybe the port specified is incorrect. Exiting.",
      "4.2.0": "SSL error (%s). Connection refused by the manager. Maybe the port specified is incorrect.",
    },
  },
  "agent-tls-read": {
    by: "agent",
    level: "error",
    text: { "3.9.0": "SSL read (unable to receive message)" },
    also: [
      { "3.9.0": "SSL write error (unable to send message.)" },
      {
        "3.13": "If Agent verification is enabled, agent key and certifiates are required!",
        "4.0.0": "If Agent verification is enabled, agent key and certificates are required!",
      },
      {
        "3.13": "If Agent verification is enabled, agent key and certifiates may be incorrect!",
        "4.0.0": "If Agent verification is enabled, agent key and certificates may be incorrect!",
      },
      {
        "3.13": "Could not set up SSL connection! Check ceritification configuration.",
        "4.3": "Could not set up SSL connection! Check certification configuration.",
      },
    ],
  },
  "agent-manager-unverified": {
    by: "agent",
    level: "error",
    text: { "3.8": "Unable to verify server certificate.", "4.0.0": "Unable to verify server certificate" },
  },
  "agent-enrols-unverified": {
    by: "agent",
    level: { "3.11": "warning", "3.13": "info", "4.0.0": "debug1" },
    text: {
      "3.11": "Registering agent to unverified manager.",
      "4.0.0": "Registering agent to unverified manager",
    },
  },
  "agent-manager-verified": {
    by: "agent",
    level: "info",
    text: { "3.13": "Manager has been verified successfully" },
    also: [{ "3.9.0": "Verifying manager's certificate" }],
  },
  "agent-next-server": {
    by: "agent",
    level: { "3.8": "info", "5.0": "debug1" },
    text: { "3.8": "Trying next server ip in the line: '%s'." },
  },
  "agent-waits-again": {
    by: "agent",
    level: "debug1",
    text: { "3.13": "Sleeping %s seconds before trying to enroll again" },
    also: [{ "3.13": "Sleeping %s seconds to allow manager key file updates", "4.0.0": null }],
  },
  "agent-message-problem": {
    by: "agent",
    level: "warning",
    text: { "3.8": "(1214): Problem receiving message from '%s'." },
  },
  "agent-gives-up": {
    by: "agent",
    level: "critical",
    text: { "3.8": "(1242): Unable to connect to server. Exhausted all options.", "3.13": null },
  },
} as const satisfies Record<string, MessageRow>;
