/** Explanations: an agent that the manager does not know, which causes a poll. */

import type { Explanations } from "../explanation.ts";

export const agents = {
  "unknown-id": {
    cause: "unknown-agent",
    values: [["id", "source address", "name"]],
    meaning:
      "An agent sent this id, but client.keys has no agent with that id that may connect from this address. With key polling on, the manager now asks the poll script for id:<id>.",
    advice:
      "If the name is 'unknown', the id is missing in client.keys. Otherwise the agent connects from an address that its record does not allow: write the new address, or `any`, into the record.",
  },
  "unknown-source": {
    cause: "unknown-agent",
    values: [["source address"]],
    meaning:
      "An agent sent no id, and no record of client.keys has exactly this address; networks and `any` do not count here. With key polling on, the manager now asks the poll script for ip:<address>.",
    advice:
      "Let the poll script answer with exactly this address, or give the agent `any` in its own client.keys, so that it sends its id.",
  },
  "wrong-key": {
    cause: "wrong-key",
    values: [["source address"], ["id", "source address"]],
    meaning:
      "The agent's message cannot be decrypted with the key in client.keys: the keys differ, or the message was damaged on the way. With key polling on, the manager now asks the poll script for the agent.",
    advice:
      "Compare id, name and key of the manager's record with the one line in the agent's own client.keys; a blank or carriage return at the end of a key counts.",
  },
  "badly-formed-message": {
    cause: "malformed-message",
    values: [["id", "source address"]],
    meaning:
      "A message begins with an id that is not a number, or does not come from an agent at all. No poll follows.",
    advice: "Use ids of digits only; if the source is not an agent, close the port to it.",
  },
  "key-in-use": {
    cause: "key-in-use",
    values: [["id"], ["id", "source address"]],
    meaning:
      "A second connection uses the key of an agent that is already connected. remoted refuses the second connection. Either two machines have the same client.keys, usually because one is a copy of the other, or the first connection broke off and has not timed out yet.",
    advice:
      "If it continues for minutes, enrol the copy as a separate agent: stop it, empty its client.keys, and start it again.",
  },
  "checksum-mismatch": {
    cause: "damaged-message",
    values: [["id", "address of the record"]],
    meaning:
      "A message was decrypted with the agent's key, but its checksum is wrong: the message was damaged on the way.",
    advice:
      "Look for a device between agent and manager that changes packets. A single such line is not a reason to act.",
  },
  "duplicate-message": {
    cause: "counters",
    values: [["global number", "local number", "saved global number", "saved local number"]],
    meaning:
      "The counters of a message are not higher than those of the message before it. remoted discards the message, and logs this again as (1407).",
    advice:
      "Two machines may use one key, or the agent's counters were reset when the agent was restored or reinstalled. See (1407).",
  },
  "duplicated-counter": {
    cause: "counters",
    values: [["name"]],
    meaning:
      "remoted discards the messages of this agent, because it has seen their counters before. Either two machines use the key, or the agent was restored from a copy and counts again from an older number.",
    advice:
      "Make sure that only one machine has the key. Then stop the agent and the manager, remove the agent's file in queue/rids on both, and start them again.",
  },
  "counter-not-opened": {
    cause: "counters",
    values: [["error number"]],
    meaning: "remoted cannot open the file in queue/rids that holds an agent's counters, and exits.",
    advice:
      "Check the free space, the permissions of queue/rids, and the limit of open files, which must be higher than the number of agents.",
  },
  "poller-not-reached": {
    cause: "polling-off",
    values: [[]],
    meaning:
      "remoted finds no daemon that listens for key requests, and tries again in 300 seconds. Until then no script is called. This is normal if key polling is off.",
    advice:
      "Switch key polling on: <key_request> with <enabled>yes in <auth> from 4.4 on, before that the wodle agent-key-polling. Then restart and wait up to five minutes.",
  },
  "poller-lost": {
    cause: "poller-down",
    values: [["error number"]],
    meaning:
      "remoted can no longer pass on key requests: the daemon that calls the script has ended, or accepts no more requests. From 4.4 on that is wazuh-authd. It crashes on an answer whose id, name, ip or key is not a string.",
    advice:
      "If the daemon does not run, start it again. Then check the last answers of the script, and print the four members as strings.",
  },
} as const satisfies Explanations;
