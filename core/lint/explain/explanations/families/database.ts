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
    meaning: "The agent is no longer in the database, so no message says that it is disconnected.",
    advice: "Nothing to do.",
  },
  "database-status-failed": {
    cause: "database",
    meaning:
      "The database module could not read or write something of an agent: its status, its name, its file. Up to 4.14, most of it up to 4.0.",
    advice: "Check that wazuh-db runs, and that the file in the line belongs to an agent of client.keys.",
  },
  "database-work": {
    cause: "database-sync",
    meaning: "The database module takes agents over, removes old ones, and says how long it took.",
    advice: "Nothing to do.",
  },
  "agents-not-watched": {
    cause: "database",
    meaning:
      "The database module cannot watch the folder, so what agents say of themselves reaches the database late or not at all.",
    advice: "Check that the folder is there, and the limit of inotify watches.",
  },
  "key-file-place-unknown": {
    cause: "key-file-missing",
    meaning: "The database module cannot make out where client.keys lies, and ends.",
    advice: "Check the folder of the installation.",
  },
  "file-table": {
    cause: "database",
    meaning:
      "The database module could not note the path of a changed file. The key in the line is that of its own table, not an agent's.",
    advice: "Restart the manager if agents stay unknown to lists and to the API.",
  },
  "deletion-not-announced": {
    cause: "database",
    meaning: "5.0 could not ask for the inventory of a removed agent to be deleted.",
    advice: "See whether the inventory-sync module runs.",
  },
} as const satisfies Explanations;
