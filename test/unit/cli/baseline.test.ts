/** A baseline lists known findings, so that only new ones count. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Baseline, readBaseline, withoutKnown } from "../../../cli/lint/baseline.ts";
import type { FileFinding, FileResult } from "../../../cli/report/report.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const folder = temporaryFolder();
const file = join(folder, "known.json");

const finding = (severity: FileFinding["severity"], text: string, line: number): FileFinding => ({
  rule: "blank-line",
  severity,
  message: "",
  line,
  column: 1,
  endColumn: 1,
  related: [],
  excerpt: { text, start: 0, end: 0 },
  fixes: [],
  page: "",
});

describe("a baseline", () => {
  it.each([
    ['{"version":1,"files":{}}', true],
    ['{"files":{"a.keys":{"blank-line:e3b0c44298fc":2},"b.keys":{}}}', true],
    ["{", false],
    ["null", false],
    ["1", false],
    ["{}", false],
    ['{"files":null}', false],
    ['{"files":1}', false],
    ['{"files":{"a":null}}', false],
    ['{"files":{"a":1}}', false],
    ['{"files":{"a":{"x":1},"b":{"x":"1"}}}', false],
    ['{"files":{"b":{"x":1,"y":null}}}', false],
  ])("%s: %s", async (text, isOne) => {
    writeFileSync(file, text);
    expect(await readBaseline(file)).toEqual(
      isOne
        ? { ok: true, value: JSON.parse(text) }
        : {
            ok: false,
            problem: {
              what: `${file} is not a baseline.`,
              advice: "Create one: keypoll lint … --baseline FILE --update-baseline.",
            },
          },
    );
  });

  it("must be there", async () => {
    expect(await readBaseline(join(folder, "nowhere.json"))).toMatchObject({
      ok: false,
      problem: { what: `${join(folder, "nowhere.json")} does not exist.` },
    });
  });

  it("hides each known finding as often as it is known, by the file, the rule and the line's text", () => {
    // The first 12 digits of the SHA-256 of nothing.
    const empty = "blank-line:e3b0c44298fc";
    const known = (files: Baseline["files"]): Baseline => ({ files });
    const result: FileResult = {
      path: join(folder, "sites/a.keys"),
      kind: "key-file",
      agents: 3,
      findings: [
        finding("warning", "", 2),
        finding("warning", "", 4),
        finding("error", "x", 5),
        finding("hint", "y", 6),
        finding("information", "z", 7),
        finding("information", "z", 8),
      ],
      totals: { error: 1, warning: 2, information: 2, hint: 1 },
      ruleTotals: { "blank-line": 6 },
    };
    const left = (baseline: Baseline) => withoutKnown(result, baseline, file);
    const others = [5, 6, 7, 8];
    const lines = (baseline: Baseline) => left(baseline).findings.map(({ line }) => line);
    expect(lines(known({}))).toEqual([2, 4, ...others]);
    expect(lines(known({ "a.keys": { [empty]: 2 } }))).toEqual([2, 4, ...others]);
    expect(lines(known({ "sites/a.keys": { [empty]: 1 } }))).toEqual([4, ...others]);
    const both = known({ "sites/a.keys": { [empty]: 2 } });
    expect(left(both)).toEqual({
      path: result.path,
      kind: "key-file",
      agents: 3,
      findings: result.findings.slice(2),
      totals: { error: 1, warning: 0, information: 2, hint: 1 },
    });
    expect(left(known({})).totals).toEqual(result.totals);
    // Nothing is used up: another run hides the same.
    expect(lines(both)).toEqual(others);
  });
});
