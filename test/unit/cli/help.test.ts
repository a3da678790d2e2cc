/** What the help of each command says, and what each command accepts. */

import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { commands, commandsFor } from "../../../cli/commands/all.ts";
import { readFromZero, readInRange, readPositive } from "../../../cli/commands/numbers.ts";
import { collect, readSeconds } from "../../../cli/commands/options.ts";
import { isSuite } from "../../../cli/commands/suite-test.ts";
import { allHelp, programWith } from "./help.ts";

it("the help of all commands is as written down", () => {
  expect(allHelp()).toBe(readFileSync(new URL("help.txt", import.meta.url), "utf8"));
});

it("only the code of the command that is named is loaded", () => {
  expect(commandsFor(["knock"])).toHaveLength(1);
  for (const words of [[], [""], ["lnit"], ["toString"]]) expect(commandsFor(words)).toBe(commands);
});

/** Parses a command line, without doing anything: the values of its options, or the message of the parser. */
async function parsed(line: readonly string[]): Promise<Readonly<Record<string, unknown>> | string> {
  let said = "";
  const program = programWith((text) => {
    said += text;
  });
  let found: Command | undefined;
  const take = (command: Command): void => {
    if (command.commands.length === 0)
      command.action(() => {
        found = command;
      });
    for (const each of command.commands) take(each);
  };
  take(program);
  try {
    await program.parseAsync([...line], { from: "user" });
  } catch {
    return said.replace(/^error: /, "").trimEnd();
  }
  return found?.opts() ?? {};
}

const ACCEPTED: readonly (readonly [line: string, options: object])[] = [
  [
    "lint",
    {
      allow: [],

      format: "text",
      interpreters: true,
      maxWarnings: 0,
      stdinFilename: "<stdin>",
    },
  ],
  [
    "lint --no-config --no-interpreters -w -q -f sarif",
    { config: false, interpreters: false, watch: true, quiet: true, format: "sarif" },
  ],
  [
    "lint --config x --max-warnings 0 --max-findings 7 --as suite --role agent",
    { config: "x", maxWarnings: 0, maxFindings: 7, as: "suite", role: "agent" },
  ],
  ["lint x --against y", { gate: true, against: "y" }],
  ["lint x --install y --even-if-running", { gate: true, install: "y", evenIfRunning: true }],
  [
    "lint x --allow agents-vanish --allow keys-change",
    { gate: true, allow: ["agents-vanish", "keys-change"] },
  ],
  ["lint x --new", { gate: true, new: true }],
  ["answer -r id:1", { request: "id:1", format: "text" }],
  [
    "test x -t 0.5 --repeat 3 -j 4 --case a --case b",
    { timeout: 0.5, repeat: 3, jobs: 4, case: ["a", "b"], profile: "manager", tag: [] },
  ],
  ["test x --tag a --tag b --name n", { tag: ["a", "b"], name: "n" }],
  ["test x", { name: "keypoll-test", case: [], tag: [] }],
  [
    "rehearse x",
    {
      agents: 1000,
      threads: 1,
      queueSize: 1024,
      levels: [1, 2, 4, 8, 16, 32],
      timeout: 60,
      retry: 10,
      spread: 1,
      reload: 10,
      seed: 1,
      format: "text",
    },
  ],
  [
    "rehearse x --levels none -a 1000000 -n 100 -Q 220000 -l 1000000 -d 0 --seed 2147483647",
    {
      levels: [],
      agents: 1_000_000,
      threads: 100,
      queueSize: 220_000,
      limit: 1_000_000,
      duration: 0,
      seed: 2_147_483_647,
    },
  ],
  ["rehearse x --levels 1,100 --compare-socket", { levels: [1, 100], compareSocket: true }],
  [
    "reconcile",
    {
      by: "id",
      unknownError: [],
      ambiguousError: [],
      only: [],
      maxFailures: 100,
      format: "text",
      profile: "manager",
    },
  ],
  [
    "reconcile --unknown-error 4 --unknown-error -7 --ambiguous-error 1234567890 --only equal --only missing --limit 1 --max-failures 0",
    {
      unknownError: [4, -7],
      ambiguousError: [1_234_567_890],
      only: ["equal", "missing"],
      limit: 1,
      maxFailures: 0,
    },
  ],
  [
    "manager --enrollment-port 0 --api-port 65535 --reload 3600 --debug 2 --agent-state 001=active",
    { enrollmentPort: 0, apiPort: 65535, reload: 3600, debug: 2, agentState: ["001=active"] },
  ],
  ["manager", { reload: 10, debug: 0, host: "127.0.0.1", agentState: [], format: "text" }],
  ["enroll h:1 -n x", { name: "x", timeout: 10 }],
  ["knock h:1 --id 1 -k f", { timeout: 5 }],
  ["explain --log a --log b", { log: ["a", "b"], format: "text" }],
  ["agent list", { keys: "client.keys", format: "text" }],
  ["agent add x", { ip: "any", keys: "client.keys" }],
  ["stand-in-tool agent-auth --home h --release 4.14 --host h --port 1", { port: 1 }],
  ["new python csv", {}],
  ["upgrade x --to 5.0", { to: "5.0", way: "both", format: "text" }],
];

describe("what is accepted", () => {
  it.each(ACCEPTED)("%s", async (line, options) => {
    const found = await parsed(line.split(" "));
    expect(found).toMatchObject(options);
  });

  it("lint has no gate by default", async () => {
    expect(await parsed(["lint", "x"])).not.toHaveProperty("gate");
  });
});

describe("what is refused", () => {
  const WHOLE = (range: string): RegExp => new RegExp(`is invalid\\. Write a whole number from ${range}\\.$`);
  it.each([
    ["lint x --max-warnings -1", WHOLE("0 on")],
    ["lint x --max-findings 1.5", WHOLE("0 on")],
    ["lint x --allow y", /Allowed choices are agents-vanish, .*\.$/],
    ["lint x --role y", /Allowed choices are auto, manager, agent\.$/],
    ["lint x --install y --against z", /'--install <file>' cannot be used with option '--against <file>'$/],
    ["lint x --gate --fix", /'--gate' cannot be used with option '--fix'$/],
    ["lint x --gate --dry-run", /cannot be used with option '--dry-run'$/],
    ["lint x --new --baseline y", /cannot be used with option '--baseline <file>'$/],
    ["lint x --allow keys-change --update-baseline", /cannot be used with option '--update-baseline'$/],
    ["lint x --even-if-running --watch", /cannot be used with option '-w, --watch'$/],
    ["answer", /required option '-r, --request <request>' not specified$/],
    ["test x --timeout -1", /is invalid\. Write a number of seconds, for example 60\.$/],
    ["test x --repeat 0", WHOLE("1 on")],
    ["test x -j x", WHOLE("1 on")],
    ["test x --profile me", /Allowed choices are manager, as-me\.$/],
    ["test x --compare --socket y", /'--compare' cannot be used with option '--socket <path>'$/],
    ["test x --compare --start y", /cannot be used with option '--start <command>'$/],
    ["test x --compare --repeat 2", /cannot be used with option '--repeat <number>'$/],
    ["test x --compare --jobs 2", /cannot be used with option '-j, --jobs <number>'$/],
    ["test x --compare --torture", /cannot be used with option '--torture'$/],
    ["test x --compare --profile as-me", /cannot be used with option '--profile <profile>'$/],
    ["test x --torture --jobs 2", /cannot be used with option '-j, --jobs <number>'$/],
    ["test x --torture --raw y", /cannot be used with option '--raw <folder>'$/],
    ["rehearse x -a 0", WHOLE("1 to 1000000")],
    ["rehearse x -a 1000001", WHOLE("1 to 1000000")],
    ["rehearse x -n 101", WHOLE("1 to 100")],
    ["rehearse x -Q 220001", WHOLE("1 to 220000")],
    ["rehearse x --seed 2147483648", WHOLE("0 to 2147483647")],
    ["rehearse x --levels 0", /Write numbers of threads from 1 to 100, for example 1,4,16, or none\.$/],
    ["rehearse x --levels 101", /Write numbers of threads from 1 to 100/],
    ["rehearse x --levels 1,1.5", /Write numbers of threads from 1 to 100/],
    ["reconcile --unknown-error 0", /Write the number of an error answer, for example 4\.$/],
    ["reconcile --ambiguous-error 12345678901", /Write the number of an error answer/],
    ["reconcile --ambiguous-error 1x", /Write the number of an error answer/],
    ["reconcile --only x", /Allowed choices are other-key, .*, equal\.$/],
    ["reconcile --limit 0", WHOLE("1 on")],
    ["reconcile --by x", /Allowed choices are id, manager\.$/],
    ["manager --api-port 65536", WHOLE("0 to 65535")],
    ["manager --reload 0", WHOLE("1 to 3600")],
    ["manager --debug 3", WHOLE("0 to 2")],
    ["enroll h:1 -n x --ca y --insecure", /'--ca <file>' cannot be used with option '--insecure'$/],
    ["enroll h:1", /required option '-n, --name <name>' not specified$/],
    ["knock h:1 --id 1", /required option '-k, --keys <file>' not specified$/],
    ["schema x", /Allowed choices are report, config, suite, success, error\.$/],
    ["new cobol", /Allowed choices are /],
    ["agent list -f xml", /Allowed choices are text, json\.$/],
    ["stand-in-tool agent-auth --home h --release 4.14 --host h --port 0", WHOLE("1 to 65535")],
  ])("%s is not", async (line, said) => {
    expect(await parsed(line.split(" "))).toMatch(said);
  });
});

describe("values", () => {
  it.each([
    ["0", 0],
    ["007", 7],
    ["123456789012345", 123_456_789_012_345],
  ])("%s is a number", (text, number) => {
    expect([readFromZero(text), readInRange(0, Number.MAX_SAFE_INTEGER)(text)]).toEqual([number, number]);
  });

  it.each(["", " ", "-1", "1.0", "1e3", "0x1", "1234567890123456", "1 ", "x1"])(
    "%j is not a whole number",
    (text) => {
      expect(() => readFromZero(text)).toThrow("Write a whole number from 0 on.");
      expect(() => readPositive(text)).toThrow("Write a whole number from 1 on.");
      expect(() => readInRange(2, 5)(text)).toThrow("Write a whole number from 2 to 5.");
    },
  );

  it("have a range with both ends", () => {
    expect([readInRange(2, 5)("2"), readInRange(2, 5)("5"), readPositive("1")]).toEqual([2, 5, 1]);
    for (const text of ["1", "6"]) expect(() => readInRange(2, 5)(text)).toThrow();
    expect(() => readPositive("0")).toThrow();
  });

  it("may be seconds", () => {
    expect(["0", "60", "0.25", "1e1"].map(readSeconds)).toEqual([0, 60, 0.25, 10]);
    for (const text of ["", " ", "x", "-0.1", "Infinity", "NaN"]) {
      expect(() => readSeconds(text)).toThrow("Write a number of seconds, for example 60.");
    }
  });

  it("may be given several times, and a suite is known by its name", () => {
    expect(collect("b", ["a"])).toEqual(["a", "b"]);
    expect([isSuite("x.keypoll.json"), isSuite("x.json")]).toEqual([true, false]);
  });
});
