/** A new script: its first test passes if no server is needed, and its files are correct. */

import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, it, test } from "vitest";
import { endPolling, openSuite, runSuite } from "../../../core/poll/index.ts";
import { isScriptName, type Scaffold, scaffold } from "../../../core/scaffold/index.ts";
import { readPollSuite } from "../../../core/suite/index.ts";
import { sampleAgents, type Template, templates } from "../../../core/templates/index.ts";
import { buildGo, Machine } from "../../database/harness/interpreters.ts";

const cache = path.join(import.meta.dirname, "../../../.cache/templates");
mkdirSync(cache, { recursive: true });
const machine = new Machine(cache);
afterAll(endPolling);

/** A new script as it lies in a folder of its own. */
function written(template: Template, fileName: string): Scaffold & { readonly folder: string } {
  const folder = path.join(cache, "new", template.id);
  rmSync(folder, { recursive: true, force: true });
  const made = scaffold(template, fileName, folder + path.sep);
  for (const { name, content, mode } of made.files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, mode);
  }
  return { ...made, folder };
}

function template(id: string): Template {
  const found = templates().find((each) => each.id === id);
  if (found === undefined) throw new Error(`no template ${id}`);
  return found;
}

function textOf({ files }: Scaffold, name: string): string {
  const content = files.find((file) => file.name === name)?.content;
  if (typeof content !== "string") throw new Error(`no text ${name}`);
  return content;
}

/** How the samples of the suite end; without its variables the script has only its settings file. */
async function states({ folder, suite }: { folder: string; suite: string }, hasVariables: boolean) {
  const reading = readPollSuite(readFileSync(path.join(folder, suite), "utf8"));
  if (reading.kind !== "suite") throw new Error(reading.problems[0]?.message);
  const environment = { ...(hasVariables ? reading.suite.environment : {}), PATH: machine.path };
  const opening = await openSuite({ ...reading.suite, environment }, folder);
  if (opening.kind === "problem") throw new Error(opening.message);
  return (await runSuite(opening.opened)).map(({ state }) => state);
}

/** One for each language, and each kind of data once. */
const atOnce = [
  "python-sqlite",
  "bash-sqlite",
  "javascript-sqlite",
  "perl-csv",
  "php-json",
  "ruby-csv",
  "go-json",
];
const runs = (id: string): boolean => machine.missing(template(id)) === undefined;

describe("the first test of a new script", () => {
  it.concurrent.each(atOnce.filter(runs))("%s passes with the sample data", async (id) => {
    const made = written(template(id), template(id).fileName);
    if (made.template.language === "go") {
      const [script] = made.files;
      const source = path.join(made.folder, script?.name ?? "");
      expect(buildGo(source, source.replace(/\.go$/, ""), cache)).toBeUndefined();
    } else expect(made.steps).toEqual([]);
    expect(await states(made, true)).toEqual(made.requests.map(() => "passed"));
    expect(await states(made, false)).toEqual(made.requests.map(() => "passed"));
  });

  test.skip.each(atOnce.filter((id) => !runs(id)))("%s needs more than is installed", () => {});
});

describe.each(templates().filter(({ form }) => form === "script"))("$id", (one) => {
  const { files, steps, suite, needs } = scaffold(one, `other${path.extname(one.fileName)}`, "/poll/");
  const [script] = files;

  it("has its name everywhere", () => {
    expect(String(script?.content)).not.toContain("agent_key_poll");
    expect(needs).not.toContain("agent_key_poll");
    expect(suite).toBe("other.keypoll.json");
  });

  it("makes secrets readable by the owner only", () => {
    for (const { name, mode, role } of files) {
      if (role === "settings" || role === "data") expect(mode, name).toBe(0o600);
    }
    expect(script?.mode).toBe(one.language === "go" ? 0o640 : 0o750);
  });

  it("says what to prepare exactly if something is needed", () => {
    const isReady = ["sqlite", "csv", "json"].includes(one.source) && one.install.length === 0;
    expect(steps.length === 0).toBe(isReady && one.language !== "go");
    const named = steps.flatMap(({ text }) => /(?:< |-f )(\S+)/.exec(text)?.[1] ?? []);
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
  });
});

test("every setting of a script is in its settings file with its value", () => {
  const made = scaffold(template("python-ldap-daemon"), "agents.py", "/poll/");
  const text = textOf(made, "keypoll.env");
  for (const { name, preset } of made.template.settings) expect(text).toContain(`\n${name}=${preset}\n`);
});

test("the database contains the sample agents", () => {
  const { folder } = written(template("perl-sqlite"), "agents.pl");
  const file = path.join(folder, "agents.db");
  expect(statSync(file).size).toBeGreaterThan(0);
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare("SELECT id, name, ip, agent_key AS key FROM agent ORDER BY id").all();
  database.close();
  expect(rows.map((row) => ({ ...row }))).toEqual(sampleAgents);
});

test("a daemon's block names its socket", () => {
  expect(scaffold(template("go-csv-daemon"), "a.go", "/poll/").ossecConf).toContain(
    "<exec_path>/var/ossec/integrations/a</exec_path>\n  <socket>/var/ossec/queue/keypoll.sock</socket>",
  );
});

test.each([
  ["keys.py", true],
  ["agent-keys.v2.py", true],
  ["agent keys.py", false],
  [".py", false],
  ["-x.py", false],
  ['a".py', false],
  ["keys.pl", false],
])("the name %s is valid: %s", (name, isPossible) => {
  expect(isScriptName(name, template("python-csv"))).toBe(isPossible);
});
