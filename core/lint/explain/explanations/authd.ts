/** Explanations: lines of the registration service and of every daemon that reads `client.keys`. */

import type { Explanations } from "../explanation.ts";

export const authd = {
  "keys-not-replaced": {
    cause: "key-file-not-written",
    values: [["path", "error number", "reason"]],
    meaning: "client.keys or a file beside it could not be written.",
    advice: "Check the free space and the permissions of the folder etc.",
  },
  "timestamps-not-opened": {
    cause: "key-file-not-written",
    values: [[]],
    meaning: "queue/agents-timestamp could not be opened, so the time of registration of agents is lost.",
    advice: "Check the disk space and the permissions of the folder queue.",
  },
  "key-not-hashed": {
    cause: "registration-internal",
    values: [[]],
    meaning: "An agent has no id, name, address or key, so its key cannot be hashed.",
    advice: "Look for an empty field in client.keys: keypoll lint.",
  },
  "writing-agent": {
    cause: "agent-added",
    values: [["id", "name"]],
    meaning: "The daemon's writing thread saves a new agent.",
    advice: "Nothing to do.",
  },
  "deleting-agent": {
    cause: "agent-removed",
    values: [["id", "name"]],
    meaning: "The daemon's writing thread deletes what is left of a removed or replaced agent.",
    advice: "Nothing to do.",
  },
  "agents-inserted": {
    cause: "agent-added",
    values: [["count number"]],
    meaning: "The line says how many new agents were saved.",
    advice: "Nothing to do.",
  },
  "agents-removed": {
    cause: "agent-removed",
    values: [["count number"]],
    meaning: "The line says how many removed agents were deleted.",
    advice: "Nothing to do.",
  },
  "agent-limit-reached": {
    cause: "agent-limit",
    values: [["name", "limit number"]],
    meaning: "The manager of 5.0 has reached its configured limit of agents. It refuses the agent.",
    advice: "Remove agents that no longer exist, or raise the limit.",
  },
  "local-remove": {
    cause: "agent-removed",
    values: [["id", "purge number"]],
    meaning: "A program asked authd to remove an agent.",
    advice: "Nothing to do.",
  },
  "local-get": {
    cause: "service",
    values: [["id"]],
    meaning: "A program asked authd for an agent's record.",
    advice: "Nothing to do.",
  },
  "sent-to-master": {
    cause: "forwarded-to-master",
    values: [[]],
    meaning: "A worker passes an agent's enrolment on to the master, which decides.",
    advice: "Nothing to do; the master's log says what happened to it.",
  },
  "not-shared": {
    cause: "cluster",
    values: [["name"]],
    meaning:
      "A worker enrolled an agent on the master, but could not give the agent its key and could not undo the enrolment.",
    advice: "Remove the agent on the master, and enrol it again.",
  },
  "not-on-workers": {
    cause: "enrolment-service",
    values: [[]],
    meaning: "In this release a worker has no registration service. The daemon stops.",
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
    meaning: "The database row of a removed agent could not be deleted.",
    advice: "Check that wazuh-db runs. The row is deleted when the manager restarts.",
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
    meaning: "A client connected over a network that is neither IPv4 nor IPv6.",
    advice: "Find out who connects.",
  },
  "enrolment-tls-failed": {
    cause: "tls",
    values: [["reason"]],
    meaning:
      "A client's TLS handshake or read failed: the client does not use TLS, uses an older version, or has no accepted certificate.",
    advice:
      "Give the agent the right port. For agents before 3.x set <ssl_auto_negotiate>yes. Port scanners cause this line too.",
  },
  "enrolment-tls-handshake": {
    cause: "tls",
    values: [["socket number", "reason"]],
    meaning: "A client's TLS handshake failed.",
    advice: "Check whether the client is an agent. Port scanners cause this line too.",
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
      "The registration service cannot start TLS: its certificate or key is missing or wrong. It exits, so no agent can enrol, and from 4.4 on no poll script is called.",
    advice: "Check etc/sslmanager.cert and etc/sslmanager.key. If one is missing, make new ones.",
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
    meaning: "The registration service has no certificate and cannot create one.",
    advice: "Check the permissions and the free space of the folder etc.",
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
    meaning: "5.0 generated an enrolment password and could not store it.",
    advice: "Check the permissions and the free space of the folder etc.",
  },
  "password-not-there-yet": {
    cause: "enrolment-password",
    values: [["source address"]],
    meaning:
      "A worker of 5.0 has not received the enrolment password from the master, and refuses the agent.",
    advice: "Wait for the synchronisation, and check that the cluster is connected.",
  },
  "password-synchronised": {
    cause: "enrolment-service",
    values: [["path"]],
    meaning: "The enrolment password was read again, or received from the master.",
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
