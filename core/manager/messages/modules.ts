/** Lines of the daemons that keep the list of agents: database, monitor, cluster, API. */

import type { MessageRow } from "./row.ts";

export const modules = {
  "authd-not-reached-locally": {
    by: "monitord",
    level: "debug1",
    text: {
      "3.8": "Monitord could not connecto to Authd socket. Is Authd running?",
      "4.1": "Monitord could not connect to to Authd socket. Is Authd running?",
    },
  },
  "agent-not-removed": {
    by: "monitord",
    level: "error",
    text: { "3.12": "Could not remove the agent %s. Error: %s.", "5.0": null },
  },
  disconnected: { by: "monitord", level: "info", text: { "5.0": "wazuh: Agent disconnected: [%s] (%s)." } },
  "removed-by-age": { by: "monitord", level: "info", text: { "5.0": "wazuh: Agent removed: [%s] (%s)." } },
  "alert-not-made": {
    by: "monitord",
    level: "debug1",
    text: { "3.9.0": "Could not generate disconnected agent alert for '%s'", "5.0": null },
    also: [
      { "3.9.0": "Could not generate removed agent alert for '%s'", "5.0": null },
      { "5.0": "Could not generate disconnected agent alert for '%s' (%s)" },
      { "4.1": "Unable to retrieve agent's '%s' data from Wazuh DB" },
      { "4.1": "Can't add agent ID '%s' to the alerts hash table" },
    ],
  },
  "keys-not-watched": {
    by: "database",
    level: "error",
    text: { "3.8": "Couldn't watch client.keys file: %s." },
    also: [{ "3.8": "Couldn't get client.keys stat: %s." }],
  },
  "database-not-synchronized": {
    by: "database",
    level: "error",
    text: { "4.4": "Couldn't synchronize the keystore with the DB." },
  },
  "database-agent": { by: "database", level: "debug2", text: { "3.8": "Synchronizing agent %s '%s'." } },
  "database-agents": {
    by: "database",
    level: "debug1",
    text: { "3.8": "Synchronizing agents." },
    also: [{ "3.8": "Agent sync completed.", "4.4": "Agents synchronization completed." }],
  },
  "database-not-added": {
    by: "database",
    level: "debug1",
    text: { "4.4": "Couldn't insert agent '%s' in the database." },
  },
  "database-not-removed": {
    by: "database",
    level: "debug1",
    text: { "3.8": "Couldn't remove agent %s", "4.6": null },
    also: [
      { "4.4": "Couldn't remove agent '%s' from the database." },
      { "4.4": "Could not remove the wazuh-db DB of the agent %s.", "5.0": null },
    ],
  },
  "database-file-kept": {
    by: "database",
    level: "error",
    text: { "4.2": "Could not remove the DB of the agent %s. Error: %s.", "4.4": null },
  },
  "database-wrong-id": {
    by: "database",
    level: "error",
    text: { "3.8": "At wm_sync_agents(): invalid ID number.", "4.4": null },
  },
  "database-group": {
    by: "database",
    level: "error",
    text: { "3.8": "Couldn't sync agent '%s' group.", "4.4": null },
  },
  "removal-sent": {
    by: "database",
    level: "info",
    text: { "5.0": "Sent agent deletion request for agent '%s' to inventory-sync" },
  },
  "removal-not-sent": {
    by: "database",
    level: "debug1",
    text: { "5.0": "Failed to send agent deletion message for agent '%s' to inventory-sync" },
  },
  "status-not-set": {
    by: "wazuh-db",
    level: "error",
    text: { "4.1": "Cannot set connection_status for agent %s" },
    also: [
      { "4.4": "Cannot set group_sync_status for agent %s" },
      { "4.0.0": "Cannot set sync_status for agent %s" },
    ],
  },
  "agent-data-not-found": {
    by: "wazuh-db",
    level: "error",
    text: { "4.0.0": "Error querying Wazuh DB to get the agent's %s group." },
    also: [
      { "4.0.0": "Error querying Wazuh DB to get the agent's %s information." },
      { "4.0.0": "Error querying Wazuh DB to get the agent's %s labels.", "5.0": null },
      { "4.0.0": "Error querying Wazuh DB to get the agent's %s name." },
      { "4.0.0": "Failed to get agent '%s' information from Wazuh DB.", "5.0": null },
    ],
  },
  "groups-not-assigned": {
    by: "wazuh-db",
    level: "error",
    text: { "4.4": "There was an error assigning the groups to agent '%s'" },
    also: [
      { "4.4": "There was an error assigning the agent '%s' to default group" },
      { "4.4": "The groups were empty right after the set for agent '%s'" },
    ],
  },
  "date-invalid": {
    by: "wazuh-db",
    level: "error",
    text: { "3.10": "Invalid date format in file '%s' for agent '%s'" },
  },
  "cluster-sync-failed": {
    by: "clusterd",
    level: "error",
    text: { "4.4": "Error synchronizing files: %s" },
  },
  "cluster-agents-not-synced": {
    by: "clusterd",
    level: "error",
    text: { "4.0.0": "Error synchronizing agent info: %s" },
  },
  "cluster-keys-not-parsed": {
    by: "clusterd",
    level: "warning",
    text: { "3.9.0": "Could not parse client.keys file: %s", "4.3": null },
  },
  "api-blocked": {
    by: "api",
    level: "warning",
    text: { "4.0.0": "IP blocked due to exceeded number of logins attempts: %s" },
  },
} as const satisfies Record<string, MessageRow>;
