/** Explanations: more lines of remoted. */

import type { Explanations } from "../../explanation.ts";

export const remotedFamilies = {
  "group-file-sent": {
    cause: "service",
    meaning: "remoted compares and sends the shared configuration of the groups.",
    advice: "Nothing to do.",
  },
  "group-not-kept": {
    cause: "groups",
    meaning: "remoted could not take a group or one of its files into its list, so agents do not get it.",
    advice: "Check the group's folder in etc/shared and its agent.conf; restart the manager.",
  },
  "request-to-agent": {
    cause: "service",
    meaning: "remoted sends a request to an agent, again where the agent did not confirm it.",
    advice: "Nothing to do, unless the agent never answers.",
  },
  "request-not-found": {
    cause: "service",
    meaning:
      "A request to an agent was no longer in the table of open ones. The key in the line is that of the table, not an agent's.",
    advice: "Nothing to do.",
  },
  "counter-queue": {
    cause: "service",
    meaning: "remoted opens and closes the counter files in queue/rids, one for each agent.",
    advice: "Nothing to do.",
  },
  "peer-connection": {
    cause: "connection",
    meaning: "The state of a connection from this address.",
    advice: "Nothing to do.",
  },
  "peer-size-wrong": {
    cause: "malformed-message",
    meaning: "What came from this address is empty, longer than a message can be, or not as long as it says.",
    advice: "Find out who sends it. If it is not an agent, close the port to it.",
  },
  "syslog-source": {
    cause: "service",
    meaning: "Which addresses may send syslog messages, and what came from one.",
    advice: "Nothing to do.",
  },
  "syslog-sources-missing": {
    cause: "configuration",
    meaning: "The syslog port is not opened, for no address is allowed to send to it.",
    advice: "List the senders in <allowed-ips>, or remove the <remote> block for syslog.",
  },
  "address-family-unknown": {
    cause: "malformed-message",
    meaning: "A message came over a kind of network that is neither IPv4 nor IPv6.",
    advice: "Find out who sends it.",
  },
  "keepalive-status-not-saved": {
    cause: "database",
    meaning: "The time of a keep-alive or the status of an agent could not be written to the database.",
    advice: "Check that wazuh-db runs.",
  },
  "event-not-handed-on": {
    cause: "events-lost",
    meaning: "remoted could not hand on what an agent sent, or did not know what kind it is.",
    advice: "See whether the modules of the manager run, and how busy it is.",
  },
  "events-stay-here": {
    cause: "service",
    meaning: "Handing on of events is off, so they stay in remoted.",
    advice: "Nothing to do.",
  },
  "agent-metadata-broken": {
    cause: "daemon-ended",
    meaning: "remoted of 5.0 could not make its table of what agents say of themselves, and ends.",
    advice: "Check the memory of the manager. Start it again.",
  },
  "agent-metadata": {
    cause: "service",
    meaning: "remoted of 5.0 forgets what it stored about removed agents.",
    advice: "Nothing to do.",
  },
  "agent-metadata-not-updated": {
    cause: "database",
    meaning: "What the agent says of itself was not taken into the table of remoted.",
    advice: "Nothing to do for a single one. Otherwise check the memory of the manager.",
  },
  "keepalive-json": {
    cause: "service",
    meaning: "A manager of 5.0 reads the keep-alive of an agent, or tells it its limits.",
    advice: "Nothing to do.",
  },
  "handshake-not-built": {
    cause: "agent-disconnected",
    meaning: "A manager of 5.0 could not make its answer to the first message of the agent.",
    advice: "Look at the lines before it; restart the manager if it repeats.",
  },
} as const satisfies Explanations;
