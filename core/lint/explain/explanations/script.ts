/** Explanations: running the poll script, or asking its socket. */

import type { Explanations } from "../explanation.ts";

export const script = {
  "exec-output": {
    cause: "polling",
    values: [["output"]],
    meaning:
      "Everything that the script printed, on both streams, before the manager parses it. It contains the key.",
    advice: "Look for text before the JSON. Do not post the log line: it shows a key.",
  },
  "exit-code": {
    cause: "script-failed",
    values: [["exec_path", "exit code"]],
    meaning:
      "The script ended with an exit code other than 0. The manager discards the output, even a valid answer.",
    advice:
      "Always end with exit code 0, and print an error answer instead. In Python, exit code 1 means an exception that was not caught; exit code 2 often means that the script file does not exist.",
  },
  "invalid-command": {
    cause: "script-not-run",
    values: [["command line", "error number", "reason"]],
    meaning:
      "The program ended with exit code 127 or could not be started. The reason in the line is the manager's own error and usually says Success.",
    advice:
      "Run the command line as root from the folder of the installation, with the environment of the service.",
  },
  "cannot-run": {
    cause: "script-not-run",
    values: [["exec_path"]],
    meaning:
      "The program could not be started: the file or its interpreter does not exist, or is not executable. The same line appears if the script itself ends with exit code 127, for example a shell script whose last command was not found.",
    advice:
      "Check the path, the permission to execute, and the first line, also for a carriage return. Put the interpreter into exec_path. Never exit with 127. (null) means that exec_path is not set.",
  },
  "timed-out": {
    cause: "script-timeout",
    values: [["exec_path"]],
    meaning:
      "The script's output was still open at the timeout, so the manager discards the answer. From 4.4 on this line is written only after the script has ended by itself, because most interpreters do not receive the signal that should end them.",
    advice:
      "Set timeouts for database and network, and do not let a background process inherit standard output.",
  },
  "cannot-execute": {
    cause: "script-failed",
    values: [["exec_path"]],
    meaning: "The manager could not make a process or a pipe for the script.",
    advice: "Check the memory, and the daemon's limits for processes and open files.",
  },
  "output-limit": {
    cause: "script-failed",
    values: [[]],
    meaning: "The script printed more than 64 MiB. The manager stops reading and uses what it has read.",
    advice: "Print one answer only.",
  },
  "socket-connect-failed": {
    cause: "poll-socket",
    values: [["reason", "error number"]],
    meaning:
      "The manager could not connect to the socket of the poll service. It tries three times, with pauses of 1, 2 and 3 seconds.",
    advice:
      "Check that the service listens on the path in <socket>, and that root and the manager's group may connect.",
  },
  "socket-unreachable": {
    cause: "poll-socket",
    values: [["reason", "error number"]],
    meaning:
      "Three attempts to connect to the socket failed. Up to 4.3 the manager discards the request; from 4.4 on it then runs exec_path, if it is set, whatever the line says.",
    advice: "Start the socket daemon.",
  },
  "socket-fallback": {
    cause: "polling",
    values: [[]],
    meaning: "The socket gave no answer, so the manager runs exec_path for this request.",
    advice: "Start the socket daemon: without it each request is delayed by seconds.",
  },
  "socket-no-data": {
    cause: "poll-socket",
    values: [[]],
    meaning: "The service accepted the request but sent nothing before the timeout.",
    advice: "Answer without waiting for a line feed or the end of the request: the manager sends neither.",
  },
  "socket-output": {
    cause: "polling",
    values: [["output"]],
    meaning:
      "What the service answered, up to 65536 bytes: the manager reads only once. It contains the key.",
    advice: "If the text is cut, send the answer in one piece. Do not post the log line: it shows a key.",
  },
  "launcher-up": {
    cause: "polling",
    values: [[]],
    meaning:
      "The socket answered when the module started, so the manager will never start the program of exec_path.",
    advice: "Keep the socket daemon running in another way, for example with systemd.",
  },
  "launcher-down": {
    cause: "polling",
    values: [[]],
    meaning:
      "Nothing listens on the socket, so the manager starts the program of exec_path, which should open it.",
    advice: "Nothing to do if that program opens the socket and keeps running.",
  },
  "launcher-starts": {
    cause: "polling",
    values: [["command"]],
    meaning: "modulesd starts the socket daemon.",
    advice: "Nothing to do.",
  },
  "launcher-stderr": {
    cause: "script-failed",
    values: [["line"]],
    meaning: "A line that the socket daemon wrote to its standard error.",
    advice: "Read the line; the manager ignores it.",
  },
  "launcher-not-executed": {
    cause: "script-not-run",
    values: [["exec_path"]],
    meaning: "The socket daemon could not be started. The manager waits five minutes.",
    advice: "Check the path and the permissions of the program. Restart the manager to avoid the wait.",
  },
  "launcher-cannot-run": {
    cause: "script-not-run",
    values: [["exec_path"]],
    meaning:
      "The socket daemon ended with exit code 127: the program, or its interpreter, is missing or not executable.",
    advice: "Check the path, the permission to execute and the first line of the program.",
  },
  "launcher-retrying": {
    cause: "script-failed",
    values: [["exec_path", "exit code"]],
    meaning: "The socket daemon ended within ten seconds. The manager starts it again in five minutes.",
    advice: "Start it by hand as root, and find out why it ends.",
  },
  "launcher-restarting": {
    cause: "script-failed",
    values: [["exec_path", "exit code"]],
    meaning: "The socket daemon ended, and the manager starts it again at once.",
    advice: "Find out why it ends: until it runs again, requests get no answer.",
  },
  "launcher-not-split": {
    cause: "script-not-run",
    values: [["exec_path"]],
    meaning: "exec_path has a quote that is never closed, so the socket daemon is not started.",
    advice: "Close the quote.",
  },
} as const satisfies Explanations;
