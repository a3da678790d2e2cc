/** Explanations: lines of the daemons that keep the list of agents: database, monitor, cluster, API. */

import type { Explanations } from "../explanation.ts";

export const modules = {
  "authd-not-reached-locally": {
    cause: "registration-internal",
    values: [[]],
    meaning:
      "monitord tried to remove an agent that was disconnected for a long time, but the registration service does not answer.",
    advice: "Start wazuh-authd, or set monitord.delete_old_agents=0.",
  },
  "agent-not-removed": {
    cause: "registration-internal",
    values: [["id", "reason"]],
    meaning: "An agent could not be removed through the registration service.",
    advice: "See what the registration service logs at the same second.",
  },
  disconnected: {
    cause: "agent-disconnected",
    values: [["id", "name"]],
    meaning: "The manager has not heard from the agent for longer than agents_disconnection_time.",
    advice:
      "Check that the machine and its agent run, and whether the lines of this agent show another problem.",
  },
  "removed-by-age": {
    cause: "agent-removed",
    values: [["id", "name"]],
    meaning: "monitord removed an agent that was disconnected for longer than monitord.delete_old_agents.",
    advice: "Nothing to do if you want this. Otherwise set monitord.delete_old_agents=0.",
  },
  "alert-not-made": {
    cause: "database",
    values: [["id"], ["name", "address"]],
    meaning:
      "The alert about a disconnected or removed agent could not be created: the database does not know the agent.",
    advice: "Nothing to do if the agent was removed.",
  },
  "keys-not-watched": {
    cause: "database",
    values: [["reason"]],
    meaning:
      "The database module cannot watch client.keys, so the list of agents in the database does not follow the file.",
    advice: "Check that the file exists, and check the limit of inotify watches.",
  },
  "database-not-synchronized": {
    cause: "database",
    values: [[]],
    meaning:
      "The database module could not read the agents in the database, so it did not compare them with client.keys.",
    advice: "Check that wazuh-db runs, and see its own lines in the log.",
  },
  "database-agent": {
    cause: "database-sync",
    values: [["id", "name"]],
    meaning: "The database module adds an agent of client.keys to the database.",
    advice: "Nothing to do.",
  },
  "database-agents": {
    cause: "database-sync",
    values: [[]],
    meaning: "The database module compares client.keys with the database.",
    advice: "Nothing to do.",
  },
  "database-not-added": {
    cause: "database",
    values: [["id"]],
    meaning: "An agent of client.keys could not be added to the database.",
    advice:
      "Check that wazuh-db runs. The database may already have a row with the same id, compared as a number.",
  },
  "database-not-removed": {
    cause: "database",
    values: [["id"]],
    meaning: "An agent that client.keys no longer has could not be removed from the database.",
    advice: "Check that wazuh-db runs.",
  },
  "database-file-kept": {
    cause: "database",
    values: [["id", "reason"]],
    meaning: "The database of a removed agent could not be deleted.",
    advice: "Check the permissions of queue/db.",
  },
  "database-wrong-id": {
    cause: "key-file-broken",
    values: [[]],
    meaning:
      "An id in client.keys is not a number. The database module skips the agent, so lists of agents and the API do not show it.",
    advice: "Use ids of digits only: keypoll lint.",
  },
  "database-group": {
    cause: "groups",
    values: [["id"]],
    meaning: "The group of an agent could not be written to the database.",
    advice: "Check that wazuh-db runs.",
  },
  "removal-sent": {
    cause: "agent-removed",
    values: [["id"]],
    meaning: "5.0 asks the inventory-sync module to delete the inventory of a removed agent.",
    advice: "Nothing to do.",
  },
  "removal-not-sent": {
    cause: "database",
    values: [["id"]],
    meaning: "5.0 could not ask the inventory-sync module to delete the inventory of a removed agent.",
    advice: "Check that the inventory-sync module runs.",
  },
  "status-not-set": {
    cause: "database",
    values: [["id"]],
    meaning: "The database could not change an agent's status: it has no row for the agent, or is locked.",
    advice: "If the agent was just removed, nothing to do.",
  },
  "agent-data-not-found": {
    cause: "database",
    values: [["id"]],
    meaning: "A daemon asked the database for an agent and got no answer.",
    advice: "Check that wazuh-db runs and has a row for the agent.",
  },
  "groups-not-assigned": {
    cause: "groups",
    values: [["id"]],
    meaning: "The groups of an agent could not be written to the database.",
    advice: "Check the names of the groups, and that the agent exists.",
  },
  "date-invalid": {
    cause: "registration-internal",
    values: [["file", "id"]],
    meaning: "queue/agents-timestamp has a line that is not a date.",
    advice: "Nothing to do: the manager uses the current time as the time of registration.",
  },
  "cluster-sync-failed": {
    cause: "cluster",
    values: [["reason"]],
    meaning:
      "A worker could not accept the master's files, including client.keys. This worker does not know new agents.",
    advice: "Act on the reason. Check that the worker is connected to the master.",
  },
  "cluster-agents-not-synced": {
    cause: "cluster",
    values: [["reason"]],
    meaning: "A worker could not report its agents to the master.",
    advice: "Check that the worker is connected to the master.",
  },
  "cluster-keys-not-parsed": {
    cause: "key-file-broken",
    values: [["reason"]],
    meaning: "A worker cannot read the client.keys that the master sent.",
    advice: "Check the file on the master: keypoll lint.",
  },
  "api-blocked": {
    cause: "api",
    values: [["source address"]],
    meaning: "The API blocks an address after too many wrong passwords.",
    advice: "Correct the password of the program at this address.",
  },
} as const satisfies Explanations;
