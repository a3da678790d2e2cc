/** What `keypoll test SUITE` says: its samples, its summary, and the coverage of the script. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { PollResult } from "../../../cli/report/poll-report.ts";
import {
  type CoverageReport,
  coverageBlock,
  coverageReport,
  putLcov,
} from "../../../cli/suite/coverage-report.ts";
import {
  type SampleReport,
  type SuiteReport,
  suiteExitCode,
  suiteReport,
} from "../../../cli/suite/suite-report.ts";
import { sampleBlock, suiteSummary } from "../../../cli/suite/suite-text.ts";
import { newestRelease } from "../../../core/manager/index.ts";
import type { SuiteCoverage } from "../../../core/poll/index.ts";
import type { ScriptRun } from "../../../stand-in/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { coloured, colouredLines, KeptTerminal, pipe } from "./looks.ts";
import { sampleReport } from "./sample-report.ts";

const poll: PollResult = {
  request: "id:001",
  state: "failed",
  title: "no answer",
  consequence: "Nothing is added.",
  advice: "Print an answer.",
  landing: undefined,
  removed: [],
  log: [],
  findings: [],
  next: [],
};
const frame = { suite: "a.keypoll.json", first: undefined };
const brief = { ...pipe, verbose: false };
const verbose = { ...pipe, verbose: true };
const blockOf = (more: Partial<SampleReport>, look = brief, first?: PollResult): string =>
  sampleBlock(sampleReport(more), { ...frame, first }, look).join("\n");

const differences = [
  { what: "name", expected: "web\t1", actual: "db" },
  { what: "ip", expected: "any", actual: "10.0.0.1" },
];
const run: ScriptRun = {
  title: "first run",
  end: "exit code 0",
  exitCode: 0,
  output: "",
  durationMs: 3.4,
  exchanges: [],
  tools: [],
  log: [],
  added: [],
  removed: [],
  printsKey: false,
  obstacle: undefined,
};
const finding = {
  rule: "key-printed",
  severity: "warning",
  message: "It prints.",
  advice: "Do not.",
} as const;
const registration = { runs: [run], findings: [finding] };
const RUN = `First run  exit code 0 · 3 ms
  client.keys  no agent added

warning: It prints. [key-printed]
  → Do not.
`;

describe("a sample", () => {
  it("that passed is one line, unless all is to be said", () => {
    expect(blockOf({ tags: ["hit", "a\tb"] })).toBe("✔ passed     id:001 · registered · 7 ms · hit, a␉b");
    expect(blockOf({ poll })).toBe("✔ passed     id:001 · registered · 7 ms");
    expect(blockOf({ registration })).toBe("✔ passed     id:001 · registered · 7 ms");
    expect(blockOf({}, verbose)).toBe("✔ passed     id:001 · registered · 7 ms");
    expect(blockOf({ poll }, verbose)).toBe(`✔ passed     id:001 · registered · 7 ms
  Nothing is added.
  ossec.log    nothing
  what to do   Print an answer.
`);
    expect(blockOf({ registration }, verbose)).toBe(`✔ passed     id:001 · registered · 7 ms\n${RUN}`);
  });

  it("that was cancelled is one line without a time", () => {
    expect(blockOf({ state: "cancelled", tags: ["hit"], poll }, verbose)).toBe(
      "○ cancelled  id:001 · registered · hit",
    );
  });

  it("that failed has its note, what differs, and its place", () => {
    expect(
      blockOf({ state: "failed", differences, note: "A note\tof it." }),
    ).toBe(`✘ failed     id:001 · registered · 7 ms
  note         A note␉of it.
  name         expected web␉1
               but got  db
  ip           expected any
               but got  10.0.0.1
a.keypoll.json:4:5: error: id:001: name should be web␉1, but is db; ip should be any, but is 10.0.0.1 [failed]
`);
  });

  it("that failed has its verdict, or the first one like it", () => {
    const whole = blockOf({ state: "failed", differences, poll });
    expect(whole).toContain("Nothing is added.");
    expect(whole).not.toMatch(/✘.*no answer/);
    const like = blockOf({ state: "failed", differences, poll }, brief, { ...poll, request: "id:000" });
    expect(like).toMatch(/\n {2}[^\n]*id:000[^\n]*\na\.keypoll\.json:4:5: error: /);
    expect(like).not.toContain("Nothing is added.");
  });

  it("of a registration script has its runs", () => {
    expect(blockOf({ state: "failed", differences: differences.slice(1), registration })).toBe(
      `✘ failed     id:001 · registered · 7 ms
  ip           expected any
               but got  10.0.0.1
${RUN}
a.keypoll.json:4:5: error: id:001: ip should be any, but is 10.0.0.1 [failed]
`,
    );
    const none = blockOf({ state: "failed", registration: { runs: [run], findings: [] } });
    expect(none).toContain("  client.keys  no agent added\n\na.keypoll.json");
  });

  it("that could not be made has only the reason", () => {
    expect(blockOf({ state: "errored", obstacle: "No\tscript.", poll, registration })).toBe(
      `! errored    id:001 · registered · 7 ms
  not run      No␉script.
a.keypoll.json:4:5: error: id:001: No␉script. [errored]
`,
    );
  });

  it("has colours", () => {
    const headOf = (state: SampleReport["state"]) =>
      sampleBlock(sampleReport({ state }), frame, { ...coloured, verbose: false })[0];
    const start = (code: number) => new RegExp(`^\u001b\\[${code}m`);
    expect(headOf("passed")).toMatch(start(32));
    expect(headOf("failed")).toMatch(start(31));
    expect(headOf("errored")).toMatch(start(35));
    expect(headOf("cancelled")).toMatch(start(2));
    const lines = sampleBlock(sampleReport({ state: "failed", differences }), frame, {
      ...coloured,
      verbose: false,
    });
    expect(lines.filter((line) => line.includes("\u001b[32m"))).toHaveLength(2);
    expect(lines.filter((line) => line.includes("\u001b[31mbut got"))).toHaveLength(2);
  });
});

const reportOf = (
  samples: readonly SampleReport[],
  more: Partial<Parameters<typeof suiteReport>[0]> = {},
): SuiteReport =>
  suiteReport({
    suite: "a.keypoll.json",
    release: newestRelease,
    remarks: [],
    samples,
    cancelled: false,
    coverage: undefined,
    ...more,
  });
const summaryOf = (...given: Parameters<typeof reportOf>): string =>
  suiteSummary(reportOf(...given), brief).join("\n");

describe("the summary of a suite", () => {
  const [passed, failed, errored, cancelled] = (["passed", "failed", "errored", "cancelled"] as const).map(
    (state) => sampleReport({ state }),
  );
  const all = [passed, failed, errored, cancelled].flatMap((each) => each ?? []);

  it("counts the samples by their states, and says why the exit code is not 0", () => {
    expect(
      summaryOf([...all, ...all]),
    ).toBe(`8 samples (Wazuh 4.14): 2 passed, 2 failed, 2 errored, 2 cancelled.
Exit code 2: 2 samples could not be run, 2 samples failed.`);
    expect(summaryOf([sampleReport({ state: "failed" })])).toBe(`1 sample (Wazuh 4.14): 1 failed.
Exit code 1: 1 sample failed.`);
    expect(summaryOf([sampleReport()])).toBe("1 sample (Wazuh 4.14): 1 passed.");
    expect(summaryOf([])).toBe("0 samples (Wazuh 4.14): none.");
    expect(
      summaryOf([sampleReport({ state: "failed" })], { cancelled: true }),
    ).toBe(`1 sample (Wazuh 4.14): 1 failed.
Cancelled: the running scripts and everything that they had started were ended.`);
  });

  it("has colours, and the coverage before it", () => {
    const look = { ...coloured, verbose: false };
    expect(colouredLines(suiteSummary(reportOf([sampleReport()]), look))).toEqual([
      "green: 1 sample (Wazuh 4.14): 1 passed.",
    ]);
    expect(colouredLines(suiteSummary(reportOf([sampleReport({ state: "failed" })]), look))).toEqual([
      "red: 1 sample (Wazuh 4.14): 1 failed.",
      "red: Exit code 1: 1 sample failed.",
    ]);
    const coverage = { covered: false, reason: "No way." } as const;
    expect(summaryOf([sampleReport()], { coverage })).toBe(
      "  not covered  No way.\n1 sample (Wazuh 4.14): 1 passed.",
    );
  });

  it.each([
    [["passed"], false, true, 0],
    [["passed", "failed"], false, false, 1],
    [["failed", "errored"], false, false, 2],
    [["passed"], true, false, 130],
    [["errored"], true, false, 130],
  ] as const)("of %j, cancelled: %s", (states, isCancelled, ok, code) => {
    const report = reportOf(
      states.map((state) => sampleReport({ state })),
      { cancelled: isCancelled },
    );
    expect([report.ok, suiteExitCode(report)]).toEqual([ok, code]);
    expect(report).not.toHaveProperty("coverage");
  });

  it("is the end of a report", () => {
    expect(reportOf(all, { remarks: ["A remark."] })).toMatchObject({
      command: "test-suite",
      release: "4.14",
      suite: "a.keypoll.json",
      remarks: ["A remark."],
      samples: all,
      cancelled: false,
      totals: { samples: 4, passed: 1, failed: 1, errored: 1, cancelled: 1 },
    });
  });
});

const inside = path.join(process.cwd(), "sub", "a.py");
const outside = path.join(path.dirname(process.cwd()), "b.py");
const covered = {
  kind: "covered",
  files: [
    {
      file: inside,
      lines: [
        { line: 1, ranIn: [0, 2] },
        { line: 2, ranIn: [] },
        { line: 3, ranIn: [] },
        { line: 5, ranIn: [2] },
        { line: 7, ranIn: [] },
      ],
    },
    { file: outside, lines: [{ line: 1, ranIn: [0] }] },
  ],
  silent: [],
  reason: undefined,
} as const satisfies SuiteCoverage;
const nameOf = (at: number): string => `id:${at}`;

describe("coverage", () => {
  it("names files, relative in the current folder, and the lines that did not run", () => {
    expect(coverageReport(covered, nameOf)).toEqual({
      covered: true,
      files: [
        { path: "sub/a.py", lines: 5, ran: 2, notRun: [2, 3, 7] },
        { path: outside, lines: 1, ran: 1, notRun: [] },
      ],
      silent: [],
    });
    expect(coverageReport({ ...covered, files: [], silent: [1, 3], reason: "Why." }, nameOf)).toEqual({
      covered: true,
      files: [],
      silent: ["id:1", "id:3"],
      reason: "Why.",
    });
    expect(coverageReport({ kind: "not-covered", reason: "No." }, nameOf)).toEqual({
      covered: false,
      reason: "No.",
    });
  });

  it("is a block for people", () => {
    const blockFor = (coverage: CoverageReport) => coverageBlock(coverage, pipe).join("\n");
    expect(blockFor(coverageReport(covered, nameOf))).toBe(`  coverage     sub/a.py: 2 of 5 lines ran (40 %)
               no sample ran lines 2-3, 7
               ${outside}: 1 of 1 line ran (100 %)`);
    const files = [{ path: "a.py", lines: 300, ran: 299, notRun: [9] }];
    expect(blockFor({ covered: true, files, silent: ["id:1", "id:2"], reason: "It\tis so." })).toBe(
      `  coverage     a.py: 299 of 300 lines ran (99 %)
               no sample ran line 9
               Without id:1, id:2: It␉is so.`,
    );
    expect(blockFor({ covered: false, reason: "No\tway." })).toBe("  not covered  No␉way.");
  });

  it("has colours", () => {
    const files = [{ path: "a.py", lines: 3, ran: 2, notRun: [9] }];
    const lines = coverageBlock({ covered: true, files, silent: ["id:1"], reason: "Why." }, coloured);
    expect(lines.filter((line) => line.includes("\u001b[33m"))).toHaveLength(2);
    expect(coverageBlock({ covered: false, reason: "No." }, coloured)[0]).toContain("\u001b[33mNo.");
  });

  it("is written as lcov, or not at all", async () => {
    const terminal = new KeptTerminal();
    const file = path.join(temporaryFolder(), "lcov.info");
    expect(await putLcov(file, covered, terminal)).toBe(true);
    expect(readFileSync(file, "utf8")).toBe(`TN:
SF:sub/a.py
DA:1,2
DA:2,0
DA:3,0
DA:5,1
DA:7,0
LF:5
LH:2
end_of_record
TN:
SF:${outside}
DA:1,1
LF:1
LH:1
end_of_record
`);
    expect(await putLcov(file, { kind: "not-covered", reason: "No way." }, terminal)).toBe(false);
    expect(terminal.stderr).toBe(
      `keypoll: ${file} was not written, because no lines were recorded: No way. Leave out --lcov for this suite.\n`,
    );
  });
});
