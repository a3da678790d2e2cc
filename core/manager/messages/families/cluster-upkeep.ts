/** Lines of the cluster of 5.0 about agents that are not connected, and about active responses. */

import type { MessageFamily } from "../row.ts";

export const clusterUpkeepFamilies = {
  "cluster-groups-synced": {
    by: "clusterd",
    kinds: [
      {
        level: "info",
        values: ["count number"],
        texts: [
          { "5.0": "Found %s disconnected agents to synchronize" },
          { "5.0": "Starting group synchronization for %s disconnected agents" },
          { "5.0": "Retrieved %s non-active agents from WazuhDB meeting minimum disconnection time" },
          { "5.0": "Disconnected agents cluster-name sync completed (%s agents updated)" },
        ],
      },
      {
        level: "info",
        values: ["id", "groups"],
        texts: [
          { "5.0": "Synchronizing groups for agent %s with groups=%s" },
          { "5.0": "Successfully synchronized agent %s with groups %s" },
        ],
      },
      {
        level: "info",
        values: ["done number", "all number", "seconds", "failed number"],
        texts: [
          {
            "5.0":
              "Finished group synchronization task. Processed %s/%s agents in %s seconds. %s agents failed.",
          },
        ],
      },
      {
        level: "info",
        values: ["seconds", "count number"],
        texts: [
          {
            "5.0": "Starting non-connected agent group synchronization task (interval: %ss, batch_size: %s)",
          },
        ],
      },
      {
        level: "info",
        values: ["count number", "cluster"],
        texts: [
          { "5.0": "Starting Cluster name synchronization for %s disconnected agents with cluster_name=%s" },
        ],
      },
      {
        level: "info",
        values: ["count number", "all number"],
        texts: [{ "5.0": "Resolved cluster name for %s out of %s requested agents" }],
      },
      {
        level: "info",
        texts: [
          { "5.0": "No disconnected agents found" },
          { "5.0": "No disconnected agents found for cluster-name sync" },
          { "5.0": "No valid agent IDs found for cluster-name sync" },
          { "5.0": "All disconnected agents already have correct cluster name" },
        ],
      },
      { level: "debug1", values: ["id"], texts: [{ "5.0": "Updated cluster-name for agent=%s" }] },
      {
        level: "debug1",
        texts: [{ "5.0": "Empty agent list provided for disconnected agent group sync" }],
      },
      {
        level: "debug1",
        values: ["id", "done number", "failed number"],
        texts: [{ "5.0": "Sync result for agent %s: affected=%s,failed=%s" }],
      },
    ],
  },
  "cluster-groups-not-synced": {
    by: "clusterd",
    kinds: [
      {
        level: "error",
        values: ["id", "reason"],
        texts: [
          { "5.0": "Error synchronizing agent %s: %s" },
          { "5.0": "Unexpected error synchronizing agent %s: %s" },
          { "5.0": "Error calling disconnected_agent_group_sync for agent %s: %s" },
          { "5.0": "Failed updating cluster-name for agent=%s: %s" },
        ],
      },
      {
        level: "error",
        values: ["reason"],
        texts: [
          { "5.0": "Error syncing batch of agents: %s" },
          { "5.0": "Error retrieving non-connected agents from WazuhDB: %s" },
          { "5.0": "Failed to resolve cluster names for agents: %s" },
        ],
      },
      {
        level: "warning",
        values: ["agent"],
        texts: [{ "5.0": "Skipping agent with incomplete info: %s" }],
      },
      {
        level: "warning",
        values: ["id", "clusters"],
        texts: [{ "5.0": "Agent %s belongs to multiple clusters: %s" }],
      },
    ],
  },
  "active-response-sent": {
    by: "clusterd",
    kinds: [
      {
        level: "info",
        values: ["done number", "all number", "count number"],
        texts: [{ "5.0": "Dispatched %s/%s messages to agents from %s active responses." }],
      },
      {
        level: "debug1",
        values: ["id", "message"],
        texts: [{ "5.0": "Dispatching active response message to agent `%s`: %s" }],
      },
      {
        level: "debug1",
        values: ["ids"],
        texts: [{ "5.0": "Keeping only active responses for agents %s." }],
      },
    ],
  },
  "active-response-not-sent": {
    by: "clusterd",
    kinds: [
      {
        level: "error",
        values: ["id", "reason"],
        texts: [{ "5.0": "Failed to send active response message to agent `%s`: %s" }],
      },
      { level: "error", values: ["reason"], texts: [{ "5.0": "Error fetching active agents: %s" }] },
    ],
  },
} as const satisfies Record<string, MessageFamily>;
