/** More lines of the daemons that keep the list of agents in the database. */

import type { MessageFamily } from "../row.ts";

export const databaseFamilies = {
  "monitor-off-on-worker": {
    by: "monitord",
    kinds: [{ level: "debug1", texts: [{ "3.8": "Cluster client node: Disabled the agent monitoring" }] }],
  },
  "alert-skipped": {
    by: "monitord",
    kinds: [
      {
        level: "debug2",
        values: ["name", "address"],
        texts: [{ "5.0": "Agent '%s' (%s) is no longer in database, skipping disconnection alert" }],
      },
    ],
  },
  "database-status-failed": {
    by: "database",
    kinds: [
      {
        level: "error",
        texts: [
          { "3.8": "Couldn't write agent status on database for manager.", "4.1": null },
          { "4.4": "At sync_keys_with_wdb(): invalid ID number.", "4.6": null },
          { "4.4": "At sync_keys_with_agents_artifacts(): invalid ID number.", "4.6": null },
        ],
      },
      {
        level: "error",
        values: ["id", "name"],
        texts: [
          { "3.8": "Couldn't write offset data on database for agent %s (%s).", "4.1": null },
          { "3.8": "Couldn't write agent status on database for agent %s (%s).", "4.1": null },
          { "3.8": "Couldn't write offset data on database for agent %s (%s) (post-fill).", "4.1": null },
        ],
      },
      {
        level: "debug1",
        values: ["file"],
        texts: [
          { "3.8": "Empty file '%s'. Agent is pending.", "4.0.0": null },
          { "4.4": "Couldn't extract agent ID from file '%s'.", "5.0": null },
        ],
      },
      {
        level: "debug1",
        values: ["id"],
        texts: [
          { "3.8": "No such agent '%s' on DB when updating group.", "4.0.0": null },
          { "4.4": "Could not remove the legacy DB of the agent %s.", "4.6": null },
        ],
      },
      {
        level: "error",
        values: ["folder", "file"],
        texts: [
          { "3.8": "Couldn't extract agent ID from file %s/%s", "4.4": null },
          { "3.8": "Couldn't extract agent name and address from file %s/%s", "4.1": null },
        ],
      },
      {
        level: "debug1",
        values: ["folder", "file"],
        texts: [{ "3.8": "No such agent at database for file %s/%s", "4.1": null }],
      },
      {
        level: "error",
        values: ["id"],
        texts: [
          { "3.8": "Couldn't get database status for agent '%s'.", "4.1": null },
          { "3.8": "Couldn't file offset from database for agent '%s'.", "4.1": null },
          { "4.2.0": "Couldn't query the name of the agent %s to database", "4.4": null },
        ],
      },
      {
        level: "warning",
        values: ["id"],
        texts: [{ "3.8": "Agent '%s' database status was 'pending'. Data could be lost.", "4.1": null }],
      },
      {
        level: "debug2",
        values: ["id", "name"],
        texts: [{ "4.4": "Failed to create the database for agent %s '%s'.", "4.6": null }],
      },
      {
        level: "error",
        values: ["folder", "reason", "error number"],
        texts: [{ "4.2": "Unable to clear directory '%s': %s (%s)", "4.6": null }],
      },
    ],
  },
  "database-work": {
    by: "database",
    kinds: [
      {
        level: "debug1",
        values: ["milliseconds", "milliseconds of processor"],
        texts: [
          { "3.8": "wm_sync_agents(): %s ms (%s clock ms)." },
          { "4.4": "wm_sync_agents_artifacts(): %s ms (%s clock ms).", "4.6": null },
        ],
      },
      {
        level: "debug2",
        values: ["id", "milliseconds"],
        texts: [
          { "3.8": "wm_sync_agentinfo(%s): %s ms.", "4.0.0": null },
          { "3.8": "wm_sync_agent_group(%s): %s ms.", "4.4": null },
        ],
      },
      {
        level: "debug2",
        values: ["watch number"],
        texts: [{ "3.8": "wd_agents='%s'" }, { "3.8": "wd_agentinfo='%s'", "4.0.0": null }],
      },
      {
        level: "debug1",
        values: ["id", "reply"],
        texts: [{ "4.2": "DB from agent %s was deleted '%s'", "4.4": null }],
      },
      {
        level: "debug1",
        texts: [
          { "4.4": "Synchronizing agents artifacts.", "4.6": null },
          { "4.4": "Agents artifacts synchronization completed.", "4.6": null },
        ],
      },
      {
        level: "debug2",
        values: ["id", "name"],
        texts: [
          { "4.4": "The agent %s '%s' already exist in the database.", "4.6": null },
          { "4.4": "Synchronizing agent %s '%s' database.", "4.6": null },
        ],
      },
    ],
  },
  "agents-not-watched": {
    by: "database",
    kinds: [
      {
        level: "error",
        values: ["reason"],
        texts: [
          { "3.8": "Couldn't watch the agent info directory: %s.", "4.0.0": null },
          { "3.8": "Couldn't watch the agent groups directory: %s.", "4.4": null },
        ],
      },
    ],
  },
  "key-file-place-unknown": {
    by: "database",
    kinds: [
      { level: "critical", values: ["folder"], texts: [{ "3.8": "Couldn't decode keys file path '%s'." }] },
    ],
  },
  "file-table": {
    by: "database",
    kinds: [
      {
        level: "error",
        texts: [{ "3.8": "Couldn't insert key into table." }, { "3.8": "Couldn't insert key into queue." }],
      },
      { level: "error", values: ["file"], texts: [{ "3.8": "Couldn't delete key '%s' from path table." }] },
    ],
  },
  "deletion-not-announced": {
    by: "database",
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
    ],
  },
} as const satisfies Record<string, MessageFamily>;
