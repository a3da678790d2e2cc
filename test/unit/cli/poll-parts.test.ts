/** What a report of polls says besides the verdict: the run, the socket, the output, differences, surroundings. */

import { describe, expect, it } from "vitest";
import { argvText } from "../../../cli/poll/argv-text.ts";
import {
  comparisonLines,
  comparisonText,
  repeatLines,
  repeatText,
} from "../../../cli/poll/difference-text.ts";
import { printedLines, streamLines, streamText } from "../../../cli/poll/printed-text.ts";
import { runLines, socketLines, socketTexts } from "../../../cli/poll/run-text.ts";
import { configLines, daemonLines, endText, noteLines } from "../../../cli/poll/surroundings-text.ts";
import type {
  ComparisonFacts,
  ConfigFacts,
  RepeatFacts,
  RunFacts,
  ScriptFacts,
  SocketReply,
  StreamFacts,
} from "../../../cli/report/run-facts.ts";
import type { PrintedView } from "../../../core/poll/index.ts";
import { bold, coloured, dim, lookOf, pipe, red, yellow } from "./looks.ts";

const RUN: RunFacts = {
  durationMs: 12,
  argv: ["./poll.sh", "id", ""],
  end: { kind: "exit", code: 0 },
  timedOut: false,
  thread: { kind: "free", lateMs: 0 },
  notes: [],
  leftover: [],
};

describe("a run", () => {
  it("shows its arguments as they are", () => {
    expect(argvText(["a b", "\t", ""])).toBe('["a b", "\\t", ""]');
    expect(runLines(RUN, pipe)).toEqual(['  argv         ["./poll.sh", "id", ""]']);
    expect(runLines({ ...RUN, argv: [] }, pipe)).toEqual([]);
    expect(runLines({ ...RUN, argv: ["\u202e"] }, pipe)).toEqual(['  argv         ["�"]']);
  });

  it("says why a program was not found", () => {
    const notes = [
      { code: "interpreter", text: "There is no\tpython." },
      { code: "backslash", text: "It has a backslash." },
    ] as const;
    expect(runLines({ ...RUN, argv: [], notes }, pipe)).toEqual([
      "  why          There is no␉python.",
      "  why          It has a backslash.",
    ]);
  });

  it.each([
    [
      "script",
      "The manager's thread waits until the script ends by itself (the test watched it for another 1.5 s). With the default of one thread, all further requests wait too.",
    ],
    [
      "open-pipe",
      "The manager's thread waits until the output is closed, which a background process keeps open (the test watched it for another 1.5 s).",
    ],
    [
      "script-after-closing",
      "The output is closed, but the script continues, and the manager's thread waits for its end without a limit (the test watched it for another 1.5 s).",
    ],
  ] as const)("says for what the thread waits: %s", (waitsFor, text) => {
    const thread = { kind: "lost", waitsFor, watchedMs: 1500 } as const;
    expect(runLines({ ...RUN, argv: [], thread }, pipe)).toEqual([`  thread       ${text}`]);
  });

  it("lists what it left running, by name", () => {
    const left = (pid: number, name: string, heldPipe: boolean, ended: boolean) =>
      ({ pid, name, place: "script", heldPipe, ended }) as const;
    const leftover = [
      left(7, "sleep", false, true),
      left(8, "a\tb", true, true),
      left(9, "sleep", true, true),
      left(10, "cat", false, false),
      left(11, "cat", false, true),
    ];
    expect(runLines({ ...RUN, argv: [], leftover }, pipe)).toEqual([
      "  left behind  2 times sleep outlived the run and kept the output open; ended here, while the manager would let it run.",
      "  left behind  a␉b (process 8) outlived the run and kept the output open; ended here, while the manager would let it run.",
      "  left behind  2 times cat outlived the run; not to be ended here, while the manager would let it run.",
    ]);
  });
});

const REPLY: SocketReply = { durationMs: 3, failures: [], lostBytes: 0, fellBack: false };

describe("a socket", () => {
  it.each([
    ["data", "The daemon answered."],
    ["closed", "The daemon closed the connection without an answer. The manager logs nothing."],
    [
      "no-data",
      "The daemon sent nothing in time. It must not wait for a line feed or for the end of the request: the manager sends neither.",
    ],
    ["broken", "The connection broke before an answer arrived: the daemon has probably exited."],
    [
      "not-sent",
      "The daemon closed the connection before the request could be sent. The manager logs nothing.",
    ],
    [undefined, undefined],
  ] as const)("says what it gave: %s", (reply, text) => {
    expect(socketTexts({ ...REPLY, ...(reply && { reply }) })).toEqual(text === undefined ? [] : [text]);
  });

  it("says what went wrong, in order", () => {
    const socket: SocketReply = {
      ...REPLY,
      reply: "broken",
      emptyConnection: "accepted",
      failures: ["refused", "timed\tout"],
      lostBytes: 1200,
      fellBack: true,
    };
    expect(socketLines(socket, pipe)).toEqual([
      "  socket       The connection broke before an answer arrived: the daemon has probably exited.",
      "               2 of 3 tries to connect failed: timed␉out.",
      "               First the test made a connection and closed it without a request, as managers up to 4.3 do at their start. A daemon must survive this.",
      "               The manager then ran exec_path.",
      "               1,200 bytes arrived after the manager's only read, and are lost.",
    ]);
    expect(socketTexts({ ...socket, emptyConnection: "refused" })).toHaveLength(4);
    expect(socketTexts({ ...socket, reply: "data" })).toHaveLength(4);
    expect(socketTexts({ ...socket, obstacle: "You may not use it." })).toEqual(["You may not use it."]);
  });
});

const view = (lines: PrintedView["lines"], more: Partial<PrintedView> = {}): PrintedView => ({
  bytes: 7,
  before: 0,
  behind: 0,
  lines,
  ...more,
});

describe("an output", () => {
  it("has each line with its stream, and a mark below the problem", () => {
    const lines = [
      { line: 1, text: "Connecting", stream: "stderr", mark: { start: 0, end: 4 } },
      { line: 2, text: "日本 {", mark: { start: 3, end: 4 } },
      { line: 3, text: "x", stream: "stdout", mark: { start: 0, end: 0 } },
      { line: 4, text: "" },
    ] as const;
    expect(printedLines("printed", view(lines, { bytes: 1200, before: 3, behind: 1 }), pipe)).toEqual([
      "  printed      1,200 bytes, not shown: 3 bytes before, 1 byte after",
      "  stderr │ Connecting",
      "           ^^^^",
      "         │ 日本 {",
      "                ^",
      "  stdout │ x",
      "         │ ",
    ]);
    expect(printedLines("x", view([], { before: 1 }), pipe)).toEqual([
      "  x            7 bytes, not shown: 1 byte before",
    ]);
    expect(printedLines("x", view([], { behind: 2 }), pipe)).toEqual([
      "  x            7 bytes, not shown: 2 bytes after",
    ]);
    expect(printedLines("x", view([]), pipe)).toEqual(["  x            7 bytes"]);
  });

  const rows = (lines: PrintedView["lines"], columns: number): readonly string[] =>
    printedLines("x", view(lines), lookOf(columns)).filter((line) => /[│^]/.test(line));

  it("is cut into rows, each with its part of the mark", () => {
    const lines = [{ line: 1, text: "abcdefghijkl", mark: { start: 3, end: 9 } }];
    expect(rows(lines, 16)).toEqual([
      "         │ abcde",
      "              ^^",
      "         │ fghij",
      "           ^^^^",
      "         │ kl",
    ]);
    const first = [{ line: 1, text: "abcdefgh", mark: { start: 0, end: 5 } }];
    expect(rows(first, 16)).toEqual(["         │ abcde", "           ^^^^^", "         │ fgh"]);
    expect(rows([{ line: 1, text: "日本語" }], 15)).toEqual(["         │ 日本", "         │ 語"]);
    expect(rows([{ line: 1, text: "ab" }], 5)).toEqual(["         │ a", "         │ b"]);
  });

  it("has standard error in yellow and marks in red", () => {
    const lines = [
      { line: 1, text: "ab", stream: "stderr", mark: { start: 1, end: 2 } },
      { line: 2, text: "cd", stream: "stdout" },
    ] as const;
    expect(printedLines("x", view(lines), coloured).slice(1)).toEqual([
      dim("  stderr │ ") + yellow("ab"),
      `            ${red("^")}`,
      `${dim("  stdout │ ")}cd`,
    ]);
  });

  it("of which a second run tells the streams", () => {
    const facts: StreamFacts = {
      stdoutBytes: 10,
      stderrBytes: 1,
      matched: true,
      stdoutHoldsAnswer: true,
      stderr: view([{ line: 1, text: "oops" }]),
    };
    const holds = "Without the 1 byte that went to standard error, the output contains an answer.";
    const not =
      "A second run wrote 1 byte to standard error. Standard output alone (10 bytes) does not contain an answer either.";
    expect(streamText(facts)).toBe(holds);
    expect(streamText({ ...facts, stdoutHoldsAnswer: false })).toBe(not);
    expect(streamText({ ...facts, stdoutBytes: 0 })).toBe("All of it was written to standard error.");
    expect(streamText({ ...facts, stderrBytes: 0 })).toBe("A second run wrote nothing to standard error.");
    expect(streamLines(facts, pipe)).toEqual([`  second look  ${holds}`]);
    expect(streamLines({ ...facts, matched: false }, pipe)).toEqual([
      `  second look  ${holds} The second run printed something else, so the bytes above cannot be assigned to streams.`,
      "  stderr       7 bytes",
      "         │ oops",
    ]);
    expect(streamLines({ ...facts, matched: false, stderrBytes: 0 }, pipe)).toEqual([
      "  second look  A second run wrote nothing to standard error.",
    ]);
  });
});

describe("several runs", () => {
  const group = (title: string, ...runs: readonly number[]) => ({ state: "failed", title, runs }) as const;
  const facts: RepeatFacts = {
    runs: 5,
    minMs: 1,
    medianMs: 2,
    maxMs: 30,
    groups: [group("registered", 1, 2, 3, 4, 5)],
  };

  it("may all be the same", () => {
    expect(repeatLines(facts, pipe)).toEqual([
      "  runs         5 runs, all with the same answer.",
      "  took         1 to 30 ms, median 2 ms",
    ]);
  });

  it("may differ, with the first four groups and where they begin to differ", () => {
    const two = [group("regis\ttered", 1, 3, 4), group("timed out", 2, 5)];
    const difference = {
      offset: 0,
      one: view([{ line: 1, text: "a" }]),
      other: view([{ line: 1, text: "b" }]),
    };
    expect(repeatLines({ ...facts, varies: "verdict", groups: two, difference }, pipe)).toEqual([
      "  varies       5 runs differ in the verdict: 3 × regis␉tered (first in run 1), 2 × timed out (first in run 2).",
      "  run 1        7 bytes",
      "         │ a",
      "  run 2        7 bytes",
      "         │ b",
      "  took         1 to 30 ms, median 2 ms",
    ]);
    const each = (count: number) => Array.from({ length: count }, (_, at) => group(`t${at}`, at + 1));
    expect(repeatText({ ...facts, varies: "verdict", groups: each(4) })).toBe(
      "5 runs differ in the verdict: 1 × t0 (run 1), 1 × t1 (run 2), 1 × t2 (run 3), 1 × t3 (run 4).",
    );
    expect(repeatText({ ...facts, varies: "verdict", groups: each(6) })).toMatch(
      /1 × t3 \(run 4\), and 2 more\.$/,
    );
    expect(repeatText({ ...facts, varies: "answer", groups: two })).toBe(
      "5 runs differ in what the manager does with the answer, 2 different ones.",
    );
    expect(repeatText({ ...facts, varies: "output", groups: two })).toBe(
      "5 runs differ in only bytes that the manager ignores, 2 different ones.",
    );
  });

  it("are red only if the difference matters", () => {
    const [answer = ""] = repeatLines({ ...facts, varies: "answer" }, coloured);
    expect(answer).toContain(dim("varies"));
    expect(answer).toContain("\x1b[31m");
    const [output = ""] = repeatLines({ ...facts, varies: "output" }, coloured);
    expect(output).toContain(dim("runs"));
    expect(output).not.toContain("\x1b[31m");
  });
});

describe("a run as the user", () => {
  const facts: ComparisonFacts = {
    run: RUN,
    workingDirectory: "/home",
    state: "registered",
    title: "registered",
    consequence: "The agent is\tadded.",
    landing: "001 web any ••••••••",
  };

  it.each([
    [{}, "Run as you, the result is the same."],
    [
      { differs: "answer" },
      "Run as you, the outcome is the same (registered), but it differs in what the manager does with the answer.",
    ],
    [
      { differs: "output" },
      "Run as you, the outcome is the same (registered), but it differs in only bytes that the manager ignores.",
    ],
    [
      { differs: "verdict" },
      "Run as you, it ends differently: registered. Neither the working directory nor one of your variables is the reason. What remains: signals, priority and the terminal.",
    ],
    [
      { differs: "verdict", cause: { kind: "variable", name: "PATH" } },
      "Run as you, it ends differently: registered. The variable PATH makes the difference: the manager's surroundings do not have your value.",
    ],
    [
      { differs: "verdict", cause: { kind: "working-directory", path: "/srv" } },
      "Run as you, it ends differently: registered. The working directory makes the difference: it succeeds in /srv.",
    ],
    [
      { differs: "verdict", cause: { kind: "environment" } },
      "Run as you, it ends differently: registered. Your environment makes the difference, but no single variable that was tried.",
    ],
    [
      { differs: "verdict", cause: { kind: "environment-and-directory" } },
      "Run as you, it ends differently: registered. Your environment and working directory together make the difference.",
    ],
  ] as const)("%j", (more, text) => {
    expect(comparisonText({ ...facts, ...more })).toBe(text);
  });

  it("is shown with its record and both outputs if they differ", () => {
    expect(comparisonLines(facts, pipe)).toEqual(["  as you       Run as you, the result is the same."]);
    const difference = {
      offset: 0,
      one: view([{ line: 1, text: "a" }]),
      other: view([{ line: 1, text: "b" }]),
    };
    expect(comparisonLines({ ...facts, differs: "verdict", difference }, pipe)).toEqual([
      expect.stringMatching(/^ {2}as you {7}Run as you, it ends differently: registered\./),
      "               The agent is␉added.",
      "               + 001 web any ••••••••",
      "  manager      7 bytes",
      "         │ a",
      "  as you       7 bytes",
      "         │ b",
    ]);
    expect(comparisonLines({ ...facts, differs: "answer" }, pipe).slice(1)).toEqual([
      "               + 001 web any ••••••••",
    ]);
    expect(comparisonLines({ ...facts, differs: "output" }, pipe)).toHaveLength(1);
    expect(comparisonLines({ ...facts, differs: "answer" }, coloured)[0]).toContain("\x1b[31m");
    expect(comparisonLines({ ...facts, differs: "output" }, coloured)[0]).not.toContain("\x1b[31m");
  });
});

describe("the surroundings", () => {
  const CONFIG: ConfigFacts = {
    path: "ossec\t.conf",
    polls: true,
    settings: [
      { name: "enabled", value: "yes", isDefault: false },
      { name: "timeout", value: "60", isDefault: true },
    ],
    findings: [],
    totals: { error: 0, warning: 0, information: 0, hint: 0 },
  };

  it("have the settings of a configuration", () => {
    expect(configLines(CONFIG, pipe)).toEqual([
      "Settings from ossec␉.conf",
      "  enabled      yes",
      "  timeout      60 (default)",
      "",
    ]);
    expect(configLines(CONFIG, coloured)[0]).toBe(bold("Settings from ossec␉.conf"));
    const off = { ...CONFIG, polls: false, reason: "It is switched off." };
    const text = "With ossec␉.conf the manager sends no requests: It is switched off. The test runs anyway.";
    expect(configLines(off, pipe)[0]).toBe(text);
    expect(configLines(off, coloured)[0]).toBe(red(text));
    expect(configLines(off, lookOf(40))[1]).toMatch(/^requests/);
  });

  it("have the daemon, if it ended early or everything is shown", () => {
    const none = view([], { bytes: 0 });
    const daemon = { command: "daemon\tx", errorOutput: none };
    expect(daemonLines(daemon, pipe, false)).toEqual([]);
    expect(daemonLines(daemon, pipe, true)).toEqual(["The daemon daemon␉x was ended after the test."]);
    expect(daemonLines(daemon, coloured, true)).toEqual([
      dim("The daemon daemon␉x was ended after the test."),
    ]);
    const early = {
      ...daemon,
      end: { kind: "exit", code: 3 },
      errorOutput: view([{ line: 1, text: "oops" }]),
    } as const;
    const text =
      "The daemon daemon␉x ended by itself during the test (exit code 3): a manager could no longer reach it.";
    expect(daemonLines(early, pipe, false)).toEqual([text, "  stderr       7 bytes", "         │ oops"]);
    expect(daemonLines(early, coloured, false)[0]).toBe(red(text));
    expect(daemonLines(early, lookOf(50), false)).toHaveLength(5);
    expect(endText({ kind: "signal", signal: "SIGKILL" })).toBe("SIGKILL");
    expect(endText({ kind: "not-started", reason: "It does not exist." })).toBe("It does not exist.");
  });
});

describe("the surroundings of a test", () => {
  it("differ from the manager's, in short or in full", () => {
    const script: ScriptFacts = {
      execPath: "./poll.sh",
      profile: "manager",
      timeoutSeconds: 60,
      workingDirectory: "/",
      notes: [
        { code: "user", text: "It runs as\tyou." },
        { code: "environment", text: "HOME is set." },
        { code: "environment", text: "PATH is yours." },
      ],
    };
    const socket = { path: "/x", notes: [{ code: "platform", text: "It is macOS." }] } as const;
    const short =
      "Differs from the manager: the operating system, the user, the environment. --verbose says how.";
    expect(noteLines(script, socket, pipe, false)).toEqual([short]);
    expect(noteLines(script, socket, coloured, false)).toEqual([dim(short)]);
    expect(noteLines(script, socket, lookOf(40), false)).toHaveLength(3);
    expect(noteLines(script, socket, pipe, true)).toEqual([
      "• It is macOS.",
      "• It runs as␉you.",
      "• HOME is set.",
      "• PATH is yours.",
    ]);
    expect(noteLines(script, undefined, lookOf(20), true).slice(0, 2)).toEqual([
      "• It runs as␉you.",
      "• HOME is set.",
    ]);
    expect(noteLines({ ...script, notes: [] }, undefined, pipe, true)).toEqual([]);
    expect(noteLines(undefined, undefined, pipe, false)).toEqual([]);
    expect(noteLines({ ...script, profile: "as-me" }, socket, pipe, false)).toEqual([
      "Run in your own surroundings, not in the manager's (--profile as-me).",
    ]);
    const codes = [
      ["working-directory", "the working directory"],
      ["descriptors", "open connections"],
      ["signals", "blocked signals"],
      ["priority", "the priority"],
      ["separate-pipes", "the pipe"],
      ["escape", "what may outlive the run"],
      ["program-not-found", "the interpreter"],
      ["carriage-return", "the first line"],
      ["byte-order-mark", "the first line"],
      ["backslash", "the command line"],
      ["interpreter", "the interpreter"],
    ] as const;
    for (const [code, subject] of codes) {
      expect(noteLines({ ...script, notes: [{ code, text: "" }] }, undefined, pipe, false)).toEqual([
        `Differs from the manager: ${subject}. --verbose says how.`,
      ]);
    }
  });
});
