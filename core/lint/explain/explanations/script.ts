/** Explanations: running the poll script, or asking its socket. */

import type { Explanations } from "../explanation.ts";

export const script = {
  "exec-output": {
    cause: "polling",
    values: [["output"]],
    meaning:
      "Everything that the script printed, on both of its streams, before the manager reads it. It holds the key.",
    advice: "Look for text before the JSON. Do not post the log line: it shows a key.",
  },
  "exit-code": {
    cause: "script-failed",
    values: [["exec_path", "exit code"]],
    meaning:
      "The script ended with a code other than 0. The manager discards what it printed, even a valid answer.",
    advice:
      "End with exit code 0 in every case and print an error answer instead. With Python code 1 is an exception that was not caught; code 2 is often a script file that does not exist.",
  },
  "invalid-command": {
    cause: "script-not-run",
    values: [["command line", "error number", "reason"]],
    meaning:
      "The program ended with code 127 or could not be started. The reason shown is the manager's own and usually says Success.",
    advice:
      "Run the command line as root from the folder of the installation, with the environment of the service.",
  },
  "cannot-run": {
    cause: "script-not-run",
    values: [["exec_path"]],
    meaning:
      "The program could not be started: no such file, no permission to execute, or an interpreter that is not there. A script that itself ends with code 127 counts as well, for example a shell script whose last command was not found.",
    advice:
      "Check path, permission and first line, also for a carriage return in it; put the interpreter into exec_path; never exit with 127. (null) stands for an exec_path that is not set.",
  },
  "timed-out": {
    cause: "script-timeout",
    values: [["exec_path"]],
    meaning:
      "The script's output was still open when the timeout ended, and the manager discards the answer. From 4.4 on the line is written only after the script has ended by itself, because most interpreters do not receive the signal to end.",
    advice: "Set timeouts for database and network, and let no background process inherit standard output.",
  },
  "cannot-execute": {
    cause: "script-failed",
    values: [["exec_path"]],
    meaning: "The manager could not make a process or a pipe for the script.",
    advice: "Look at memory and at the limits of processes and open files of the daemon.",
  },
  "output-limit": {
    cause: "script-failed",
    values: [[]],
    meaning: "The script printed more than 64 MiB. The manager stops reading and uses what it has.",
    advice: "Print one answer only.",
  },
  "socket-connect-failed": {
    cause: "poll-socket",
    values: [["reason", "error number"]],
    meaning:
      "The manager could not connect to the socket of the poll service. It tries three times, with pauses of 1, 2 and 3 seconds.",
    advice:
      "See that the service listens on the path in <socket>, and that root and the manager's group may connect.",
  },
  "socket-unreachable": {
    cause: "poll-socket",
    values: [["reason", "error number"]],
    meaning:
      "Three attempts to connect to the socket have failed. Up to 4.3 the request is dropped; from 4.4 on the manager then runs exec_path, if it is set, even if the line says otherwise.",
    advice: "Start the service behind the socket.",
  },
  "socket-fallback": {
    cause: "polling",
    values: [[]],
    meaning: "The socket gave no answer, so the manager runs exec_path for this request.",
    advice: "Start the service behind the socket; each request loses seconds on it.",
  },
  "socket-no-data": {
    cause: "poll-socket",
    values: [[]],
    meaning: "The service took the request and sent nothing before the timeout.",
    advice: "Answer without waiting for a line feed or the end of the request: the manager sends neither.",
  },
  "socket-output": {
    cause: "polling",
    values: [["output"]],
    meaning: "What the service answered, as far as one read of 65536 bytes got. It holds the key.",
    advice: "If the text is cut, send the answer in one piece. Do not post the log line: it shows a key.",
  },
  "launcher-up": {
    cause: "polling",
    values: [[]],
    meaning:
      "The socket answered when the module started, so the manager will never start the program of exec_path.",
    advice: "Keep the service behind the socket running in another way, for example with systemd.",
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
    meaning: "modulesd starts the program behind the socket.",
    advice: "Nothing to do.",
  },
  "launcher-stderr": {
    cause: "script-failed",
    values: [["line"]],
    meaning: "A line that the program behind the socket wrote to its standard error.",
    advice: "Read the line; the manager ignores it.",
  },
  "launcher-not-executed": {
    cause: "script-not-run",
    values: [["exec_path"]],
    meaning: "The program behind the socket could not be started. The manager waits five minutes.",
    advice: "Check path and rights of the program, then restart the manager to save the wait.",
  },
  "launcher-cannot-run": {
    cause: "script-not-run",
    values: [["exec_path"]],
    meaning:
      "The program behind the socket ended with exit code 127: it, or its interpreter, is missing or not executable.",
    advice: "Check the path, the permission to execute and the first line of the program.",
  },
  "launcher-retrying": {
    cause: "script-failed",
    values: [["exec_path", "exit code"]],
    meaning:
      "The program behind the socket ended within ten seconds. The manager starts it again in five minutes.",
    advice: "Start it by hand as root and see why it ends.",
  },
  "launcher-restarting": {
    cause: "script-failed",
    values: [["exec_path", "exit code"]],
    meaning: "The program behind the socket ended, and the manager starts it again at once.",
    advice: "Find out why it ends: requests get no answer meanwhile.",
  },
  "launcher-not-split": {
    cause: "script-not-run",
    values: [["exec_path"]],
    meaning: "exec_path has a quote that never closes, so the program behind the socket is not started.",
    advice: "Close the quote.",
  },
} as const satisfies Explanations;
