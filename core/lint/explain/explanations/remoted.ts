/** Explanations: lines of remoted. */

import type { Explanations } from "../explanation.ts";

export const remoted = {
  "message-too-long": {
    cause: "malformed-message",
    values: [["length number", "limit number", "id"]],
    meaning: "The agent announced a message that is too long for remoted. remoted closes the connection.",
    advice:
      "Find out who the sender is. If it is an agent, look for a device between agent and manager that changes packets.",
  },
  "message-too-short": {
    cause: "damaged-message",
    values: [["id"]],
    meaning: "A message was decrypted and unpacked, but is too short to come from an agent.",
    advice: "Look for a device that changes packets. A single such line is not a reason to act.",
  },
  "message-not-unpacked": {
    cause: "damaged-message",
    values: [["id", "address of the record"]],
    meaning:
      "A message was decrypted with the agent's key, but cannot be unpacked: it was damaged, or encrypted with another key.",
    advice: "If this repeats for one agent, compare its key on both sides: keypoll agent compare.",
  },
  "message-size-invalid": {
    cause: "malformed-message",
    values: [["message"]],
    meaning: "A message is too short to come from an agent.",
    advice: "Nothing to do for a single message. If it repeats, find out who sends it.",
  },
  "old-checksum-mismatch": {
    cause: "damaged-message",
    values: [["address of the record"]],
    meaning:
      "A message was decrypted with the agent's key, but its checksum is wrong: the message was damaged on the way.",
    advice:
      "Look for a device between agent and manager that changes packets. A single such line is not a reason to act.",
  },
  "agent-message-invalid": {
    cause: "malformed-message",
    values: [["id", "message"]],
    meaning: "An agent sent a control message that remoted cannot read.",
    advice: "Check that the agent's version is not newer than the manager's.",
  },
  "agent-message-not-split": {
    cause: "malformed-message",
    values: [["id"]],
    meaning: "An agent's keep-alive does not have the form that remoted expects.",
    advice: "Check that the agent's version is not newer than the manager's.",
  },
  "control-message-invalid": {
    cause: "malformed-message",
    values: [["id"]],
    meaning: "An agent sent a control message that remoted does not accept.",
    advice: "Check that the agent's version is not newer than the manager's.",
  },
  "duplicate-agent-message": {
    cause: "counters",
    values: [["counter number", "time number", "saved counter number", "saved time number"]],
    meaning:
      "The counter of a message from an old agent is not higher than the one before it. remoted discards the message.",
    advice: "See (1407).",
  },
  "counter-not-reloaded": {
    cause: "counters",
    values: [["id", "reason", "error number"]],
    meaning: "remoted cannot read the counters of an agent in queue/rids again.",
    advice: "Check that queue/rids belongs to the manager's user and that the disk is not full.",
  },
  "counter-assigned": {
    cause: "connection",
    values: [["id", "global number", "local number"]],
    meaning: "remoted has read the agent's counters at its start.",
    advice: "Nothing to do.",
  },
  "counter-missing": {
    cause: "connection",
    values: [["id"]],
    meaning: "The agent has no counters yet: it has not connected since it was registered.",
    advice: "Nothing to do.",
  },
  "counter-read-again": {
    cause: "connection",
    values: [["id", "global number", "local number"]],
    meaning: "remoted has read the agent's counters again.",
    advice: "Nothing to do.",
  },
  "counter-opened": {
    cause: "connection",
    values: [["id"]],
    meaning: "remoted opens the file with the agent's counters.",
    advice: "Nothing to do.",
  },
  "counter-closed": {
    cause: "connection",
    values: [["id"]],
    meaning: "remoted closes the file with the agent's counters, because the agent has been silent.",
    advice: "Nothing to do.",
  },
  "agent-startup": {
    cause: "connection",
    values: [["id", "source address"]],
    meaning:
      "The agent reports that it has started. Its message was decrypted with its key, so the key is right.",
    advice: "Nothing to do.",
  },
  "agent-shutdown": {
    cause: "connection",
    values: [["id", "source address"]],
    meaning: "The agent reports that it has stopped.",
    advice: "Nothing to do.",
  },
  "agent-reconnected-early": {
    cause: "connection",
    values: [["id", "source address"]],
    meaning:
      "The agent reconnected before its old connection was closed. The new connection replaces the old one.",
    advice: "Nothing to do. If it continues, check whether two machines use the key.",
  },
  "agent-stopped": {
    cause: "connection",
    values: [["id", "name"]],
    meaning: "The agent reports that it has stopped.",
    advice: "Nothing to do if you stopped it.",
  },
  "connection-idle": {
    cause: "connection",
    values: [["socket number", "id"]],
    meaning:
      "The connection was silent for longer than connection_overtake_time, so another connection of this agent replaces it.",
    advice: "Nothing to do. If it continues, check whether two machines use the key.",
  },
  "agent-not-found": {
    cause: "unknown-agent",
    values: [["id"]],
    meaning: "A message is meant for an agent that client.keys does not have, or no longer has.",
    advice: "If the agent was removed, nothing to do. Otherwise register it again.",
  },
  "agent-not-connected": {
    cause: "agent-disconnected",
    values: [["id"]],
    meaning: "A message is meant for an agent that is not connected. It is not sent.",
    advice: "Start the agent, or find out why it cannot connect.",
  },
  "agent-not-reached": {
    cause: "agent-disconnected",
    values: [["id"]],
    meaning: "remoted asked an agent several times and got no answer.",
    advice: "Check that the agent runs and is connected.",
  },
  "request-not-sent": {
    cause: "agent-disconnected",
    values: [["id"]],
    meaning: "A request could not be sent to the agent.",
    advice: "Check that the agent is connected.",
  },
  "request-without-id": {
    cause: "malformed-message",
    values: [[]],
    meaning: "A program asked remoted to pass on a request, but named no agent.",
    advice: "Name the agent in the request.",
  },
  "send-failed": {
    cause: "agent-disconnected",
    values: [
      ["id", "reason"],
      ["id", "reason", "socket number"],
    ],
    meaning: "A message could not be sent: the connection broke off.",
    advice: "Nothing to do for a single message. If it repeats, check the network and the agent.",
  },
  "agent-file-not-sent": {
    cause: "agent-disconnected",
    values: [["file", "id"]],
    meaning: "A shared file could not be sent to the agent, which keeps its old version.",
    advice: "Check that the agent is connected.",
  },
  "agent-newer": {
    cause: "agent-refused",
    values: [["id", "reason"]],
    meaning:
      "remoted does not let the agent connect. The line gives the reason, usually that the agent is newer than the manager.",
    advice: "Upgrade the manager, or set <allow_higher_versions>yes in <agents> of <remote>.",
  },
  "agent-version-unknown": {
    cause: "agent-refused",
    values: [["id"]],
    meaning: "At its start the agent did not report a version that remoted can read.",
    advice: "Check that it is an agent of 4.x or newer.",
  },
  "agent-message-not-read": {
    cause: "malformed-message",
    values: [["id"]],
    meaning: "remoted cannot read a message of this agent about its configuration.",
    advice: "Check that the agent's version is not newer than the manager's.",
  },
  "pending-data-missing": {
    cause: "registration-internal",
    values: [["id"]],
    meaning: "remoted cannot store its data about the agent. It continues without them.",
    advice: "Nothing to do for a single line. If it repeats, restart the manager.",
  },
} as const satisfies Explanations;
