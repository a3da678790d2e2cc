/** More lines of code that the registration service shares with other daemons. */

import type { MessageFamily } from "../row.ts";

export const registrationFamilies = {
  "agent-information-read": {
    by: "reader",
    kinds: [
      {
        level: "debug2",
        texts: [
          { "3.8": "Calling os_read_agent_name()." },
          { "3.8": "Calling os_read_agent_ip().", "5.0": null },
          { "3.8": "Calling os_read_agent_id().", "5.0": null },
          { "3.8": "Calling os_read_agent_profile()." },
        ],
      },
      { level: "debug2", values: ["name"], texts: [{ "3.8": "os_read_agent_name returned (%s)." }] },
      { level: "debug2", values: ["profile"], texts: [{ "3.8": "os_read_agent_profile() = [%s]" }] },
    ],
  },
  "agent-group-file": {
    by: "reader",
    kinds: [
      {
        level: "error",
        values: ["id"],
        texts: [
          { "3.8": "At get_agent_group(): file path too large for agent '%s'.", "4.4": null },
          { "3.8": "At set_agent_group(): file path too large for agent '%s'.", "4.4": null },
          { "4.3": "File path too large for agent '%s'.", "4.4": null },
        ],
      },
      {
        level: "debug2",
        values: ["file"],
        texts: [{ "3.8": "At get_agent_group(): file '%s' not found.", "4.4": null }],
      },
      { level: "warning", values: ["id"], texts: [{ "3.8": "Empty group for agent ID '%s'.", "4.4": null }] },
      {
        level: "error",
        values: ["file", "reason"],
        texts: [{ "3.8": "At set_agent_group(): open(%s): %s", "4.4": null }],
      },
    ],
  },
  "answer-without-agent": {
    by: "reader",
    kinds: [{ level: "critical", texts: [{ "3.8": "No id received." }, { "3.13": "No key received." }] }],
  },
  "agent-list-not-read": {
    by: "reader",
    kinds: [
      { level: "debug1", texts: [{ "4.0.0": "Failed getting agent's ID array.", "5.0": null }] },
      {
        level: "error",
        texts: [
          { "4.2.0": "Unable to get agent's ID array.", "5.0": null },
          { "4.2.0": "Unable to read agent version.", "5.0": null },
        ],
      },
      {
        level: "debug2",
        values: ["id"],
        texts: [{ "4.2.0": "Failed to get agent '%s' version.", "5.0": null }],
      },
    ],
  },
  "sender-counter": {
    by: "reader",
    kinds: [
      { level: "debug1", texts: [{ "3.8": "No previous sender counter." }] },
      {
        level: "debug1",
        values: ["count number", "local number"],
        texts: [{ "3.8": "Assigning sender counter: %s:%s" }, { "3.8": "Reloading sender counter: %s:%s" }],
      },
    ],
  },
  "key-store-misused": {
    by: "reader",
    kinds: [
      {
        level: "error",
        texts: [
          { "4.2": "Wrong key store usage, it should have been initialized in RAW or DUAL mode" },
          { "4.2": "Wrong key store usage, it should have been initialized in ENCRYPTION or DUAL mode" },
        ],
      },
    ],
  },
  "random-container-reset": {
    by: "reader",
    kinds: [
      {
        level: "warning",
        texts: [
          {
            "3.8":
              "The agent's RSA key container for the random generator is corrupt. Resetting container...",
          },
        ],
      },
    ],
  },
  "keys-counted": {
    by: "reader",
    kinds: [{ level: "debug1", values: ["number"], texts: [{ "3.8": "OS_StartCounter: keysize: %s" }] }],
  },
  "agent-query-failed": {
    by: "reader",
    kinds: [
      {
        level: "debug1",
        texts: [
          { "4.0.0": "Empty agent name or ip when trying to get agent ID." },
          { "4.0.0": "Empty agent name or ip when trying to get last keepalive.", "4.4": null },
        ],
      },
      {
        level: "error",
        texts: [
          { "4.0.0": "Error querying Wazuh DB for agent ID." },
          { "4.0.0": "Error querying Wazuh DB to get the last agent keepalive.", "4.4": null },
          { "4.0.0": "Error querying Wazuh DB to get the agent group id." },
          { "4.4": "Error querying Wazuh DB to get agent's groups." },
          { "4.4": "Error querying Wazuh DB to get agent's IDs." },
          { "4.0.0": "Error querying Wazuh DB to get the agent status.", "4.1": null },
          { "4.0.0": "Error querying Wazuh DB to get agent offset.", "4.1": null },
        ],
      },
      {
        level: "debug1",
        values: ["id", "name"],
        texts: [{ "4.0.0": "Unable to remove agent DB: %s - %s", "4.4": null }],
      },
      {
        level: "error",
        values: ["name"],
        texts: [
          {
            "3.8": "At wdb_remove_group_from_belongs_db(): couldn't delete '%s' from 'belongs' table.",
            "4.4": null,
          },
        ],
      },
      { level: "debug1", values: ["id"], texts: [{ "4.4": "Invalid params to set the agent groups %s" }] },
    ],
  },
  "agent-database-there": {
    by: "reader",
    kinds: [{ level: "debug2", texts: [{ "4.4": "Agent database already exists.", "4.6": null }] }],
  },
} as const satisfies Record<string, MessageFamily>;
