/** Explanations: more lines of the daemons that keep the list of agents in the database. */

import type { Explanations } from "../../explanation.ts";

export const databaseFamilies = {
  "monitor-off-on-worker": {
    cause: "service",
    meaning: "monitord does not watch agents on a worker of a cluster: the master does.",
    advice: "Nothing to do.",
  },
  "alert-skipped": {
    cause: "service",
    meaning: "The agent is no longer in the database, so the manager does not report it as disconnected.",
    advice: "Nothing to do.",
  },
  "database-status-failed": {
    cause: "database",
    meaning:
      "The database module could not read or write some data of an agent: its status, name or file. Up to 4.14; most of these lines only up to 4.0.",
    advice: "Check that wazuh-db runs, and that the file in the line belongs to an agent of client.keys.",
  },
  "database-work": {
    cause: "database-sync",
    meaning: "The database module adds agents, removes old ones, and logs how long it took.",
    advice: "Nothing to do.",
  },
  "agents-not-watched": {
    cause: "database",
    meaning:
      "The database module cannot watch the folder, so what agents report about themselves reaches the database late or not at all.",
    advice: "Check that the folder exists, and check the limit of inotify watches.",
  },
  "key-file-place-unknown": {
    cause: "key-file-missing",
    meaning: "The database module cannot determine where client.keys is, and exits.",
    advice: "Check the folder of the installation.",
  },
  "file-table": {
    cause: "database",
    meaning:
      "The database module could not store the path of a changed file. The key in the line belongs to its own table, not to an agent.",
    advice: "Restart the manager if lists of agents and the API still do not show an agent.",
  },
  "deletion-not-announced": {
    cause: "database",
    meaning: "5.0 could not ask the inventory-sync module to delete the inventory of a removed agent.",
    advice: "Check that the inventory-sync module runs.",
  },
} as const satisfies Explanations;
