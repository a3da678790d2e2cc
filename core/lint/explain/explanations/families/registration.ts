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
    meaning: "The answer of the registration service has no id or no key, so nobody was registered.",
    advice: "See what the registration service says in the same second.",
  },
  "key-store-misused": {
    cause: "registration-internal",
    meaning: "A daemon uses its list of keys in a way for which it did not open it: an error of the program.",
    advice: "Report it to Wazuh, with the lines before it.",
  },
  "random-container-reset": {
    cause: "service",
    meaning:
      "On Windows the store from which the agent takes random numbers was damaged, and is made again. The key of the agent is not in it.",
    advice: "Nothing to do.",
  },
  "keys-counted": {
    cause: "service",
    meaning: "How many keys the daemon has in memory.",
    advice: "Nothing to do.",
  },
  "agent-query-failed": {
    cause: "database",
    meaning:
      "A daemon asked the database for an agent and had no answer, or asked without a name or address.",
    advice: "Check that wazuh-db runs and has a row for the agent.",
  },
  "agent-database-there": {
    cause: "database-sync",
    meaning: "An agent that is registered again has its database already.",
    advice: "Nothing to do.",
  },
  "writer-timing": {
    cause: "service",
    meaning: "How long the registration service took to write one thing of an agent.",
    advice: "Nothing to do.",
  },
  "force-settings": {
    cause: "service",
    meaning: "What the registration service made of <force>, or of an older option in its place.",
    advice: "To avoid the log line, write the options into <force>.",
  },
  "certificate-key-failed": {
    cause: "tls-broken",
    meaning: "The private key for the certificate of the registration service could not be read or made.",
    advice: "Check the path and the rights of etc/sslmanager.key, and the arguments of wazuh-authd.",
  },
  "removal-not-announced": {
    cause: "database",
    meaning:
      "5.0 could not ask for the inventory of a removed agent to be deleted. The agent itself is removed.",
    advice: "See whether the inventory-sync module runs.",
  },
  "removal-announced": {
    cause: "agent-removed",
    meaning: "5.0 asks for the inventory of a removed agent to be deleted.",
    advice: "Nothing to do.",
  },
} as const satisfies Explanations;
