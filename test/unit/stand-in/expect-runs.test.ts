/** What a sample of a registration script expects, compared with its runs. */

import { describe, expect, it } from "vitest";
import type { RegistrationExpectation } from "../../../core/suite/index.ts";
import type { ScriptFinding } from "../../../stand-in/script-findings.ts";
import type { ScriptRun } from "../../../stand-in/script-run.ts";
import {
  expectRuns,
  problemRules,
  saidIn,
  runOf as titled,
  whatItDid,
} from "../../../stand-in/suite/expect-runs.ts";
import { answered, DB, logged, runOf, secondOf, WEB } from "./runs.ts";

const KEY = "0123456789abcdef".repeat(4);
const text = (wanted: string) => ({ kind: "text", text: wanted }) as const;
const pattern = (wanted: RegExp) => ({ kind: "pattern", pattern: wanted }) as const;

const found = (rule: ScriptFinding["rule"], severity: ScriptFinding["severity"]): ScriptFinding => ({
  rule,
  severity,
  message: "",
  advice: "",
});

const compared = (
  expectation: RegistrationExpectation,
  runs: readonly ScriptRun[] = [runOf(), secondOf()],
  findings: readonly ScriptFinding[] = [],
) => expectRuns({ runs, findings, cancelled: false }, expectation);

const no: readonly ScriptRun[] = [runOf({ added: [], exitCode: 2 })];

describe("an expectation", () => {
  it.each<[title: string, expectation: RegistrationExpectation, runs: readonly ScriptRun[] | undefined]>([
    ["of nothing", {}, undefined],
    ["of any agent", { registered: {} }, undefined],
    ["of an agent", { registered: { id: text("001"), name: pattern(/^web-/), ip: text("any") } }, undefined],
    ["of no agent", { registered: false }, no],
    ["of replaced agents", { replaces: [text("001"), text("002")] }, [runOf({ removed: [DB, WEB] })]],
    ["of no replaced agent", { replaces: [] }, undefined],
    [
      "of a line",
      { message: text("Received request") },
      [runOf({ log: [logged("x"), logged("Received request")] })],
    ],
    [
      "of an answer",
      { message: pattern(/^201 /) },
      [runOf({ exchanges: [answered(undefined), answered("201 {}")] })],
    ],
    ["of an exit code", { exitCode: 2 }, no],
    ["of a second run", { secondRun: "unchanged" }, undefined],
    ["of no findings", { findings: [] }, undefined],
  ])("%s is met", (_title, expectation, runs) => {
    expect(compared(expectation, runs)).toMatchObject({ matched: true, differences: [] });
  });

  it.each<
    [
      expectation: RegistrationExpectation,
      runs: readonly ScriptRun[] | undefined,
      differences: readonly string[],
    ]
  >([
    [{ registered: {} }, no, ["client.keys: registered ≠ not registered"]],
    [{ registered: {} }, [], ["client.keys: registered ≠ not registered"]],
    [{ registered: false }, undefined, ["client.keys: not registered ≠ registered"]],
    [{ registered: {} }, [runOf({ added: [WEB, DB] })], ["client.keys: registered ≠ 2 agents registered"]],
    [{ registered: { id: text("009") } }, no, ["client.keys: registered ≠ not registered"]],
    [
      { registered: { id: text("009"), name: pattern(/^db/), ip: text("any") } },
      undefined,
      ["id: 009 ≠ 001", "name: /^db/ ≠ web-01"],
    ],
    [{ replaces: [text("002")] }, undefined, ["replaces: 002 ≠ none"]],
    [{ replaces: [] }, [], []],
    [{ message: text("a") }, undefined, ["message: a ≠ nothing"]],
    [
      { message: text(KEY) },
      [runOf({ log: [logged("b"), logged("c")], exchanges: [answered("d")] })],
      ["message: •••••••• ≠ b ⏎ c ⏎ d"],
    ],
    [{ exitCode: 0 }, no, ["exit code: 0 ≠ 2"]],
    [
      { exitCode: 0 },
      [runOf({ exitCode: undefined, end: "ended by SIGTERM" })],
      ["exit code: 0 ≠ ended by SIGTERM"],
    ],
    [{ secondRun: "replaced" }, undefined, ["second run: replaced ≠ unchanged"]],
    [{ secondRun: "unchanged" }, [runOf()], ["second run: unchanged ≠ not made"]],
  ])("%j is not met", (expectation, runs, differences) => {
    const comparison = compared(expectation, runs);
    expect(
      comparison.differences.map(({ what, expected, actual }) => `${what}: ${expected} ≠ ${actual}`),
    ).toEqual(differences);
    expect(comparison.matched).toBe(differences.length === 0);
  });
});

describe("a whole expectation", () => {
  it("of findings names the rules with an error or a warning, sorted, each once", () => {
    const findings = [
      found("registered-twice", "warning"),
      found("key-printed", "warning"),
      found("key-printed", "warning"),
      found("agent-not-registered", "error"),
      found("agent-replaced", "information"),
    ];
    expect(problemRules(findings)).toEqual([
      "registered-twice",
      "key-printed",
      "key-printed",
      "agent-not-registered",
    ]);
    const all = { findings: ["agent-not-registered", "registered-twice", "key-printed"] } as const;
    expect(compared(all, undefined, findings).matched).toBe(true);
    expect(compared({ findings: ["key-printed"] }, undefined, findings).differences).toEqual([
      {
        what: "findings",
        expected: "key-printed",
        actual: "agent-not-registered, key-printed, registered-twice",
      },
    ]);
    expect(compared({ findings: ["key-printed"] }).differences[0]?.actual).toBe("none");
  });

  it("shows all that was compared, whether or not it is met", () => {
    const all = { registered: { id: text("001") }, exitCode: 1, secondRun: "unchanged" } as const;
    expect(compared(all)).toMatchObject({
      expected: "client.keys: registered\nid: 001\nexit code: 1\nsecond run: unchanged",
      actual: "client.keys: registered\nid: 001\nexit code: 0\nsecond run: unchanged",
    });
  });
});

describe("a second run", () => {
  it.each<[what: string, run: ScriptRun | undefined]>([
    ["not made", undefined],
    ["not made", secondOf({ obstacle: "no" })],
    ["unchanged", secondOf()],
    ["removed", secondOf({ removed: [WEB] })],
    ["added", secondOf({ added: [DB] })],
    ["replaced", secondOf({ added: [DB], removed: [WEB] })],
  ])("%s", (what, run) => {
    expect(whatItDid(run)).toBe(what);
  });
});

it("runs are found by their titles, and what the manager said is its log, then its answers", () => {
  const [first, second] = [
    runOf({ log: [logged("a")], exchanges: [answered("b"), answered(undefined)] }),
    secondOf(),
  ];
  expect(titled([second, first], "first run")).toBe(first);
  expect(titled([first], "second run")).toBeUndefined();
  expect(saidIn(first)).toEqual(["a", "b"]);
  expect(saidIn(undefined)).toEqual([]);
});
