/** Causes that need no action: the normal work of a manager and its agents. */

import type { Cause } from "./cause.ts";

export const normal = {
  "agent-added": {
    severity: "information",
    title: "Agents were registered",
    meaning: "",
    advice: "Nothing to do.",
  },
  "agent-replaced": {
    severity: "information",
    title: "An agent was replaced by a new one",
    meaning: "The old one's key no longer works.",
    advice: "Check that both are the same machine.",
  },
  "agent-removed": {
    severity: "information",
    title: "Agents were removed",
    meaning: "",
    advice: "Nothing to do.",
  },
  "agent-enrolling": {
    severity: "information",
    title: "The agent asked for a key",
    meaning: "",
    advice: "Nothing to do.",
  },
  "agent-enrolled": {
    severity: "information",
    title: "The agent received a key",
    meaning: "",
    advice: "Nothing to do.",
  },
  "agent-connected": {
    severity: "information",
    title: "The agent connected to the manager",
    meaning: "Its key is right.",
    advice: "Nothing to do.",
  },
  connection: {
    severity: "information",
    title: "Agents connected and disconnected",
    meaning: "",
    advice: "Nothing to do.",
  },
  polling: {
    severity: "information",
    title: "Key requests were answered",
    meaning: "",
    advice: "Nothing to do.",
  },
  "key-file-read": {
    severity: "information",
    title: "client.keys was read",
    meaning: "",
    advice: "Nothing to do.",
  },
  "database-sync": {
    severity: "information",
    title: "The database of agents was brought up to date",
    meaning: "",
    advice: "Nothing to do.",
  },
  "enrolment-service": {
    severity: "information",
    title: "The registration service started, or served a client",
    meaning: "",
    advice: "Nothing to do.",
  },
  "forwarded-to-master": {
    severity: "information",
    title: "Enrolments were passed on to the master",
    meaning: "",
    advice: "Nothing to do.",
  },
  service: {
    severity: "information",
    title: "A daemon reported its work",
    meaning: "",
    advice: "Nothing to do.",
  },
} as const satisfies Record<string, Cause>;
