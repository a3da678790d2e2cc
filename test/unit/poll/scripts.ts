/** Every fixture script with its expected result: under 4.14, and under 4.3 and 3.8 if they differ. */

import type { ReleaseId, VerdictKind } from "../../../core/manager/index.ts";

export interface Expected {
  readonly verdict: VerdictKind;
  readonly end: string;
  /** What the manager's thread still waits for when we give up. */
  readonly waitsFor?: "script" | "open-pipe" | "script-after-closing";
  /** Where the processes were that had to be ended; each place once. */
  readonly leftover?: readonly ("script" | "script-group" | "own-session")[];
  readonly overLimit?: true;
}

export interface ScriptRow {
  readonly name: string;
  /** Seconds; enough for the slowest machine unless the script should reach the timeout. */
  readonly timeout?: number;
  /** Seconds for which a script is watched after the timeout. */
  readonly grace?: number;
  readonly in: { readonly "4.14": Expected } & Partial<Record<ReleaseId, Expected>>;
}

/** Long enough for an interpreter to start and print its answer. */
const SHORT = 1.2;

const same = (name: string, verdict: VerdictKind, end: string, more: Partial<Expected> = {}): ScriptRow => ({
  name,
  in: { "4.14": { verdict, end, ...more } },
});

const hanging = (name: string, rows: ScriptRow["in"]): ScriptRow => ({ name, timeout: SHORT, in: rows });

const timedOut = (end: string, more: Partial<Expected> = {}): Expected => ({
  verdict: "timed-out",
  end,
  ...more,
});

const crashesIn44: ScriptRow["in"] = {
  "4.14": { verdict: "crash", end: "exit 0" },
  "4.3": { verdict: "added", end: "exit 0" },
  "3.8": { verdict: "added", end: "exit 0" },
};

/** SIGTERM is blocked from 4.4 on, and an interpreter that keeps the mask continues to run. */
const keepsMask: ScriptRow["in"] = {
  "4.14": timedOut("SIGKILL", { waitsFor: "script", leftover: ["script"] }),
  "4.3": timedOut("SIGTERM"),
  "3.8": { verdict: "added", end: "SIGTERM" },
};

/** A child in its own session holds the pipe; only 3.8 does not wait for it. */
const heldElsewhere: ScriptRow["in"] = {
  "4.14": timedOut("exit 0", { waitsFor: "open-pipe", leftover: ["own-session"] }),
  "4.3": timedOut("exit 0", { waitsFor: "open-pipe", leftover: ["own-session"] }),
  "3.8": { verdict: "added", end: "exit 0", leftover: ["own-session"] },
};

export const scriptRows: readonly ScriptRow[] = [
  // Good answers, and answers that are good enough.
  same("answers.py", "added", "exit 0"),
  same("answers.sh", "added", "exit 0"),
  same("answers.mjs", "added", "exit 0"),
  same("answers.pl", "added", "exit 0"),
  same("wrong-agent.py", "added", "exit 0"),
  same("two-answers.sh", "added", "exit 0"),
  same("stderr-last.py", "added", "exit 0"),
  same("nul-last.py", "added", "exit 0"),
  same("latin-1-name.pl", "added", "exit 0"),
  same("blanks-first.py", "added", "exit 0"),
  same("byte-by-byte.pl", "added", "exit 0"),
  same("reopens-stdout.sh", "added", "exit 0"),
  same("no-first-line.sh", "added", "exit 0"),
  same("reads-stdin.py", "added", "exit 0"),
  same("error-as-text.py", "added", "exit 0"),
  same("exit-256.py", "added", "exit 0"),
  // Error answers, and incomplete answers.
  same("broad-except.py", "error-answer", "exit 0"),
  same("error-without-message.sh", "error-answer", "exit 0"),
  same("missing-key.sh", "no-key", "exit 0"),
  same("no-data.sh", "no-data", "exit 0"),
  same("no-error.mjs", "no-error-field", "exit 0"),
  same("a-list.py", "no-error-field", "exit 0"),
  { name: "numeric-id.py", in: crashesIn44 },
  { name: "null-key.pl", in: crashesIn44 },
  // Output that is not JSON for the manager.
  same("single-quotes.py", "parse-error", "exit 0"),
  same("hand-made-json.pl", "parse-error", "exit 0"),
  same("warns-first.py", "parse-error", "exit 0"),
  same("banner.sh", "parse-error", "exit 0"),
  same("trace.sh", "parse-error", "exit 0"),
  same("prose.pl", "parse-error", "exit 0"),
  same("prints-nothing.sh", "parse-error", "exit 0"),
  same("empty.sh", "parse-error", "exit 0"),
  same("utf-16.py", "parse-error", "exit 0"),
  same("nul-first.py", "parse-error", "exit 0"),
  same("broken-pipe.sh", "parse-error", "exit 0"),
  {
    name: "byte-order-mark.py",
    in: {
      "4.14": { verdict: "added", end: "exit 0" },
      "4.3": { verdict: "added", end: "exit 0" },
      "3.8": { verdict: "parse-error", end: "exit 0" },
    },
  },
  // Exit codes and signals.
  same("valid-then-1.sh", "exit-code", "exit 1"),
  same("valid-then-127.sh", "cannot-run", "exit 127"),
  same("dies.pl", "exit-code", "exit 255"),
  same("throws.mjs", "exit-code", "exit 1"),
  same("python-2.py", "exit-code", "exit 1"),
  same("killed-after-answer.sh", "added", "SIGKILL"),
  same("killed-before-answer.py", "parse-error", "SIGSEGV"),
  same("endless.sh", "exit-code", "exit 1", { overLimit: true }),
  same("noise-after-answer.sh", "added", "exit 0", { overLimit: true }),
  // What a daemon's child does not have.
  same("asks-for-password.sh", "exit-code", "exit 3"),
  same("needs-terminal.sh", "exit-code", "exit 4"),
  same("needs-home.sh", "exit-code", "exit 1"),
  same("needs-utf-8.py", "exit-code", "exit 1"),
  same("relative-file.py", "exit-code", "exit 1"),
  // Files that cannot be started as they are.
  same("missing-interpreter.py", "cannot-run", "not started"),
  same("interpreter-is-a-folder.sh", "cannot-run", "not started"),
  same("carriage-return.sh", "cannot-run", "not started"),
  same("not-executable.py", "cannot-run", "not started"),
  same("missing-in-env.py", "cannot-run", "exit 127"),
  same("carriage-return-env.py", "cannot-run", "exit 127"),
  same("mark-before-first-line.py", "exit-code", "exit 2"),
  // Scripts that do not end.
  hanging("hangs.py", keepsMask),
  hanging("hangs.bash", {
    ...keepsMask,
    "4.14": timedOut("SIGKILL", { waitsFor: "script", leftover: ["script", "script-group"] }),
  }),
  hanging("hangs.pl", { ...keepsMask, "3.8": { verdict: "parse-error", end: "SIGTERM" } }),
  hanging("hangs.mjs", {
    // Node clears the mask at its start.
    "4.14": timedOut("SIGTERM"),
    "4.3": timedOut("SIGTERM"),
    "3.8": { verdict: "added", end: "SIGTERM" },
  }),
  hanging("ignores-term.sh", {
    "4.14": timedOut("SIGKILL", { waitsFor: "script", leftover: ["script", "script-group"] }),
    "4.3": timedOut("SIGKILL", { waitsFor: "script", leftover: ["script", "script-group"] }),
    "3.8": { verdict: "hangs", end: "SIGKILL", waitsFor: "script", leftover: ["script", "script-group"] },
  }),
  {
    name: "ends-late.py",
    timeout: SHORT,
    grace: 10,
    in: {
      "4.14": timedOut("exit 0"),
      "4.3": timedOut("exit 0"),
      "3.8": { verdict: "added", end: "exit 0" },
    },
  },
  hanging("answers-on-term.py", {
    "4.14": timedOut("SIGKILL", { waitsFor: "script", leftover: ["script"] }),
    "4.3": timedOut("exit 0"),
    // The reader is cancelled before the signal is sent.
    "3.8": { verdict: "parse-error", end: "exit 0" },
  }),
  hanging("background-child.sh", {
    "4.14": timedOut("exit 0", { waitsFor: "open-pipe", leftover: ["script-group"] }),
    "4.3": timedOut("exit 0"),
    "3.8": { verdict: "added", end: "exit 0" },
  }),
  hanging("background-child-session.py", heldElsewhere),
  hanging("clean-daemon.py", heldElsewhere),
  hanging("terminates-child.sh", {
    "4.14": timedOut("SIGKILL", { waitsFor: "script", leftover: ["script", "script-group"] }),
    "4.3": { verdict: "added", end: "exit 0" },
    "3.8": { verdict: "added", end: "exit 0" },
  }),
  hanging("closes-and-runs-on.py", {
    "4.14": {
      verdict: "hangs",
      end: "SIGKILL",
      waitsFor: "script-after-closing",
      leftover: ["script"],
    },
  }),
  same("closes-and-ends.sh", "added", "exit 0"),
  // Scripts that leave processes behind.
  same("quiet-daemon.py", "added", "exit 0", { leftover: ["own-session"] }),
  same("many-children.sh", "added", "exit 0", { leftover: ["own-session", "script-group"] }),
  same("hydra.py", "added", "exit 0", { leftover: ["own-session"] }),
];
