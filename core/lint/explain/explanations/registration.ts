/** Explanations: registering the agent of an answer. */

import type { Explanations } from "../explanation.ts";

const FORCE =
  "The reason names the rule of <force> that keeps the old agent: it is connected, was so within disconnected_time, or is younger than after_registration_time.";

export const registration = {
  "requesting-addition": {
    cause: "polling",
    values: [["id"]],
    meaning: "The answer was read, and wazuh-authd is about to add the agent.",
    advice: "Nothing to do; the next lines say how it went.",
  },
  forwarding: {
    cause: "polling",
    values: [["id"]],
    meaning: "The answer was read on a worker, which passes it on to the master.",
    advice: "Nothing to do; the rest is in the master's log.",
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
    advice: "Look into the master's log at the same second.",
  },
  "authd-not-reached": {
    cause: "cluster",
    values: [[]],
    meaning:
      "The answer was read, but the registration daemon does not accept it. On a worker this is always so up to 4.1.",
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
    meaning: "The agent that asks has the key of the manager's entry already, so nothing is changed.",
    advice: "Start the agent with the client.keys that it has.",
  },
  "old-agent-removed": {
    cause: "agent-replaced",
    values: [["id"]],
    meaning: "An agent that had the id, the address or the name of the answer was removed for it.",
    advice: "Check that both records are for the same machine.",
  },
  "old-agent-protected": {
    cause: "enrolment-duplicate",
    values: [["id"]],
    meaning:
      "An agent that has the id, the address or the name of the answer was seen a short while ago, so the new agent is refused.",
    advice: "Remove the old agent, or wait until it has been silent for longer.",
  },
  "replacing-id": {
    cause: "agent-replaced",
    values: [["id", "old id"], ["reason"]],
    meaning:
      "Another entry had the id of the answer and was removed for it. This is normal if the agent was registered again.",
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
    meaning: "Another agent had the address of the answer and was removed for it.",
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
    meaning: "Another agent had the name of the answer and was removed for it.",
    advice: "Check that both are the same machine; give each agent a name of its own.",
  },
  "rejecting-name": {
    cause: "enrolment-duplicate",
    values: [["name", "reason"]],
    meaning: `Another agent has the name of the answer and is not replaced; the agent is refused with 9008. ${FORCE}`,
    advice: "Give each agent a name of its own, or remove the old agent.",
  },
  "key-generated": {
    cause: "agent-added",
    values: [["name"]],
    meaning:
      "The agent has been added, for a poll script's answer or another local request. Despite the wording the key of the answer is used. It can connect when remoted has read client.keys again.",
    advice: "Nothing to do. This is the line of success.",
  },
  "agent-deleted": {
    cause: "agent-removed",
    values: [["id", "name"]],
    meaning:
      "The agent was removed, as the API, manage_agents or a cluster asked for. Its line in client.keys gets a ! before the name, or goes away with <purge>yes.",
    advice: "Nothing to do. To take the agent back, enrol it again.",
  },
  "addition-response": {
    cause: "polling",
    values: [["reply"]],
    meaning:
      "The answer of the registration service: error 0 with the agent and its key, or a code from 9001 on with the reason for a refusal.",
    advice: "If it is a refusal, look at the code. Do not post the log line: it shows a key.",
  },
  "cluster-not-reached": {
    cause: "cluster",
    values: [["socket", "reason", "error number"], []],
    meaning: "This worker could not hand the answer to the master, so nobody was registered.",
    advice: "Check that the cluster daemon runs on this node and reaches the master.",
  },
  "cluster-error": {
    cause: "cluster",
    values: [[]],
    meaning:
      "The master took the answer of this worker and could not hand it to its own registration service, so nobody was registered.",
    advice:
      "Look into the master's logs at the same second: cluster.log has the reason, and ossec.log the end of wazuh-authd if it stopped.",
  },
  "cluster-payload-too-long": {
    cause: "cluster",
    values: [["length number", "limit number"]],
    meaning: "The answer is too long to be sent to the master. Nobody was registered.",
    advice: "Print a name, an address and a key of ordinary length.",
  },
  "cluster-not-sent": {
    cause: "cluster",
    values: [["reason"]],
    meaning: "This worker could not send the answer to the cluster daemon. Nobody was registered.",
    advice:
      "Check that the cluster daemon runs on this node; if a line about a length stands before it, shorten the answer.",
  },
  "frame-too-long": {
    cause: "registration-internal",
    values: [[]],
    meaning:
      "The registration service was sent more than 65,536 bytes, as the answer of a poll script before 4.4 can be, and did not read it. Nobody was registered.",
    advice: "Print a name, an address and a key of ordinary length.",
  },
  "agent-already-in-database": {
    cause: "agent-added",
    values: [["id", "name"]],
    meaning: "The agent's row was there already when it was registered again.",
    advice: "Nothing to do.",
  },
  "timestamps-not-written": {
    cause: "key-file-not-written",
    values: [[]],
    meaning: "queue/agents-timestamp could not be written, so the time of registration of agents is lost.",
    advice: "Check disk space and rights of the queue folder.",
  },
} as const satisfies Explanations;
