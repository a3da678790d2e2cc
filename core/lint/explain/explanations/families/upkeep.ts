/** Explanations: lines about upgrades of agents, and what the cluster of 5.0 does for agents that are not connected. */

import type { Explanations } from "../../explanation.ts";

export const upkeepFamilies = {
  "agent-not-upgraded": {
    cause: "agent-not-upgraded",
    meaning: "The manager could not upgrade an agent. The agent's key and record do not change.",
    advice: "Act on the reason. Check that the agent is connected, and that the package fits its platform.",
  },
  "agent-upgrading": {
    cause: "service",
    meaning:
      "The manager upgrades an agent, or the agent reports the result. The agent's key does not change.",
    advice: "Nothing to do if the error code is 0.",
  },
  "cluster-groups-synced": {
    cause: "database-sync",
    meaning: "5.0 updates the groups and the cluster name of agents that are not connected.",
    advice: "Nothing to do.",
  },
  "cluster-groups-not-synced": {
    cause: "cluster",
    meaning:
      "5.0 could not update the groups or the cluster name of agents that are not connected. Their keys do not change.",
    advice: "Act on the reason. Check that wazuh-db and the indexer run.",
  },
  "active-response-sent": {
    cause: "service",
    meaning: "5.0 sends active-response commands to agents.",
    advice: "Nothing to do.",
  },
  "active-response-not-sent": {
    cause: "cluster",
    meaning: "5.0 could not send an active-response command to an agent.",
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
    meaning: "The counter for this machine's own messages was read from queue/rids.",
    advice: "Nothing to do.",
  },
  "enrolment-password-not-kept": {
    cause: "enrolment-service",
    meaning:
      "The enrolment password could not be created or stored, so the registration service exits; or a worker of 5.0 is still waiting for the password.",
    advice:
      "Check the permissions and the free space of the folder etc. On a worker, wait for the next synchronisation.",
  },
} as const satisfies Explanations;
