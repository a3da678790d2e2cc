/** The totals of checked files, whether they are fine, and the exit code. */

import { describe, expect, it } from "vitest";
import { ExitCode } from "../../../cli/exit-code.ts";
import { exitCodeOf, type LintReportParts, lintReport } from "../../../cli/lint/lint-report.ts";
import { withoutSmallThings } from "../../../cli/lint/quiet.ts";
import type { FileFinding, FileResult } from "../../../cli/report/report.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import { releaseFor } from "../../../core/manager/index.ts";

const NONE = { error: 0, warning: 0, information: 0, hint: 0 };
const FINDING: FileFinding = {
  rule: "blank-line",
  severity: "warning",
  message: "The line is blank.",
  line: 1,
  column: 1,
  endColumn: 1,
  related: [],
  excerpt: { text: "", start: 0, end: 0 },
  fixes: [],
  page: "",
};

const file = (more: Partial<FileResult> = {}): FileResult => ({
  path: "client.keys",
  kind: "key-file",
  agents: 1,
  findings: [],
  totals: NONE,
  ...more,
});

const release = (version: string) => {
  const row = releaseFor(version);
  if (row === undefined) throw new Error(version);
  return row;
};

const report = (files: readonly FileResult[], more: Partial<LintReportParts> = {}) =>
  lintReport({ settings: defaultLintSettings, files, notChecked: [], fixed: 0, maxWarnings: 0, ...more });

const unread = [{ path: "x", message: "It does not exist." }];

it("sums up what all files have", () => {
  const fixes = [
    { title: "Decide", safe: false },
    { title: "Remove it", safe: true },
  ];
  const findings = [{ ...FINDING, fixes }, FINDING, { ...FINDING, fixes: fixes.slice(0, 1) }];
  const files = [
    file({ findings, totals: { error: 1, warning: 20, information: 300, hint: 4000 } }),
    file({ findings: [{ ...FINDING, fixes }], totals: { error: 2, warning: 3, information: 4, hint: 5 } }),
    file({ kind: "suite" }),
    file({ kind: "poll-script" }),
    file({ kind: "poll-script" }),
  ];
  const made = report(files, { passedOver: 7, fixed: 9, notChecked: unread });
  expect(made).toEqual({
    tool: expect.objectContaining({ name: "keypoll" }),
    command: "lint",
    release: "4.14",
    ok: false,
    files,
    notChecked: unread,
    totals: {
      files: 5,
      filesWithFindings: 2,
      kinds: { "key-file": 2, "poll-script": 2, suite: 1 },
      error: 3,
      warning: 23,
      information: 304,
      hint: 4005,
      fixable: 2,
      passedOver: 7,
      fixed: 9,
    },
  });
  expect(Object.keys(made.totals.kinds)).toEqual(["key-file", "poll-script", "suite"]);
});

describe("the result and the exit code", () => {
  const warnings = (warning: number): FileResult => file({ totals: { ...NONE, warning } });
  const error = { ...NONE, error: 1 };
  it.each([
    ["a clean file", [file()], {}, true, ExitCode.fine],
    ["hints", [file({ totals: { ...NONE, information: 3, hint: 2 } })], {}, true, ExitCode.fine],
    ["a warning", [warnings(1)], {}, false, ExitCode.findings],
    ["allowed warnings", [warnings(2)], { maxWarnings: 2 }, true, ExitCode.fine],
    ["more warnings than allowed", [warnings(2), warnings(1)], { maxWarnings: 2 }, false, ExitCode.findings],
    ["an error", [file({ totals: error })], { maxWarnings: 9 }, false, ExitCode.findings],
    ["an invalid suite", [file({ kind: "suite", totals: error })], {}, false, ExitCode.couldNotRun],
    [
      "a suite with a warning",
      [file({ kind: "suite", totals: { ...NONE, warning: 1 } })],
      {},
      false,
      ExitCode.findings,
    ],
    [
      "an invalid file beside a suite",
      [file({ totals: error }), file({ kind: "suite" })],
      {},
      false,
      ExitCode.findings,
    ],
    ["a file that was not checked", [file()], { notChecked: unread }, false, ExitCode.couldNotRun],
    ["nothing", [], {}, false, ExitCode.couldNotRun],
    ["nothing, as it may be", [], { ignoreUnknown: true }, true, ExitCode.fine],
    ["an unread file only", [], { ignoreUnknown: true, notChecked: unread }, false, ExitCode.couldNotRun],
  ] as const)("%s", (_what, files, more, ok, code) => {
    const made = report(files, more);
    expect([made.ok, exitCodeOf(made)]).toEqual([ok, code]);
  });

  it("has nothing that was ignored unless there was", () => {
    expect(report([file()]).totals.passedOver).toBe(0);
  });
});

describe("what 5.x does not use", () => {
  const four = release("4.14");
  const five = release("5.0");
  const script = file({ kind: "poll-script" });
  const said = (files: readonly FileResult[], settings: LintReportParts["settings"]) =>
    report(files, { settings }).runsNoMore;

  it("is said once, on 5.x or before an upgrade to it", () => {
    const files = [script, file({ kind: "suite" }), script, file()];
    const text =
      /^Wazuh 5\.0 has no key polling: no daemon calls the checked files \(2 poll scripts, 1 suite\)\. /;
    expect(said(files, { release: five, upgradeTo: undefined })).toMatch(text);
    expect(said(files, { release: four, upgradeTo: five })).toMatch(text);
    expect(said([script], { release: five, upgradeTo: undefined })).toContain(" (1 poll script). ");
  });

  it("is not said of other files, nor of other releases", () => {
    expect(report([file()], { settings: { release: five, upgradeTo: undefined } })).not.toHaveProperty(
      "runsNoMore",
    );
    expect(report([script], { settings: { release: four, upgradeTo: release("4.9") } })).not.toHaveProperty(
      "runsNoMore",
    );
  });
});

it("--quiet leaves what makes the check fail", () => {
  const findings = (["error", "warning", "information", "hint"] as const).map((severity) => ({
    ...FINDING,
    severity,
  }));
  const totals = { error: 1, warning: 1, information: 1, hint: 1 };
  expect(withoutSmallThings(file({ findings, totals, ruleTotals: { "blank-line": 4 } }))).toEqual(
    file({ findings: findings.slice(0, 2), totals: { error: 1, warning: 1, information: 0, hint: 0 } }),
  );
});
