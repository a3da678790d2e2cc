/** The outline of a report: its cases, their issues, and what happened in them. */

import { describe, expect, it } from "vitest";
import type { ConfigReport } from "../../../cli/ossec-conf/config-report.ts";
import { reconcileReport } from "../../../cli/reconcile/reconcile-report.ts";
import { type Outlined, outlineOf } from "../../../cli/report/outline/index.ts";
import { wholeText } from "../../../cli/report/outline/outline.ts";
import type { PollReport, PollResult, TortureReport } from "../../../cli/report/poll-report.ts";
import type { FileFinding, FileResult, LintReport } from "../../../cli/report/report.ts";
import type { ConfigFacts, RunFacts } from "../../../cli/report/run-facts.ts";
import { tool } from "../../../cli/report/tool.ts";
import type { SampleReport, SuiteReport } from "../../../cli/suite/suite-report.ts";
import type { UpgradeReport } from "../../../cli/upgrade/upgrade-report.ts";
import { type AgentResult, Tally } from "../../../core/reconcile/index.ts";
import type { ScriptRun } from "../../../stand-in/index.ts";
import { sampleReport } from "./sample-report.ts";

const head = { tool, release: "4.14", ok: false };
const none = { error: 0, warning: 0, information: 0, hint: 0 };
const casesOf = async (report: Outlined) => (await outlineOf(report)).cases;

it("the text of an issue has its request before it, and its advice after it", () => {
  const issue = { rule: "r", severity: "error", message: "It is so." } as const;
  expect(wholeText(issue)).toBe("It is so.");
  expect(wholeText({ ...issue, request: "id:1", advice: "Do it." })).toBe("id:1: It is so. Do it.");
});

const finding: FileFinding = {
  rule: "duplicate-id",
  severity: "error",
  message: "Twice.",
  line: 2,
  column: 1,
  endColumn: 4,
  related: [],
  excerpt: { text: "", start: 0, end: 0 },
  fixes: [
    { title: "Remove the line", safe: true },
    { title: "Something else", safe: false },
  ],
  page: "",
};
const file = (more: Partial<FileResult>): FileResult => ({
  path: "a.keys",
  kind: "key-file",
  agents: 2,
  findings: [],
  totals: none,
  ...more,
});
const lint = (more: Partial<LintReport>): LintReport => ({
  ...head,
  command: "lint",
  files: [],
  notChecked: [],
  totals: { ...none, files: 0, filesWithFindings: 0, kinds: {}, passedOver: 0, fixable: 0, fixed: 0 },
  ...more,
});

describe("checked files", () => {
  it("are cases, with the first fix as advice", async () => {
    const report = lint({
      files: [file({ findings: [finding, { ...finding, fixes: [] }], totals: { ...none, error: 2 } })],
    });
    const place = { path: "a.keys", line: 2, column: 1, endColumn: 4 };
    const issue = { rule: "duplicate-id", severity: "error", message: "Twice.", place };
    expect(await outlineOf(report)).toEqual({
      name: "keypoll lint",
      release: "4.14",
      ok: false,
      subject: "file",
      cases: [
        {
          name: "a.keys",
          ok: false,
          broken: false,
          issues: [{ ...issue, advice: "Remove the line." }, issue],
          output: ["2 agents"],
        },
      ],
    });
  });

  it.each<[Partial<FileResult>, string]>([
    [{ agents: 1 }, "1 agent"],
    [{ kind: "poll-script", agents: 0 }, "checked as a poll script"],
    [{ kind: "ossec-conf", agents: 0 }, "checked as an ossec.conf"],
    [{ kind: "poll-script", because: "name" }, "checked as a poll script because of its name"],
  ])("say as what they were checked", async (more, text) => {
    expect((await casesOf(lint({ files: [file(more)] })))[0]?.output).toEqual([text]);
  });

  it.each([
    [{ ...none, warning: 1 }, true, true],
    [{ ...none, warning: 1 }, false, false],
    [{ ...none, error: 1 }, true, false],
    [{ ...none, information: 1, hint: 1 }, false, true],
    [none, false, true],
  ])("with %j in a report that is ok: %s", async (totals, ok, expected) => {
    expect((await casesOf(lint({ ok, files: [file({ totals })] })))[0]?.ok).toBe(expected);
  });

  it("and those that could not be checked", async () => {
    const report = lint({ notChecked: [{ path: "x.keys", message: "Not there." }], runsNoMore: "Gone." });
    expect(await casesOf(report)).toEqual([
      {
        name: "x.keys",
        ok: false,
        broken: true,
        issues: [
          { rule: "not-checked", severity: "error", message: "Not there.", place: { path: "x.keys" } },
        ],
        output: [],
      },
      {
        name: "key polling",
        ok: true,
        broken: false,
        issues: [{ rule: "feature-removed", severity: "information", message: "Gone." }],
        output: ["Gone."],
      },
    ]);
  });

  it("if nothing was checked", async () => {
    const totals = { ...lint({}).totals, passedOver: 1 };
    expect(await casesOf(lint({ totals }))).toEqual([
      {
        name: "keypoll lint",
        ok: false,
        broken: true,
        issues: [{ rule: "not-checked", severity: "error", message: "Nothing was checked: 1 file ignored." }],
        output: [],
      },
    ]);
    expect(await casesOf(lint({ totals, ok: true }))).toEqual([]);
  });
});

const conf: ConfigFacts = {
  path: "ossec.conf",
  polls: true,
  settings: [
    { name: "enabled", value: "yes", isDefault: true },
    { name: "threads", value: "1", isDefault: false },
  ],
  findings: [],
  totals: none,
};

it("a configuration is one case, with its settings", async () => {
  const report: ConfigReport = { ...head, ...conf, command: "config" };
  expect(await outlineOf(report)).toEqual({
    name: "keypoll config",
    release: "4.14",
    ok: false,
    subject: "file",
    cases: [
      { name: "ossec.conf", ok: true, broken: false, issues: [], output: ["enabled: yes", "threads: 1"] },
    ],
  });
});

const answerFinding = {
  authority: "manager",
  rule: "bad-key",
  severity: "error",
  message: "No key.",
  advice: "Print one.",
  span: undefined,
} as const;
const poll = (more: Partial<PollResult>): PollResult => ({
  request: "id:001",
  state: "registered",
  title: "registered",
  consequence: "It is added.",
  advice: undefined,
  landing: undefined,
  removed: [],
  log: [],
  findings: [],
  next: [],
  ...more,
});
const run: RunFacts = {
  durationMs: 12,
  argv: ["./a.sh", "id", "001"],
  end: { kind: "exit", code: 0 },
  timedOut: false,
  thread: { kind: "free", lateMs: 0 },
  notes: [],
  leftover: [],
};
const socketReply = { durationMs: 34, failures: [], reply: "data", lostBytes: 0, fellBack: false } as const;
const script = {
  execPath: "./a.sh",
  profile: "manager",
  timeoutSeconds: 60,
  workingDirectory: "/",
  notes: [],
} as const;
const polls = (more: Partial<PollReport>): PollReport => ({
  ...head,
  command: "test",
  polls: [],
  cancelled: false,
  notMade: [],
  totals: { polls: 0, registered: 0, answeredNo: 0, failed: 0 },
  ...more,
});
const firstPoll = async (more: Partial<PollResult>, report: Partial<PollReport> = {}) =>
  (await casesOf(polls({ polls: [poll(more)], ...report })))[0];

describe("polls", () => {
  it.each<[Partial<PollReport>, string]>([
    [{}, "keypoll test"],
    [{ command: "answer" }, "keypoll answer"],
    [{ script }, "keypoll test ./a.sh"],
    [{ socket: { path: "/run/k.sock", notes: [] } }, "keypoll test /run/k.sock"],
    [{ script, socket: { path: "/run/k.sock", notes: [] } }, "keypoll test ./a.sh"],
  ])("name what was asked", async (more, name) => {
    expect(await outlineOf(polls(more))).toEqual({
      name,
      release: "4.14",
      ok: false,
      subject: "request",
      cases: [],
    });
  });

  it("say line by line what happened", async () => {
    const log = [
      { level: "debug1", text: "a\tb", byDefault: false, tag: "wazuh-authd", telling: false },
      { level: "error", text: "c", byDefault: true, tag: "wazuh-authd", telling: true },
    ];
    const made = await firstPoll({
      landing: "001 web any ••••",
      log,
      run,
      socket: { ...socketReply, lostBytes: 3 },
      repeats: { runs: 2, minMs: 1, medianMs: 2, maxMs: 3, groups: [] },
      comparison: { run, state: "registered", title: "registered", consequence: "", workingDirectory: "/" },
      streams: {
        stdoutBytes: 0,
        stderrBytes: 0,
        matched: true,
        stdoutHoldsAnswer: false,
        stderr: { bytes: 0, lines: [], before: 0, behind: 0 },
      },
    });
    expect(made).toEqual({
      name: "id:001",
      ok: true,
      broken: false,
      durationMs: 34,
      issues: [],
      output: [
        "It is added.",
        "client.keys: 001 web any ••••",
        "ossec.log: wazuh-authd: DEBUG: a␉b",
        "ossec.log: wazuh-authd: ERROR: c",
        "socket: The daemon answered.",
        "socket: 3 bytes arrived after the manager's only read, and are lost.",
        'argv: ["./a.sh", "id", "001"]',
        expect.stringMatching(/^second look: /),
        "2 runs, all with the same answer.",
        "Run as you, the result is the same.",
      ],
    });
    expect(await firstPoll({ run: { ...run, argv: [] } })).toEqual({
      name: "id:001",
      ok: true,
      broken: false,
      durationMs: 12,
      issues: [],
      output: ["It is added."],
    });
    expect(await firstPoll({})).not.toHaveProperty("durationMs");
  });

  it("have their findings as issues, at the file that was named", async () => {
    const failed = await firstPoll({ state: "failed", findings: [answerFinding] }, { file: "a.sh" });
    expect(failed).toMatchObject({ ok: false, broken: false });
    expect(failed?.issues).toEqual([
      {
        request: "id:001",
        rule: "bad-key",
        severity: "error",
        message: "No key.",
        advice: "Print one.",
        place: { path: "a.sh" },
      },
    ]);
  });

  it("have their verdict as an issue if no other says why they failed", async () => {
    const failed = { state: "failed", title: "no answer", consequence: "Nothing." } as const;
    const verdict = { request: "id:001", rule: "verdict", severity: "error", message: "no answer: Nothing." };
    expect((await firstPoll(failed))?.issues).toEqual([verdict]);
    const warning = { ...answerFinding, severity: "warning" } as const;
    const warned = await firstPoll({ ...failed, advice: "Look.", findings: [warning] }, { file: "a.sh" });
    expect(warned?.issues).toEqual([
      { ...verdict, advice: "Look.", place: { path: "a.sh" } },
      expect.objectContaining({ rule: "bad-key", severity: "warning" }),
    ]);
    expect((await firstPoll({ state: "answered-no" }))?.issues).toEqual([]);
  });
});

describe("polls that tell more than an answer", () => {
  it("are broken by an obstacle", async () => {
    expect(
      await firstPoll({ run: { ...run, obstacle: { code: "missing", path: "./a.sh", message: "No." } } }),
    ).toMatchObject({ broken: true });
    expect(await firstPoll({ socket: { ...socketReply, obstacle: "No daemon." } })).toMatchObject({
      broken: true,
      output: ["It is added.", "socket: No daemon."],
    });
  });

  it("say what a second look, other runs and other surroundings show", async () => {
    const stderr = { bytes: 3, lines: [], before: 0, behind: 0 };
    const streams = { stdoutBytes: 5, stderrBytes: 3, matched: true, stdoutHoldsAnswer: true, stderr };
    const issuesOf = async (more: Partial<PollResult>, report?: Partial<PollReport>) =>
      (await firstPoll(more, report))?.issues.map(({ rule, severity, message, place }) => [
        rule,
        severity,
        message,
        place?.path,
      ]);
    expect(await issuesOf({ streams }, { file: "a.sh" })).toEqual([
      [
        "second-look",
        "information",
        "Without the 3 bytes that went to standard error, the output contains an answer.",
        "a.sh",
      ],
    ]);
    expect(await issuesOf({ streams: { ...streams, stderrBytes: 0 } })).toEqual([]);
    const repeats = { runs: 2, minMs: 1, medianMs: 2, maxMs: 3, groups: [] };
    const comparison = {
      run,
      state: "failed",
      title: "no answer",
      consequence: "",
      workingDirectory: "/",
    } as const;
    expect(
      await issuesOf(
        { repeats: { ...repeats, varies: "answer" }, comparison: { ...comparison, differs: "verdict" } },
        { file: "a.sh" },
      ),
    ).toEqual([
      [
        "varies",
        "error",
        "2 runs differ in what the manager does with the answer, 0 different ones.",
        "a.sh",
      ],
      [
        "differs-as-you",
        "error",
        expect.stringMatching(/^Run as you, it ends differently: no answer\. /),
        "a.sh",
      ],
    ]);
    expect(
      await issuesOf({
        repeats: { ...repeats, varies: "output" },
        comparison: { ...comparison, differs: "output" },
      }),
    ).toEqual([
      ["varies", "information", expect.stringMatching(/^2 runs differ in only bytes/), undefined],
      [
        "differs-as-you",
        "information",
        expect.stringMatching(/^Run as you, the outcome is the same/),
        undefined,
      ],
    ]);
  });
});

describe("polls of a test", () => {
  it.each([
    [false, "The script cannot be started, so this request was not made."],
    [true, "The run was cancelled before this request."],
  ])("that were not made, in a run that was cancelled: %s", async (cancelled, message) => {
    expect(await casesOf(polls({ cancelled, notMade: ["id:009"], file: "a.sh" }))).toEqual([
      {
        name: "id:009",
        ok: false,
        broken: true,
        issues: [
          { request: "id:009", rule: "not-asked", severity: "error", message, place: { path: "a.sh" } },
        ],
        output: [],
      },
    ]);
    expect((await casesOf(polls({ notMade: ["id:009"] })))[0]?.issues[0]).not.toHaveProperty("place");
  });

  it("come after the configuration, which may ask nothing", async () => {
    const [idle, asked] = await casesOf(
      polls({ config: { ...conf, reason: "It is off." }, polls: [poll({})] }),
    );
    expect(idle).toEqual({
      name: "ossec.conf",
      ok: false,
      broken: false,
      issues: [
        { rule: "nothing-is-asked", severity: "error", message: "It is off.", place: { path: "ossec.conf" } },
      ],
      output: ["enabled: yes", "threads: 1"],
    });
    expect(asked?.name).toBe("id:001");
    expect((await casesOf(polls({ config: conf })))[0]).toMatchObject({ ok: true, issues: [] });
  });

  it("come before the daemon, if it ended", async () => {
    const daemon = { command: "./d.py", errorOutput: { bytes: 0, lines: [], before: 0, behind: 0 } };
    const withEnd = (end?: RunFacts["end"]) =>
      casesOf(
        polls({
          socket: { path: "/s", notes: [], daemon: { ...daemon, ...(end === undefined ? {} : { end }) } },
        }),
      );
    const message = "The daemon ended by itself during the test (exit code 3).";
    expect(await withEnd({ kind: "exit", code: 3 })).toEqual([
      {
        name: "./d.py",
        ok: false,
        broken: false,
        issues: [{ rule: "daemon-ended", severity: "error", message }],
        output: [message],
      },
    ]);
    expect(await withEnd()).toEqual([]);
  });
});

describe("torture cases", () => {
  const torture = (more: Partial<TortureReport>): TortureReport => ({
    ...head,
    command: "test-torture",
    cancelled: false,
    cases: [],
    notRun: [],
    totals: { cases: 0, held: 0, broken: 0, notChecked: 0 },
    ...more,
  });
  const facts = {
    name: "quotes",
    verdict: "held",
    asked: ["id:'", 'id:"'],
    expected: "an error answer",
    seen: [{ what: "error answer 4", times: 2 }],
    why: "It matters.",
    durationMs: 5,
  } as const;

  it("have what was seen, and an issue if they do not hold", async () => {
    const cases = [
      facts,
      { ...facts, verdict: "broken", message: "Bad." },
      { ...facts, verdict: "not-checked" },
    ] as const;
    const issue = {
      request: "quotes",
      rule: "torture",
      severity: "error",
      advice: "It matters.",
      place: { path: "a.sh" },
    };
    const output = ["expected: an error answer", "asked: id:' · id:\""];
    const same = { name: "quotes", durationMs: 5 };
    expect(await outlineOf(torture({ cases, script, file: "a.sh" }))).toEqual({
      name: "keypoll test --torture ./a.sh",
      release: "4.14",
      ok: false,
      subject: "request",
      cases: [
        { ...same, ok: true, broken: false, issues: [], output: ["2 × error answer 4", ...output] },
        {
          ...same,
          ok: false,
          broken: false,
          issues: [{ ...issue, message: "Bad." }],
          output: ["2 × error answer 4. Bad.", ...output],
        },
        {
          ...same,
          ok: false,
          broken: true,
          issues: [{ ...issue, message: "" }],
          output: ["2 × error answer 4", ...output],
        },
      ],
    });
  });

  it.each([
    [true, "The run was cancelled before this case."],
    [false, "The daemon had ended before this case."],
  ])("that were not reached, in a run that was cancelled: %s", async (cancelled, message) => {
    const end = { kind: "exit", code: 0 } as const;
    const daemon = { command: "./d.py", end, errorOutput: { bytes: 0, lines: [], before: 0, behind: 0 } };
    const report = torture({
      cancelled,
      notRun: ["quotes"],
      config: conf,
      socket: { path: "/s", notes: [], daemon },
    });
    const outline = await outlineOf(report);
    expect(outline.name).toBe("keypoll test --torture /s");
    expect(outline.cases.map(({ name }) => name)).toEqual(["ossec.conf", "./d.py", "quotes"]);
    expect(outline.cases[2]).toEqual({
      name: "quotes",
      ok: false,
      broken: true,
      issues: [{ request: "quotes", rule: "not-asked", severity: "error", message }],
      output: [],
    });
    expect((await outlineOf(torture({}))).name).toBe("keypoll test --torture");
  });
});

const suite = (...samples: SampleReport[]): SuiteReport => ({
  ...head,
  command: "test-suite",
  suite: "a.keypoll.json",
  remarks: [],
  samples,
  cancelled: false,
  totals: { samples: 1, passed: 1, failed: 0, errored: 0, cancelled: 0 },
});
const place = { path: "a.keypoll.json", line: 4, column: 5 };
const base = { request: "id:001", severity: "error", place };

describe("samples of a suite", () => {
  it("pass whatever their findings are", async () => {
    const passed = sampleReport({ poll: poll({ findings: [answerFinding] }), note: "A note." });
    expect(await outlineOf(suite(passed))).toEqual({
      name: "keypoll test a.keypoll.json",
      release: "4.14",
      ok: false,
      subject: "request",
      cases: [
        {
          name: "id:001",
          ok: true,
          broken: false,
          durationMs: 7,
          issues: [],
          output: ["It is added.", "expected: registered", "note: A note."],
        },
      ],
    });
  });

  it("fail with what differs, and with the findings", async () => {
    const differences = [{ what: "name", expected: "a", actual: "b" }];
    const [failed] = await casesOf(
      suite(sampleReport({ state: "failed", differences, poll: poll({ findings: [answerFinding] }) })),
    );
    expect(failed).toMatchObject({ ok: false, broken: false });
    expect(failed?.issues).toEqual([
      { ...base, rule: "expectation", message: "name: expected a, but got b." },
      { ...base, rule: "bad-key", message: "No key.", advice: "Print one." },
    ]);
  });

  it("cannot be made, or are cancelled", async () => {
    expect(
      await casesOf(
        suite(
          sampleReport({ state: "errored", obstacle: "No script." }),
          sampleReport({ state: "cancelled" }),
        ),
      ),
    ).toMatchObject([
      { ok: false, broken: true, issues: [{ ...base, rule: "not-asked", message: "No script." }] },
      {
        ok: false,
        broken: true,
        issues: [{ ...base, rule: "not-asked", message: "The run was cancelled before this request." }],
        output: ["expected: registered"],
      },
    ]);
  });

  it("of a registration script have its runs", async () => {
    const scriptRun: ScriptRun = {
      title: "first run",
      end: "exit code 0",
      exitCode: 0,
      output: "one\ntwo\n",
      durationMs: 3,
      exchanges: [],
      tools: [],
      log: [],
      added: [],
      removed: [],
      printsKey: false,
      obstacle: undefined,
    };
    const found = {
      rule: "key-printed",
      severity: "warning",
      message: "It prints.",
      advice: "Do not.",
    } as const;
    const registration = { runs: [scriptRun], findings: [found] };
    const [failed] = await casesOf(suite(sampleReport({ state: "failed", registration })));
    expect(failed?.output).toEqual([
      "First run: exit code 0",
      "printed: one",
      "two",
      "client.keys: no agent added",
      "expected: registered",
    ]);
    expect(failed?.issues).toEqual([{ request: "id:001", ...found, place }]);
  });
});

describe("agents that cross to 5.x", () => {
  const carried = { fate: "carried", text: "Carried." } as const;
  const refused = { fate: "refused", text: "Refused.", why: "A blank.", advice: "Rename it." } as const;
  const upgrade = (more: Partial<UpgradeReport>): UpgradeReport => ({
    ...head,
    command: "upgrade",
    release: "5.0",
    path: "client.keys",
    methods: ["copy", "tool"],
    readFrom: [],
    agents: [],
    newcomers: [],
    place: "",
    gone: [],
    totals: { agents: 0, removed: 0, carried: 0, "no-authentication": 0, folded: 0, dropped: 0, refused: 0 },
    ...more,
  });
  const issue = {
    rule: "lost-on-upgrade",
    severity: "error",
    message: "Agent 001 web: Refused. A blank.",
    advice: "Rename it.",
  };

  it("are cases, with an issue for each fate that is not to be carried", async () => {
    const agents = [
      { id: "001", name: "web", line: 3, fate: "carried", by: { copy: carried, tool: carried } },
      { id: "001", name: "web", line: 3, fate: "refused", by: { copy: refused, tool: refused } },
      {
        id: "001",
        name: "web",
        line: 3,
        fate: "refused",
        by: { copy: { fate: "dropped", text: "Dropped." }, tool: refused },
      },
    ] as const;
    const place = { path: "client.keys", line: 3, column: 1, endColumn: 4 };
    const each = { name: "001 web", broken: false };
    expect(await outlineOf(upgrade({ agents }))).toEqual({
      name: "keypoll upgrade",
      release: "5.0",
      ok: false,
      subject: "agent",
      cases: [
        { ...each, ok: true, issues: [], output: ["Carried."] },
        { ...each, ok: false, issues: [{ ...issue, place }], output: ["Refused."] },
        {
          ...each,
          ok: false,
          issues: [
            { rule: "lost-on-upgrade", severity: "error", message: "Agent 001 web: Dropped.", place },
            { ...issue, place },
          ],
          output: ["Dropped.", "Refused."],
        },
      ],
    });
  });

  it("include lines that become agents", async () => {
    const message = "Not an agent in 4.x, but an agent in 5.x.";
    expect(await casesOf(upgrade({ newcomers: [{ line: 9, methods: ["copy"] }] }))).toEqual([
      {
        name: "line 9",
        ok: true,
        broken: false,
        issues: [
          {
            rule: "lost-on-upgrade",
            severity: "warning",
            message,
            advice: "Remove the line if you do not want this.",
            place: { path: "client.keys", line: 9, column: 1, endColumn: 2 },
          },
        ],
        output: [message],
      },
    ]);
  });
});

const agent = (more: Partial<AgentResult>): AgentResult => ({
  state: "other-key",
  id: "001",
  name: "web",
  line: 3,
  request: "id:001",
  differences: [],
  removes: [],
  ...more,
});
function reconciled(
  agents: readonly AgentResult[],
  more: Partial<Parameters<typeof reconcileReport>[0]> = {},
  stop?: Parameters<typeof reconcileReport>[0]["done"]["stop"],
) {
  const tally = new Tally(agents.length + 1);
  for (const [place, each] of agents.entries()) tally.add(place, each);
  const done = { tally, stop, answers: [] };
  const usual = {
    release: "4.14",
    subject: "./a.sh",
    keys: "client.keys",
    threads: 1,
    only: [],
    durationMs: 1,
  };
  return reconcileReport({ ...usual, ...more, done });
}
const whole = { name: "all agents of client.keys", ok: true, broken: false, issues: [] };
const inFile = { path: "client.keys", line: 3, column: 1, endColumn: 4 };

describe("agents that were compared with the database", () => {
  it("are cases, and all of them are one", async () => {
    const why = { why: "could not run", cause: { problem: "No Python.", advice: "Install it." } };
    const { name: _name, line: _line, ...bare } = agent({ state: "missing", id: "900", request: "id:900" });
    const outline = await outlineOf(
      reconciled([
        agent({ differences: [{ what: "key", file: "a", answer: "b" }] }),
        agent({ state: "no-answer", ...why }),
        agent({ state: "unknown" }),
        bare,
      ]),
    );
    expect(outline).toMatchObject({
      name: "keypoll reconcile",
      release: "4.14",
      ok: false,
      subject: "agent",
    });
    const issue = { request: "id:001", severity: "error", place: inFile };
    expect(outline.cases).toEqual([
      {
        name: "001 web",
        ok: false,
        broken: false,
        issues: [
          {
            ...issue,
            rule: "reconcile-other-key",
            message: "Agent 001 web: other key (key: fingerprint a → b).",
            advice: expect.stringMatching(/^The database and client\.keys have different keys\./),
          },
        ],
        output: ["other key: key: fingerprint a → b"],
      },
      {
        name: "001 web",
        ok: false,
        broken: true,
        issues: [
          {
            ...issue,
            rule: "reconcile-no-answer",
            message: "Agent 001 web: no answer (could not run). No Python.",
            advice: "Install it.",
          },
        ],
        output: ["no answer: could not run"],
      },
      {
        name: "001 web",
        ok: false,
        broken: false,
        issues: [
          expect.objectContaining({
            rule: "reconcile-unknown",
            message: "Agent 001 web: unknown to the database.",
          }),
        ],
        output: ["unknown to the database"],
      },
      {
        name: "900",
        ok: false,
        broken: false,
        issues: [expect.objectContaining({ request: "id:900", place: { path: "client.keys" } })],
        output: ["only in the database"],
      },
      {
        ...whole,
        output: [
          "1 agent other key, 1 agent only in the database, 1 agent unknown to the database, 1 agent no answer, 1 not asked",
        ],
      },
    ]);
    expect(outline.kinds?.get("reconcile-other-key")).toEqual({
      title: "Database: other key",
      page: expect.stringMatching(/docs\/reconcile\.md$/),
      severity: "error",
    });
  });
});

describe("all agents together", () => {
  it("have no issue if they are equal, and no place without a file", async () => {
    const equal = agent({ state: "equal" });
    const report = { ...reconciled([agent({})], { keys: undefined }), agents: [equal, agent({})] };
    const [fine, other, all] = await casesOf(report);
    expect(fine).toEqual({ name: "001 web", ok: true, broken: false, issues: [], output: ["equal"] });
    expect(other?.issues[0]).not.toHaveProperty("place");
    expect(all?.name).toBe("all agents of ./a.sh");
  });

  it("are not all checked if the run was stopped, except at its limit", async () => {
    const allOf = async (stop: Parameters<typeof reconciled>[2]) =>
      (await casesOf(reconciled([], {}, stop)))[0];
    const output = ["1 not asked"];
    expect(await allOf({ kind: "limit" })).toEqual({ ...whole, output });
    const stopped = (message: string) => ({
      ...whole,
      ok: false,
      broken: true,
      issues: [{ rule: "not-checked", severity: "error", message }],
      output,
    });
    expect(await allOf({ kind: "cancelled" })).toEqual(stopped("1 agent not asked."));
    expect(await allOf({ kind: "obstacle", message: "No script." })).toEqual(stopped("No script."));
  });
});
