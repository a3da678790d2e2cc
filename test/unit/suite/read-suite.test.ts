/** A suite file: its content, and its problems with their places. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { releaseFor } from "../../../core/manager/index.ts";
import { readSuite } from "../../../core/suite/index.ts";
import suiteSchema from "../../../schemas/suite.schema.json" with { type: "json" };

/** The problems, as `line:column message`, both counted from 1. */
function problemsOf(text: string): readonly string[] {
  const reading = readSuite(text);
  if (reading.kind !== "broken") return [];
  return reading.problems.map(
    ({ message, place: { start } }) => `${start.line + 1}:${start.character + 1} ${message}`,
  );
}

const sample = (text: string): string => `{"exec_path":"x","samples":[${text}]}`;

describe("a suite", () => {
  it("has defaults for everything except the script and the requests", () => {
    const reading = readSuite(sample('{"request":"id:001"}'));
    if (reading.kind !== "suite") throw new Error("it is a suite");
    const { suite } = reading;
    expect(suite).toMatchObject({ execPath: "x", profile: "manager", timeoutSeconds: 60, environment: {} });
    expect(suite.settings.release.id).toBe("4.14");
    expect(suite.samples[0]).toMatchObject({
      request: "id:001",
      expectation: { kind: "good-end" },
      tags: [],
    });
  });

  it("takes what it leaves out from its surroundings", () => {
    const defaults = {
      release: releaseFor("4.3"),
      hostName: "mgr",
      profile: "as-me",
      timeoutSeconds: 5,
      clientKeys: "/k",
      workingDirectory: "/w",
      environment: { A: "1" },
    } as const;
    const silent = readSuite(sample(""), defaults);
    expect(silent).toMatchObject({
      suite: {
        profile: "as-me",
        timeoutSeconds: 5,
        clientKeys: "/k",
        workingDirectory: "/w",
        environment: { A: "1" },
      },
    });
    expect(silent).toMatchObject({ suite: { settings: { release: { id: "4.3" }, hostName: "mgr" } } });
    const members =
      '"release":"4.9","host_name":"own","profile":"manager","timeout":0,"client_keys":"k","working_directory":"w","environment":{}';
    const said = readSuite(`{"exec_path":"x",${members},"samples":[]}`, defaults);
    expect(said).toMatchObject({
      suite: {
        profile: "manager",
        timeoutSeconds: 0,
        clientKeys: "k",
        workingDirectory: "w",
        environment: {},
      },
    });
    expect(said).not.toHaveProperty("suite.environment.A");
    expect(said).toMatchObject({ suite: { settings: { release: { id: "4.9" }, hostName: "own" } } });
  });

  it("knows the places of its samples, in units that editors count", () => {
    const reading = readSuite('{"exec_path": "é😀",\r\n "samples": [\r\n  {"request": "ip:10.0.0.1"}]}');
    if (reading.kind !== "suite") throw new Error("it is a suite");
    const [first] = reading.suite.samples;
    expect(first?.place).toEqual({ start: { line: 2, character: 2 }, end: { line: 2, character: 28 } });
    expect(first?.requestPlace).toEqual({
      start: { line: 2, character: 14 },
      end: { line: 2, character: 27 },
    });
  });

  it("accepts a request that the manager discards, because that is worth a sample", () => {
    const reading = readSuite(sample('{"request":"ip:2001:0DB8:0000:0000:0000:0000:0000:0001"}'));
    if (reading.kind !== "suite") throw new Error("it is a suite");
    expect(reading.suite.samples[0]?.asked).toBeUndefined();
  });

  it("has the manager's force options", () => {
    const force = '"force":{"enabled":false,"disconnected_time":{"seconds":60},"force_insert":false}';
    const reading = readSuite(`{"socket":"s",${force},"release":"v4.7.5","samples":[]}`);
    if (reading.kind !== "suite") throw new Error("it is a suite");
    expect(reading.suite.settings).toMatchObject({
      forceInsert: false,
      force: {
        enabled: false,
        disconnectedTime: { enabled: true, seconds: 60 },
        afterRegistrationTime: 3600,
      },
    });
    expect(reading.suite.settings.release.id).toBe("4.9");
  });

  it("matches its own examples", () => {
    for (const example of suiteSchema.examples) expect(problemsOf(JSON.stringify(example))).toEqual([]);
  });
});

describe("the problems of a suite", () => {
  const CHOICE =
    "Write exactly one of registered, refused, error and fails. replaces and again go with registered.";
  it.each([
    ["nothing in it", "", ["1:1 The file is empty."]],
    ["a list", "[]", ["1:1 A suite is one object in braces."]],
    [
      "nothing to run",
      '{"samples":[]}',
      ['1:1 A suite names what to run: write "exec_path", "socket" or "registration".'],
    ],
    [
      "an unknown member",
      '{"exec_path":"x","exec_pth":"y","samples":[]}',
      ['1:18 "exec_pth" is unknown here. Did you mean "exec_path"?'],
    ],
    [
      "a member by another name",
      '{"command":"x","samples":[{"request":"id:1","expected":1}]}',
      [
        '1:2 "command" is unknown here. Did you mean "exec_path"?',
        '1:45 "expected" is unknown here in samples. Did you mean "expect"?',
      ],
    ],
    [
      "an unknown version beside something else",
      '{"exec_path":"x","release":"4.44","profile":"me","samples":[]}',
      [
        '1:28 "4.44" is not a Wazuh version with key polling (3.8 or later). Did you mean "4.4"?',
        '1:45 profile is "manager" or "as-me".',
      ],
    ],
    [
      "a member that is like none",
      '{"exec_path":"x","samples":[{"request":"id:1","zzz":1}]}',
      ['1:47 "zzz" is unknown here in samples. Known names are request, expect, tags and note.'],
    ],
    [
      "an unknown member of a sample",
      sample('{"request":"id:1","expct":1}'),
      ['1:47 "expct" is unknown here in samples. Did you mean "expect"?'],
    ],
    ["no request", sample('{"note":"x"}'), ['1:29 "request" is missing here.']],
    [
      "no selector",
      sample('{"request":"001"}'),
      ['1:40 request is text such as "id:001" or "ip:192.168.1.100".'],
    ],
    ["two expectations", sample('{"request":"id:1","expect":{"refused":1,"error":1}}'), [`1:56 ${CHOICE}`]],
    ["no expectation", sample('{"request":"id:1","expect":{}}'), [`1:56 ${CHOICE}`]],
    [
      "an id that is a number",
      sample('{"request":"id:1","expect":{"registered":{"id":1}}}'),
      ['1:76 id is text in quotes, or {"pattern": "…"} with a regular expression.'],
    ],
    [
      "an unknown field",
      sample('{"request":"id:1","expect":{"registered":{"IP":"any"}}}'),
      ['1:71 "IP" is unknown here in registered. Did you mean "ip"?'],
    ],
    [
      "a misspelt pattern",
      sample('{"request":"id:1","expect":{"registered":{"id":{"patern":"x"}}}}'),
      ['1:77 "patern" is unknown here in id. Did you mean "pattern"?'],
    ],
    [
      "a name twice",
      '{"exec_path":"x","exec_path":"y","samples":[]}',
      ['1:18 "exec_path" occurs here a second time. Remove one of them.'],
    ],
    [
      "a release without key polling",
      '{"exec_path":"x","release":"3.7","samples":[]}',
      ['1:28 "3.7" is not a Wazuh version with key polling (3.8 or later).'],
    ],
  ])("%s", (_title, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe("what only one kind of suite has", () => {
  it.each([
    [
      "a poll script beside a registration script",
      '{"registration":"./r.sh","exec_path":"x","samples":[]}',
      ["1:26 exec_path has no effect beside registration. Remove one of them."],
    ],
    [
      "what only a registration script has",
      '{"exec_path":"x","groups":["a"],"samples":[]}',
      ["1:18 groups is only for suites with registration. Remove it."],
    ],
    [
      "a poll's member in an expectation of a registration",
      '{"registration":"./r.sh","samples":[{"register":"a","expect":{"refused":true}}]}',
      [
        '1:63 "refused" is unknown here in expect. Known names are registered, replaces, message, second_run, exit_code and findings.',
      ],
    ],
  ])("%s", (_what, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe("the reader of suites", () => {
  it("points at an invalid pattern", () => {
    const [problem] = problemsOf(sample('{"request":"id:1","expect":{"registered":{"id":{"pattern":"("}}}}'));
    expect(problem).toMatch(/^1:87 This is not a regular expression: /);
  });

  it.each([
    ['{"exec_path":"x",}', "1:18"],
    ['{"exec_path":"x"\n  "samples":[]}', "2:3"],
    ['{"exec_path":"x","samples":[]} trailing', "1:32"],
    ['{"exec_path":"a\tb","samples":[]}', "1:16"],
    ['{"exec_path":"x", // why\n "samples":[]}', "1:19"],
  ])("points at invalid JSON: %s", (text, place) => {
    expect(problemsOf(text)[0]).toMatch(new RegExp(`^${place} From here on this is not JSON`));
  });

  it("never throws, whatever is in the file", () => {
    const names = fc.constantFrom(
      ...Object.keys(suiteSchema.properties),
      "request",
      "expect",
      "registered",
      "error",
      "replaces",
    );
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.array(tie("json"), { maxLength: 3 }),
        tie("object"),
      ),
      object: fc.dictionary(names, tie("json"), { maxKeys: 4 }),
    }));
    fc.assert(fc.property(json, (value) => void readSuite(JSON.stringify(value))));
    fc.assert(fc.property(fc.string(), (text) => void readSuite(text)));
  });
});
