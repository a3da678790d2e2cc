/** What is wrong in a suite, in words: for each member, for unknown members, and for a suite of each kind. */

import { describe, expect, it } from "vitest";
import { readSuite, registrationText } from "../../../core/suite/index.ts";

function messagesOf(suite: unknown): readonly string[] {
  const reading = readSuite(typeof suite === "string" ? suite : JSON.stringify(suite));
  return reading.kind === "broken" ? reading.problems.map(({ message }) => message) : [];
}

const poll = (more: object) => ({ exec_path: "x", samples: [], ...more });
const sample = (more: object) => poll({ samples: [{ request: "id:001", ...more }] });
const wants = (expected: unknown) => sample({ expect: expected });
const registration = (more: object) => ({ registration: "x {name}", samples: [], ...more });
const agent = (more: object) => registration({ samples: [{ register: "web", ...more }] });
const wantsAgent = (expected: unknown) => agent({ expect: expected });

const LIST = 'samples is a list of objects with "request" and "expect".';
const ONE =
  "Write exactly one of registered, refused, error and fails. replaces and again go with registered.";
const NAMES_WHAT = 'A suite names what to run: write "exec_path", "socket" or "registration".';

describe("a wrong value in a suite for a poll script", () => {
  it.each<[unknown, string]>([
    [[], "A suite is one object in braces."],
    ["7", "A suite is one object in braces."],
    [{ samples: [] }, NAMES_WHAT],
    [{ exec_path: "x" }, `"samples" is missing. ${LIST}`],
    [poll({ exec_path: 7 }), "exec_path is the command line as text in quotes."],
    [{ socket: 7, samples: [] }, "socket is a path as text in quotes."],
    [poll({ profile: "me" }), 'profile is "manager" or "as-me".'],
    [poll({ timeout: "1s" }), "timeout is a number of seconds; 0 waits forever."],
    [poll({ timeout: -1 }), "timeout is a number of seconds; 0 waits forever."],
    [poll({ release: 4.14 }), 'release is a version as text, such as "4.14" or "4.7.5".'],
    [poll({ node: "client" }), 'node is "master" or "worker".'],
    [
      poll({ force: true }),
      "force is an object with enabled, disconnected_time, after_registration_time and force_insert.",
    ],
    [poll({ environment: [] }), "environment is an object that gives each variable a text."],
    [poll({ host_name: 7 }), "host_name must be of the type string."],
    [poll({ samples: {} }), LIST],
    [sample({ request: "001" }), 'request is text such as "id:001" or "ip:192.168.1.100".'],
    [poll({ samples: [{}] }), '"request" is missing here.'],
    [sample({ tags: "x" }), "tags is a list of single words."],
    [wants({}), ONE],
    [wants({ registered: true, fails: "exit-code" }), ONE],
    [
      wants({ registered: 7 }),
      "registered is true, or an object with the expected fields: id, name, ip, key.",
    ],
    [wants({ refused: "x" }), 'refused is a code such as 9012, {"pattern": "…"}, or true for any.'],
    [
      wants({ error: "x" }),
      'error is a number such as 4, {"pattern": "…"}, an object with number and message, or true for any.',
    ],
    [
      wants({ fails: "x" }),
      "fails is one of the places where a request may end, for example exit-code, timed-out or parse-error.",
    ],
    [wants({ registered: true, replaces: "001" }), "replaces is a list of ids."],
    [wants({ registered: true, again: "other" }), 'again can only be "same".'],
    [
      wants({ registered: { key: { fingerprint: "x" } } }),
      "fingerprint is the twelve hexadecimal digits that keypoll shows for a key.",
    ],
    [
      wants({ registered: { name: 7 } }),
      'name is text in quotes, or {"pattern": "…"} with a regular expression.',
    ],
  ])("%j: %s", (suite, message) => {
    expect(messagesOf(suite).map((each) => each.replace(/ Did you mean .*$/, ""))).toEqual([message]);
  });

  it("may be a typo of a known word", () => {
    expect(messagesOf(poll({ profile: "manger" }))).toEqual([
      'profile is "manager" or "as-me". Did you mean "manager"?',
    ]);
    expect(messagesOf(wants({ fails: "exit-cod" }))[0]).toMatch(/ Did you mean "exit-code"\?$/);
  });
});

describe("a wrong value in a suite for a registration script", () => {
  it.each<[unknown, string]>([
    [
      { registration: "x" },
      '"samples" is missing. samples is a list of objects with "register" and "expect".',
    ],
    [registration({ samples: {} }), 'samples is a list of objects with "register" and "expect".'],
    [registration({ registration: 7 }), "registration is the command line as text in quotes."],
    [registration({ agent_states: "x" }), 'agent_states is a list of texts such as "001=disconnected:2h".'],
    [registration({ groups: "x" }), "groups is a list of names of groups."],
    [registration({ password: "x" }), "password is a text of at least three characters, on one line."],
    [registration({ samples: [{}] }), '"register" is missing here.'],
    [agent({ register: 7 }), "register is the agent's name as text in quotes."],
    [
      wantsAgent({}),
      "Write at least one of registered, replaces, message, second_run, exit_code and findings.",
    ],
    [
      wantsAgent({ registered: 7 }),
      "registered is true, false, or an object with the expected fields: id, name, ip.",
    ],
    [wantsAgent({ second_run: "x" }), 'second_run is "unchanged", "replaced" or "added".'],
    [wantsAgent({ exit_code: 256 }), "exit_code is a number from 0 to 255."],
    [wantsAgent({ findings: "x" }), "findings is a list of rules for registration scripts."],
    [registration({ exec_path: "x" }), "exec_path has no effect beside registration. Remove one of them."],
    [registration({ socket: "x" }), "socket has no effect beside registration. Remove one of them."],
    [poll({ groups: ["a"] }), "groups is only for suites with registration. Remove it."],
    [poll({ password: "abc" }), "password is only for suites with registration. Remove it."],
  ])("%j: %s", (suite, message) => {
    expect(messagesOf(suite)).toEqual([message]);
  });

  it("is a place that is not filled in", () => {
    expect(messagesOf(registration({ registration: "x {nmae}" }))[0]).toMatch(
      /^\{nmae\} is not a placeholder\. Placeholders are \{name\}, /,
    );
  });
});

describe("an unknown member", () => {
  const zzz = { zzzzzzzz: 1 };
  const known = (place: string, members: string) =>
    `"zzzzzzzz" is unknown here${place}. Known names are ${members}.`;

  it.each<[unknown, string]>([
    [
      poll(zzz),
      known(
        "",
        "exec_path, socket, profile, timeout, release, host_name, node, force, client_keys, working_directory, environment and samples",
      ),
    ],
    [sample(zzz), known(" in samples", "request, expect, tags and note")],
    [
      wants({ registered: true, ...zzz }),
      known(" in expect", "registered, replaces, refused, error and fails"),
    ],
    [
      poll({ force: zzz }),
      known(" in force", "enabled, disconnected_time, after_registration_time and force_insert"),
    ],
    [poll({ force: { disconnected_time: zzz } }), known(" in disconnected_time", "enabled and seconds")],
    [wants({ registered: zzz }), known(" in registered", "id, name, ip and key")],
    [wants({ error: { number: 4, ...zzz } }), known(" in error", "number, message and pattern")],
    [
      registration(zzz),
      known(
        "",
        "registration, timeout, release, host_name, force, client_keys, agent_states, groups, password, working_directory, environment and samples",
      ),
    ],
    [agent(zzz), known(" in samples", "register, expect, tags and note")],
    [
      wantsAgent({ registered: true, ...zzz }),
      known(" in expect", "registered, replaces, message, second_run, exit_code and findings"),
    ],
    [wantsAgent({ registered: zzz }), known(" in registered", "id, name and ip")],
  ])("%j", (suite, message) => {
    expect(messagesOf(suite)).toEqual([message]);
  });

  it.each<[string, (more: object) => unknown, string]>([
    ["exec_path", poll, "command cmd script program exec run path"],
    ["client_keys", poll, "keys keys_file key_file Key-File"],
    ["working_directory", poll, "cwd workdir directory dir"],
    ["environment", poll, "env variables"],
    ["samples", poll, "tests cases polls"],
    ["release", poll, "version wazuh wazuh_version"],
    ["request", sample, "id ip args arguments input query poll"],
    ["expect", sample, "expected result output answer assert"],
    ["note", sample, "name title description comment"],
    ["refused", (more) => wants({ registered: true, ...more }), "rejected duplicate"],
    ["fails", (more) => wants({ registered: true, ...more }), "failed failure"],
    ["register", agent, "name agent agent_name request"],
    ["second_run", (more) => wantsAgent({ registered: true, ...more }), "again"],
    ["exit_code", (more) => wantsAgent({ registered: true, ...more }), "code exit"],
  ])("%s has other names in other tools", (member, suite, names) => {
    for (const name of names.split(" ")) {
      expect(messagesOf(suite({ [name]: 1 }))).toEqual([
        expect.stringMatching(new RegExp(`^"${name}" is unknown here.*\\. Did you mean "${member}"\\?$`)),
      ]);
    }
  });

  it("is one problem each", () => {
    expect(messagesOf(poll({ ...zzz, timeot: 1, profile: 7 }))).toEqual([
      expect.stringContaining('"zzzzzzzz" is unknown here.'),
      '"timeot" is unknown here. Did you mean "timeout"?',
      'profile is "manager" or "as-me".',
    ]);
  });
});

describe("the expectation of a registration script in a few words", () => {
  it.each<[Parameters<typeof registrationText>[0], string]>([
    [{}, "as expected"],
    [{ registered: false }, "not registered"],
    [{ registered: {} }, "registered"],
    [{ registered: { id: { kind: "text", text: "001" } } }, "registered as 001"],
    [{ registered: { id: { kind: "pattern", pattern: /^0/u } } }, "registered"],
    [{ registered: { name: { kind: "text", text: "web" } } }, "registered"],
    [{ registered: false, exitCode: 2 }, "not registered, exit code 2"],
    [{ exitCode: 0 }, "exit code 0"],
    [{ secondRun: "unchanged", findings: [] }, "second run: unchanged, no findings"],
  ])("%j: %s", (expectation, text) => {
    expect(registrationText(expectation)).toBe(text);
  });
});

describe("a suite for a registration script", () => {
  const read = (suite: object) => {
    const reading = readSuite(JSON.stringify(suite));
    if (reading.kind !== "registration") throw new Error(JSON.stringify(reading));
    return reading.suite;
  };

  it("has defaults for everything except the script and the names", () => {
    expect(read(agent({}))).toMatchObject({
      command: "x {name}",
      version: "4.14",
      timeoutSeconds: 60,
      hasForce: false,
      clientKeys: undefined,
      agentStates: [],
      groups: [],
      password: undefined,
      samples: [{ name: "web", expectation: { registered: {}, findings: [] }, tags: [], note: undefined }],
    });
  });

  it("has what it says", () => {
    const expected = {
      registered: { id: "001", name: { pattern: "^w" } },
      replaces: ["002"],
      message: { pattern: "key generated" },
      second_run: "added",
      exit_code: 3,
      findings: [],
    };
    const suite = read({
      ...agent({ expect: expected, tags: ["a"], note: "n" }),
      ...{ release: "v4.7.5", timeout: 5, force: { enabled: false }, client_keys: "k", groups: ["g"] },
      ...{
        agent_states: ["001=active"],
        password: "secret",
        working_directory: "w",
        environment: { A: "1" },
      },
    });
    expect(suite).toMatchObject({
      version: "4.7.5",
      timeoutSeconds: 5,
      hasForce: true,
      clientKeys: "k",
      groups: ["g"],
      agentStates: ["001=active"],
      password: "secret",
      workingDirectory: "w",
      environment: { A: "1" },
    });
    expect(suite.samples[0]).toMatchObject({
      tags: ["a"],
      note: "n",
      expectation: {
        registered: { id: { kind: "text", text: "001" }, name: { kind: "pattern", pattern: /^w/u } },
        replaces: [{ kind: "text", text: "002" }],
        message: { kind: "pattern", pattern: /key generated/u },
        secondRun: "added",
        exitCode: 3,
        findings: [],
      },
    });
    const of = (more: object) => read(wantsAgent(more)).samples[0]?.expectation;
    expect(of({ registered: false })).toEqual({ registered: false });
    expect(of({ registered: true })).toEqual({ registered: {} });
    expect(of({ exit_code: 0 })).toEqual({ exitCode: 0 });
  });

  it("has its patterns checked", () => {
    const wrong = { pattern: "(" };
    expect(
      messagesOf(wantsAgent({ registered: { name: wrong }, replaces: [wrong], message: wrong })),
    ).toEqual([1, 2, 3].map(() => expect.stringMatching(/^This is not a regular expression: .*\.$/)));
    expect(messagesOf(wants({ error: { number: wrong, message: wrong } }))).toHaveLength(2);
    expect(messagesOf(wants({ refused: wrong }))).toHaveLength(1);
    expect(messagesOf(wants({ error: wrong }))).toHaveLength(1);
  });
});
