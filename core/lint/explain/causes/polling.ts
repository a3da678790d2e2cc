/** Causes about key requests and the poll script. */

import type { Cause } from "./cause.ts";

export const polling = {
  "poller-down": {
    severity: "error",
    title: "The daemon that calls the poll script has ended",
    meaning:
      "remoted cannot pass on key requests. From 4.4 on, an answer whose id, name, ip or key is not a string makes wazuh-authd crash.",
    advice: "Start the manager again. Test the script: keypoll test.",
  },
  "polling-off": {
    severity: "information",
    title: "Key polling is off or not ready",
    meaning: "remoted finds no daemon that accepts key requests.",
    advice: "Nothing to do if you do not use it. Otherwise switch it on, and wait up to five minutes.",
  },
  "poll-queue": {
    severity: "warning",
    title: "Key requests arrive faster than the script answers",
    meaning: "The manager discards requests. Each further message of the agent causes another.",
    advice: "Run keypoll rehearse: it says how many threads are enough.",
  },
  "poll-failed": {
    severity: "information",
    title: "A key request failed",
    meaning: "The line before it has the reason.",
    advice: "See the other causes at the same time.",
  },
  "poll-request": {
    severity: "warning",
    title: "A key request was not run",
    meaning: "The id, the address or the command is too long for the manager, or the request is invalid.",
    advice: "Use ids of at most 8 digits; keep exec_path short.",
  },
  "script-failed": {
    severity: "error",
    title: "The poll script failed",
    meaning: "Its exit code was not 0, or it did not run to its end. The manager discards its output.",
    advice: "Run keypoll test with the same id: it shows what the script prints.",
  },
  "script-not-run": {
    severity: "error",
    title: "The poll script cannot be run",
    meaning: "The path is wrong, it is not executable, or its interpreter is missing.",
    advice: "Run keypoll test with the exec_path of the manager.",
  },
  "script-timeout": {
    severity: "error",
    title: "The poll script takes too long",
    meaning: "Its answer came after the timeout, so the manager discarded it.",
    advice: "Make it faster, or raise <timeout>. A background process that keeps its output open counts too.",
  },
  "poll-socket": {
    severity: "warning",
    title: "The socket daemon does not answer",
    meaning: "The manager cannot connect to it, or gets nothing from it.",
    advice: "Start the daemon. Test it: keypoll test --socket.",
  },
  "answer-unreadable": {
    severity: "warning",
    title: "The answer of the poll script is not usable",
    meaning: "It is not JSON, or lacks a member. No agent was registered.",
    advice: "Run keypoll test with the same id: it shows the byte or the member.",
  },
  "answer-error": {
    severity: "information",
    title: "The poll script returned an error answer",
    meaning: "The database does not know the agent, or could not be queried. The message says which.",
    advice: "If the agent should be registered, add it to your database.",
  },
} as const satisfies Record<string, Cause>;
