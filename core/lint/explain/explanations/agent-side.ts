/** Explanations: lines that the agent itself writes: enrolment and connection. */

import type { Explanations } from "../explanation.ts";

export const agentSide = {
  "agent-asks": {
    cause: "agent-enrolling",
    values: [["server"]],
    meaning:
      "The agent has no key, or the manager does not accept its key, so it asks the manager for a new one.",
    advice: "Nothing to do. The next lines show the result.",
  },
  "agent-service-reached": {
    cause: "agent-enrolling",
    values: [["server address", "port"]],
    meaning:
      "The agent has connected to the manager's registration service and is about to send its request.",
    advice: "Nothing to do. The next lines show the result.",
  },
  "agent-name": {
    cause: "agent-enrolling",
    values: [["name"]],
    meaning: "The name under which the agent asks to be registered.",
    advice: "Nothing to do.",
  },
  "agent-no-password": {
    cause: "agent-enrolling",
    values: [[]],
    meaning: "The agent sends no enrolment password, because its etc/authd.pass is missing.",
    advice: "Nothing to do if the manager asks for no password.",
  },
  "agent-password-file": {
    cause: "agent-enrolling",
    values: [["path"]],
    meaning: "The agent sends the password of this file.",
    advice: "Nothing to do.",
  },
  "agent-waits": {
    cause: "agent-enrolling",
    values: [[]],
    meaning: "The agent has asked for a key and waits for the answer.",
    advice: "Nothing to do.",
  },
  "agent-key-received": {
    cause: "agent-enrolled",
    values: [[]],
    meaning: "The agent received a key and wrote it to its client.keys.",
    advice: "Nothing to do.",
  },
  "refused-by-manager": {
    cause: "agent-enrol-refused",
    values: [["reason"]],
    meaning: "The manager refused to register this agent, with this reason.",
    advice:
      "Act on the reason. Invalid password: copy the manager's etc/authd.pass. Duplicate: remove the old agent on the manager, or let <force> replace it. Invalid agent name: give the agent another name.",
  },
  "agent-key-invalid": {
    cause: "agent-enrol-failed",
    values: [[]],
    meaning:
      "The manager's answer does not have an id, name, address and key that the agent accepts. In all releases a key has 2 to 128 letters, digits, dots, underscores or hyphens.",
    advice: "Check which program answers at this address: it may be a proxy, or another service.",
  },
  "agent-key-not-created": {
    cause: "agent-enrol-failed",
    values: [[]],
    meaning: "The agent has no key: the password is wrong, or the manager refused the connection.",
    advice: "See the manager's log at the same second.",
  },
  "agent-key-file-not-opened": {
    cause: "key-file-not-written",
    values: [["path"]],
    meaning: "The agent received a key but cannot write it to its client.keys.",
    advice: "Check owner and mode of the agent's etc/client.keys.",
  },
  "agent-service-not-reached": {
    cause: "manager-not-reached",
    values: [["server", "port number"]],
    meaning: "No program listens at the manager's enrolment port, or a firewall blocks it.",
    advice: "Check the address in <client><server>, port 1515, and that wazuh-authd runs on the manager.",
  },
  "agent-service-not-reached-old": {
    cause: "manager-not-reached",
    values: [["server", "port number"]],
    meaning: "No program listens at the manager's enrolment port, or a firewall blocks it.",
    advice: "Check the address, port 1515, and that authd runs on the manager.",
  },
  "agent-manager-not-reached": {
    cause: "manager-not-reached",
    values: [["server", "reason"]],
    meaning: "The agent cannot connect to the manager.",
    advice:
      "Check address, port 1514 and protocol in <client><server>, and that remoted runs on the manager.",
  },
  "agent-manager-not-reached-port": {
    cause: "manager-not-reached",
    values: [["server", "port number", "protocol", "reason"]],
    meaning: "The agent cannot connect to the manager.",
    advice:
      "Check address, port 1514 and protocol in <client><server>, and that remoted runs on the manager.",
  },
  "agent-no-reply": {
    cause: "manager-silent",
    values: [["server"]],
    meaning:
      "The manager does not answer the agent. Usually it does not know the agent's key: it logs (1408), (1213) or (1404) at the same time.",
    advice:
      "See the manager's log for this agent. If the manager does not know its key, enrol the agent again.",
  },
  "agent-no-reply-version": {
    cause: "manager-silent",
    values: [["server", "version"]],
    meaning:
      "The manager does not answer the agent. Usually it does not know the agent's key, or is older than the agent: it logs (1408), (1213) or (1404) at the same time.",
    advice:
      "See the manager's log for this agent. If the manager does not know its key, enrol the agent again.",
  },
  "agent-connected": {
    cause: "agent-connected",
    values: [["server", "port number", "protocol"]],
    meaning: "The agent is connected: its key is right.",
    advice: "Nothing to do.",
  },
  "agent-server-invalid": {
    cause: "manager-not-reached",
    values: [["server"]],
    meaning:
      "The address of the manager in <client><server> is neither an address nor a name that can be resolved.",
    advice: "Correct <address>, or the name server.",
  },
  "agent-no-server": {
    cause: "manager-not-reached",
    values: [[]],
    meaning: "The agent's configuration names no manager.",
    advice: "Write the manager's address into <client><server><address>.",
  },
  "agent-name-invalid": {
    cause: "agent-enrol-failed",
    values: [["name"]],
    meaning: "The agent's name has characters that are not allowed.",
    advice: "Set <agent_name> in <enrollment> to 2 to 128 letters, digits, dots, underscores or hyphens.",
  },
  "agent-name-unknown": {
    cause: "agent-enrol-failed",
    values: [[]],
    meaning: "The agent cannot determine its host name.",
    advice: "Set <agent_name> in <enrollment>.",
  },
  "agent-address-invalid": {
    cause: "agent-enrol-failed",
    values: [[]],
    meaning: "The address that the agent must send is not an address.",
    advice: "Correct <agent_address> in <enrollment>.",
  },
  "agent-address-twice": {
    cause: "agent-enrol-failed",
    values: [[]],
    meaning: "<agent_address> and <use_source_ip> exclude each other.",
    advice: "Remove one of them.",
  },
  "agent-tls-failed": {
    cause: "tls",
    values: [["reason"]],
    meaning: "The manager refused the TLS connection. The port may belong to another service.",
    advice: "Check that 1515 is the enrolment port of the manager.",
  },
  "agent-tls-read": {
    cause: "tls",
    values: [[]],
    meaning:
      "The manager closed the connection without an answer. If it asks for certificates, the agent's certificate is missing or not accepted.",
    advice: "See the manager's log at the same second, and check agent_certificate_path and agent_key_path.",
  },
  "agent-manager-unverified": {
    cause: "tls",
    values: [[]],
    meaning:
      "The manager's certificate is not signed by the agent's server_ca_path, or is made for another name.",
    advice: "Check server_ca_path, and the name in the manager's certificate.",
  },
  "agent-enrols-unverified": {
    cause: "agent-enrolling",
    values: [[]],
    meaning: "The agent enrols without checking the manager's identity, because server_ca_path is not set.",
    advice: "Set server_ca_path if another machine could pretend to be the manager.",
  },
  "agent-manager-verified": {
    cause: "agent-enrolling",
    values: [[]],
    meaning: "The manager's certificate is accepted.",
    advice: "Nothing to do.",
  },
  "agent-next-server": {
    cause: "manager-silent",
    values: [["server"]],
    meaning: "The agent gives up this manager and tries the next one.",
    advice: "See the lines before it.",
  },
  "agent-waits-again": {
    cause: "agent-enrolling",
    values: [["seconds number"]],
    meaning: "The agent waits before it asks for a key again.",
    advice: "See the lines before it.",
  },
  "agent-message-problem": {
    cause: "manager-silent",
    values: [["server"]],
    meaning: "The agent cannot read what the manager sends: usually their keys differ.",
    advice: "Compare the keys on both sides: keypoll agent compare.",
  },
  "agent-gives-up": {
    cause: "manager-not-reached",
    values: [[]],
    meaning: "The agent has tried every manager and exits.",
    advice: "See the lines before it.",
  },
} as const satisfies Explanations;
