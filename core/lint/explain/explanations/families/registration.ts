/** Explanations: more lines of the registration service, and of code that several daemons share. */

import type { Explanations } from "../../explanation.ts";

export const registrationFamilies = {
  "agent-information-read": {
    cause: "service",
    meaning: "A daemon reads the name, id or profile of the agent that it belongs to.",
    advice: "Nothing to do.",
  },
  "agent-group-file": {
    cause: "groups",
    meaning:
      "The file in queue/agent-groups that holds the groups of an agent is missing, empty or cannot be written. Up to 4.3 only.",
    advice: "Assign the agent to its group again. Check owner and mode of queue/agent-groups.",
  },
  "answer-without-agent": {
    cause: "registration-internal",
    meaning: "The answer of the registration service has no id or no key, so no agent was registered.",
    advice: "See what the registration service logs at the same second.",
  },
  "key-store-misused": {
    cause: "registration-internal",
    meaning:
      "A daemon uses its list of keys in a way for which it did not open the list. This is an error in the daemon.",
    advice: "Report it to Wazuh, with the lines before it.",
  },
  "random-container-reset": {
    cause: "service",
    meaning:
      "On Windows the key store from which the agent gets random numbers was damaged, and is created again. It does not contain the agent's key.",
    advice: "Nothing to do.",
  },
  "keys-counted": {
    cause: "service",
    meaning: "The number of keys that the daemon has in memory.",
    advice: "Nothing to do.",
  },
  "agent-query-failed": {
    cause: "database",
    meaning:
      "A daemon asked the database for an agent and got no answer, or asked without a name or address.",
    advice: "Check that wazuh-db runs and has a row for the agent.",
  },
  "agent-database-there": {
    cause: "database-sync",
    meaning: "The database of an agent that is registered again already exists.",
    advice: "Nothing to do.",
  },
  "writer-timing": {
    cause: "service",
    meaning: "How long the registration service took to write one part of an agent's data.",
    advice: "Nothing to do.",
  },
  "force-settings": {
    cause: "service",
    meaning: "How the registration service reads <force>, or an older option that is used instead.",
    advice: "To avoid this line, write the options into <force>.",
  },
  "certificate-key-failed": {
    cause: "tls-broken",
    meaning: "The private key for the certificate of the registration service could not be read or created.",
    advice: "Check the path and the permissions of etc/sslmanager.key, and the arguments of wazuh-authd.",
  },
  "removal-not-announced": {
    cause: "database",
    meaning:
      "5.0 could not ask the inventory-sync module to delete the inventory of a removed agent. The agent itself is removed.",
    advice: "Check that the inventory-sync module runs.",
  },
  "removal-announced": {
    cause: "agent-removed",
    meaning: "5.0 asks the inventory-sync module to delete the inventory of a removed agent.",
    advice: "Nothing to do.",
  },
} as const satisfies Explanations;
