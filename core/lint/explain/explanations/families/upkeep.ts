/** Explanations: lines about upgrades of agents, and what the cluster of 5.0 does for agents that are not connected. */

import type { Explanations } from "../../explanation.ts";

export const upkeepFamilies = {
  "agent-not-upgraded": {
    cause: "agent-not-upgraded",
    meaning: "An agent was not upgraded from the manager. Its key and its record stay as they are.",
    advice: "Act on the reason. Check that the agent is connected, and that the package fits its platform.",
  },
  "agent-upgrading": {
    cause: "service",
    meaning: "The manager upgrades an agent, or the agent says how that went. Its key stays as it is.",
    advice: "Nothing to do unless an error code other than 0 is named.",
  },
  "cluster-groups-synced": {
    cause: "database-sync",
    meaning: "5.0 writes groups and the name of the cluster for agents that are not connected.",
    advice: "Nothing to do.",
  },
  "cluster-groups-not-synced": {
    cause: "cluster",
    meaning:
      "5.0 could not write groups or the name of the cluster for agents that are not connected. Their keys are not touched.",
    advice: "Act on the reason. Check that wazuh-db and the indexer run.",
  },
  "active-response-sent": {
    cause: "service",
    meaning: "5.0 sends commands of active responses to agents.",
    advice: "Nothing to do.",
  },
  "active-response-not-sent": {
    cause: "cluster",
    meaning: "5.0 could not send the command of an active response to an agent.",
    advice: "Check that the agent is connected, and act on the reason.",
  },
  "agent-list-not-read": {
    cause: "database",
    meaning:
      "A daemon asked the database for the ids of all agents, or for an agent's version, and got nothing.",
    advice: "Check that wazuh-db runs.",
  },
  "sender-counter": {
    cause: "service",
    meaning: "The counter with which this machine numbers its own messages was read from queue/rids.",
    advice: "Nothing to do.",
  },
  "enrolment-password-not-kept": {
    cause: "enrolment-service",
    meaning:
      "The password for enrolment could not be made or kept, and the registration service ends; or a worker of 5.0 still waits for it.",
    advice:
      "Check the permissions and the free space of the folder etc. On a worker, wait for the next synchronisation.",
  },
} as const satisfies Explanations;
