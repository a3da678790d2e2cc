/** Explanations: more lines of the cluster and of the API. */

import type { Explanations } from "../../explanation.ts";

export const clusterFamilies = {
  "cluster-file-misdirected": {
    cause: "cluster",
    meaning:
      "A node received a file that it must not receive, and ignores it: only workers receive client.keys, and only the master receives the status of agents.",
    advice: "Check that only one node is configured as master.",
  },
  "cluster-agents-removed": {
    cause: "agent-removed",
    meaning: "A worker removes its files of agents that the master's client.keys no longer has.",
    advice: "Nothing to do.",
  },
  "cluster-agents-not-removed": {
    cause: "cluster",
    meaning: "A worker could not remove the files of an agent that was removed.",
    advice: "Act on the reason. Check owner and mode of the folder queue.",
  },
  "cluster-agent-info": {
    cause: "database-sync",
    meaning: "A worker reports its agents to the master.",
    advice: "Nothing to do.",
  },
  "cluster-agent-info-failed": {
    cause: "cluster",
    meaning:
      "A node could not read, send or store the status of agents, so lists on the master are out of date.",
    advice: "Act on the reason. Check that wazuh-db runs on both nodes.",
  },
  "cluster-agent-unknown": {
    cause: "database",
    meaning: "A worker reported an agent that the master does not have, or no longer has.",
    advice: "Nothing to do if the agent was just removed. Otherwise compare the client.keys of both nodes.",
  },
  "cluster-groups": {
    cause: "database-sync",
    meaning: "The master tells the workers which agent is in which group.",
    advice: "Nothing to do.",
  },
  "cluster-groups-failed": {
    cause: "groups",
    meaning: "The groups of agents could not be sent to a worker.",
    advice: "Check that wazuh-db runs and that the worker is connected.",
  },
  "cluster-key-wrong": {
    cause: "cluster",
    meaning: "A node cannot read what the other one sends: the <key> of their <cluster> blocks differs.",
    advice: "Write the same <key> on every node, and restart them.",
  },
  "cluster-connection": {
    cause: "service",
    meaning: "A node of the cluster connected, or left.",
    advice: "Nothing to do.",
  },
  "cluster-connection-refused": {
    cause: "cluster",
    meaning:
      "A node could not connect to the master, or the master rejected it: its name is taken, or it connects too often.",
    advice: "Check <nodes> and <node_name> in the <cluster> block: each node needs its own name.",
  },
  "cluster-balance": {
    cause: "service",
    meaning:
      "The cluster's load balancer moves agents from one node to another. The agents disconnect and reconnect.",
    advice: "Nothing to do.",
  },
  "api-requests-refused": {
    cause: "api",
    meaning: "This address sends more requests per minute than the API accepts.",
    advice: "Send fewer requests, or raise max_request_per_minute in the settings of the API.",
  },
  "api-user-invalid": {
    cause: "api",
    meaning: "The API refuses a user name with control characters.",
    advice: "Find out who sends it.",
  },
  "api-certificate-made": {
    cause: "service",
    meaning: "The API has no certificate for HTTPS, so it creates a private key and a certificate.",
    advice: "Nothing to do.",
  },
} as const satisfies Explanations;
