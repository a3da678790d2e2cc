/** The table of a torture test. */

import { describe, expect, it } from "vitest";
import type { TestPlan } from "../../../cli/poll/test-plan.ts";
import { seenText, tortureHead, tortureRow, tortureSummary } from "../../../cli/poll/torture-text.ts";
import type { TortureFacts, TortureReport } from "../../../cli/report/poll-report.ts";
import { describedManager, KeyStore, newestRelease } from "../../../core/manager/index.ts";
import { bold, coloured, dim, green, lookOf, pipe, red, yellow } from "./looks.ts";

const HELD: TortureFacts = {
  name: "quotes",
  verdict: "held",
  asked: ["id:'"],
  expected: "no key",
  seen: [
    { what: "error answer 4", times: 2 },
    { what: "timed out", times: 1 },
  ],
  why: "Anyone can send it.",
  durationMs: 5,
};
const BROKEN: TortureFacts = { ...HELD, verdict: "broken", message: "It gave a\tkey." };
const UNCHECKED: TortureFacts = { ...HELD, verdict: "not-checked", seen: [], asked: [], message: "No time." };

function plan(target: Partial<TestPlan["target"]>, config?: TestPlan["config"]): TestPlan {
  return {
    asked: [
      { text: "id:\t", datagram: "id:\t", request: undefined },
      { text: "id:2", datagram: "id:2", request: undefined },
    ],
    target: {
      execPath: "./poll.sh --password=S3cretS3cret",
      socketPath: undefined,
      release: newestRelease,
      timeoutSeconds: 60,
      profile: "manager",
      standInDirectory: "/",
      ...target,
    },
    settings: describedManager({ release: newestRelease, hostName: "m", node: "master" }),
    known: new KeyStore(),
    jobs: 1,
    repeat: 1,
    config,
    remarks: [],
  };
}

const pad = (...cells: readonly string[]): string =>
  cells.map((cell, at) => (at === cells.length - 1 ? cell : cell.padEnd(at === 0 ? 25 : 40))).join("  ");

describe("the table", () => {
  it("begins with what is tortured", () => {
    expect(tortureHead(plan({}), pipe)).toEqual([
      "Torture of ./poll.sh --password=••••••••, which should succeed for id:␉, id:2",
      "",
      pad("  case", "asked", "expected", "seen"),
    ]);
    expect(tortureHead(plan({ socketPath: "/run/a\tb" }), coloured)).toEqual([
      bold("Torture of the daemon at /run/a␉b, which should succeed for id:␉, id:2"),
      "",
      dim(pad("  case", "asked", "expected", "seen")),
    ]);
    expect(tortureHead(plan({ execPath: undefined, socketPath: "/x" }), lookOf(40))).toHaveLength(4);
    const config = {
      path: "ossec.conf",
      polls: true,
      settings: [],
      findings: [],
      totals: { error: 0, warning: 0, information: 0, hint: 0 },
    };
    expect(tortureHead(plan({}, config), pipe).slice(0, 2)).toEqual(["Settings from ossec.conf", ""]);
  });

  it("has a row for each case", () => {
    const seen = "2 × error answer 4, 1 × timed out";
    expect(tortureRow(HELD, pipe)).toEqual([pad("✔ quotes", "id:'", "no key", seen)]);
    expect(tortureRow(BROKEN, pipe)).toEqual([pad("✘ quotes", "id:'", "no key", `${seen}. It gave a␉key.`)]);
    expect(tortureRow(UNCHECKED, pipe)).toEqual([pad("○ quotes", "nothing", "no key", "No time.")]);
    expect(tortureRow(HELD, coloured)[0]).toBe(
      green("✔ quotes".padEnd(25)) + pad("", "id:'", "no key", seen).slice(25),
    );
    expect(tortureRow(BROKEN, coloured)[0]).toBe(
      red(pad("✘ quotes", "id:'", "no key", `${seen}. It gave a␉key.`)),
    );
    expect(tortureRow(UNCHECKED, coloured)[0]).toMatch(/^\x1b\[33m○ quotes/);
    expect(seenText({ ...HELD, seen: [] })).toBe("");
  });

  it("names four requests, each in part", () => {
    const row = (asked: readonly string[]): string => tortureRow({ ...HELD, asked }, pipe)[0] ?? "";
    const long = "x".repeat(24);
    expect(row([long, `${long}y`])).toContain(`  ${long} · ${"x".repeat(23)}…  no key`);
    expect(row(["1", "2", "3", "4"])).toContain("  1 · 2 · 3 · 4  ");
    expect(row(["1", "2", "3", "4", "5", "6"])).toContain("  1 · 2 · 3 · 4 · 2 more  ");
  });

  it("wraps its cells beside each other", () => {
    // 76 columns: 25 for the name, and 15 for each cell after a gap of 2.
    expect(tortureRow({ ...HELD, asked: ["one two three four"] }, lookOf(76))).toEqual(
      [
        "✔ quotes                   one two three    no key           2 × error",
        "                           four                              answer 4, 1 ×",
        "                                                             timed out",
      ].map((line) => line.trimEnd()),
    );
    expect(tortureRow(BROKEN, lookOf(76, true)).every((line) => line.startsWith("\x1b[31m"))).toBe(true);
    const narrow = tortureRow({ ...HELD, seen: [], expected: "nothing at all" }, lookOf(20));
    expect(narrow).toEqual([
      "✔ quotes                   id:'      nothing",
      "                                     at all",
    ]);
    expect(tortureRow({ ...HELD, asked: ["日本"], expected: "y", seen: [] }, pipe)).toEqual([
      `${"✔ quotes".padEnd(27)}日本${" ".repeat(38)}y`,
    ]);
  });
});

const report = (cases: readonly TortureFacts[], more: Partial<TortureReport> = {}): TortureReport => ({
  tool: { name: "keypoll", version: "1" },
  command: "test-torture",
  release: "4.14",
  ok: true,
  cases,
  notRun: [],
  cancelled: false,
  totals: { cases: cases.length, held: 0, broken: 0, notChecked: 0 },
  ...more,
});

describe("after the table", () => {
  it("are the totals", () => {
    expect(tortureSummary(report([HELD, HELD]), pipe, false)).toEqual([
      "",
      "2 cases (Wazuh 4.14): 2 passed.",
    ]);
    expect(tortureSummary(report([HELD]), coloured, false)).toEqual([
      "",
      green("1 case (Wazuh 4.14): 1 passed."),
    ]);
    expect(tortureSummary(report([HELD]), lookOf(20), false)).toHaveLength(3);
  });

  it("is first why a case matters that failed or was not checked", () => {
    const cases = [HELD, BROKEN, UNCHECKED];
    expect(tortureSummary(report(cases, { ok: false }), pipe, false)).toEqual([
      "",
      "✘ quotes failed",
      "  seen         It gave a␉key.",
      "  expected     no key",
      "  why          Anyone can send it.",
      "  again        --torture --case quotes",
      "",
      "○ quotes not checked",
      "  seen         No time.",
      "  expected     no key",
      "  why          Anyone can send it.",
      "",
      "3 cases (Wazuh 4.14): 1 passed, 1 failed, 1 not checked.",
    ]);
    const painted = tortureSummary(report(cases, { ok: false }), coloured, false);
    expect([painted[1], painted[7], painted[12]]).toEqual([
      red(bold("✘ quotes failed")),
      yellow(bold("○ quotes not checked")),
      red("3 cases (Wazuh 4.14): 1 passed, 1 failed, 1 not checked."),
    ]);
  });

  it("are what was not run, the daemon, and the differences from the manager", () => {
    const made = report([HELD], {
      cancelled: true,
      notRun: ["quotes", "spaces"],
      script: {
        execPath: "x",
        profile: "manager",
        timeoutSeconds: 1,
        workingDirectory: "/",
        notes: [{ code: "user", text: "It runs as you." }],
      },
      socket: {
        path: "/x",
        notes: [],
        daemon: { command: "daemon", errorOutput: { bytes: 0, before: 0, behind: 0, lines: [] } },
      },
    });
    expect(tortureSummary(made, pipe, false).slice(2)).toEqual([
      "Cancelled: the script and everything that it had started were ended.",
      "No longer run: quotes, spaces.",
      "Differs from the manager: the user. --verbose says how.",
    ]);
    expect(tortureSummary(made, pipe, true).slice(4)).toEqual([
      "The daemon daemon was ended after the test.",
      "• It runs as you.",
    ]);
    expect(tortureSummary(made, lookOf(30), false).length).toBeGreaterThan(7);
  });
});
