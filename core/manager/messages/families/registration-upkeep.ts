/** More lines of the registration service about its own work. */

import type { MessageFamily } from "../row.ts";

export const registrationUpkeepFamilies = {
  "writer-timing": {
    by: "authd",
    kinds: [
      {
        level: "debug2",
        values: ["microseconds number"],
        texts: [
          { "4.2": "[Writer] set_agent_group(): %s µs.", "4.4": null },
          { "4.2": "[Writer] delete_agentinfo(): %s µs.", "4.6": null },
          { "4.2": "[Writer] OS_RemoveAgentGroup(): %s µs.", "4.4": null },
          { "4.2": "[Writer] wdb_remove_agent(): %s µs." },
          { "4.2": "[Writer] OS_RemoveCounter(): %s µs." },
          { "4.4": "[Writer] wdb_insert_agent(): %s µs." },
          { "4.4": "[Writer] wdb_set_agent_groups_csv(): %s µs." },
          { "4.4": "[Writer] OS_RemoveAgentTimestamp(): %s µs." },
        ],
      },
    ],
  },
  "enrolment-password-not-kept": {
    by: "authd",
    kinds: [
      { level: "critical", texts: [{ "4.4": "Unable to generate random password. Exiting." }] },
      {
        level: "critical",
        values: ["file", "reason"],
        texts: [
          { "5.0": "Unable to write authentication password to '%s': %s" },
          { "5.0": "Unable to close authentication password file '%s': %s" },
        ],
      },
      {
        level: "info",
        values: ["file"],
        texts: [
          {
            "5.0":
              "Shared-password enrollment is enabled but '%s' has not been synchronized from the master node yet. Enrollment requests will be rejected until it is available.",
          },
        ],
      },
    ],
  },
  "certificate-key-failed": {
    by: "authd",
    kinds: [
      {
        level: "error",
        values: ["file"],
        texts: [{ "3.8": "Unable to read private key file: %s", "5.0": null }],
      },
      {
        level: "error",
        texts: [
          { "3.8": "Unable to verify private key file", "5.0": null },
          { "4.6": "Cannot generate RSA key.", "4.14.6": null },
          { "4.6": "Cannot generate key to sign the certificate." },
          { "4.6": "Cannot dump private key." },
          { "4.9": "Cannot initialize RSA key generation parameters." },
          { "4.9": "Cannot generate RSA key pair." },
        ],
      },
      {
        level: "warning",
        values: ["length number"],
        texts: [
          { "4.6": "-B argument exceeds %s bytes. Certificate key size info truncated" },
          { "4.6": "-K argument exceeds %s bytes. Certificate key path info truncated" },
        ],
      },
      {
        level: "critical",
        texts: [
          { "4.6": "Certificate key size not defined." },
          { "4.6": "Key path not defined." },
          { "4.6": "Unable to set certificate private key size to 0 bits." },
        ],
      },
    ],
  },
  "removal-not-announced": {
    by: "authd",
    kinds: [
      {
        level: "debug2",
        texts: [
          { "5.0": "Router not available for inventory-states topic, skipping agent deletion notification" },
        ],
      },
      {
        level: "error",
        texts: [
          { "5.0": "Failed to create JSON message for agent deletion" },
          { "5.0": "Failed to serialize JSON message for agent deletion" },
        ],
      },
      {
        level: "debug1",
        values: ["id"],
        texts: [{ "5.0": "Failed to send agent deletion message for agent '%s' to inventory-sync" }],
      },
    ],
  },
  "removal-announced": {
    by: "authd",
    kinds: [
      {
        level: "info",
        values: ["id"],
        texts: [{ "5.0": "Sent agent deletion request for agent '%s' to inventory-sync" }],
      },
    ],
  },
  "force-settings": {
    by: "authd",
    kinds: [
      {
        level: "debug1",
        values: ["value", "option"],
        texts: [
          {
            "4.3": "Setting <force><enabled> tag to %s to comply with the legacy <%s> option found.",
            "5.0": null,
          },
          {
            "4.6":
              "Setting <force><disconnected_time> tag to '%s' to comply with the legacy <%s> option found.",
            "5.0": null,
          },
        ],
      },
      {
        level: "debug1",
        values: ["value"],
        texts: [
          {
            "4.6": "The tag <force><after_registration_time> is not defined. Applied default value: '%s'",
            "5.0": null,
          },
          { "4.6": "The tag <force><key_mismatch> is not defined. Applied default value: '%s'", "5.0": null },
        ],
      },
      {
        level: "debug1",
        values: ["option"],
        texts: [{ "4.3": "The <%s> tag is deprecated since version 4.3.0.", "4.6": null }],
      },
      {
        level: "warning",
        values: ["option", "new option"],
        texts: [{ "4.6": "The <%s> tag is deprecated. Use <%s> instead.", "5.0": null }],
      },
    ],
  },
} as const satisfies Record<string, MessageFamily>;
