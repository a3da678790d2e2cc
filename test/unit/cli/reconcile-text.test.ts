/** The report of `keypoll reconcile`: what it says about agents, causes, an obstacle, and the end of a run. */

import { describe, expect, it } from "vitest";
import {
  type ReconcileReport,
  reconcileExitCode,
  reconcileReport,
  withCausesOnce,
} from "../../../cli/reconcile/reconcile-report.ts";
import { progressText, reconcileText } from "../../../cli/reconcile/reconcile-text.ts";
import { rowFormats } from "../../../cli/reconcile/rows.ts";
import { type AgentResult, type ReconcileState, Tally } from "../../../core/reconcile/index.ts";
import { coloured, colouredLines, pipe } from "./looks.ts";

/** An agent of the file, which is in the line of its number. */
function agent(number: number, state: ReconcileState, more: Partial<AgentResult> = {}): AgentResult {
  const id = String(number).padStart(3, "0");
  return {
    state,
    id,
    name: `web-${number}`,
    line: number,
    request: `id:${id}`,
    differences: [],
    removes: [],
    ...more,
  };
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

interface Run {
  readonly agents: readonly AgentResult[];
  readonly of?: number;
  readonly stop?: Parameters<typeof reconcileReport>[0]["done"]["stop"];
  readonly only?: readonly ReconcileState[];
  readonly keys?: string | undefined;
  readonly durationMs?: number;
}

function reportOf(run: Run): ReconcileReport {
  const { agents, of = agents.length, stop, only = [], durationMs = 500 } = run;
  const tally = new Tally(of);
  for (const [place, each] of agents.entries()) tally.add(place, each);
  const keys = "keys" in run ? run.keys : "client.keys";
  const done = { tally, stop, answers: [] };
  return reconcileReport({ release: "4.14", subject: "poll.py", keys, threads: 1, only, done, durationMs });
}

const textOf = (run: Run, more: Partial<ReconcileReport> = {}): string =>
  reconcileText({ ...reportOf(run), ...more }, run.only ?? [], pipe).join("\n");

const differs = { differences: [{ what: "name", file: "a", answer: "b" }] } as const;
const fails = {
  why: "could not run",
  cause: { problem: "sh does not find the program python9.", advice: "Install python9." },
};

describe("the report", () => {
  it("says once what went wrong for many agents, and names ten of them", () => {
    const agents = range(1, 1011).map((number) => agent(number, "no-answer", fails));
    const names = range(1, 10).map(
      (number) => `${String(number).padStart(3, "0")} web-${number} (line ${number})`,
    );
    expect(textOf({ agents })).toBe(`client.keys beside poll.py · 1,011 agents · Wazuh 4.14

? no answer: 1,011 agents
  There is no answer that the manager can use, so the agent was not checked.
    ${names.join(", ")} and 1,001 more: could not run
      sh does not find the program python9.
      → Install python9.

✘ 1,011 agents asked: 1,011 no answer. 0.5 s.
Exit code 2: 1,011 agents not checked.`);
  });

  it("names all agents and causes of a state that was chosen", () => {
    const agents = [
      ...range(1, 12).map((number) => agent(number, "no-answer", fails)),
      ...range(13, 24).map((number) => agent(number, "other-name", differs)),
    ];
    const chosen = textOf({ agents, only: ["no-answer", "other-name"] });
    expect(chosen).toMatch(/ 012 web-12 \(line 12\): could not run\n/);
    expect(chosen).toMatch(/\n {4}024 web-24 \(line 24\): name: a → b\n/);
    expect(chosen).not.toContain(" more");
    const some = textOf({ agents });
    expect(some).toMatch(/ 010 web-10 \(line 10\) and 2 more: could not run\n/);
    expect(some).toMatch(
      /\n {4}022 web-22 \(line 22\): name: a → b\n {4}… and 2 more; --only other-name lists all\n\n/,
    );
    expect(some).not.toContain("web-23");
  });

  it("has no line about more agents if ten are all", () => {
    const agents = range(1, 10).map((number) => agent(number, "other-name", differs));
    expect(textOf({ agents })).not.toContain(" more");
  });

  it("counts the agents of the causes that are not listed", () => {
    const agents = [
      ...range(1, 10).map((number) => agent(number, "unknown", { why: `error answer ${number}` })),
      ...range(11, 14).map((number) => agent(number, "unknown", { why: "error answer x" })),
    ];
    expect(textOf({ agents })).toContain("\n    … and 4 more; --only unknown lists all\n");
  });

  it("names an obstacle once, at its end", () => {
    const obstacle = "The script ./x.sh does not exist.";
    const cause = { problem: obstacle, advice: "Check the path." };
    const agents = [agent(1, "no-answer", { why: "could not run", cause })];
    expect(
      textOf({ agents, of: 40, stop: { kind: "obstacle", message: obstacle } }),
    ).toBe(`client.keys beside poll.py · 40 agents · Wazuh 4.14

? no answer: 1 agent
  There is no answer that the manager can use, so the agent was not checked.
    001 web-1 (line 1): could not run
      → Check the path.

The script ./x.sh does not exist.
✘ 1 agent asked: 1 no answer. 39 not asked, stopped. 0.5 s.
Exit code 2: no agent could be asked, 1 agent not checked.`);
  });

  it("has groups only for chosen states, and none for agents that are equal", () => {
    const agents = [agent(1, "other-key"), agent(2, "equal"), agent(3, "missing")];
    const head = "client.keys beside poll.py · 3 agents · Wazuh 4.14";
    const end = `✘ 3 agents asked: 1 other key, 1 only in the database, 1 equal. 0.5 s.
Exit code 1: 2 agents not equal to the database.`;
    expect(textOf({ agents, only: ["missing"] })).toBe(`${head}

✘ only in the database: 1 agent
  The database knows the agent, and client.keys does not have it.
    003 web-3 (line 3)

${end}`);
    expect(textOf({ agents: [agent(2, "equal")] })).toBe(
      "client.keys beside poll.py · 1 agent · Wazuh 4.14\n\n✔ 1 agent asked: 1 equal. 0.5 s.",
    );
    const stopped = { agents: [agent(1, "other-key")], stop: { kind: "obstacle", message: "No." } } as const;
    expect(textOf(stopped)).toContain("    001 web-1 (line 1)\n\nNo.\n");
  });

  it("says only what it knows about an agent", () => {
    const { name: _name, line: _line, ...noName } = agent(900, "missing");
    expect(textOf({ agents: [noName], keys: undefined })).toBe(`poll.py · 1 agent · Wazuh 4.14

✘ only in the database: 1 agent
  The database knows the agent, and client.keys does not have it.
    900

✘ 1 agent asked: 1 only in the database. 0.5 s.
Exit code 1: 1 agent not equal to the database.`);
  });
});

describe("the end of the report", () => {
  it.each<[Run, string]>([
    [{ agents: [agent(1, "equal")] }, "✔ 1 agent asked: 1 equal. 0.5 s."],
    [
      { agents: [agent(1, "equal")], of: 3, stop: { kind: "limit" } },
      "✔ 1 agent asked: 1 equal. 2 not asked, as --limit says. 0.5 s.",
    ],
    [
      { agents: [agent(1, "equal")], of: 3, stop: { kind: "cancelled" } },
      "✘ 1 agent asked: 1 equal. 2 not asked, cancelled. 0.5 s.",
    ],
    [
      { agents: [], of: 3, stop: { kind: "cancelled" } },
      "✘ 0 agents asked: no agent was asked. 3 not asked, cancelled. 0.5 s.",
    ],
    [
      { agents: [agent(1, "no-answer")], of: 3, stop: { kind: "failures" } },
      "✘ 1 agent asked: 1 no answer. 2 not asked, stopped: too many requests without an answer. 0.5 s.",
    ],
    [{ agents: [agent(1, "equal")], of: 3 }, "✔ 1 agent asked: 1 equal. 2 not asked. 0.5 s."],
    [{ agents: [agent(1, "equal")], durationMs: 999 }, "✔ 1 agent asked: 1 equal. 1.0 s."],
    [{ agents: [agent(1, "equal")], durationMs: 1000 }, "✔ 1 agent asked: 1 equal. 1.0 s, 1 a second."],
    [
      { agents: range(1, 9).map((number) => agent(number, "equal")), durationMs: 2000.4 },
      "✔ 9 agents asked: 9 equal. 2.0 s, 5 a second.",
    ],
  ])("ends with a line about all agents", (run, line) => {
    expect(textOf(run).split("\n")).toContain(line);
  });

  it("gives no reason for a run that the user ended", () => {
    const run: Run = { agents: [agent(1, "other-key")], of: 3, stop: { kind: "cancelled" } };
    expect(textOf(run)).not.toContain("Exit code");
  });

  it.each([
    [0, "seed.keys contains 1,200 agents, 1 of them from the database."],
    [
      1,
      "seed.keys contains 1,200 agents, 1 of them from the database. The manager would refuse 1 answer, because an earlier one has the same name or address.",
    ],
    [
      2,
      "seed.keys contains 1,200 agents, 1 of them from the database. The manager would refuse 2 answers, because an earlier one has the same name or address.",
    ],
  ])("says what is in the written file if %d answers are refused", (refused, line) => {
    const written = { path: "seed.keys", agents: 1200, changed: 1, refused };
    expect(
      textOf({ agents: [agent(1, "equal")] }, { written })
        .split("\n")
        .at(-1),
    ).toBe(line);
  });
});

describe("the look of the report", () => {
  it("has colours that tell drift from what was not checked", () => {
    const agents = [agent(1, "other-key"), agent(2, "no-answer")];
    expect(colouredLines(reconcileText(reportOf({ agents, of: 3 }), [], coloured))).toEqual([
      "bold: client.keys beside poll.py · 3 agents · Wazuh 4.14",
      "red: ✘ other key: 1 agent",
      expect.stringMatching(/^dim: {3}The database and client\.keys have different keys/),
      "yellow: ? no answer: 1 agent",
      expect.stringMatching(/^dim: {3}There is no answer/),
      "red: ✘ 2 agents asked: 1 other key, 1 no answer. 1 not asked. 0.5 s.",
      "red: Exit code 2: 1 agent not checked, 1 agent not equal to the database.",
    ]);
    const fine = reportOf({ agents: [agent(1, "equal")] });
    expect(colouredLines(reconcileText(fine, [], coloured)).at(-1)).toBe(
      "green: ✔ 1 agent asked: 1 equal. 0.5 s.",
    );
    const more = range(1, 11).map((number) => agent(number, "other-name", differs));
    expect(colouredLines(reconcileText(reportOf({ agents: more }), [], coloured))).toContain(
      "dim:     … and 1 more; --only other-name lists all",
    );
  });

  it("indents what it wraps", () => {
    const cause = { ...fails.cause, advice: "Install python9, then run it again." };
    const report = reportOf({ agents: [agent(1, "no-answer", { ...fails, cause })] });
    expect(reconcileText(report, [], { ...pipe, width: 30 }).slice(3, 13)).toEqual([
      "? no answer: 1 agent",
      "  There is no answer that the",
      "  manager can use, so the",
      "  agent was not checked.",
      "    001 web-1 (line 1): could",
      "      not run",
      "      sh does not find the",
      "      program python9.",
      "      → Install python9, then",
      "        run it again.",
    ]);
  });
});

describe("the report for programs", () => {
  it.each<[Run, boolean, number]>([
    [{ agents: [agent(1, "equal")] }, true, 0],
    [{ agents: [agent(1, "equal")], of: 2, stop: { kind: "limit" } }, true, 0],
    [{ agents: [agent(1, "equal")], of: 2, stop: { kind: "cancelled" } }, false, 130],
    [{ agents: [agent(1, "equal")], of: 2, stop: { kind: "failures" } }, false, 2],
    [{ agents: [agent(1, "equal")], of: 2, stop: { kind: "obstacle", message: "No." } }, false, 2],
    [{ agents: [agent(1, "no-answer")] }, false, 2],
    [{ agents: [agent(1, "no-answer"), agent(2, "other-key")] }, false, 2],
    [{ agents: [agent(1, "other-key")] }, false, 1],
  ])("says whether all is well, as the exit code does", (run, ok, code) => {
    const report = reportOf(run);
    expect([report.ok, reconcileExitCode(report)]).toEqual([ok, code]);
  });

  it("has the chosen agents, and counts all", () => {
    const agents = [agent(1, "other-key"), agent(2, "missing"), agent(3, "equal")];
    const report = reportOf({ agents, only: ["missing"], durationMs: 12.6 });
    expect(report.agents).toEqual([agents[1]]);
    expect(report).toMatchObject({
      command: "reconcile",
      durationMs: 13,
      keys: "client.keys",
      totals: { "other-key": 1, missing: 1 },
    });
    expect(Object.keys(report)).not.toEqual(expect.arrayContaining(["stopped"]));
    expect(reportOf({ agents }).agents).toEqual(agents.slice(0, 2));
    const none = reportOf({ agents, keys: undefined, stop: { kind: "obstacle", message: "No." } });
    expect(none).toMatchObject({ stopped: "obstacle", obstacle: "No." });
    expect("keys" in none).toBe(false);
    expect("obstacle" in reportOf({ agents, stop: { kind: "limit" } })).toBe(false);
  });

  it("has a cause once, with its agents, and not at each of them", () => {
    const agents = [
      agent(1, "no-answer", fails),
      agent(2, "other-key"),
      agent(3, "no-answer", fails),
      agent(4, "would-not-register", { cause: { problem: "Refused." } }),
    ];
    const { agents: shown, causes, command } = withCausesOnce(reportOf({ agents }));
    expect(command).toBe("reconcile");
    expect(causes).toEqual([
      { state: "no-answer", why: "could not run", ...fails.cause, agents: ["001", "003"] },
      { state: "would-not-register", why: "", problem: "Refused.", agents: ["004"] },
    ]);
    expect(shown.map(({ id }) => id)).toEqual(["001", "002", "003", "004"]);
    expect(shown.filter((each) => "cause" in each)).toEqual([]);
  });

  it("has a line of JSON for each agent, and one at the end without agents", () => {
    const { ndjson } = rowFormats;
    expect(ndjson.row(agent(1, "no-answer", fails))).toBe(
      '{"state":"no-answer","id":"001","name":"web-1","line":1,"request":"id:001","differences":[],"removes":[],"why":"could not run"}\n',
    );
    const end = ndjson.end(reportOf({ agents: [agent(1, "no-answer", fails)] }));
    expect(end.endsWith("}\n")).toBe(true);
    expect(JSON.parse(end)).toMatchObject({ command: "reconcile", ok: false, causes: [{ agents: ["001"] }] });
    expect(JSON.parse(end)).not.toHaveProperty("agents");
  });

  it("has a line of CSV for each agent", () => {
    const { csv } = rowFormats;
    const { name: _name, line: _line, ...bare } = agent(9, "missing");
    expect(csv.row(bare)).toBe("missing,009,,,id:009,\r\n");
    expect(csv.row(agent(1, "no-answer", fails))).toBe(
      "no-answer,001,web-1,1,id:001,could not run. sh does not find the program python9.\r\n",
    );
    expect(csv.row(agent(1, "unknown", { name: 'a "b"', why: "x, y" }))).toBe(
      'unknown,001,"a ""b""",1,id:001,"x, y"\r\n',
    );
    expect(csv.row(agent(1, "unknown", { why: "x\ny" }))).toBe('unknown,001,web-1,1,id:001,"x\ny"\r\n');
    expect(csv.end(reportOf({ agents: [] }))).toBe("");
  });
});

describe("the progress", () => {
  const tally = new Tally(3000);
  for (const place of range(0, 1199)) tally.add(place, agent(place, "other-key"));

  it("says how much is done, how fast, and how long it takes", () => {
    expect(progressText({ done: 1500, total: 3000, perSecond: 1234.5, secondsLeft: 1.2 }, tally)).toBe(
      "… 1,500 of 3,000 agents, 50 %, 1,235 a second, 2 s left, 1,200 differ",
    );
    expect(progressText({ done: 2, total: 3, perSecond: 9.96, secondsLeft: undefined }, new Tally(3))).toBe(
      "… 2 of 3 agents, 66 %, 10.0 a second, 0 differ",
    );
    expect(progressText({ done: 2, total: 3, perSecond: 10, secondsLeft: undefined }, new Tally(3))).toBe(
      "… 2 of 3 agents, 66 %, 10 a second, 0 differ",
    );
  });

  it("says how many have no answer", () => {
    const failing = new Tally(2);
    failing.add(0, agent(1, "no-answer"));
    expect(progressText({ done: 1, total: 2, perSecond: 0.25, secondsLeft: 4 }, failing)).toBe(
      "… 1 of 2 agents, 50 %, 0.3 a second, 4 s left, 0 differ, 1 without an answer",
    );
  });
});
