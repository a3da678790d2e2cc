/** Causes about registering an agent. */

import type { Cause } from "./cause.ts";

export const enrolment = {
  "agent-limit": {
    severity: "error",
    title: "The limit of agents is reached",
    meaning: "The manager accepts no more agents.",
    advice: "Remove agents that no longer exist, or upgrade: 4.1 to 4.14 have no limit.",
  },
  "registration-refused": {
    severity: "warning",
    title: "The agent of an answer was refused",
    meaning: "Its id, name or address is taken or not valid.",
    advice: "Act on the reason in the line. Run keypoll test with --keys client.keys.",
  },
  "enrolment-duplicate": {
    severity: "warning",
    title: "An agent was refused because another agent has its id, name or address",
    meaning: "Its id, name or address is taken, and the rules of <force> protect the agent that has it.",
    advice: "Remove the old agent, give the new one another name, or change <force> in <auth>.",
  },
  "enrolment-password": {
    severity: "error",
    title: "The enrolment password is wrong or missing",
    meaning: "The agent's password differs from the manager's, or the manager has no password.",
    advice:
      "Write the first line of the manager's etc/authd.pass into the agent's etc/authd.pass, without a carriage return.",
  },
  "enrolment-refused": {
    severity: "warning",
    title: "An enrolment request was refused",
    meaning: "Its name, address, group or version is not accepted.",
    advice: "Act on the reason in the line.",
  },
  "enrolment-broken-off": {
    severity: "warning",
    title: "A client disconnected before its enrolment was done",
    meaning: "The client sent nothing, or did not wait for the answer.",
    advice: "Nothing to do for a single line: port scanners cause it too.",
  },
  "enrolment-load": {
    severity: "warning",
    title: "Too many clients enrol at once",
    meaning: "The registration service accepts 1,000 connections.",
    advice: "Spread the enrolment of agents over a longer time.",
  },
  tls: {
    severity: "warning",
    title: "The TLS connection for an enrolment failed",
    meaning: "One side's certificate is missing or not accepted, or the port belongs to another service.",
    advice: "Check the certificates on both sides, and that the port is 1515.",
  },
  "tls-broken": {
    severity: "error",
    title: "The registration service has no usable certificate",
    meaning: "It does not start, so no agent can enrol.",
    advice: "Check etc/sslmanager.cert and etc/sslmanager.key.",
  },
  "registration-internal": {
    severity: "warning",
    title: "The registration service could not carry out a request",
    meaning: "The line says which request.",
    advice: "See the lines around it.",
  },
  cluster: {
    severity: "warning",
    title: "The cluster did not pass on agents or keys",
    meaning: "A worker and the master did not exchange a registration, or the file with the keys.",
    advice: "Check in cluster.log of both nodes whether the worker is connected.",
  },
  api: {
    severity: "warning",
    title: "The API refuses an address",
    meaning: "Too many wrong passwords or requests came from it, or an invalid user name.",
    advice: "Correct the program at this address.",
  },
  "agent-enrol-refused": {
    severity: "error",
    title: "The manager refused to register this agent",
    meaning: "The reason comes from the manager.",
    advice: "Act on the reason in the line.",
  },
  "agent-enrol-failed": {
    severity: "error",
    title: "The agent could not enrol",
    meaning: "The agent's settings cannot be used, or the answer has no key.",
    advice: "Correct <enrollment> in the agent's ossec.conf.",
  },
} as const satisfies Record<string, Cause>;
