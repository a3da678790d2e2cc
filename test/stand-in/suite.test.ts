/** Suites of a registration script: what each member of an expectation is compared with, and the examples of the rule pages. */

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { runRuleCodes } from "../../core/lint/registration-run/rules.ts";
import {
  proposeRegistrationSuite,
  type RegistrationSuite,
  readSuite,
  type SuiteEdit,
} from "../../core/suite/index.ts";
import {
  type RegistrationResult,
  runRegistrationSuite,
  takeRunsAsExpected,
  testRegistrationScript,
} from "../../stand-in/index.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const KEY = "8f3c".repeat(16);

/** Shell blocks on the page of a rule: before and after. */
function scriptsOf(code: string): readonly string[] {
  const page = readFileSync(`docs/rules/${code}.md`, "utf8");
  return Array.from(page.matchAll(/^```sh\n([\s\S]*?)^```$/gm), ([, text = ""]) => text);
}

const [, sound = ""] = scriptsOf("key-printed");

function folderWith(script: string): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "register.sh");
  writeFileSync(file, script);
  chmodSync(file, 0o700);
  return folder;
}

function suiteOf(text: string): RegistrationSuite {
  const reading = readSuite(text);
  if (reading.kind !== "registration") throw new Error(JSON.stringify(reading));
  return reading.suite;
}

async function run(
  script: string,
  members: Readonly<Record<string, unknown>>,
): Promise<readonly RegistrationResult[]> {
  const folder = folderWith(script);
  writeFileSync(path.join(folder, "client.keys"), `001 old-01 any ${KEY}\n`);
  const text = JSON.stringify({ registration: "./register.sh {name}", ...members });
  return await runRegistrationSuite(suiteOf(text), folder);
}

const differences = ({ comparison }: RegistrationResult): readonly string[] =>
  (comparison?.differences ?? []).map(({ what, expected, actual }) => `${what}: ${expected} ≠ ${actual}`);

/** The text, which has one line, after the edits. */
function withEdits(text: string, edits: readonly SuiteEdit[]): string {
  return edits
    .toSorted((a, b) => b.place.start.character - a.place.start.character)
    .reduce(
      (now, { place: { start, end }, text: by }) =>
        now.slice(0, start.character) + by + now.slice(end.character),
      text,
    );
}

describe("a suite for a registration script", () => {
  it("passes as proposed, with a correct script", async () => {
    const wishes = { name: "web-01", release: undefined, clientKeys: undefined };
    const text = proposeRegistrationSuite({ ...wishes, command: "./register.sh {name}" });
    const results = await runRegistrationSuite(suiteOf(text), folderWith(sound));
    expect(results.map(({ state }) => state)).toEqual(["passed", "passed", "passed"]);
  });

  it("reports each member that does not match", async () => {
    const again = sound.replace('[ -s "$WAZUH_KEYS" ] && exit 0\n', "");
    const results = await run(again, {
      client_keys: "client.keys",
      force: { enabled: false },
      samples: [
        {
          register: "web-01",
          expect: { registered: { id: "001", name: { pattern: "^web" } }, exit_code: 4 },
        },
        { register: "web-01", expect: { registered: false, replaces: ["001"], second_run: "added" } },
        { register: "old-01", expect: { message: { pattern: "force option is disabled" } } },
        { register: "old-01", expect: { registered: true, message: "Nothing", findings: [] } },
      ],
    });
    expect(results.map(differences)).toEqual([
      ["id: 001 ≠ 002", "exit code: 4 ≠ 0"],
      ["client.keys: not registered ≠ registered", "replaces: 001 ≠ none", "second run: added ≠ unchanged"],
      [],
      [
        "client.keys: registered ≠ not registered",
        expect.stringMatching(/^message: Nothing ≠ Received .*rejecting enrollment/),
        "findings: none ≠ agent-not-registered",
      ],
    ]);
    expect(results.map(({ state }) => state)).toEqual(["failed", "failed", "passed", "failed"]);
  });

  it("passes once what came is taken as expected", async () => {
    const again = sound.replace('[ -s "$WAZUH_KEYS" ] && exit 0\n', "");
    const folder = folderWith(again);
    writeFileSync(path.join(folder, "client.keys"), `001 old-01 any ${KEY}\n`);
    const base = { registration: "./register.sh {name}", client_keys: "client.keys" };
    const samples = [
      { register: "web-01", expect: { registered: { id: "001" }, exit_code: 4, second_run: "added" } },
      { register: "old-01", expect: { registered: true, message: "Nothing", findings: [] } },
      { register: "old-01", note: "kept" },
      { register: "web-02", expect: { registered: false, replaces: ["001"] } },
    ];
    let text = JSON.stringify({ ...base, force: { enabled: false }, samples });
    const before = await runRegistrationSuite(suiteOf(text), folder);
    expect(before.map(({ state }) => state)).toEqual(["failed", "failed", "failed", "failed"]);
    for (const { index, sample, test, comparison } of before) {
      if (test === undefined || comparison === undefined) throw new Error("it was run");
      const judged = { index, sample, test, comparison };
      text = withEdits(text, takeRunsAsExpected(text, judged) ?? []);
      expect(takeRunsAsExpected(text, judged), "another expectation by now").toBeUndefined();
    }
    expect(JSON.parse(text).samples.slice(2)).toEqual([
      {
        register: "old-01",
        expect: { registered: false, exit_code: 1, findings: ["agent-not-registered"] },
        note: "kept",
      },
      { register: "web-02", expect: { registered: { id: "002", name: "web-02" }, replaces: [] } },
    ]);
    const after = await runRegistrationSuite(suiteOf(text), folder);
    expect(after.flatMap(differences)).toEqual([]);
  });

  it("starts with the agents, states, groups, password and host name that it names", async () => {
    const script = sound.replace(
      `"OSSEC A:'%s'\\n"`,
      `"OSSEC PASS: $WAZUH_REGISTRATION_PASSWORD OSSEC A:'%s' G:'linux'\\n"`,
    );
    const results = await run(script, {
      client_keys: "client.keys",
      agent_states: ["001=disconnected:2h"],
      groups: ["linux"],
      password: "only-for-this-test",
      host_name: "boss",
      samples: [
        { register: "old-01", expect: { registered: true, replaces: ["001"] } },
        { register: "boss", expect: { registered: false, message: { pattern: "same as manager" } } },
        { register: "web-01" },
      ],
    });
    expect(results.flatMap(differences)).toEqual([]);
    expect(JSON.stringify(results)).not.toContain("only-for-this-test");
    expect(JSON.stringify(results)).not.toMatch(/[0-9a-f]{64}/);
  });

  it("cannot be run without its script or its client.keys", async () => {
    const missing = await run(sound, { client_keys: "nowhere.keys", samples: [{ register: "web-01" }] });
    expect(missing).toMatchObject([{ state: "errored", obstacle: expect.stringContaining("nowhere.keys") }]);
    const [errored] = await run("#!/no/such/interpreter\n", { samples: [{ register: "web-01" }] });
    expect(errored).toMatchObject({ state: "errored" });
  });
});

describe("the example on the page of a rule", () => {
  const shown = runRuleCodes.filter((code) => scriptsOf(code).length > 0);

  it.each(shown)("%s: the first script has the finding, the second has none", async (code) => {
    const [before = "", after = ""] = scriptsOf(code);
    const rules = async (script: string): Promise<readonly string[]> => {
      const folder = folderWith(script);
      const tested = await testRegistrationScript({
        words: [path.join(folder, "register.sh"), "{name}"],
        version: "4.14",
        name: "web-01",
        workingDirectory: folder,
        timeoutSeconds: 60,
      });
      if ("problem" in tested) throw new Error(tested.problem);
      return tested.findings.map(({ rule }) => rule);
    };
    expect(await rules(before)).toContain(code);
    // It is the same on every page.
    expect(after).toBe(sound);
  });
});
