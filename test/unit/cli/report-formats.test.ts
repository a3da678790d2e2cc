/** The formats for other programs: one outline, written out in each of them. */

import { hostname } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { renderReport } from "../../../cli/report/formats.ts";
import { github } from "../../../cli/report/github.ts";
import { junit } from "../../../cli/report/junit.ts";
import { markdown } from "../../../cli/report/markdown.ts";
import type { Case, Issue, Outline } from "../../../cli/report/outline/outline.ts";
import type { LintReport } from "../../../cli/report/report.ts";
import { sarif } from "../../../cli/report/sarif.ts";
import { tap } from "../../../cli/report/tap.ts";
import { tool } from "../../../cli/report/tool.ts";

const place = { path: "a, b.keys", line: 2, column: 17, endColumn: 21 };

const placeholder: Issue = {
  rule: "placeholder-key",
  severity: "error",
  message: "Not a key: <None>.",
  advice: "Write a key.",
  place,
};
const hint: Issue = { request: "id:001", rule: "double-space", severity: "hint", message: "Two blanks." };
const noted: Issue = {
  rule: "a-kind",
  severity: "information",
  message: "Note.",
  place: { path: "/x/y z.keys" },
};
const warned: Issue = { rule: "unknown-rule", severity: "warning", message: "100%: a,b\r\nc", place };

const each = (more: Partial<Case>): Case => ({
  name: "id:001",
  ok: true,
  broken: false,
  issues: [],
  output: [],
  ...more,
});

const failed = each({
  name: "id:<9>",
  ok: false,
  durationMs: 1250,
  issues: [hint, placeholder],
  output: ['Said "no".', "More."],
});
const broken = each({ name: "", ok: false, broken: true, durationMs: 250, issues: [warned] });
const fine = each({ name: "a #\\|b", issues: [noted], output: ["Fine."] });

const outline: Outline = {
  name: "keypoll test ./a.sh",
  release: "4.14",
  ok: false,
  subject: "request",
  cases: [failed, broken, fine, each({})],
};

describe("JUnit", () => {
  const now = new Date("2026-11-21T10:00:00.999Z");

  it("is a test suite with a case for each request", () => {
    expect(junit(outline, now)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite id="0" name="keypoll test ./a.sh" package="keypoll" timestamp="2026-11-21T10:00:00" hostname="${hostname()}" tests="4" failures="1" errors="1" time="1.500">
    <properties>
      <property name="wazuh" value="4.14"/>
    </properties>
    <testcase name="id:&lt;9&gt;" classname="keypoll test ./a.sh" time="1.250">
      <failure message="Not a key: &lt;None&gt;." type="placeholder-key">hint: Two blanks. [double-space]
a, b.keys:2:17: error: Not a key: &lt;None&gt;. [placeholder-key]
  Write a key.</failure>
    </testcase>
    <testcase name="-" classname="keypoll test ./a.sh" time="0.250">
      <error message="100%: a,b c" type="unknown-rule">a, b.keys:2:17: warning: 100%: a,b\r
c [unknown-rule]</error>
    </testcase>
    <testcase name="a #\\|b" classname="keypoll test ./a.sh" time="0.000"/>
    <testcase name="id:001" classname="keypoll test ./a.sh" time="0.000"/>
    <system-out>id:&lt;9&gt;: Said &quot;no&quot;.
id:&lt;9&gt;: More.
a #\\|b: Fine.</system-out>
    <system-err/>
  </testsuite>
</testsuites>
`);
  });

  it("has no failure without an issue, and only what XML can have", () => {
    const strange = each({ ok: false, name: " a\t & b\u0001 \ud800" });
    expect(junit({ ...outline, cases: [strange] }, now)).toContain(
      '\n    <testcase name="a &amp; b\ufffd \ufffd" classname="keypoll test ./a.sh" time="0.000"/>\n',
    );
    expect(
      junit(
        { ...outline, cases: [each({ output: ["\u0008\u000b\u000c\u000e\u001f\ufffe\uffff|\t\u0020"] })] },
        now,
      ),
    ).toContain(`<system-out>id:001: ${"\ufffd".repeat(7)}|\t </system-out>`);
  });

  it("has the time of now", () => {
    const [, stamp = ""] = / timestamp="([^"]*)"/.exec(junit(outline)) ?? [];
    expect(stamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  });
});

describe("TAP", () => {
  it("is version 14, with what happened and the issues below a point", () => {
    expect(tap(outline)).toBe(`TAP version 14
# keypoll test ./a.sh
1..4
not ok 1 - id:<9>
  ---
  duration_ms: 1250
  output:
    - "Said \\"no\\"."
    - "More."
  issues:
    - {"rule":"double-space","severity":"hint","message":"Two blanks."}
    - {"rule":"placeholder-key","severity":"error","message":"Not a key: <None>.","advice":"Write a key.","path":"a, b.keys","line":2,"column":17,"endColumn":21}
  ...
not ok 2 - 
  ---
  duration_ms: 250
  issues:
    - {"rule":"unknown-rule","severity":"warning","message":"100%: a,b\\r\\nc","path":"a, b.keys","line":2,"column":17,"endColumn":21}
  ...
ok 3 - a \\#\\\\|b
  ---
  output:
    - "Fine."
  issues:
    - {"rule":"a-kind","severity":"information","message":"Note.","path":"/x/y z.keys"}
  ...
ok 4 - id:001
`);
  });

  it("has one line for a name of several", () => {
    expect(tap({ ...outline, name: "a\nb", cases: [each({ name: "c\nd" })] })).toBe(
      "TAP version 14\n# a␊b\n1..1\nok 1 - c␊d\n",
    );
  });
});

describe("GitHub", () => {
  it("has a command for each issue, with its place", () => {
    expect(github(outline)).toBe(`::notice title=keypoll double-space::id:001: Two blanks.
::error file=a%2C b.keys,line=2,col=17,endColumn=20,title=keypoll placeholder-key::Not a key: <None>. Write a key.
::warning file=a%2C b.keys,line=2,col=17,endColumn=20,title=keypoll unknown-rule::100%25: a,b%0D%0Ac
::notice file=/x/y z.keys,title=keypoll a-kind::Note.
`);
  });

  it("ends a place not before it begins, and escapes what separates properties", () => {
    const empty: Issue = { ...hint, place: { path: "a:b%", line: 1, column: 5, endColumn: 5 } };
    const open: Issue = { ...hint, place: { path: "x", endColumn: 0 } };
    expect(github({ ...outline, cases: [each({ issues: [empty, open] })] })).toBe(
      `::notice file=a%3Ab%25,line=1,col=5,endColumn=5,title=keypoll double-space::id:001: Two blanks.
::notice file=x,endColumn=1,title=keypoll double-space::id:001: Two blanks.
`,
    );
    expect(github({ ...outline, cases: [each({})] })).toBe("");
  });
});

describe("SARIF", () => {
  const kinds = new Map([
    ["a-kind", { title: "A kind", page: "https://host/kind.md", severity: "warning" as const }],
  ]);
  const uri = path.join(process.cwd(), "x y.keys");

  it("is a log with one run, its rules and its results", () => {
    const log = sarif({ ...outline, kinds });
    expect(log.endsWith("\n}\n")).toBe(true);
    expect(log.startsWith('{\n  "$schema"')).toBe(true);
    const rulePage = (code: string) => `https://github.com/keypoll/keypoll/blob/main/docs/rules/${code}.md`;
    const location = {
      physicalLocation: {
        artifactLocation: { uri: "a%2C%20b.keys" },
        region: { startLine: 2, startColumn: 17, endColumn: 21 },
      },
    };
    expect(JSON.parse(log)).toEqual({
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: {
            driver: {
              name: "keypoll",
              version: tool.version,
              informationUri: "https://github.com/keypoll/keypoll",
              rules: [
                {
                  id: "a-kind",
                  shortDescription: { text: "A kind" },
                  helpUri: "https://host/kind.md",
                  defaultConfiguration: { level: "warning" },
                },
                {
                  id: "double-space",
                  shortDescription: { text: expect.stringMatching(/./) },
                  helpUri: rulePage("double-space"),
                  defaultConfiguration: { level: "error" },
                },
                {
                  id: "placeholder-key",
                  shortDescription: { text: expect.stringMatching(/./) },
                  helpUri: rulePage("placeholder-key"),
                  defaultConfiguration: { level: expect.stringMatching(/^(error|warning)$/) },
                },
                { id: "unknown-rule" },
              ],
            },
          },
          invocations: [{ executionSuccessful: false }],
          columnKind: "utf16CodeUnits",
          results: [
            { ruleId: "double-space", ruleIndex: 1, level: "note", message: { text: "id:001: Two blanks." } },
            {
              ruleId: "placeholder-key",
              ruleIndex: 2,
              level: "error",
              message: { text: "Not a key: <None>. Write a key." },
              locations: [location],
            },
            {
              ruleId: "unknown-rule",
              ruleIndex: 3,
              level: "warning",
              message: { text: "100%: a,b\r\nc" },
              locations: [location],
            },
            {
              ruleId: "a-kind",
              ruleIndex: 0,
              level: "note",
              message: { text: "Note." },
              locations: [{ physicalLocation: { artifactLocation: { uri: "file:///x/y%20z.keys" } } }],
            },
          ],
        },
      ],
    });
  });

  it("says that all went well if no case is broken, and that files are in folders", () => {
    const issue: Issue = { ...hint, place: { path: path.join("etc", "a b.keys") } };
    const cases = [each({ ok: false, issues: [issue, { ...issue, place: { path: uri } }] })];
    const [{ invocations, results }] = JSON.parse(sarif({ ...outline, cases })).runs;
    expect(invocations).toEqual([{ executionSuccessful: true }]);
    const uris = results.map(
      ({
        locations: [{ physicalLocation }],
      }: {
        locations: [{ physicalLocation: { artifactLocation: { uri: string } } }];
      }) => physicalLocation.artifactLocation.uri,
    );
    expect(uris).toEqual(["etc/a%20b.keys", expect.stringMatching(/^file:\/\/\/.*\/x%20y\.keys$/)]);
  });
});

describe("Markdown", () => {
  it("is a table of requests, with the problems of each, and what happened", () => {
    expect(markdown(outline)).toBe(`## ✘ \`keypoll test ./a.sh\`

Wazuh 4.14

| | request | what happens |
|---|---|---|
| ✘ | \`id:<9>\` | Said "no". |
| ✘ | \`  \` | not asked |
| ✔ | \`a #\\\\|b\` | Fine. |
| ✔ | \`id:001\` | not asked |

### \`id:<9>\`

- **hint** Two blanks. (\`double-space\`)
- **error** line 2, column 17: Not a key: \\<None\\>. (\`placeholder-key\`)<br>→ Write a key.

\`\`\`text
Said "no".
More.
\`\`\`

### \`  \`

- **warning** line 2, column 17: 100%: a,b c (\`unknown-rule\`)

### \`a #\\\\|b\`

- **information** Note. (\`a-kind\`)

\`\`\`text
Fine.
\`\`\`
`);
  });

  it("is a table of files, with the number of findings", () => {
    const cases = [
      each({ name: "a.keys", issues: [hint, placeholder, placeholder], output: ["2 agents"] }),
      each({ name: "b.keys" }),
    ];
    expect(markdown({ ...outline, ok: true, subject: "file", cases })).toBe(`## ✔ \`keypoll test ./a.sh\`

Wazuh 4.14

| | file | findings |
|---|---|---|
| ✔ | \`a.keys\` | 2 × error, 1 × hint |
| ✔ | \`b.keys\` | none |

### \`a.keys\`

- **hint** Two blanks. (\`double-space\`)
- **error** line 2, column 17: Not a key: \\<None\\>. (\`placeholder-key\`)<br>→ Write a key.
- **error** line 2, column 17: Not a key: \\<None\\>. (\`placeholder-key\`)<br>→ Write a key.
`);
  });

  it("is a table of agents, and shows control characters as signs", () => {
    const agents = markdown({ ...outline, subject: "agent", cases: [fine] });
    expect(agents).toContain(
      "\n| | agent | what happens to it |\n|---|---|---|\n| ✔ | `a #\\\\|b` | Fine. |\n",
    );
    expect(agents).not.toContain("```");
    const text = markdown({ ...outline, cases: [each({ issues: [hint], output: ["a\u001bb"] })] });
    expect(text).toContain("```text\na␛b\n```\n");
  });
});

describe("a report", () => {
  const none = { error: 0, warning: 0, information: 0, hint: 0 };
  const report: LintReport = {
    tool,
    command: "lint",
    release: "4.14",
    ok: true,
    files: [],
    notChecked: [],
    totals: { ...none, files: 0, filesWithFindings: 0, kinds: {}, passedOver: 0, fixable: 0, fixed: 0 },
  };

  it("is written in the format that was asked for", async () => {
    expect(await renderReport(report, "json")).toBe(`${JSON.stringify(report, null, 2)}\n`);
    expect(await renderReport(report, "junit")).toMatch(/^<\?xml /);
    expect(await renderReport(report, "sarif")).toMatch(/sarif-2\.1\.0\.json/);
    expect(await renderReport(report, "github")).toBe("");
    expect(await renderReport(report, "tap")).toBe("TAP version 14\n# keypoll lint\n1..0\n");
    expect(await renderReport(report, "markdown")).toMatch(/^## ✔ `keypoll lint`\n/);
  });
});
