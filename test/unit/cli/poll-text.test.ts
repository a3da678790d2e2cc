/** Polls as text: the block of each, the summary, why the exit code is not 0; and the table of a torture test. */

import { describe, expect, it } from "vitest";
import { ExitCode } from "../../../cli/exit-code.ts";
import {
  exitCodeOf,
  isFine,
  isFineConfig,
  type PollReportParts,
  pollReport,
} from "../../../cli/poll/poll-report.ts";
import { type PollLook, pollBlock, pollSummary, sameBlock, sameText } from "../../../cli/poll/poll-text.ts";
import type { PollResult } from "../../../cli/report/poll-report.ts";
import type { ConfigFacts, DaemonFacts, RunFacts } from "../../../cli/report/run-facts.ts";
import type { AnswerFinding } from "../../../core/lint/answer/index.ts";
import { bold, dim, green, lookOf, red, yellow } from "./looks.ts";

const look = (width = Number.POSITIVE_INFINITY, verbose = false, isColoured = false): PollLook => ({
  ...lookOf(width, isColoured),
  verbose,
});
const wide = look();
const verbose = look(undefined, true);
const coloured = look(undefined, false, true);

const log = (text: string, byDefault: boolean, more = {}): PollResult["log"][number] => ({
  level: byDefault ? "info" : "debug",
  text,
  byDefault,
  tag: "wazuh-authd",
  telling: false,
  ...more,
});

const GOOD: PollResult = {
  request: "id:001",
  state: "registered",
  title: "registered",
  consequence: "The agent is added.",
  advice: undefined,
  landing: "001 web any ••••••••",
  removed: [],
  log: [log("Agent key generated.", true)],
  findings: [],
  next: [],
};

const ERROR: AnswerFinding = {
  authority: "manager",
  rule: "broken-json",
  severity: "error",
  message: "The JSON has no end.",
  advice: "Print all of it.",
  span: undefined,
};

const BAD: PollResult = {
  ...GOOD,
  request: "id:002",
  state: "failed",
  title: "unreadable answer",
  consequence: "Nothing is added.",
  advice: "Read the log.",
  landing: undefined,
  log: [log("Reading.", false), log("No JSON.", false, { telling: true })],
};

const RUN: RunFacts = {
  durationMs: 12,
  argv: ["./poll.sh"],
  end: { kind: "exit", code: 0 },
  timedOut: false,
  thread: { kind: "free", lateMs: 0 },
  notes: [],
  leftover: [],
};
const SOCKET = { durationMs: 34, failures: [], reply: "data", lostBytes: 0, fellBack: false } as const;

/** What comes after the log. */
const tail = (poll: PollResult): readonly string[] => pollBlock(poll, wide).slice(3);

describe("the block of a poll", () => {
  it("says what happens, what is added, and what the log has", () => {
    expect(pollBlock(GOOD, wide)).toEqual([
      "✔ registered  id:001",
      "  The agent is added.",
      "  client.keys  + 001 web any ••••••••",
      "  ossec.log    wazuh-authd: INFO: Agent key generated.",
    ]);
  });

  it("shows no control character of what others have written", () => {
    const odd: PollResult = {
      ...GOOD,
      request: "id:\t",
      title: "x\ty",
      consequence: "a\tb",
      landing: "c\td",
      removed: ["e\tf"],
      log: [log("g\th", true)],
      advice: "m\tn",
      findings: [{ ...ERROR, severity: "hint", message: "i\tj", advice: "k\tl" }],
      next: [{ ...ERROR, message: "o\tp", advice: "q\tr" }],
    };
    expect(pollBlock(odd, verbose)).toEqual([
      "✔ registered  id:␉ · x␉y",
      "  a␉b",
      "  client.keys  + c␉d",
      "  client.keys  - e␉f",
      "  ossec.log    wazuh-authd: INFO: g␉h",
      "  hint         i␉j [broken-json, manager]",
      "               → k␉l",
      "  next         Not reached; when the above is fixed: o␉p [broken-json, manager]",
      "               → q␉r",
      "  what to do   m␉n",
    ]);
    expect(sameText(odd)).toBe("The same problem as id:␉.");
  });

  it("has the run, the socket and the times", () => {
    expect(pollBlock({ ...GOOD, run: RUN }, wide)).toEqual([
      "✔ registered  id:001 · 12 ms",
      ...pollBlock(GOOD, wide).slice(1),
      '  argv         ["./poll.sh"]',
    ]);
    expect(pollBlock({ ...GOOD, run: RUN, socket: SOCKET }, wide)).toEqual([
      "✔ registered  id:001 · 34 ms",
      ...pollBlock(GOOD, wide).slice(1),
      "  socket       The daemon answered.",
      '  argv         ["./poll.sh"]',
    ]);
  });
});

describe("the block of a poll in a terminal", () => {
  it("is in colours", () => {
    expect(pollBlock({ ...GOOD, removed: ["001 old any ••••••••"], run: RUN }, coloured)).toEqual([
      `${green(bold("✔ registered"))}  ${bold("id:001")}${dim(" · 12 ms")}`,
      "  The agent is added.",
      `  ${dim("client.keys")}  ${green("+ 001 web any ••••••••")}`,
      `  ${dim("client.keys")}  ${red("- 001 old any ••••••••")}`,
      `  ${dim("ossec.log")}    wazuh-authd: INFO: Agent key generated.`,
      `  ${dim("argv")}         ["./poll.sh"]`,
    ]);
    const no = {
      ...GOOD,
      state: "answered-no",
      title: "error answer 4",
      landing: undefined,
      log: [],
    } as const;
    expect(pollBlock(no, coloured)).toEqual([
      `${yellow(bold("● answered"))}  ${bold("id:001")}${dim(" · error answer 4")}`,
      "  The agent is added.",
      `  ${dim("ossec.log")}    ${dim("nothing")}`,
    ]);
    const failed = pollBlock({ ...BAD, findings: [ERROR, { ...ERROR, severity: "warning" }] }, coloured);
    expect(failed[0]).toBe(`${red(bold("✘ failed"))}  ${bold("id:002")}${dim(" · unreadable answer")}`);
    expect(failed.slice(3)).toEqual([
      `  ${red("error")}        The JSON has no end. [broken-json, manager]`,
      "               → Print all of it.",
      `  ${yellow("warning")}      The JSON has no end. [broken-json, manager]`,
      "               → Print all of it.",
    ]);
  });

  it("has its head on several lines if there is no room, and is wrapped", () => {
    const poll = { ...BAD, run: RUN };
    expect(pollBlock(poll, look(44))[0]).toBe("✘ failed  id:002 · unreadable answer · 12 ms");
    expect(pollBlock(poll, look(43)).slice(0, 3)).toEqual([
      "✘ failed  id:002",
      "  · unreadable answer",
      "  · 12 ms",
    ]);
    expect(
      pollBlock({ ...GOOD, consequence: "The agent is added to the file." }, look(24)).slice(1, 3),
    ).toEqual(["  The agent is added to", "  the file."]);
  });
});

describe("the block of a poll by what the reader needs", () => {
  it("shows what a default manager logs, else the line that says most, or all", () => {
    const logs = (...args: Parameters<typeof pollBlock>) =>
      pollBlock(...args).filter((line) => /ossec\.log|debug only/.test(line));
    expect(logs(BAD, wide)).toEqual(["  debug only   wazuh-authd: DEBUG: No JSON."]);
    expect(logs(BAD, verbose)).toEqual([
      "  debug only   wazuh-authd: DEBUG: Reading.",
      "  debug only   wazuh-authd: DEBUG: No JSON.",
    ]);
    expect(
      logs({ ...BAD, log: [...BAD.log, log("x", true, { level: "warning", onMaster: true })] }, wide),
    ).toEqual(["  ossec.log    wazuh-authd (on the master): WARNING: x"]);
    expect(logs({ ...BAD, log: [] }, wide)).toEqual(["  ossec.log    nothing"]);
  });

  it("has the general advice only if no finding has a better one, or everything is shown", () => {
    const found = [
      "  error        The JSON has no end. [broken-json, manager]",
      "               → Print all of it.",
    ];
    const general = "  what to do   Read the log.";
    expect(tail(BAD)).toEqual([general]);
    expect(tail({ ...BAD, findings: [ERROR] })).toEqual(found);
    expect(pollBlock({ ...BAD, findings: [ERROR] }, verbose).slice(-3)).toEqual([...found, general]);
    expect(tail({ ...BAD, findings: [{ ...ERROR, authority: "contract" }] }).at(-1)).toBe(general);
    expect(tail({ ...BAD, findings: [{ ...ERROR, severity: "warning" }] }).at(-1)).toBe(general);
  });

  it("has the advice of a hint only if everything is shown", () => {
    const hint = { ...BAD, advice: undefined, findings: [{ ...ERROR, severity: "hint" }] } as const;
    expect(tail(hint)).toEqual(["  hint         The JSON has no end. [broken-json, manager]"]);
    expect(pollBlock(hint, verbose).at(-1)).toBe("               → Print all of it.");
  });
});

describe("the block of a poll with more", () => {
  it("lists what the manager does not reach", () => {
    const next = [ERROR, { ...ERROR, message: "The key is short." }];
    expect(tail({ ...BAD, advice: undefined, next })).toEqual([
      "  next         Not reached; when the above is fixed: The JSON has no end. [broken-json, manager]",
      "               → Print all of it.",
      "               The key is short. [broken-json, manager]",
      "               → Print all of it.",
    ]);
  });

  it("shows the output if the poll failed, unless two outputs are compared", () => {
    const printed = { bytes: 3, before: 0, behind: 0, lines: [{ line: 1, text: "abc" }] };
    const streams = {
      stdoutBytes: 0,
      stderrBytes: 3,
      matched: true,
      stdoutHoldsAnswer: false,
      stderr: printed,
    };
    const shown = ["  printed      3 bytes", "         │ abc"];
    const both = { ...BAD, advice: undefined, printed, streams };
    const second = "  second look  All of it was written to standard error.";
    expect(tail(both)).toEqual([...shown, second]);
    expect(pollBlock({ ...GOOD, printed }, wide)).toEqual(pollBlock(GOOD, wide));
    expect(pollBlock({ ...GOOD, printed }, verbose).slice(-2)).toEqual(shown);
    const comparison = {
      run: RUN,
      workingDirectory: "/",
      state: "failed",
      title: "x",
      consequence: "y",
      difference: { offset: 0, one: printed, other: printed },
    } as const;
    expect(tail({ ...both, comparison })).toEqual([
      second,
      "  as you       Run as you, the result is the same.",
      "  manager      3 bytes",
      "         │ abc",
      "  as you       3 bytes",
      "         │ abc",
    ]);
    const { difference: _, ...same } = comparison;
    expect(tail({ ...both, comparison: same }).slice(0, 2)).toEqual(shown);
    const repeats = { runs: 2, minMs: 1, medianMs: 2, maxMs: 3, groups: [] };
    expect(tail({ ...BAD, advice: undefined, repeats })).toEqual([
      "  runs         2 runs, all with the same answer.",
      "  took         1 to 3 ms, median 2 ms",
    ]);
  });

  it("is short for a poll that failed like another one", () => {
    expect(sameBlock({ ...BAD, request: "id:003" }, BAD, wide)).toEqual([
      "✘ failed  id:003 · unreadable answer",
      "  The same problem as id:002.",
    ]);
    expect(sameBlock(BAD, BAD, look(20)).slice(-2)).toEqual(["  The same problem", "  as id:002."]);
  });
});

const report = (polls: readonly PollResult[], more: Partial<PollReportParts> = {}) =>
  pollReport({ command: "test", release: "4.14", polls, notMade: [], cancelled: false, ...more });

const NO = { ...GOOD, state: "answered-no", title: "error answer 4", landing: undefined } as const;
const CONFIG: ConfigFacts = {
  path: "ossec\t.conf",
  polls: true,
  settings: [],
  findings: [],
  totals: { error: 0, warning: 0, information: 1, hint: 1 },
};
const DAEMON: DaemonFacts = { command: "daemon", errorOutput: { bytes: 0, before: 0, behind: 0, lines: [] } };
const REPEATS = { runs: 2, minMs: 1, medianMs: 1, maxMs: 1, groups: [] };
const AS_YOU = { run: RUN, workingDirectory: "/", state: "failed", title: "x", consequence: "y" } as const;

describe("the report of polls", () => {
  it("counts them", () => {
    expect(report([GOOD, NO, NO, BAD]).totals).toEqual({ polls: 4, registered: 1, answeredNo: 2, failed: 1 });
  });

  const finding = (severity: AnswerFinding["severity"]): PollResult => ({
    ...GOOD,
    findings: [{ ...ERROR, severity }],
  });
  it.each([
    ["a registered agent", [GOOD], {}, true],
    ["an error answer", [NO], {}, true],
    ["hints", [finding("information"), finding("hint")], {}, true],
    ["a failed poll", [GOOD, BAD], {}, false],
    ["a warning", [finding("warning")], {}, false],
    ["an error", [finding("error")], {}, false],
    ["a request that was not made", [GOOD], { notMade: ["id:003"] }, false],
    ["runs that differ in the verdict", [{ ...GOOD, repeats: { ...REPEATS, varies: "verdict" } }], {}, false],
    ["runs that differ in the answer", [{ ...GOOD, repeats: { ...REPEATS, varies: "answer" } }], {}, false],
    [
      "runs that differ in nothing that counts",
      [{ ...GOOD, repeats: { ...REPEATS, varies: "output" } }],
      {},
      true,
    ],
    ["another end as the user", [{ ...GOOD, comparison: { ...AS_YOU, differs: "verdict" } }], {}, false],
    ["other bytes as the user", [{ ...GOOD, comparison: { ...AS_YOU, differs: "output" } }], {}, true],
    ["a configuration", [GOOD], { config: CONFIG }, true],
    ["one that does not poll", [GOOD], { config: { ...CONFIG, polls: false } }, false],
    ["one with an error", [GOOD], { config: { ...CONFIG, totals: { ...CONFIG.totals, error: 1 } } }, false],
    [
      "one with a warning",
      [GOOD],
      { config: { ...CONFIG, totals: { ...CONFIG.totals, warning: 1 } } },
      false,
    ],
    ["a daemon", [GOOD], { socket: { path: "/x", notes: [], daemon: DAEMON } }, true],
    [
      "a daemon that ended",
      [GOOD],
      { socket: { path: "/x", notes: [], daemon: { ...DAEMON, end: { kind: "exit", code: 1 } } } },
      false,
    ],
  ] as const)("is fine or not: %s", (_what, polls, more: Partial<PollReportParts>, ok) => {
    const made = report(polls, more);
    expect([made.ok, exitCodeOf(made)]).toEqual([ok, ok ? ExitCode.fine : ExitCode.findings]);
    expect(exitCodeOf({ ...made, cancelled: true })).toBe(ExitCode.cancelled);
  });

  it("has no verdict if nothing could be asked, unless the daemon is gone", () => {
    const noRun = {
      ...BAD,
      run: { ...RUN, obstacle: { code: "missing", path: "x", message: "x" } as const },
    };
    expect(exitCodeOf(report([GOOD, noRun]))).toBe(ExitCode.couldNotRun);
    const noSocket = { ...BAD, socket: { ...SOCKET, obstacle: "x" } };
    expect(exitCodeOf(report([noSocket]))).toBe(ExitCode.couldNotRun);
    const gone = { path: "/x", notes: [], daemon: { ...DAEMON, end: { kind: "exit", code: 1 } } } as const;
    expect(exitCodeOf(report([noSocket], { socket: gone }))).toBe(ExitCode.findings);
    expect([isFine(BAD), isFineConfig(undefined)]).toEqual([false, true]);
  });
});

describe("the summary of polls", () => {
  it("is one line if all is well", () => {
    expect(pollSummary(report([GOOD]), wide)).toEqual(["1 poll (Wazuh 4.14): 1 registered."]);
    expect(pollSummary(report([GOOD, NO, { ...NO, request: "id:003" }]), coloured)).toEqual([
      green("3 polls (Wazuh 4.14): 1 registered, 2 error answers."),
    ]);
  });

  it("has a line about the log if a poll leaves nothing that is written by default", () => {
    const silent = { ...NO, log: [log("No key.", false)] };
    expect(pollSummary(report([silent, GOOD]), wide)).toEqual([
      '2 polls (Wazuh 4.14): 1 registered, 1 error answer. "debug only" is not written by default.',
    ]);
    expect(pollSummary(report([{ ...NO, log: [] }]), wide)[0]).not.toContain("debug only");
    expect(pollSummary(report([{ ...NO, log: [...silent.log, log("x", true)] }]), wide)[0]).not.toContain(
      "debug only",
    );
  });

  it("says why the exit code is not 0", () => {
    const findings = [ERROR, ERROR, { ...ERROR, severity: "warning" as const }];
    const made = report(
      [
        { ...BAD, findings },
        { ...GOOD, repeats: { ...REPEATS, varies: "verdict" } },
        { ...GOOD, comparison: { ...AS_YOU, differs: "answer" } },
      ],
      {
        notMade: ["id:\t", "id:9"],
        cancelled: false,
        config: { ...CONFIG, polls: false },
        socket: { path: "/x", notes: [], daemon: { ...DAEMON, end: { kind: "exit", code: 3 } } },
      },
    );
    expect(pollSummary(made, wide)).toEqual([
      '3 polls (Wazuh 4.14): 2 registered, 1 failed, 1 not the same each time, 1 not the same when run as you. "debug only" is not written by default.',
      "Not run: id:␉, id:9.",
      "The daemon daemon ended by itself during the test (exit code 3): a manager could no longer reach it.",
      "Exit code 1: 1 poll failed, 2 errors, 1 warning, 2 answers not always the same, 2 requests not made, what is said about ossec␉.conf, the daemon ended by itself.",
    ]);
    expect(pollSummary(made, coloured)[0]).toMatch(/^\x1b\[31m3 polls/);
    expect(pollSummary(made, look(30)).length).toBeGreaterThan(12);
  });

  it("says that it was cancelled", () => {
    expect(pollSummary(report([], { cancelled: true, notMade: ["id:001"] }), wide)).toEqual([
      "Cancelled: the script and everything that it had started were ended.",
      "Not run: id:001.",
      "Exit code 130: 1 request not made.",
    ]);
  });

  it("names the polls that share a problem", () => {
    const alike = (count: number, more: Partial<PollResult>) =>
      Array.from({ length: count }, (_, at): PollResult => ({ ...BAD, request: `id:90${at}\t`, ...more }));
    const problems = (polls: readonly PollResult[]) =>
      pollSummary(report(polls), wide).filter((line) => line.startsWith("One problem"));
    expect(problems([BAD])).toEqual([]);
    expect(problems(alike(2, {}))).toEqual(["One problem in 2 polls (id:900␉, id:901␉): unreadable answer"]);
    expect(problems(alike(2, { title: "a\tb", findings: [{ ...ERROR, message: "c\td" }] }))).toEqual([
      "One problem in 2 polls (id:900␉, id:901␉): c␉d [broken-json]",
    ]);
    expect(problems(alike(8, { title: "a\tb" }))[0]).toMatch(/, id:907␉\): a␉b$/);
    expect(problems(alike(10, {}))[0]).toMatch(
      /^One problem in 10 polls \(id:900␉, .*, id:907␉ and 2 more\): /,
    );
  });

  it("has the surroundings, in full if everything is shown", () => {
    const script = {
      execPath: "./poll.sh",
      profile: "manager",
      timeoutSeconds: 60,
      workingDirectory: "/",
      notes: [{ code: "user", text: "It runs as you." }],
    } as const;
    const socket = { path: "/x", notes: [], daemon: DAEMON };
    expect(pollSummary(report([GOOD], { script, socket }), wide).slice(1)).toEqual([
      "Differs from the manager: the user. --verbose says how.",
    ]);
    expect(pollSummary(report([GOOD], { script, socket }), verbose).slice(1)).toEqual([
      "The daemon daemon was ended after the test.",
      "• It runs as you.",
    ]);
  });
});
