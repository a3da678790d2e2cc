/** The formats for other programs, compared with what those programs accept. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { SaxesParser } from "saxes";
import { type FinalResults, Parser } from "tap-parser";
import { beforeAll, describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { folderWith, KEY, keypoll, projectRoot, scripts } from "./keypoll.ts";

const formats = ["json", "junit", "sarif", "github", "tap", "markdown"] as const;

/** Polls and files of every kind, with text that each format must escape. */
const commands = {
  good: ["test", "./answers.sh", "--id", "001", "--id", "9"],
  bad: ["test", "./banner.sh", "--id", "001", "--id", '<&"`|#%,:'],
  repeated: ["test", "./varies.py", "--id", "001", "--repeat", "2"],
  compared: ["test", "./needs-home.sh", "--id", "001", "--compare"],
  tortured: ["test", "./wildcard.sh", "--id", "001", "--torture", "--case", "wildcards", "--case", "ipv6"],
  unstartable: ["test", "./no-such-script.sh", "--id", "001", "--id", "002"],
  lint: ["lint", "a, b.keys", "good.keys", "nowhere.keys"],
  suite: ["test", "some.keypoll.json"],
  config: ["config", "ossec.conf"],
} as const;

const cwd = folderWith({
  "a, b.keys": `001 <a&"\x1b> any ${KEY}\n001 b2 10.0.0.1 None\n\n002\tc\tany\t${KEY}\n`,
  "good.keys": `001 web-01 any ${KEY}\n`,
  "some.keypoll.json": JSON.stringify({
    exec_path: join(scripts, "answers.sh"),
    samples: [
      { request: "id:001", expect: { registered: true } },
      { request: "id:9", expect: { registered: true } },
    ],
  }),
  "ossec.conf":
    "<ossec_config><auth><key_request><exec_path>/x</exec_path><timeout>1m</timeout></key_request></auth></ossec_config>",
});

const outputs = new Map<string, Promise<string>>();

/** What a command prints in a format; each runs once. */
function output(name: keyof typeof commands, format: string): Promise<string> {
  const args = [...commands[name], "--format", format];
  const options = ["lint", "suite", "config"].includes(name) ? { cwd } : {};
  const found = outputs.get(args.join(" ")) ?? keypoll(args, options).then(({ stdout }) => stdout);
  outputs.set(args.join(" "), found);
  return found;
}

/** The text of a published schema. */
function standard(name: string): string {
  return readFileSync(join(projectRoot, "test/fixtures/standards", name), "utf8");
}

describe.each(Object.keys(commands) as (keyof typeof commands)[])("%s", (name) => {
  it.each(formats)("%s contains no key", async (format) => {
    expect(await output(name, format)).not.toContain(KEY.slice(0, 16));
  });

  it("is SARIF 2.1.0", async () => {
    const schema = JSON.parse(standard("sarif-2.1.0.json"));
    // The schema uses an older draft than ajv supports by default. The parts in use have not changed since.
    const { $schema: _, id: __, ...readable } = schema;
    const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false, allErrors: true });
    const validate = ajv.compile(readable);
    const log = JSON.parse(await output(name, "sarif"));
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
    const [run] = log.runs;
    const rules = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    for (const { ruleId, ruleIndex } of run.results) expect(rules[ruleIndex]).toBe(ruleId);
  });

  it("is valid JUnit by the schema of Jenkins", async () => {
    const { errors } = await validateXML({
      xml: [{ fileName: "report.xml", contents: await output(name, "junit") }],
      schema: [standard("jenkins-junit.xsd")],
    });
    expect(errors).toEqual([]);
  });

  it("is valid TAP for node-tap, with as many failures as in JUnit", async () => {
    const junit = await output(name, "junit");
    const [, tests, failures, errors] = / tests="(\d+)" failures="(\d+)" errors="(\d+)"/.exec(junit) ?? [];
    const extra: string[] = [];
    const text = await output(name, "tap");
    const results = await new Promise<FinalResults>((resolve) => {
      const parser = new Parser({ strict: true });
      parser.on("extra", (line: string) => void extra.push(line));
      parser.on("complete", resolve);
      parser.end(text);
    });
    expect(extra).toEqual([]);
    expect(results).toMatchObject({ count: Number(tests), fail: Number(failures) + Number(errors) });
    // An error of the protocol itself would be a separate failure.
    expect(results.failures.filter(({ tapError }) => tapError)).toEqual([]);
  });

  it("is XML with correct counts", async () => {
    const seen: Record<string, number> = {};
    let suite: Record<string, unknown> = {};
    const parser = new SaxesParser();
    parser.on("error", (error) => expect.fail(error.message));
    parser.on("opentag", ({ name: element, attributes }) => {
      seen[element] = (seen[element] ?? 0) + 1;
      if (element === "testsuite") suite = attributes;
    });
    parser.write(await output(name, "junit")).close();
    expect(suite["tests"]).toBe(String(seen["testcase"]));
    expect(suite["failures"]).toBe(String(seen["failure"] ?? 0));
    expect(suite["errors"]).toBe(String(seen["error"] ?? 0));
  });
});

describe("sarif", () => {
  it("points at places, relative to the folder, as URIs", async () => {
    const { runs } = JSON.parse(await output("lint", "sarif"));
    const found = runs[0].results.find(({ ruleId }: { ruleId: string }) => ruleId === "placeholder-key");
    expect(found.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "a%2C%20b.keys" },
      region: { startLine: 2, startColumn: 17, endColumn: 21 },
    });
    expect(runs[0].invocations[0].executionSuccessful).toBe(false);
  });

  it.each(["bad", "lint", "config"] as const)("describes each rule, and names its page: %s", async (name) => {
    const { runs } = JSON.parse(await output(name, "sarif"));
    const { rules } = runs[0].tool.driver;
    for (const rule of rules.filter(({ id }: { id: string }) => id !== "not-checked")) {
      expect(rule).toMatchObject({
        shortDescription: { text: expect.stringMatching(/./) },
        helpUri: expect.stringContaining(rule.id),
      });
    }
    expect(rules.length).toBeGreaterThan(0);
  });

  it("points at the script for a poll", async () => {
    const { runs } = JSON.parse(await output("bad", "sarif"));
    const [{ locations, message }] = runs[0].results;
    expect(locations[0].physicalLocation.artifactLocation.uri).toBe("banner.sh");
    expect(message.text).toMatch(/^id:001: .* comes before the JSON/);
  });
});

describe("junit", () => {
  it("does not fail a file whose warnings are allowed", async () => {
    const args = ["lint", "-", "-f", "junit", "--max-warnings", "1"];
    const input = `001 web-01 any ${KEY}\n\n`;
    expect((await keypoll(args, { input })).stdout).toMatch(/failures="0" errors="0"/);
    expect((await keypoll(args, { input: `${input}\n` })).stdout).toMatch(/failures="1" errors="0"/);
  });
});

describe("github", () => {
  let lines: readonly string[] = [];
  beforeAll(async () => {
    lines = (await output("lint", "github")).trimEnd().split("\n");
  });

  it("is one workflow command per line, with escaped properties", () => {
    for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) file=[^:]+::.+$/);
    expect(lines.join("\n")).toContain(
      "::error file=a%2C b.keys,line=2,col=17,endColumn=20,title=keypoll placeholder-key::",
    );
  });

  it("is empty if there are no findings", async () => {
    expect(await output("good", "github")).toBe("");
  });
});

describe("tap", () => {
  it("has a plan, one point per case, and diagnostics in YAML", async () => {
    const lines = (await output("bad", "tap")).split("\n");
    expect(lines[0]).toBe("TAP version 14");
    expect(lines[2]).toBe("1..2");
    expect(lines.filter((line) => /^(not )?ok \d/.test(line))).toEqual([
      "not ok 1 - id:001",
      'not ok 2 - id:<&"`|\\#%,:',
    ]);
    const issue = lines.find((line) => line.includes('"rule":"text-before-json"')) ?? "";
    expect(JSON.parse(issue.replace(/^ {4}- /, ""))).toMatchObject({ severity: "error", path: "banner.sh" });
  });
});

describe("markdown", () => {
  it("shows what was run, what varies, and what a torture case expects", async () => {
    const repeated = await output("repeated", "markdown");
    expect(repeated).toContain('argv: ["./varies.py", "id", "001"]');
    expect(repeated).toContain("2 runs differ in what the manager does with the answer");
    expect(await output("tortured", "markdown")).toContain("expected: an error answer, never an agent");
    expect(await output("compared", "markdown")).toContain("The variable HOME makes the difference");
  });

  it("keeps its table intact for any request", async () => {
    const lines = (await output("bad", "markdown")).split("\n");
    const rows = lines.filter((line) => line.startsWith("|"));
    // Pipes inside a cell are escaped.
    for (const row of rows) expect(row.replaceAll("\\|", "").split("|")).toHaveLength(5);
    expect(rows).toHaveLength(4);
    expect(lines).toContain("### `id:001`");
  });
});
