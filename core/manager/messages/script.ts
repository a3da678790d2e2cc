/** Lines about running the script, or about its socket. */

import type { MessageRow } from "./row.ts";

export const script = {
  "exec-output": { level: "debug2", text: { "4.4": "Exec output: %s" } },
  "exit-code": {
    level: "warning",
    text: {
      "3.8": "Key pulling integration (%s) returned code %s.",
      "4.4": "Key request integration (%s) returned code %s.",
    },
  },
  "invalid-command": { level: "debug1", text: { "3.8": "Invalid command: '%s': (%s) %s" } },
  "cannot-run": {
    level: "warning",
    text: {
      "3.8": "Cannot run key pulling integration (%s): path is invalid or file has insufficient permissions.",
      "4.4": "Cannot run key request integration (%s): path is invalid or file has insufficient permissions.",
    },
  },
  "timed-out": {
    level: "warning",
    text: {
      "3.10": "Timeout received while running key pulling integration (%s)",
      "4.4": "Timeout received while running key request integration (%s)",
    },
  },
  "cannot-execute": { level: "warning", text: { "3.8": "Error executing [%s]" } },
  "output-limit": { level: "warning", text: { "3.8": "String limit reached." } },

  // The socket form.
  "socket-connect-failed": {
    level: "debug1",
    text: { "3.8": "Could not connect to external socket: %s (%s)" },
  },
  "socket-unreachable": {
    level: "warning",
    text: { "3.8": "Could not connect to external integration: %s (%s). Discarding request." },
  },
  "socket-fallback": { level: "info", text: { "4.4": "Socket connect fail. Trying to run 'exec_path'" } },
  "socket-no-data": {
    level: "debug1",
    text: { "3.8": "No data received from external socket", "4.4": "No data received from external socket." },
  },
  "socket-output": { level: "debug2", text: { "4.4": "Socket output: %s" } },

  // The socket daemon, which modulesd started itself before 4.4.
  "launcher-up": { level: "info", text: { "3.8": "Integration connection is up.", "4.4": null } },
  "launcher-down": {
    level: "info",
    text: { "3.8": "Integration connection is down. Running integration.", "4.4": null },
  },
  "launcher-starts": {
    level: "debug1",
    text: { "3.8": "Running integration daemon: %s", "4.4": null },
  },
  "launcher-stderr": { level: "debug1", text: { "3.8": "Integration STDERR: %s", "4.4": null } },
  "launcher-not-executed": {
    level: "warning",
    text: { "3.8": "Couldn not execute '%s'. Trying again in 300 seconds.", "4.4": null },
  },
  "launcher-cannot-run": {
    level: "error",
    text: {
      "3.8":
        "Cannot run key pulling integration (%s): path is invalid or file has insufficient permissions. Retrying in 300 seconds.",
      "4.4": null,
    },
  },
  "launcher-retrying": {
    level: "warning",
    text: { "3.8": "Key pulling integration (%s) returned code %s. Retrying in 300 seconds.", "4.4": null },
  },
  "launcher-restarting": {
    level: "warning",
    text: { "3.8": "Key pulling integration (%s) returned code %s. Restarting.", "4.4": null },
  },
  "launcher-not-split": {
    level: "error",
    text: { "3.8": "Could not split integration command: %s", "4.4": null },
  },
} as const satisfies Record<string, MessageRow>;
