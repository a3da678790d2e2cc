/** The details of a comparison: its counts, texts, causes, its pace, and what a continued run trusts. */

import { describe, expect, it } from "vitest";
import {
  defaultSettings,
  type Execution,
  keyFingerprint,
  type ManagerSettings,
  readKeyFile,
  releaseFor,
  type Source,
} from "../../../core/manager/index.ts";
import { AffectedAgents } from "../../../core/reconcile/affected-agents.ts";
import {
  type AgentResult,
  agentFacts,
  byCause,
  type Cause,
  Comparison,
  defaultErrorMeanings,
  idsOf,
  journalOf,
  paceOf,
  type ReconcileState,
  Roll,
  readJournal,
  seedOf,
  stateNames,
  states,
  stateText,
  Tally,
  timeText,
} from "../../../core/reconcile/index.ts";

const KEY = "0123456789abcdef".repeat(4);
const OTHER = "fedcba9876543210".repeat(4);
const settings = defaultSettings();
const { release } = settings;
const FILE = `001 web-01 10.0.0.1 ${KEY}\n002 db-01 any ${KEY}\n003 mail 192.168.0.0/24 ${KEY}\n`;

const rollOf = (file: string, ids: readonly string[] = []): Roll =>
  new Roll(readKeyFile(file, { release, passEmpty: true }), ids, "id");

const answer = (data: object): Source => ({ kind: "output", output: JSON.stringify({ error: 0, data }) });

function compared(
  place: number,
  source: Source,
  {
    of = settings,
    roll = rollOf(FILE, ["009"]),
    beside = {},
  }: { of?: ManagerSettings; roll?: Roll; beside?: object } = {},
) {
  const asked = roll.at(place);
  if (asked === undefined) throw new Error(`nobody at ${place}`);
  return new Comparison(roll, of, defaultErrorMeanings).compare(asked, source, beside);
}

const same = { id: "001", name: "web-01", ip: "10.0.0.1", key: KEY };

describe("a result", () => {
  it("has what the file and the answer say, and no more", () => {
    expect(compared(0, answer(same))).toEqual({
      result: {
        state: "equal",
        id: "001",
        name: "web-01",
        line: 1,
        request: "id:001",
        differences: [],
        removes: [],
      },
      registers: undefined,
    });
    expect(compared(3, { kind: "output", output: '{"error":4,"message":"none"}' })).toEqual({
      result: {
        state: "unknown",
        id: "009",
        request: "id:009",
        why: 'error answer 4: "none"',
        differences: [],
        removes: [],
      },
      registers: undefined,
    });
    expect(compared(0, { kind: "output", output: '{"error":4}' }).result.why).toBe("error answer 4");
  });

  it("registers what differs, with the whole key, but not another agent", () => {
    const other = { ...same, key: OTHER };
    expect(compared(0, answer(other)).registers).toEqual(other);
    expect(compared(3, answer({ ...same, id: "009", name: "new", ip: "any" })).registers).toMatchObject({
      id: "009",
    });
    const { result, registers } = compared(0, answer({ ...same, id: "009", name: "x" }));
    expect([result.state, registers]).toEqual(["other-agent", undefined]);
    expect(compared(3, answer({ ...same, id: "010", name: "new", ip: "any" }))).toMatchObject({
      result: { state: "other-agent", differences: [{ what: "id", file: "009", answer: "010" }] },
      registers: undefined,
    });
  });

  it("is for another agent if the manager makes up the id", () => {
    const old = releaseFor("3.13");
    const of = old === undefined ? settings : defaultSettings(old);
    const { state, differences } = compared(0, answer({ id: 1, name: "web-01", ip: "10.0.0.1", key: KEY }), {
      of,
    }).result;
    expect(state).toBe("other-agent");
    expect(differences).toEqual([{ what: "id", file: "001", answer: "made up by the manager" }]);
  });

  it("hides a key that stands in place of the id", () => {
    const text = JSON.stringify(
      compared(3, answer({ id: "short-key", name: "short-key", ip: "any", key: "short-key" })).result,
    );
    expect(text).not.toContain("short-key");
  });

  it("needs a record that is read back as it was written", () => {
    const state = (data: object) =>
      compared(3, answer({ id: "009", name: "new", ip: "any", key: KEY, ...data })).result.state;
    expect(state({})).toBe("missing");
    expect(state({ name: "my new" })).toBe("would-not-register");
    expect(state({ id: "00 9" })).toBe("would-not-register");
    expect(state({ id: "#09" })).toBe("would-not-register");
    expect(state({ id: "0\n9" })).toBe("would-not-register");
    expect(state({ name: "!new" })).toBe("would-not-register");
    expect(state({ key: `${KEY}\n` })).toBe("would-not-register");
  });
});

describe("an agent that could not be compared", () => {
  const run = {
    execPath: "get-key",
    commandLine: "get-key id 001",
    output: JSON.stringify({ error: 0, data: same }),
    end: { kind: "exit", code: 0 },
    timedOut: false,
    overLimit: false,
  } as const satisfies Execution;

  it.each<[string, Partial<Execution>]>([
    ["exits with an error", { end: { kind: "exit", code: 1 } }],
    ["cannot be started", { end: { kind: "not-started", reason: "ENOENT" } }],
    ["cannot be forked", { end: { kind: "no-process", reason: "EAGAIN" } }],
    ["takes too long", { timedOut: true }],
    ["does not end", { ranOn: true }],
    ["prints nothing", { output: "" }],
    ["prints no JSON", { output: "Traceback" }],
  ])("is not checked if the script %s", (_what, more) => {
    const { result, registers } = compared(0, { kind: "execution", execution: { ...run, ...more } });
    expect([result.state, registers]).toEqual(["no-answer", undefined]);
    expect(result.cause?.problem).toMatch(/\.$/);
  });

  it("is compared if the script ends well", () => {
    expect(compared(0, { kind: "execution", execution: run }).result.state).toBe("equal");
  });

  it("has an obstacle instead of a question", () => {
    expect(compared(0, answer(same), { beside: { obstacle: `no socket ${KEY}` } }).result).toMatchObject({
      state: "no-answer",
      why: "could not be asked",
      cause: { problem: "no socket ••••••••" },
    });
  });

  it("has the explanations of this machine after the cause", () => {
    const beside = { explanations: ["It is not executable.", "Its disk is full."] };
    const source: Source = { kind: "output", output: "Traceback" };
    const alone = compared(0, source).result.cause;
    const { cause } = compared(0, source, { beside }).result;
    expect(cause?.problem).toBe(`${alone?.problem} It is not executable. Its disk is full.`);
    expect(cause?.advice).toBe(alone?.advice);
    expect(cause?.problem).toContain("cannot read the output");
  });

  it("has short texts, whatever the script says", () => {
    const long = compared(0, answer(same), { beside: { obstacle: "x ".repeat(900) } }).result.cause;
    expect(long?.problem.length).toBeGreaterThan(900);
    const beside = { explanations: ["x ".repeat(900)] };
    expect(
      compared(0, { kind: "output", output: "Traceback" }, { beside }).result.cause?.problem,
    ).toHaveLength(1000);
  });

  it("has no cause if the answer is an error answer", () => {
    expect(compared(0, { kind: "output", output: '{"error":2,"message":"x"}' }).result).not.toHaveProperty(
      "cause",
    );
  });
});

describe("agents with one cause", () => {
  const caused = (id: string, why?: string, cause?: Cause) => ({
    id,
    request: `id:${id}`,
    state: "no-answer",
    why,
    cause,
  });

  it.each([
    [[caused("001", "no x 001 y"), caused("002", "no x 002 y")], 1],
    [[caused("001", "no x 001"), caused("002", "no y 002")], 2],
    [[caused("001", "no"), { ...caused("002", "no"), state: "unknown" }], 2],
    [[caused("001", "no", { problem: "a" }), caused("002", "no", { problem: "b" })], 2],
    [[caused("001", "no", { problem: "a" }), caused("002", "no")], 2],
    [
      [
        caused("001", "no", { problem: "a", advice: "x" }),
        caused("002", "no", { problem: "a", advice: "y" }),
      ],
      2,
    ],
    [[caused("001", "no", { problem: "a", advice: "x" }), caused("002", "no", { problem: "a" })], 2],
    [
      [
        caused("001", "no", { problem: "a", advice: "x" }),
        caused("002", "no", { problem: "a", advice: "x" }),
      ],
      1,
    ],
    [[caused("001"), caused("002")], 2],
    [[caused("", "no"), caused("", "no")], 1],
  ])("%j: %i", (agents, groups) => {
    expect(byCause(agents)).toHaveLength(groups);
    expect(byCause(agents).flat()).toHaveLength(agents.length);
  });
});

describe("the facts of an agent in one line", () => {
  const base: AgentResult = { state: "equal", id: "001", request: "id:001", differences: [], removes: [] };
  it.each<[Partial<AgentResult>, string]>([
    [{}, ""],
    [{ why: "no answer" }, "no answer"],
    [{ refused: "9012: Duplicate ID" }, "the manager refuses it now, 9012: Duplicate ID"],
    [{ removes: ["002 db", "003 mail"] }, "the manager would also remove 002 db, 003 mail"],
    [
      {
        differences: [
          { what: "id", file: "001", answer: "002" },
          { what: "key", file: "aa", answer: "bb" },
          { what: "name", file: "web", answer: "db" },
          { what: "address", file: "any", answer: "10.0.0.1" },
        ],
        why: "because",
        refused: "9008: Duplicate name",
        removes: ["002 db"],
      },
      "id: 001 → 002; key: fingerprint aa → bb; name: web → db; address: any → 10.0.0.1; because; the manager refuses it now, 9008: Duplicate name; the manager would also remove 002 db",
    ],
  ])("%j", (more, text) => {
    expect(agentFacts({ ...base, ...more })).toBe(text);
  });

  it("has both fingerprints of a key", () => {
    expect(agentFacts(compared(0, answer({ ...same, key: OTHER })).result)).toBe(
      `key: fingerprint ${keyFingerprint(KEY)} → ${keyFingerprint(OTHER)}`,
    );
  });
});

describe("what the manager would do with an answer", () => {
  it("is refused as long as another agent protects itself", () => {
    const off = { ...settings, force: { ...settings.force, enabled: false } };
    const { result } = compared(3, answer({ id: "009", name: "db-01", ip: "any", key: KEY }), { of: off });
    expect(result).toMatchObject({
      state: "would-not-register",
      why: "refused 9008: Duplicate name",
      removes: [],
    });
  });

  it("is decided by all agents where their number is limited", () => {
    const old = releaseFor("3.8");
    if (old?.agentLimit === undefined) throw new Error("3.8 has a limit");
    const file = (agents: number) =>
      Array.from({ length: agents }, (_, at) => `${10_000 + at} web-${at} any k\n`).join("");
    const store = (agents: number) => {
      const { store: known } = readKeyFile(file(agents), { release: old, passEmpty: true, limited: false });
      return new AffectedAgents(known).storeFor("009", "new", "any", old).entries.length;
    };
    expect(store(old.agentLimit)).toBe(old.agentLimit);
    expect(store(old.agentLimit - 1)).toBeLessThan(6);
  });

  it("finds another agent by the address in the manager's own form", () => {
    const file = `${Array.from({ length: 9 }, (_, at) => `01${at} web-${at} any k\n`).join("")}`;
    const known = `001 old 2001:0DB8:0000:0000:0000:0000:0000:0001 ${KEY}\n${file}`;
    const { result } = compared(10, answer({ id: "099", name: "new", ip: "2001:db8::1", key: KEY }), {
      roll: rollOf(known, ["099"]),
    });
    expect(result).toMatchObject({ state: "missing", removes: ["001 old"] });
  });
});

describe("the counts of a run", () => {
  const result = (state: ReconcileState): AgentResult => ({
    state,
    id: "001",
    request: "id:001",
    differences: [],
    removes: [],
  });

  it("has every state, and what was not asked", () => {
    const tally = new Tally(20);
    expect(tally.totals()).toEqual({
      "other-key": 0,
      "other-name": 0,
      "other-address": 0,
      "other-agent": 0,
      missing: 0,
      unknown: 0,
      ambiguous: 0,
      "would-not-register": 0,
      "no-answer": 0,
      equal: 0,
      agents: 20,
      notAsked: 20,
    });
    for (const [place, state] of stateNames.entries()) tally.add(place, result(state));
    tally.addEqual(15);
    expect(tally.totals()).toMatchObject({ equal: 2, "other-key": 1, agents: 20, notAsked: 9 });
    expect([tally.asked, tally.unchecked, tally.drifted]).toEqual([11, 1, 8]);
  });

  it("keeps the first result for each place, in the order of the places", () => {
    const tally = new Tally(17);
    for (const place of [16, 3, 8]) tally.add(place, result("unknown"));
    tally.add(3, result("missing"));
    tally.addEqual(8);
    tally.addEqual(0);
    tally.add(0, result("missing"));
    expect(tally.others().map(({ place }) => place)).toEqual([3, 8, 16]);
    expect(tally.totals()).toMatchObject({ unknown: 3, missing: 0, equal: 1, notAsked: 13 });
    expect([0, 1, 3, 7, 8, 9, 16].map((place) => tally.has(place))).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
      true,
    ]);
  });

  it.each<[ReconcileState, "fine" | "drift" | "unchecked", string]>([
    ["other-key", "drift", "other key"],
    ["other-name", "drift", "other name"],
    ["other-address", "drift", "other address"],
    ["other-agent", "drift", "other agent"],
    ["missing", "drift", "only in the database"],
    ["unknown", "drift", "unknown to the database"],
    ["ambiguous", "drift", "ambiguous"],
    ["would-not-register", "drift", "would not register"],
    ["no-answer", "unchecked", "no answer"],
    ["equal", "fine", "equal"],
  ])("%s is %s: %s", (state, kind, title) => {
    expect(states[state].result).toBe(kind);
    const text = stateText(state);
    expect(text.title).toBe(title);
    expect(text.meaning).toMatch(/^[A-Zc].*\.$/);
  });
});

describe("the pace of a run", () => {
  it("does not count what an earlier run did", () => {
    expect(paceOf(30, 100, 10, 4000)).toEqual({ done: 30, total: 100, perSecond: 5, secondsLeft: 14 });
    expect(paceOf(10, 100, 10, 4000)).toEqual({ done: 10, total: 100, perSecond: 0, secondsLeft: undefined });
    expect(paceOf(30, 100, 10, 0)).toEqual({ done: 30, total: 100, perSecond: 0, secondsLeft: undefined });
  });

  it.each([
    [0, "0 s"],
    [0.2, "1 s"],
    [59, "59 s"],
    [59.5, "60 s"],
    [60, "1 min"],
    [61, "2 min"],
    [3540, "59 min"],
    [3541, "1 h 0 min"],
    [3600, "1 h 0 min"],
    [7500, "2 h 5 min"],
  ])("%s seconds are %s", (seconds, text) => {
    expect(timeText(seconds)).toBe(text);
  });
});

describe("the journal of a run", () => {
  const other = { state: "unknown", id: "001", request: "id:001", differences: [], removes: [] } as const;
  const journal = {
    format: "keypoll-reconcile-1",
    subject: "this run",
    agents: 9,
    equal: [[0, 2]],
    others: [{ place: 4, result: other }],
  };
  const read = (text: unknown) =>
    readJournal(typeof text === "string" ? text : JSON.stringify(text), "this run", 9);

  it("has its equal agents as few ranges", () => {
    const tally = new Tally(9);
    for (const place of [0, 1, 2, 4, 8]) tally.addEqual(place);
    tally.add(3, other);
    expect(JSON.parse(journalOf("this run", tally))).toEqual({
      ...journal,
      equal: [
        [0, 3],
        [4, 5],
        [8, 9],
      ],
      others: [{ place: 3, result: other }],
    });
    expect(journalOf("this run", tally).endsWith("}\n")).toBe(true);
  });

  it("is read", () => {
    const reading = read(journal);
    expect(reading.kind === "read" && reading.tally.totals()).toMatchObject({
      equal: 2,
      unknown: 1,
      notAsked: 6,
    });
  });

  it.each([
    ["another format", { ...journal, format: "keypoll-reconcile-2" }],
    ["no format", { ...journal, format: undefined }],
    ["no subject", { ...journal, subject: 7 }],
    ["no number", { ...journal, agents: "9" }],
    ["half an agent", { ...journal, agents: 8.5 }],
    ["no ranges", { ...journal, equal: undefined }],
    ["a range that is none", { ...journal, equal: [7] }],
    ["a range of texts", { ...journal, equal: [["0", "2"]] }],
    ["no others", { ...journal, others: {} }],
    ["another without a place", { ...journal, others: [{ result: other }] }],
    ["another without a result", { ...journal, others: [{ place: 4 }] }],
    ["an unknown state", { ...journal, others: [{ place: 4, result: { ...other, state: "gone" } }] }],
    ["null", "null"],
    ["a number", "7"],
    ["a list", "[]"],
    ["half a text", JSON.stringify(journal).slice(0, 40)],
  ])("is broken: %s", (_what, text) => {
    expect(read(text)).toEqual({ kind: "broken" });
  });

  it.each([
    ["another subject", { ...journal, subject: "x" }],
    ["another number of agents", { ...journal, agents: 8 }],
  ])("is of another run: %s", (_what, text) => {
    expect(read(text)).toEqual({ kind: "other-run" });
  });
});

describe("the agents to ask about", () => {
  it.each([
    ["", []],
    ["\n \n\t\n", []],
    ["#001\n # 002\n003#\n", ["003#"]],
    ["  004\tx\n005", ["004", "005"]],
  ])("are the first words of %j", (text, ids) => {
    expect(idsOf(text)).toEqual(ids);
  });

  it("are asked about by id if nothing else is said", () => {
    const roll = new Roll(readKeyFile(FILE, { release, passEmpty: true }));
    expect([roll.size, roll.at(0)?.request, roll.at(3)]).toEqual([
      3,
      { selector: "id", value: "001" },
      undefined,
    ]);
    expect(new Roll(undefined).size).toBe(0);
    expect(roll.at(1)?.hiddenBy).toBeUndefined();
  });
});

describe("the resulting file", () => {
  const given = (id: string, name: string, more = {}) => ({ id, name, ip: "any", key: OTHER, ...more });
  const seed = (answers: readonly ReturnType<typeof given>[], of = settings) =>
    seedOf(rollOf(FILE).known, answers, of);

  it("leaves nothing of a replaced record, and does not change the agents it was made from", () => {
    const { known } = rollOf(FILE);
    expect(seedOf(known, [given("002", "db-01")], settings)?.text).toBe(
      `001 web-01 10.0.0.1 ${KEY}\n003 mail 192.168.0.0/24 ${KEY}\n002 db-01 any ${OTHER}\n`,
    );
    expect(known.write()).toBe(FILE);
  });

  it("does not exist if it would not be read as it was written", () => {
    expect(seed([given("009", "new\n010 x any k")])).toBeUndefined();
    expect(seed([given("009", "new\n010 x Any k")])).toBeUndefined();
    expect(seed([given("009", "#")])).toBeUndefined();
    expect(seed([given("#09", "new")])).toBeUndefined();
  });

  it("protects by age what was registered during the run, in a release that counts it", () => {
    const old = releaseFor("3.13");
    if (old === undefined) throw new Error("3.13");
    const manager = { ...defaultSettings(old), forceInsert: true, ageOf: () => 3600 };
    const twice = seed([given("002", "db-01"), given("009", "db-01")], manager);
    expect(twice).toMatchObject({ agents: 3, changed: 1, refused: 1 });
  });
});
