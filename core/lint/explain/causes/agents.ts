/** Causes about agents that are registered, and about the files with their keys. */

import type { Cause } from "./cause.ts";

export const agents = {
  "key-file-broken": {
    severity: "error",
    title: "client.keys has a line that a daemon cannot use",
    meaning: "A line without four fields is skipped. A bad address stops every daemon that reads the file.",
    advice: "Run keypoll lint on client.keys, and correct the lines that it names.",
  },
  "key-file-missing": {
    severity: "error",
    title: "client.keys is missing, empty or not readable",
    meaning: "A daemon found no file or no record in it, or has no permission to open it.",
    advice: "Restore the file with the owner and mode of the installation: the manager's group, mode 0640.",
  },
  "key-file-not-written": {
    severity: "error",
    title: "A file with keys could not be written",
    meaning: "New agents exist only in memory, and are lost at the next start.",
    advice: "Check free space, and owner and mode of the folder etc.",
  },
  configuration: {
    severity: "error",
    title: "A setting cannot be used",
    meaning: "A daemon found a setting that it cannot read, ignores, or no longer has.",
    advice: "Run keypoll lint on the manager's configuration file.",
  },
  "unknown-agent": {
    severity: "warning",
    title: "The manager does not know the agent",
    meaning:
      "The id is not in client.keys, or the agent connects from an address that its record does not allow.",
    advice:
      "If the name is 'unknown', register the agent again. Otherwise change the address in its record to the one from which it connects, or to any.",
  },
  "wrong-key": {
    severity: "warning",
    title: "The agent's key differs from the manager's",
    meaning: "The manager cannot decrypt what the agent sends: their keys differ.",
    advice:
      "Compare both records with keypoll agent compare. Then import the manager's key on the agent, or enrol the agent again.",
  },
  "key-in-use": {
    severity: "warning",
    title: "A second connection uses the key of a connected agent",
    meaning:
      "Agent key already in use: two machines have the same client.keys, usually because one is a copy of the other. Or the first connection broke off and has not timed out yet.",
    advice:
      "If it continues for minutes, enrol the copy as a separate agent: stop it, empty its client.keys, and start it again.",
  },
  counters: {
    severity: "warning",
    title: "Counters of messages repeat",
    meaning:
      "The manager has seen these counters before: two machines use one key, or the agent was restored from a copy.",
    advice:
      "Make sure that only one machine has the key. Then stop the agent and the manager, remove the agent's file in queue/rids on both, and start them again.",
  },
  "damaged-message": {
    severity: "warning",
    title: "A message was damaged on the way",
    meaning: "It was decrypted with the agent's key, and its checksum or content is wrong.",
    advice: "If it repeats, look for a device between agent and manager that changes packets.",
  },
  "malformed-message": {
    severity: "warning",
    title: "A message does not come from an agent",
    meaning:
      "The manager cannot read its format: it comes from a scanner, from a program with the wrong port, or from an agent that is newer than the manager.",
    advice: "Find out who sends it. If it is not an agent, close the port to it.",
  },
  "agent-refused": {
    severity: "warning",
    title: "The agent's version is not accepted",
    meaning: "The manager lets the agent connect only in part, or not at all.",
    advice: "Upgrade the manager before its agents.",
  },
  "agent-disconnected": {
    severity: "warning",
    title: "The agent is not connected",
    meaning: "The manager could not reach it, or has not heard from it for a long time.",
    advice: "Check that the machine and its agent run, and whether another cause names this agent.",
  },
  "events-lost": {
    severity: "warning",
    title: "The manager did not pass on what an agent sent",
    meaning:
      "The part of the manager that receives the data does not run, or is too busy. This does not change who may connect.",
    advice: "Check that the manager's daemons run, and how busy they are.",
  },
  "daemon-ended": {
    severity: "error",
    title: "A daemon of the manager ended",
    meaning: "It could not get what it needs to run.",
    advice: "See the lines around it. Start the manager again.",
  },
  database: {
    severity: "warning",
    title: "The database of agents lags behind client.keys",
    meaning: "The status or the list of agents is wrong. This does not change who may connect.",
    advice: "Check that wazuh-db runs. Restart the manager if an agent stays unknown.",
  },
  "agent-not-upgraded": {
    severity: "warning",
    title: "An agent was not upgraded",
    meaning: "The manager could not upgrade an agent. It stays connected with the version that it has.",
    advice: "Act on the reason in the lines.",
  },
  groups: {
    severity: "warning",
    title: "An agent's groups are not applied",
    meaning: "A group is missing, or could not be written.",
    advice: "Create the group, and assign the agent again.",
  },
  "manager-not-reached": {
    severity: "error",
    title: "The agent cannot reach the manager",
    meaning: "The address is wrong, no program listens there, or a firewall blocks it.",
    advice: "Check <client><server>, and ports 1514 and 1515 from the agent's machine.",
  },
  "manager-silent": {
    severity: "warning",
    title: "The manager does not answer the agent",
    meaning: "Usually it does not know the agent's key.",
    advice: "Search the manager's log for (1408), (1213) or (1404) at the same time. Enrol the agent again.",
  },
} as const satisfies Record<string, Cause>;
