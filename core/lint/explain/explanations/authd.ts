/** Explanations: lines of the registration service and of every daemon that reads `client.keys`. */

import type { Explanations } from "../explanation.ts";

export const authd = {
  "keys-not-replaced": {
    cause: "key-file-not-written",
    values: [["path", "error number", "reason"]],
    meaning: "client.keys or a file beside it could not be written.",
    advice: "Check free space and rights of the folder etc.",
  },
  "timestamps-not-opened": {
    cause: "key-file-not-written",
    values: [[]],
    meaning: "queue/agents-timestamp could not be opened, so the time of registration of agents is lost.",
    advice: "Check disk space and rights of the queue folder.",
  },
  "key-not-hashed": {
    cause: "registration-internal",
    values: [[]],
    meaning: "An agent has no id, name, address or key, so no hash of its key can be made.",
    advice: "Look for an empty field in client.keys: keypoll lint.",
  },
  "writing-agent": {
    cause: "agent-added",
    values: [["id", "name"]],
    meaning: "The writer saves a new agent.",
    advice: "Nothing to do.",
  },
  "deleting-agent": {
    cause: "agent-removed",
    values: [["id", "name"]],
    meaning: "The writer deletes what is left of a removed or replaced agent.",
    advice: "Nothing to do.",
  },
  "agents-inserted": {
    cause: "agent-added",
    values: [["count number"]],
    meaning: "So many new agents were saved.",
    advice: "Nothing to do.",
  },
  "agents-removed": {
    cause: "agent-removed",
    values: [["count number"]],
    meaning: "So many removed agents were deleted.",
    advice: "Nothing to do.",
  },
  "agent-limit-reached": {
    cause: "agent-limit",
    values: [["name", "limit number"]],
    meaning: "The manager of 5.0 has reached its configured limit of agents. It refuses the agent.",
    advice: "Remove agents that are gone, or raise the limit.",
  },
  "local-remove": {
    cause: "agent-removed",
    values: [["id", "purge number"]],
    meaning: "A program asked for an agent to be removed.",
    advice: "Nothing to do.",
  },
  "local-get": {
    cause: "service",
    values: [["id"]],
    meaning: "A program asked for an agent's record.",
    advice: "Nothing to do.",
  },
  "sent-to-master": {
    cause: "forwarded-to-master",
    values: [[]],
    meaning: "A worker sends an agent's enrolment on to the master, which decides.",
    advice: "Nothing to do; the master's log says what happened to it.",
  },
  "not-shared": {
    cause: "cluster",
    values: [["name"]],
    meaning:
      "A worker enrolled an agent on the master, could not give the agent its key, and could not take the enrolment back.",
    advice: "Remove the agent on the master, and enrol it again.",
  },
  "not-on-workers": {
    cause: "enrolment-service",
    values: [[]],
    meaning: "This node is a worker of a release whose workers have no registration service. It stops.",
    advice: "Enrol agents at the master.",
  },
  "cluster-option-invalid": {
    cause: "configuration",
    values: [[]],
    meaning: "The registration service cannot read the <cluster> block and does not start.",
    advice: "Correct <cluster> in ossec.conf: keypoll lint.",
  },
  "database-row-kept": {
    cause: "database",
    values: [["id"]],
    meaning: "The row of a removed agent could not be deleted from the database.",
    advice: "Check that wazuh-db runs. The row goes away when the manager restarts.",
  },
  "group-not-set": {
    cause: "groups",
    values: [["id or name"]],
    meaning: "A new agent could not be put into its groups.",
    advice: "Check that wazuh-db runs; assign the agent to its groups by hand.",
  },
  "group-path-too-long": {
    cause: "enrolment-refused",
    values: [["groups"]],
    meaning: "The names of the groups are too long together.",
    advice: "Name fewer groups.",
  },
  "enrolment-family": {
    cause: "enrolment-refused",
    values: [[]],
    meaning: "A client came over a network that is neither IPv4 nor IPv6.",
    advice: "Find out who connects.",
  },
  "enrolment-tls-failed": {
    cause: "tls",
    values: [["reason"]],
    meaning:
      "A client's TLS handshake or read failed: it speaks no TLS, an older version, or has no accepted certificate.",
    advice:
      "Point the agent at the right port; for agents before 3.x set <ssl_auto_negotiate>yes. A port scanner does this, too.",
  },
  "enrolment-tls-handshake": {
    cause: "tls",
    values: [["socket number", "reason"]],
    meaning: "A client's TLS handshake failed.",
    advice: "See whether an agent is behind it. A port scanner does this, too.",
  },
  "enrolment-closed": {
    cause: "enrolment-service",
    values: [["source address", "socket number"]],
    meaning: "The client closed the connection.",
    advice: "Nothing to do.",
  },
  "service-tls-broken": {
    cause: "tls-broken",
    values: [[]],
    meaning:
      "The registration service cannot start TLS: its certificate or key is missing or wrong. It exits, so nobody can enrol and no poll script is called from 4.4 on.",
    advice: "Check etc/sslmanager.cert and etc/sslmanager.key; make new ones where they are missing.",
  },
  "service-off": {
    cause: "enrolment-service",
    values: [[]],
    meaning:
      "The registration service is switched off: <disabled>yes in <auth>. From 4.4 on no poll script is called then.",
    advice: "Set <disabled>no if agents must enrol, or if the manager must call a poll script.",
  },
  "certificate-not-made": {
    cause: "tls-broken",
    values: [[]],
    meaning: "The registration service has no certificate and cannot make one.",
    advice: "Check rights and free space of the folder etc.",
  },
  "password-too-long": {
    cause: "enrolment-password",
    values: [["path"]],
    meaning: "The enrolment password is longer than 5.0 accepts.",
    advice: "Write a shorter first line.",
  },
  "password-not-kept": {
    cause: "enrolment-password",
    values: [["path"]],
    meaning: "5.0 made up an enrolment password and could not keep it.",
    advice: "Check rights and free space of the folder etc.",
  },
  "password-not-there-yet": {
    cause: "enrolment-password",
    values: [["source address"]],
    meaning:
      "A worker of 5.0 has not received the enrolment password from the master, and refuses the agent.",
    advice: "Wait for the synchronisation; see whether the cluster is connected.",
  },
  "password-synchronised": {
    cause: "enrolment-service",
    values: [["path"]],
    meaning: "The enrolment password was read again, or came from the master.",
    advice: "Nothing to do.",
  },
  "password-written": {
    cause: "enrolment-service",
    values: [["port number", "path"]],
    meaning: "The registration service of 5.0 is ready. The password is in this file.",
    advice: "Nothing to do.",
  },
  "password-from-master": {
    cause: "enrolment-service",
    values: [["port number"]],
    meaning: "The registration service of a 5.0 worker is ready, with the master's password.",
    advice: "Nothing to do.",
  },
  "option-gone": {
    cause: "configuration",
    values: [[]],
    meaning: "limit_maxagents has had no effect since 4.1.",
    advice: "Remove the option.",
  },
} as const satisfies Explanations;
