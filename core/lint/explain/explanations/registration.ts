/** Explanations: registering the agent of an answer. */

import type { Explanations } from "../explanation.ts";

const FORCE =
  "The reason names the rule of <force> that keeps the old agent: it is connected, was connected within disconnected_time, or was registered within after_registration_time.";

export const registration = {
  "requesting-addition": {
    cause: "polling",
    values: [["id"]],
    meaning: "The answer was read, and wazuh-authd is about to add the agent.",
    advice: "Nothing to do. The next lines show the result.",
  },
  forwarding: {
    cause: "polling",
    values: [["id"]],
    meaning: "The answer was read on a worker, which passes it on to the master.",
    advice: "Nothing to do. The result is in the master's log.",
  },
  forwarded: {
    cause: "polling",
    values: [["id"]],
    meaning:
      "The master has added the agent. The worker gets the new client.keys with the next synchronisation.",
    advice: "Nothing to do.",
  },
  "master-refused": {
    cause: "registration-refused",
    values: [["reply code", "reason"]],
    meaning:
      "The master refused to add an agent that enrolled at this worker or, from 4.3 on, the agent of an answer. The code is the registration service's: 9006 address, 9007 address taken, 9008 name taken, 9012 id taken.",
    advice: "See the master's log at the same second.",
  },
  "authd-not-reached": {
    cause: "cluster",
    values: [[]],
    meaning:
      "The answer was read, but the registration daemon does not accept it. Up to 4.1 this always happens on a worker.",
    advice: "Start the registration daemon (authd); on a cluster up to 4.1 run the script on the master.",
  },
  adding: {
    cause: "polling",
    values: [["name"]],
    meaning: "wazuh-authd begins to add the agent.",
    advice: "Nothing to do.",
  },
  "add-refused": {
    cause: "registration-refused",
    values: [["reply code", "reason"]],
    meaning:
      "The registration service refused a request to add an agent: 9005 no name, 9006 no address, 9007 address taken, 9008 name taken or the manager's own, 9012 id taken, 9013 too many agents.",
    advice: "Print all four members as strings, or remove the existing agent.",
  },
  "not-valid-ip": {
    cause: "registration-refused",
    values: [["address"]],
    meaning:
      "The manager cannot read the answer's address, and refuses the agent with 9006. This happens with Any in capitals, host names, blanks and lists.",
    advice: "Print an IPv4 or IPv6 address, with a mask if needed, or any in lower case.",
  },
  "duplicate-id": {
    cause: "enrolment-duplicate",
    values: [["id"]],
    meaning: "Another record has the id of the answer. The next line says whether it is removed.",
    advice: "Read the next line.",
  },
  "duplicate-ip": {
    cause: "enrolment-duplicate",
    values: [["address", "id"]],
    meaning: "Another record has the address of the request. The next line says whether it is removed.",
    advice: "Read the next line.",
  },
  "duplicate-name": {
    cause: "enrolment-duplicate",
    values: [["name", "id"]],
    meaning: "Another record has the name of the request. The next line says whether it is removed.",
    advice: "Read the next line.",
  },
  "old-agent-kept": {
    cause: "enrolment-duplicate",
    values: [["id"]],
    meaning: "An agent that has the address or the name of the request stays, so the new agent is refused.",
    advice: "Remove the old agent, or set <force_insert>yes.",
  },
  "old-agent-has-key": {
    cause: "enrolment-duplicate",
    values: [["id"]],
    meaning: "The agent that asks already has the key of the manager's record, so nothing changes.",
    advice: "Start the agent with the client.keys that it has.",
  },
  "old-agent-removed": {
    cause: "agent-replaced",
    values: [["id"]],
    meaning:
      "The manager removed an agent that had the id, the address or the name of the answer, and adds the new one.",
    advice: "Check that both records are for the same machine.",
  },
  "old-agent-protected": {
    cause: "enrolment-duplicate",
    values: [["id"]],
    meaning:
      "An agent with the id, the address or the name of the answer was connected a short while ago, so the manager refuses the new agent.",
    advice: "Remove the old agent, or wait until it has been silent for longer.",
  },
  "replacing-id": {
    cause: "agent-replaced",
    values: [["id", "old id"], ["reason"]],
    meaning:
      "The manager removed another record, which had the id of the answer. This is normal if the agent was registered again.",
    advice: "Check that both records are for the same machine.",
  },
  "rejecting-id": {
    cause: "enrolment-duplicate",
    values: [["reason"]],
    meaning: `Another record has the id of the answer and is not replaced; the agent is refused with 9012. ${FORCE}`,
    advice: "Remove the old agent, wait until it may be replaced, or change <force> in <auth>.",
  },
  "replacing-ip": {
    cause: "agent-replaced",
    values: [["address", "old id"]],
    valuesSince: { "4.3": ["address", "reason"] },
    meaning: "The manager removed another agent, which had the address of the answer.",
    advice: "Check that both are the same machine. If machines share an address, print any.",
  },
  "rejecting-ip": {
    cause: "enrolment-duplicate",
    values: [["address", "reason"]],
    meaning: `Another agent has the address of the answer and is not replaced; the agent is refused with 9007. ${FORCE}`,
    advice: "If machines share an address, print any. Otherwise remove the old agent.",
  },
  "replacing-name": {
    cause: "agent-replaced",
    values: [["name", "old id"], ["reason"]],
    meaning: "The manager removed another agent, which had the name of the answer.",
    advice: "Check that both are the same machine. Otherwise give each agent its own name.",
  },
  "rejecting-name": {
    cause: "enrolment-duplicate",
    values: [["name", "reason"]],
    meaning: `Another agent has the name of the answer and is not replaced; the agent is refused with 9008. ${FORCE}`,
    advice: "Give each agent its own name, or remove the old agent.",
  },
  "key-generated": {
    cause: "agent-added",
    values: [["name"]],
    meaning:
      "The agent was added, for a poll script's answer or another local request. Despite the wording of the line, the manager uses the key of the answer. The agent can connect once remoted has read client.keys again.",
    advice: "Nothing to do. This line means success.",
  },
  "agent-deleted": {
    cause: "agent-removed",
    values: [["id", "name"]],
    meaning:
      "The agent was removed at the request of the API, manage_agents or a cluster. Its line in client.keys gets a ! before the name; with <purge>yes the line is deleted.",
    advice: "Nothing to do. To take the agent back, enrol it again.",
  },
  "addition-response": {
    cause: "polling",
    values: [["reply"]],
    meaning:
      "The answer of the registration service: error 0 with the agent and its key, or a code from 9001 on with the reason why it refused the agent.",
    advice: "If the agent was refused, look up the code. Do not post the log line: it shows a key.",
  },
  "cluster-not-reached": {
    cause: "cluster",
    values: [["socket", "reason", "error number"], []],
    meaning: "This worker could not pass the answer on to the master, so no agent was registered.",
    advice: "Check that the cluster daemon runs on this node and reaches the master.",
  },
  "cluster-error": {
    cause: "cluster",
    values: [[]],
    meaning:
      "The master received the answer from this worker but could not pass it on to its own registration service, so no agent was registered.",
    advice:
      "See the master's logs at the same second: cluster.log has the reason, and ossec.log shows whether wazuh-authd stopped.",
  },
  "cluster-payload-too-long": {
    cause: "cluster",
    values: [["length number", "limit number"]],
    meaning: "The answer is too long to be sent to the master. No agent was registered.",
    advice: "Print a name, an address and a key of ordinary length.",
  },
  "cluster-not-sent": {
    cause: "cluster",
    values: [["reason"]],
    meaning: "This worker could not send the answer to the cluster daemon. No agent was registered.",
    advice:
      "Check that the cluster daemon runs on this node. If the line before it is about a length, shorten the answer.",
  },
  "frame-too-long": {
    cause: "registration-internal",
    values: [[]],
    meaning:
      "The registration service got a request of more than 65,536 bytes and did not read it. Before 4.4 the answer of a poll script can be that long. No agent was registered.",
    advice: "Print a name, an address and a key of ordinary length.",
  },
  "agent-already-in-database": {
    cause: "agent-added",
    values: [["id", "name"]],
    meaning: "The database already had a row for the agent when the agent was registered again.",
    advice: "Nothing to do.",
  },
  "timestamps-not-written": {
    cause: "key-file-not-written",
    values: [[]],
    meaning: "queue/agents-timestamp could not be written, so the time of registration of agents is lost.",
    advice: "Check the disk space and the permissions of the folder queue.",
  },
} as const satisfies Explanations;
