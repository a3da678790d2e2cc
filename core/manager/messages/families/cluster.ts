/** More lines of the cluster about agents and their files. */

import type { MessageFamily } from "../row.ts";

export const clusterFamilies = {
  "cluster-file-misdirected": {
    by: "clusterd",
    kinds: [
      {
        level: "warning",
        texts: [
          { "3.8": "Client.keys file received in a master node.", "3.9.0": null },
          { "3.8": "Agent-info received in a worker node.", "3.9.0": null },
          { "3.9.0": "Client.keys received in a master node", "4.3": null },
          { "3.9.0": "Agent status received in a worker node", "4.1": null },
        ],
      },
    ],
  },
  "cluster-agents-removed": {
    by: "clusterd",
    kinds: [
      {
        level: "info",
        values: ["id"],
        texts: [{ "3.8": "Agent '%s': Deleted successfully.", "3.9.0": null }],
      },
      {
        level: { "3.9.0": "info", "4.2.0": "debug1", "4.3": null },
        values: ["count number"],
        texts: [{ "3.9.0": "Removing files from %s agents", "4.3": null }],
      },
      { level: "debug1", values: ["ids"], texts: [{ "3.9.0": "Agents to remove: %s", "4.3": null }] },
      {
        level: { "3.9.0": "info", "4.2.0": "debug1", "4.3": null },
        texts: [{ "3.9.0": "Agent files removed", "4.3": null }],
      },
      {
        level: "debug2",
        values: ["ids"],
        texts: [{ "3.9.0": "Removing files from agents %s", "4.3": null }],
      },
      { level: "debug2", texts: [{ "3.9.0": "Removing agent group assigments from database", "4.3": null }] },
    ],
  },
  "cluster-agents-not-removed": {
    by: "clusterd",
    kinds: [
      {
        level: "error",
        values: ["id", "reason"],
        texts: [{ "3.8": "Agent '%s': Error - '%s'.", "3.9.0": null }],
      },
      {
        level: "error",
        values: ["reason"],
        texts: [{ "3.9.0": "Error removing agent files: %s", "4.3": null }],
      },
    ],
  },
  "cluster-agent-info": {
    by: "clusterd",
    kinds: [
      {
        level: "info",
        texts: [
          { "3.8": "There are agent-info files to send.", "3.9.0": null },
          { "3.8": "There are no agent-info files to send.", "3.9.0": null },
          { "3.9.0": "Starting to send agent status files", "4.0.0": null },
          { "4.0.0": "Starting agent-info sync process.", "4.2.0": null },
        ],
      },
      {
        level: "debug2",
        values: ["seconds"],
        texts: [{ "3.9.0": "Time synchronizing agent statuses: %s s", "4.2.0": null }],
      },
      {
        level: "info",
        values: ["node"],
        texts: [
          { "4.1": "Starting to synchronize agent-info from %s node.", "4.2.0": null },
          { "4.1": "Finished agent-info synchronization from %s node.", "4.2.0": null },
        ],
      },
      {
        level: "debug1",
        values: ["seconds"],
        texts: [{ "4.9": "Obtained agents synchronization information in %ss." }],
      },
    ],
  },
  "cluster-agent-info-failed": {
    by: "clusterd",
    kinds: [
      {
        level: "debug2",
        values: ["reason"],
        texts: [
          { "3.8": "Error getting agent ids and names: %s", "4.0.0": null },
          { "4.0.0": "Error getting agent ids: %s", "4.3": null },
        ],
      },
      {
        level: "warning",
        values: ["reason", "line"],
        texts: [
          {
            "3.9.0":
              "Malformed agent-info.merged file (%s). Parsed line: %s. Some agent statuses won't be synced",
            "4.1": null,
          },
        ],
      },
      {
        level: "error",
        values: ["file", "reason"],
        texts: [{ "3.9.0": "Error updating agent group/status (%s): %s", "4.3": null }],
      },
      {
        level: "error",
        values: ["reason"],
        texts: [
          { "3.9.0": "Error synchronizing agent status files: %s", "4.0.0": null },
          { "4.2.0": "There was an error while processing agent-info on the master: %s", "4.4": null },
          {
            "4.3": "Error getting agent IDs while verifying which extra-valid files are required: %s",
            "4.4": null,
          },
        ],
      },
      {
        level: "error",
        values: ["kind", "reason"],
        texts: [{ "4.4": "There was an error while processing %s on the peer: %s" }],
      },
    ],
  },
  "cluster-agent-unknown": {
    by: "clusterd",
    kinds: [
      {
        level: "debug2",
        values: ["count number"],
        texts: [
          { "3.8": "Received %s agent statuses for non-existent agents. Skipping.", "4.1": null },
          { "3.8": "Received %s group assignments for non-existent agents. Skipping.", "4.3": null },
        ],
      },
      {
        level: "debug2",
        values: ["name"],
        texts: [{ "3.9.0": "Received status of an non-existent agent '%s'", "4.0.0": null }],
      },
      {
        level: "debug2",
        values: ["id"],
        texts: [{ "3.9.0": "Received group of an non-existent agent '%s'", "4.3": null }],
      },
    ],
  },
  "cluster-groups": {
    by: "clusterd",
    kinds: [
      {
        level: "info",
        values: ["seconds"],
        texts: [
          {
            "4.4": "Sleeping %ss before starting the agent-groups task, waiting for the workers connection.",
          },
        ],
      },
      {
        level: "info",
        texts: [{ "4.4": "Sent request to obtain all agent-groups information from the master node." }],
      },
      { level: "debug1", texts: [{ "4.9": "Recalculating agent-group hash." }] },
    ],
  },
  "cluster-groups-failed": {
    by: "clusterd",
    kinds: [
      { level: "error", values: ["reason"], texts: [{ "4.4": "Error getting agent-groups from WDB: %s" }] },
      {
        level: "error",
        values: ["node", "reason"],
        texts: [{ "4.4": "Error sending agent-groups information to %s: %s" }],
      },
      {
        level: "warning",
        values: ["error code", "reason"],
        texts: [{ "4.9": "Error %s executing recalculate agent-group hash command: %s" }],
      },
    ],
  },
} as const satisfies Record<string, MessageFamily>;
