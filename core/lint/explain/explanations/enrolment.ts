/** Explanations: enrolment at the registration service's port, and the requests at its local socket. */

import type { Explanations } from "../explanation.ts";

export const enrolment = {
  "enrolment-read": {
    cause: "enrolment-service",
    values: [["request"]],
    meaning: "The registration service has read a request. The line may contain the enrolment password.",
    advice: "Switch debug2 off again as soon as you no longer need it.",
  },
  "enrolment-requested": {
    cause: "agent-added",
    values: [["name", "source address"]],
    meaning: "An agent asks to be registered under this name.",
    advice: "Nothing to do. The next lines say whether it was registered.",
  },
  "enrolment-wrong-password": {
    cause: "enrolment-password",
    values: [["source address"]],
    meaning: "The request does not begin with OSSEC PASS:, the service's password and one blank.",
    advice:
      "Write the first line of the manager's etc/authd.pass into the agent's etc/authd.pass, without a carriage return.",
  },
  "enrolment-unreadable": {
    cause: "enrolment-refused",
    values: [["source address"]],
    meaning:
      "The request does not begin with OSSEC A:'NAME'. A service without a password cannot read a request with one.",
    advice: "Send OSSEC A:'NAME'. Send no password if the manager has <use_password>no.",
  },
  "enrolment-wrong-name": {
    cause: "enrolment-refused",
    values: [["name", "source address"]],
    meaning: "An agent's name has 2 to 128 letters, digits, dots, underscores or hyphens.",
    advice: "Give the agent another name.",
  },
  "enrolment-open-field": {
    cause: "enrolment-refused",
    values: [["field"]],
    meaning: "A field of the request has no closing quote, or is longer than the service reads.",
    advice: "End the field with a single quote.",
  },
  "enrolment-newer-agent": {
    cause: "enrolment-refused",
    values: [["source address"]],
    meaning: "The agent is newer than the manager. The manager does not accept newer agents.",
    advice: "Upgrade the manager first, or set <allow_higher_versions> in <agents> of <auth>.",
  },
  "wrong-group-list": {
    cause: "enrolment-refused",
    values: [["groups"]],
    meaning: "The group names in the request are not valid. The agent's own log says why.",
    advice:
      "Name groups of at most 255 letters, digits, dots, underscores or hyphens, with commas between them.",
  },
  "too-many-groups": {
    cause: "enrolment-refused",
    values: [["limit"]],
    meaning: "The request names more groups than one agent may have.",
    advice: "Name fewer groups.",
  },
  "group-characters": {
    cause: "enrolment-refused",
    values: [["group"]],
    meaning: "A group's name has letters, digits, dots, underscores and hyphens only.",
    advice: "Name a group that exists.",
  },
  "group-directory": {
    cause: "enrolment-refused",
    values: [["group"]],
    meaning: "The group's name is . or .., which are steps in a path.",
    advice: "Name a group that exists.",
  },
  "no-such-group": {
    cause: "enrolment-refused",
    values: [["group"]],
    meaning: "The manager has no group with this name: etc/shared has no such folder.",
    advice: "Create the group first, or name one that exists.",
  },
  "enrolment-wrong-ip": {
    cause: "enrolment-refused",
    values: [["address"]],
    meaning: "The address of the request is not any, an address or a range.",
    advice: "Send IP:'src' for the address that the manager sees, or remove the field.",
  },
  "enrolment-manager-name": {
    cause: "enrolment-refused",
    values: [["name"]],
    meaning: "An agent may not have the manager's own host name.",
    advice: "Give the agent another name.",
  },
  "enrolment-taken-ip": {
    cause: "enrolment-duplicate",
    values: [["address"]],
    meaning: "Another agent has this address and is not replaced.",
    advice: "Remove the old agent, or set <force_insert>yes.",
  },
  "enrolment-taken-name": {
    cause: "enrolment-duplicate",
    values: [["name"]],
    meaning: "Another agent has this name and is not replaced.",
    advice: "Remove the old agent, or set <force_insert>yes.",
  },
  "enrolment-internal-error": {
    cause: "registration-internal",
    values: [["name"]],
    meaning: "The daemon's list of keys did not accept the agent, although all checks passed.",
    advice: "See the lines before it.",
  },
  "enrolment-key-generated": {
    cause: "agent-added",
    values: [["name", "address"]],
    meaning:
      "The agent is registered with this address. The manager sends it the key, and then writes client.keys.",
    advice: "Nothing to do.",
  },
  "enrolment-not-terminated": {
    cause: "enrolment-refused",
    values: [["source address"]],
    meaning: "The request did not end with a line feed, so the service continues to wait.",
    advice: "End the request with a line feed.",
  },
  "enrolment-timed-out": {
    cause: "enrolment-broken-off",
    values: [["source address"]],
    meaning: "The client connected and sent nothing.",
    advice: "Send the request right after connecting.",
  },
  "enrolment-connected": {
    cause: "enrolment-service",
    values: [["source address"]],
    meaning: "A client has connected to the registration service.",
    advice: "Nothing to do.",
  },
  "enrolment-too-many": {
    cause: "enrolment-load",
    values: [[]],
    meaning: "More clients are connected at once than the service accepts.",
    advice: "Spread the enrolment of agents over a longer time.",
  },
  "enrolment-not-sent": {
    cause: "enrolment-broken-off",
    values: [["error number"]],
    meaning: "The client closed the connection before it got its answer.",
    advice: "Make the client wait for the answer.",
  },
  "enrolment-not-saved": {
    cause: "registration-internal",
    values: [["name"]],
    meaning: "The agent did not get its key, so the service has removed it again.",
    advice: "Enrol the agent again.",
  },
  "enrolment-unsigned-certificate": {
    cause: "tls",
    values: [["depth"]],
    meaning:
      "The authority that is configured did not sign the certificate of the other side. The next lines name its issuer and its subject.",
    advice: "Sign the certificate with that authority, or correct <ssl_agent_ca>.",
  },
  "enrolment-wrong-certificate": {
    cause: "tls",
    values: [[]],
    meaning: "The client's certificate does not fit its address.",
    advice: "Make the certificate for the name or address that the manager sees.",
  },
  "enrolment-open-port": {
    cause: "enrolment-service",
    values: [["port"]],
    meaning: "The registration service is ready and asks for no password.",
    advice: "Set <use_password>yes if strangers can reach the port.",
  },
  "enrolment-password-port": {
    cause: "enrolment-service",
    values: [["port", "file"]],
    meaning: "The registration service is ready and asks for the password of this file.",
    advice: "Nothing to do.",
  },
  "enrolment-random-port": {
    cause: "enrolment-service",
    values: [["port", "password"]],
    meaning: "The registration service is ready. It generated a password, which changes with each start.",
    advice: "Write a password into etc/authd.pass.",
  },
  "enrolment-port-off": {
    cause: "enrolment-service",
    values: [["port"]],
    meaning: "Remote enrolment is off: <remote_enrollment>no.",
    advice: "Set it to yes if agents must enrol over the network.",
  },
  "enrolment-empty-password": {
    cause: "enrolment-password",
    values: [[]],
    meaning: "etc/authd.pass is empty, so the registration service does not start.",
    advice: "Write a password into its first line.",
  },
  "no-such-agent": {
    cause: "registration-internal",
    values: [["reply code", "reason"]],
    meaning: "A request at the local socket names an agent that does not exist.",
    advice: "Look up the id in client.keys.",
  },
  "no-local-response": {
    cause: "registration-internal",
    values: [[]],
    meaning: "A request at the local socket asks for a function other than add, remove and get.",
    advice: "Ask for add, remove or get.",
  },
  "not-decrypted": {
    cause: "wrong-key",
    values: [["socket"], ["source address", "socket"]],
    meaning: "A message could not be decrypted with the agent's key. remoted closes the connection.",
    advice: "Compare the keys on both sides: keypoll agent compare.",
  },
} as const satisfies Explanations;
