/** The report of a test in the output channel, as text: what it says about each outcome, and about each run. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  argvText,
  footText,
  headText,
  notesText,
  sameText,
  sampleText,
  startText,
} from "../../../client/poll/report.ts";
import { comparisonLines, repeatLines } from "../../../client/poll/report-differences.ts";
import { printedLines, streamLines } from "../../../client/poll/report-output.ts";
import { leftovers, socketLines, threadLines } from "../../../client/poll/report-run.ts";
import { ShownNotes } from "../../../client/poll/shown-notes.ts";
import { judgedBy, type Manager, type Tested, tested } from "../../../client/poll/tested.ts";
import {
  bytesFromText,
  defaultSettings,
  type KeyRequest,
  KeyStore,
  newestRelease,
  readKeyFile,
  type Source,
} from "../../../core/manager/index.ts";
import { type Asking, askingOf, outputDifference, type SocketRun } from "../../../core/poll/index.ts";
import { poll } from "../poll/support.ts";

const KEY = "5a".repeat(32);
const settings = defaultSettings(newestRelease);
const empty: Manager = { settings, known: new KeyStore() };
const id = (value: string): KeyRequest => ({ selector: "id", value });
const ip = (value: string): KeyRequest => ({ selector: "ip", value });

const output = (text: string): Source => ({ kind: "output", output: bytesFromText(text) });
const asking = (text: string): Asking => ({
  source: output(text),
  run: undefined,
  socket: undefined,
  durationMs: 1234,
  obstacle: undefined,
  threadLost: false,
  cancelled: false,
});

function sample(request: KeyRequest, askings: readonly Asking[], manager = empty): Tested {
  const done = tested(request, askings, manager);
  if (done === undefined) throw new Error("no asking");
  return done;
}

const answer = (agent: object): string =>
  JSON.stringify({ error: 0, data: { id: "001", name: "web1", ip: "any", key: KEY, ...agent } });
const NO = '{"error":4,"message":"no such agent"}';

const NO_SOCKET: SocketRun = {
  emptyConnection: undefined,
  failures: [],
  reply: undefined,
  fallback: undefined,
  log: [],
  source: output(""),
  durationMs: 5,
  cancelled: false,
};

const folder = mkdtempSync(join(tmpdir(), "keypoll-report-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a sample", () => {
  it("that is registered has its record and the log", () => {
    expect(sampleText(sample(id("001"), [asking(answer({}))]))).toBe(`✔ id 001  registered  (1.23 s)
    Agent '001' ('web1') is added to client.keys.
    client.keys  + 001 web1 any ••••••••
    ossec.log    wazuh-authd: INFO: Agent key generated for agent 'web1' (requested locally)

`);
  });

  it("that replaces an agent has the line that goes", () => {
    const { store } = readKeyFile(`001 web1 10.0.0.7 ${"6b".repeat(32)}\n`, {
      release: newestRelease,
      passEmpty: true,
    });
    const text = sampleText(sample(id("001"), [asking(answer({}))], { settings, known: store }));
    expect(text).toContain(
      "    client.keys  + 001 web1 any ••••••••\n                 - 001 web1 10.0.0.7 ••••••••\n",
    );
  });

  it("with an error answer has what the manager logs with debugging on", () => {
    expect(sampleText(sample(ip("10.0.0.9"), [asking(NO)]))).toBe(`● ip 10.0.0.9  error answer 4  (1.23 s)
    The script says it has no key. No agent is registered. Its message: "no such agent".
    debug only   wazuh-authd: DEBUG: Could not get a key from IP 10.0.0.9. Error: 'no such agent'
                 wazuh-authd: DEBUG: Error getting external key.

`);
  });

  it("that failed has the findings, what comes next, and what was printed", () => {
    const failed = sample(id(""), [asking(`DeprecationWarning: old\n${answer({})}\n`)]);
    expect(sampleText(failed)).toBe(`✘ id (empty)  unreadable answer  (1.23 s)
    The manager cannot read the output as JSON and discards it. Only a debug line says so. The agent stays unknown and the manager asks again at its next message.
    → Print one JSON object and nothing before it, neither on standard output nor on standard error.
    debug only   wazuh-authd: DEBUG: Error parsing JSON event (<freed memory>)
    error        text-before-json: "DeprecationWarning: old…" comes before the JSON, so the manager cannot read the answer.
    information  contract-json: The documentation requires one JSON object on standard output, but this is not one. Print exactly one JSON object and nothing else.
    next         other-id: The answer is for '001'; the requested agent '' stays unknown, and the manager asks again at its next message. Answer with the requested id, or with an error answer.
    printed      154 bytes
           │ DeprecationWarning: old\\n
             ^^^^^^^^^^^^^^^^^^^^^^^^^
           │ {"error":0,"data":{"id":"001","name":"web1","ip":"any","key":"••••••••"}}\\n

`);
    expect(sameText(sample(id("002"), [asking("x")]), failed)).toBe(
      "✘ id 002  unreadable answer, as id (empty)  (1.23 s)\n",
    );
  });

  it("that failed without an output shows none", () => {
    expect(sampleText(sample(id("001"), [asking("")]))).toBe(`✘ id 001  empty answer  (1.23 s)
    The script printed nothing, which the manager cannot read. Only a debug line says so. The agent stays unknown and the manager asks again at its next message.
    → Print an answer for every request: an error answer if there is no key.
    debug only   wazuh-authd: DEBUG: Error parsing JSON event (<freed memory>)
    error        empty-output: The script printed nothing. The manager cannot read this as an answer, and only a debug line says so.
    information  contract-json: The documentation requires one JSON object on standard output, but there is none. Print exactly one JSON object and nothing else.

`);
  });
});

describe("several runs of a sample", () => {
  it("have the verdict of the worst, in any order", () => {
    const outputs = [answer({}), NO, "x"].map(asking);
    const states = [outputs, outputs.toReversed()].map((askings) => sample(id("001"), askings).verdict.state);
    expect(states).toEqual(["failed", "failed"]);
    expect(sample(id("001"), outputs.slice(0, 2)).verdict.state).toBe("answered-no");
    expect(tested(id("001"), [], empty)).toBeUndefined();
  });

  it("have their lines below the sample, as is a run as the user, and a socket", () => {
    const done = sample(id("001"), [asking(NO), asking("x")]);
    expect(sampleText(done)).toContain(
      "\n    varies       2 runs differ in the verdict, 2 different ones.\n",
    );
    const comparison = { verdict: done.verdict, differs: undefined, difference: undefined, cause: undefined };
    expect(sampleText({ ...done, comparison: { ...comparison, matters: false } })).toContain(
      "\n    as you       Run as you, the result is the same.\n",
    );
    expect(sampleText({ ...done, socket: { ...NO_SOCKET, reply: { kind: "closed" } } })).toContain(
      "\n    socket       The daemon closed the connection without an answer.",
    );
  });

  it("have the reason why a script does not start, once", async () => {
    const script = join(folder, "windows.sh");
    writeFileSync(script, "#!/bin/sh\r\necho\r\n", { mode: 0o755 });
    const run = await poll(script);
    const report = sampleText(sample(id("001"), [askingOf(run)]));
    expect(report).toContain(`\n    → The first line of ${script} ends with a carriage return`);
    expect(report).not.toContain("script-not-run");
  });
});

describe("the text around the samples", () => {
  it("names the script, the release, the command and the remarks", () => {
    const head = headText({
      fileName: "poll.py",
      release: newestRelease,
      execPath: `./poll.py --key ${KEY}`,
      remarks: ["One thing.", "Another."],
      when: new Date(2026, 10, 29, 9, 5, 7),
    });
    expect(head.replace(/09:05:07/, "TIME")).toBe(`poll.py · Wazuh 4.14 · TIME
    exec_path    ./poll.py --key ••••••••
    remark       One thing.
    remark       Another.

`);
  });

  it("says what is run before it happens, in one line", () => {
    expect(startText(id("001"), argvText(["a\n", `b ${KEY}`, ""]))).toBe(
      '▸ id 001: ["a\\n", "b ••••••••", ""]\n',
    );
    expect(startText(ip(""), "one\ntwo\r\n")).toBe("▸ ip (empty): one ⏎ two\n");
  });

  it("counts the outcomes", () => {
    const all = [
      sample(id("001"), [asking(answer({}))]),
      sample(id("002"), [asking(NO)]),
      sample(id("003"), [asking(NO)]),
      sample(id("004"), [asking("x")]),
      sample(id("005"), [asking(answer({ id: "005" })), asking(answer({ id: "005", name: "other" }))]),
    ];
    expect(footText(all, false)).toBe(
      "2 registered, 2 with an error answer, 1 failed, 1 not the same each time\n",
    );
    expect(footText(all.slice(0, 1), true)).toBe("Cancelled: 1 registered\n");
    expect(footText([], false)).toBe("nothing was tested\n");
  });

  it("shows a difference from the manager once, and no explanation of a single run", () => {
    const shown = new ShownNotes();
    const user = { code: "user", text: "It is run as you." } as const;
    const why = { code: "carriage-return", text: "Line 1 ends in CR." } as const;
    expect(notesText(shown.news([user, why]))).toBe("Differs from the manager\n    · It is run as you.\n\n");
    expect(notesText(shown.news([user]))).toBe("");
  });
});

describe("a run", () => {
  it("has its arguments, its streams, the second look and what it left behind", async () => {
    const script = join(folder, "two.sh");
    const text = `#!/bin/sh\necho warning >&2\necho '${answer({})}'\nsleep 60 >/dev/null 2>&1 &\n`;
    writeFileSync(script, text, { mode: 0o755 });
    const run = await poll(script, { separateStreams: true });
    const report = sampleText(sample(id("001"), [askingOf(run)]));
    expect(report).toContain(`    argv         ["${script}", "id", "001"]\n`);
    const end = report.slice(report.indexOf("    printed"));
    expect(end.replace(/process \d+/, "process N")).toBe(`    printed      138 bytes
    stderr │ warning\\n
             ^^^^^^^^^
    stdout │ {"error":0,"data":{"id":"001","name":"web1","ip":"any","key":"••••••••"}}\\n
    second look  Without the 8 bytes that went to standard error, the output contains an answer.
    left behind  sleep (process N), ended now

`);
    const waits = (waitsFor: "script" | "open-pipe" | "script-after-closing"): readonly string[] =>
      threadLines({ ...run, thread: { kind: "lost", waitsFor, watchedMs: 2000 } });
    expect([waits("script"), waits("open-pipe"), waits("script-after-closing"), threadLines(run)]).toEqual([
      [
        "    thread       The manager waits until the script ends by itself. The test watched it for 2.0 s more.",
      ],
      [
        "    thread       The manager waits until a background process closes the output. The test watched it for 2.0 s more.",
      ],
      [
        "    thread       The output is closed but the script still runs, and the manager waits for its end. The test watched it for 2.0 s more.",
      ],
      [],
    ]);
    const [left] = run.leftover;
    if (left === undefined) throw new Error("nothing was left");
    expect(leftovers({ ...run, leftover: [{ ...left, pid: 7, ended: false }] })).toEqual([
      "    left behind  sleep (process 7), still there",
    ]);
  });

  it.each([
    [
      { stdoutBytes: 9, stderrBytes: 0, matched: true, stdoutHoldsAnswer: false },
      ["A second run wrote nothing to standard error."],
    ],
    [
      { stdoutBytes: 0, stderrBytes: 9, matched: true, stdoutHoldsAnswer: false },
      ["All of it was written to standard error."],
    ],
    [
      { stdoutBytes: 5, stderrBytes: 9, matched: false, stdoutHoldsAnswer: false },
      [
        "A second run wrote 9 bytes to standard error. Standard output alone (5 bytes) does not contain an answer either.",
        "The second run printed something else, so the bytes above cannot be assigned to streams.",
      ],
    ],
  ])("has a second look: %j", (streams, texts) => {
    expect(streamLines(streams)).toEqual(
      texts.map((text, at) => `    ${(at === 0 ? "second look" : "").padEnd(13)}${text}`),
    );
  });

  it("shows the part of a long line that is marked, and says how much is not shown", () => {
    const line = (text: string, start: number, end: number) => ({
      line: 1,
      stream: "stdout" as const,
      text,
      mark: { start, end },
    });
    const long = "a".repeat(250);
    expect(
      printedLines("printed", {
        bytes: 400,
        before: 10,
        behind: 90,
        lines: [line(long, 240, 245), line("abc", 1, 2)],
      }),
    ).toEqual([
      "    printed      400 bytes, 100 of them not shown",
      `    stdout │ ${"a".repeat(110)}`,
      `${" ".repeat(13 + 100)}^^^^^`,
      "    stdout │ abc",
      `${" ".repeat(13 + 1)}^`,
    ]);
    const nothing = { bytes: 0, before: 0, behind: 0, lines: [] };
    expect(printedLines("printed", nothing)).toEqual([]);
    expect(printedLines("printed", { ...nothing, bytes: 1 })).toEqual(["    printed      1 byte"]);
  });
});

describe("a socket", () => {
  const broken = { kind: "broken" } as const;
  const lines = (more: Partial<SocketRun>): readonly string[] =>
    socketLines({ ...NO_SOCKET, ...more }).map((line) => line.slice(4).trimEnd());

  it.each([
    [{ kind: "data", bytes: "{}", lost: 0 }, "The daemon answered."],
    [{ kind: "closed" }, "The daemon closed the connection without an answer. The manager logs nothing."],
    [
      { kind: "no-data" },
      "The daemon sent nothing in time. It must not wait for a line feed or for the end of the request: the manager sends neither.",
    ],
    [broken, "The connection broke before an answer arrived: the daemon has probably exited."],
    [
      { kind: "not-sent" },
      "The daemon closed the connection before the request could be sent. The manager logs nothing.",
    ],
  ] as const)("that replied: %j", (reply, text) => {
    expect(lines({ reply })).toEqual([`socket       ${text}`]);
  });

  it("that could not be reached has the tries, and the script that was run instead", async () => {
    const failure = { name: "ECONNREFUSED", number: 111, text: "Connection refused" };
    const fallback = await poll("/bin/true");
    expect(lines({ failures: [failure, failure, failure], fallback })).toEqual([
      "socket       3 of 3 tries to connect failed: Connection refused.",
      "             The manager then ran exec_path.",
    ]);
    expect(lines({ reply: { kind: "cancelled" } })).toEqual([]);
  });

  it("that ended after an empty connection, or sent more than the manager reads", () => {
    expect(lines({ reply: broken, emptyConnection: "accepted" })[1]).toBe(
      "             First the test made a connection and closed it without a request, as managers up to 4.3 do at their start. A daemon must survive this.",
    );
    const reply = { kind: "data", bytes: "{}", lost: 12 } as const;
    expect(lines({ reply, emptyConnection: "accepted" })).toEqual([
      "socket       The daemon answered.",
      "             12 bytes arrived after the manager's only read, and are lost.",
    ]);
  });
});

describe("differences", () => {
  it("between runs name what differs, and show two of the outputs", () => {
    const varies = sample(id("001"), [asking(NO), asking(NO), asking("x")]);
    expect(varies.repeats && repeatLines(varies.repeats)).toEqual([
      "    varies       3 runs differ in the verdict, 2 different ones.",
      "    run 1        37 bytes",
      `           │ ${NO}`,
      "             ^",
      "    run 3        1 byte",
      "           │ x",
      "             ^",
    ]);
    const same = sample(id("001"), [asking(NO), asking(NO)]);
    expect(same.repeats && repeatLines(same.repeats)).toEqual([
      "    runs         2 runs, all with the same answer.",
    ]);
    const answers = sample(id("001"), [asking(answer({})), asking(answer({ name: "other" }))]);
    expect(answers.repeats && repeatLines(answers.repeats)[0]).toBe(
      "    varies       2 runs differ in what the manager does with the answer, 2 different ones.",
    );
    const bytes = sample(id("001"), [asking(NO), asking(`${NO} `)]);
    expect(bytes.repeats && repeatLines(bytes.repeats)[0]).toBe(
      "    varies       2 runs differ in bytes that the manager ignores, 2 different ones.",
    );
    expect([varies, same, answers, bytes].map(({ repeats }) => repeats?.matters)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  const own = judgedBy(id("001"), output(answer({})), empty);
  const failed = { source: output("x"), verdict: judgedBy(id("001"), output("x"), empty) };
  const difference = outputDifference(failed, { source: output(answer({})), verdict: own });

  it.each([
    [
      { kind: "variable", name: "HOME" },
      "The variable HOME makes the difference: the manager's surroundings do not have your value.",
    ],
    [
      { kind: "working-directory", path: "/srv" },
      "The working directory makes the difference: it succeeds in /srv.",
    ],
    [
      { kind: "environment" },
      "Your environment makes the difference, but no single variable that was tried.",
    ],
    [
      { kind: "environment-and-directory" },
      "Your environment and working directory together make the difference.",
    ],
    [
      undefined,
      "Neither the working directory nor one of your variables is the reason. What remains: signals, priority and the terminal.",
    ],
  ] as const)("from the user's own run, because of %j", (cause, text) => {
    expect(comparisonLines({ verdict: own, differs: "verdict", difference, cause, matters: true })).toEqual([
      "    as you       Run as you, it ends differently: registered.",
      `                 ${text}`,
      "                 Agent '001' ('web1') is added to client.keys.",
      "    manager      1 byte",
      "           │ x",
      "             ^",
      "    as you       129 bytes",
      '           │ {"error":0,"data":{"id":"001","name":"web1","ip":"any","key":"••••••••"}}',
      "             ^",
    ]);
  });

  it("from the user's own run, with the same outcome", () => {
    const lines = (differs: "output" | undefined): readonly string[] =>
      comparisonLines({ verdict: own, differs, difference: undefined, cause: undefined, matters: false });
    expect(lines("output")).toEqual([
      "    as you       Run as you, the outcome is the same (registered), but it differs in bytes that the manager ignores.",
    ]);
    expect(lines(undefined)).toEqual(["    as you       Run as you, the result is the same."]);
  });
});
