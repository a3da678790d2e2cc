/** Explanations: lines of remoted about groups, the database and its own work. */

import type { Explanations } from "../explanation.ts";

export const remotedUpkeep = {
  "agent-group-missing": {
    cause: "groups",
    values: [["group", "id"]],
    meaning: "The agent belongs to a group that does not exist, or no longer exists.",
    advice: "Create the group, or take the agent out of it.",
  },
  "agent-group-not-read": {
    cause: "groups",
    values: [["id"]],
    meaning: "remoted cannot find out the agent's group.",
    advice: "Check that wazuh-db runs.",
  },
  "agent-group-invalid": {
    cause: "groups",
    values: [["id"]],
    meaning: "The agent's group is empty, or is not the name of a group.",
    advice: "Assign the agent to a group again.",
  },
  "agent-group": {
    cause: "groups",
    values: [["id", "group"]],
    meaning: "The group of an agent, as remoted knows it.",
    advice: "Nothing to do.",
  },
  "keepalive-not-saved": {
    cause: "database",
    values: [["id"]],
    meaning:
      "The time of the agent's last keep-alive could not be written to the database, so the agent's status is out of date.",
    advice:
      "Check that wazuh-db runs, and that the agent has a row: agents registered again under the same id can lose it until the manager restarts.",
  },
  "agent-information-not-saved": {
    cause: "database",
    values: [["id"]],
    meaning: "What the agent reports about itself could not be written to the database.",
    advice: "Check that wazuh-db runs and has a row for the agent.",
  },
  "statuses-not-reset": {
    cause: "database",
    values: [[]],
    meaning: "remoted could not mark all agents as disconnected at its start.",
    advice: "Check that wazuh-db runs. The statuses are right again when the agents have connected.",
  },
  "poller-unavailable": {
    cause: "polling-off",
    values: [["seconds"]],
    meaning:
      "remoted cannot connect to the daemon that polls for keys, so the manager does not call the script for unknown agents.",
    advice:
      "Check that <key_request> is enabled and that wazuh-authd runs (up to 4.3, wazuh-modulesd). Nothing to do if the manager should not poll for keys.",
  },
  "poller-busy": {
    cause: "poll-queue",
    values: [[]],
    meaning:
      "Key requests arrive faster than they are handled. The manager discards this one; the agent's next message causes another.",
    advice:
      "Make the poll script faster, or give <key_request> more threads and a longer queue. keypoll rehearse says how many.",
  },
  "keys-checking": {
    cause: "key-file-read",
    values: [[]],
    meaning: "remoted checks whether client.keys has changed.",
    advice: "Nothing to do.",
  },
  "agents-allowed": {
    cause: "service",
    values: [["limit number"]],
    meaning: "The number of agents that this manager was built for. Up to 4.0 only.",
    advice: "Nothing to do.",
  },
  "syslog-source-refused": {
    cause: "unknown-agent",
    values: [["source address"]],
    meaning: "A message came to the syslog port from an address that allowed-ips does not list.",
    advice: "Add the address to <allowed-ips> of the syslog connection, or close the port to it.",
  },
  "message-verification-threads": {
    cause: "configuration",
    values: [[]],
    meaning: "remoted.verify_msg_id checks counters, which needs a single worker: remoted does not start.",
    advice: "Set remoted.worker_pool=1, or remoted.verify_msg_id=0, in local_internal_options.conf.",
  },
  "agent-4x-message-dropped": {
    cause: "agent-refused",
    values: [["id"]],
    meaning: "A manager of 5.0 discards this kind of message from an agent of 4.x.",
    advice: "Upgrade the agent.",
  },
  "keepalive-not-json": {
    cause: "malformed-message",
    values: [["id"]],
    meaning: "A manager of 5.0 cannot read the agent's keep-alive.",
    advice: "Check the agent's version.",
  },
  "message-not-taken": {
    cause: "registration-internal",
    values: [["id"]],
    meaning: "A manager of 5.0 could not pass on an event of this agent.",
    advice: "Check the load of the manager.",
  },
} as const satisfies Explanations;
