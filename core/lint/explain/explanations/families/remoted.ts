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
    meaning: "remoted could not add a group or one of its files to its list, so agents do not get it.",
    advice: "Check the group's folder in etc/shared and its agent.conf; restart the manager.",
  },
  "request-to-agent": {
    cause: "service",
    meaning: "remoted sends a request to an agent, and sends it again if the agent does not confirm it.",
    advice: "Nothing to do if the agent answers in the end.",
  },
  "request-not-found": {
    cause: "service",
    meaning:
      "A request to an agent is no longer in the table of open requests. The key in the line belongs to that table, not to an agent.",
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
    meaning: "A message from this address is empty, too long, or not as long as it claims to be.",
    advice: "Find out who sends it. If it is not an agent, close the port to it.",
  },
  "syslog-source": {
    cause: "service",
    meaning: "Which addresses may send syslog messages, and what one of them sent.",
    advice: "Nothing to do.",
  },
  "syslog-sources-missing": {
    cause: "configuration",
    meaning: "The syslog port is not opened, because no address is allowed to send to it.",
    advice: "List the senders in <allowed-ips>, or remove the <remote> block for syslog.",
  },
  "address-family-unknown": {
    cause: "malformed-message",
    meaning: "A message arrived over a network that is neither IPv4 nor IPv6.",
    advice: "Find out who sends it.",
  },
  "keepalive-status-not-saved": {
    cause: "database",
    meaning: "The time of a keep-alive or the status of an agent could not be written to the database.",
    advice: "Check that wazuh-db runs.",
  },
  "event-not-handed-on": {
    cause: "events-lost",
    meaning: "remoted could not pass on what an agent sent, or did not know its kind.",
    advice: "Check that the manager's modules run, and how busy the manager is.",
  },
  "events-stay-here": {
    cause: "service",
    meaning: "remoted does not pass on events, because forwarding is switched off.",
    advice: "Nothing to do.",
  },
  "agent-metadata-broken": {
    cause: "daemon-ended",
    meaning: "remoted of 5.0 could not create its table of what agents report about themselves, and exits.",
    advice: "Check the memory of the manager. Start it again.",
  },
  "agent-metadata": {
    cause: "service",
    meaning: "remoted of 5.0 forgets what it stored about removed agents.",
    advice: "Nothing to do.",
  },
  "agent-metadata-not-updated": {
    cause: "database",
    meaning: "What the agent reports about itself was not added to remoted's table.",
    advice: "Nothing to do for a single line. If it repeats, check the manager's memory.",
  },
  "keepalive-json": {
    cause: "service",
    meaning: "A manager of 5.0 reads the keep-alive of an agent, or tells it its limits.",
    advice: "Nothing to do.",
  },
  "handshake-not-built": {
    cause: "agent-disconnected",
    meaning: "A manager of 5.0 could not create its answer to the agent's first message.",
    advice: "See the lines before it. If it repeats, restart the manager.",
  },
} as const satisfies Explanations;
