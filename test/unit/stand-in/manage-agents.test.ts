/** The sandbox's manage_agents: each option, what it sends to the stand-in, and each of its texts. */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { releaseFor } from "../../../core/manager/index.ts";
import { habitsOf, versionOf } from "../../../core/registration/index.ts";
import { openSandbox } from "../../../stand-in/sandbox.ts";
import { manageAgents } from "../../../stand-in/tools/manage-agents.ts";
import type { ToolEnd, ToolPlace } from "../../../stand-in/tools/tool.ts";
import { running, type Wanted } from "../../stand-in/running.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "5a".repeat(32);
const STAMP = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d /gm;
const NOT_READ = "manage_agents: Input too large. Not adding it.\n";

interface Given {
  readonly version?: string;
  readonly isAgent?: boolean;
  readonly keys?: string;
  readonly agentKeys?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
}

type Call = (words: string, more?: Given) => Promise<ToolEnd>;

function calling(sandbox: ToolPlace["sandbox"], given: Given): Call {
  return async (words, more = {}) => {
    const { version = "4.14", isAgent = false, environment = {}, input } = { ...given, ...more };
    const release = releaseFor(version);
    const number = versionOf(version);
    if (release === undefined || number === undefined) throw new Error(version);
    const { errors, ...end } = await manageAgents(words === "" ? [] : words.split(" "), {
      sandbox,
      release,
      version,
      habits: habitsOf(number),
      isAgent,
      host: "127.0.0.1",
      port: undefined,
      environment,
      input: () => {
        if (input === undefined) throw new Error("It asks for something.");
        return input;
      },
    });
    return { ...end, errors: errors.replace(STAMP, "") };
  };
}

/** A sandbox in which no manager runs. */
async function idle({ keys = "", agentKeys, ...given }: Given = {}) {
  const release = releaseFor(given.version ?? "4.14");
  if (release === undefined) throw new Error(given.version);
  const sandbox = await openSandbox(path.join(temporaryFolder(), "box"), release, { keys });
  if ("problem" in sandbox) throw new Error(sandbox.problem);
  if (agentKeys !== undefined) writeFileSync(sandbox.agentKeys, agentKeys, "latin1");
  return { sandbox, call: calling(sandbox, given) };
}

/** One in which a manager runs, and what is sent to it. */
async function busy(wanted: Wanted = {}) {
  const sent: unknown[] = [];
  const manager = await running({
    ...wanted,
    on: { exchange: ({ sent: text }) => sent.push(JSON.parse(text)) },
  });
  const { sandbox, version } = manager;
  return { sandbox, sent, manager, call: calling(sandbox, { version }) };
}

const printed = (output: string, exitCode = 0): ToolEnd => ({ exitCode, output, errors: "" });
const failed = (errors: string, exitCode = 1): ToolEnd => ({ exitCode, output: "", errors });
const notHere = (what: string): ToolEnd => failed(`manage_agents: The stand-in's manage_agents ${what}\n`, 2);

const FILE = [
  `001 web any ${KEY}`,
  `# 009 comment any ${KEY}`,
  `002 !gone any ${KEY}`,
  `003 #gone any ${KEY}`,
  "004 short any",
  "",
  `010 schl\xc3\xbcssel 10.0.0.7/24 ${KEY} more`,
].join("\n");

describe("what needs no manager", () => {
  it("lists the live records of the file, with the agent's on the agent", async () => {
    const { call } = await idle({ keys: FILE, agentKeys: `012 own any ${KEY}\n` });
    expect(await call("-l")).toEqual(
      printed(
        "\nAvailable agents: \n   ID: 001, Name: web, IP: any\n   ID: 010, Name: schlüssel, IP: 10.0.0.7/24\n\n",
      ),
    );
    expect(await call("-l", { isAgent: true })).toEqual(
      printed("\nAvailable agents: \n   ID: 012, Name: own, IP: any\n\n"),
    );
    const { call: empty } = await idle();
    const none = printed("\n** No agent available. You need to add one first.\n\n");
    expect(await empty("-l")).toEqual(none);
    expect(await empty("-l", { isAgent: true })).toEqual(none);
  });

  it("hands out a record", async () => {
    const record = `001 web any ${KEY}`;
    const { call } = await idle({ keys: `${record}\n` });
    expect(await call("-e 1")).toEqual(printed(`\nAgent key information for '001' is: \n${btoa(record)}\n`));
    expect(await call("-j -e 001")).toEqual(printed(JSON.stringify({ error: 0, data: btoa(record) })));
    expect(await call("-e 2")).toEqual(printed("\n** Invalid ID '002' given. ID is not present.\n", 1));
    expect(await call("-e 1x")).toEqual(printed("\n** Invalid ID '1x' given. ID is not present.\n", 1));
    expect(await call("-e 1234 -j")).toEqual(
      printed('{"error":70,"message":"Invalid ID \'1234\' given. ID is not present"}', 1),
    );
  });
});

describe("what is not done", () => {
  it.each<[words: string, end: ToolEnd, more?: Given]>([
    ["-x", failed("manage_agents: invalid option -- 'x'\n")],
    ["-n", failed("manage_agents: option requires an argument -- 'n'\n")],
    ["-F 1", failed("manage_agents: invalid option -- 'F'\n")],
    ["-R 1", failed("manage_agents: invalid option -- 'R'\n"), { version: "4.2" }],
    ["-D 1", failed("manage_agents: invalid option -- 'D'\n"), { version: "4.2" }],
    ...["V", "h", "f"].map((letter): [string, ToolEnd] => [
      letter === "f" ? "-f file" : `-${letter}`,
      notHere(`has no -${letter}. Use -l, -a, -n, -e, -r, -i or -j.`),
    ]),
    ["", notHere("has no menu. Use -l, -a, -e, -r or -i.")],
    ["-L", notHere("has no menu. Use -l, -a, -e, -r or -i.")],
    ["", notHere("has no menu. Use -l, -a, -e, -r or -i."), { environment: { OSSEC_ACTION: "list" } }],
    ["", notHere("has no menu. Use -l, -a, -e, -r or -i."), { environment: { OSSEC_ACTION: "xa" } }],
    ["", notHere("asks nothing. Set OSSEC_ACTION_CONFIRMED=y."), { environment: { OSSEC_ACTION: "add" } }],
    [
      "",
      notHere("asks nothing. Set OSSEC_ACTION_CONFIRMED=y."),
      { environment: { OSSEC_ACTION: "r", OSSEC_AGENT_ID: "001", OSSEC_ACTION_CONFIRMED: "no, y" } },
    ],
    ["", printed(NOT_READ, 1), { environment: { OSSEC_ACTION: "R", OSSEC_ACTION_CONFIRMED: "yes" } }],
    ["-i x", failed("manage_agents: CRITICAL: Key import only available on an agent.\n")],
    [
      "-a any",
      failed("manage_agents: CRITICAL: Agent adding only available on a master.\n"),
      { isAgent: true },
    ],
    [
      "-r 001",
      failed("manage_agents: CRITICAL: Key removal only available on a master.\n"),
      { isAgent: true },
    ],
    [
      "-e 001",
      failed("manage_agents: CRITICAL: Key export only available on a master.\n"),
      { isAgent: true },
    ],
    ["-a any -n db -R x", failed("manage_agents: CRITICAL: Invalid number for -R\n")],
    ["-a any -n db -D -1", failed("manage_agents: CRITICAL: Invalid number for -D\n")],
    ["-a any -n db -F x1", failed("manage_agents: CRITICAL: Invalid number for -F\n"), { version: "4.2" }],
  ])("says why it does nothing: %j", async (words, end, more) => {
    const { call } = await idle({ keys: FILE, ...more });
    expect(await call(words)).toEqual(end);
  });

  it.each<[words: string, error: number, message: string]>([
    ["-a any -n web", 75, "Name already present"],
    [`-a any -n ${hostname()}`, 75, "Name already present"],
    ["-a any", 76, "Invalid name for agent"],
    ["-a any -n a/b", 76, "Invalid name for agent"],
    ["-a 10.0.0.300 -n db", 77, "Invalid IP for agent"],
  ])("refuses %j", async (words, error, message) => {
    const { call } = await idle({ keys: FILE });
    expect(await call(words)).toEqual(printed(NOT_READ, 1));
    expect(await call(`-j ${words}`)).toEqual(printed(JSON.stringify({ error, message }), 1));
  });

  it("refuses an agent without an address", async () => {
    const environment = { OSSEC_ACTION: "a", OSSEC_ACTION_CONFIRMED: "y", OSSEC_AGENT_NAME: "db" };
    const { call } = await idle({ environment });
    expect(await call("-j")).toEqual(printed('{"error":77,"message":"Invalid IP for agent"}', 1));
  });

  it("needs a manager that runs to add and to remove", async () => {
    const { call, sandbox } = await idle();
    const end = notHere(
      `needs the stand-in manager, and none runs in ${sandbox.home}. Start it: keypoll manager.`,
    );
    expect(await call("-a any -n db")).toEqual(end);
    expect(await call("-r 001")).toEqual(end);
  });
});

describe("the key of an agent", () => {
  const record = `001 web 10.0.0.7 ${KEY}`;
  const shown = "\nAgent information:\n   ID:001\n   Name:web\n   IP Address:10.0.0.7\n\n";
  const words = `-i ${btoa(record)}`;

  it.each<[answer: Given, isAdded: boolean]>([
    [{ input: "y\n" }, true],
    [{ input: "Yes" }, true],
    [{ input: "n\n" }, false],
    [{ input: "" }, false],
    [{ input: "oh yes" }, false],
    [{ environment: { OSSEC_ACTION_CONFIRMED: "y" } }, true],
    [{ environment: { OSSEC_ACTION_CONFIRMED: "n" }, input: "y" }, false],
  ])("is added after the answer %j: %s", async (answer, isAdded) => {
    const { call, sandbox } = await idle({ isAgent: true, ...answer });
    expect(await call(words)).toEqual(
      printed(`${shown}Confirm adding it?(y/n): ${isAdded ? "Added" : "Not Adding"}.\n`),
    );
    expect(existsSync(sandbox.agentKeys)).toBe(isAdded);
    if (!isAdded) return;
    expect(readFileSync(sandbox.agentKeys, "latin1")).toBe(`${record}\n`);
    expect(statSync(sandbox.agentKeys).mode & 0o777).toBe(0o640);
  });

  it("replaces the one that was there, without a copy of it", async () => {
    const { call, sandbox } = await idle({ isAgent: true, agentKeys: `009 old any ${KEY}\n`, input: "y" });
    await call(words);
    expect(readFileSync(sandbox.agentKeys, "latin1")).toBe(`${record}\n`);
    expect(readdirSync(path.dirname(sandbox.agentKeys))).toEqual(["client.keys"]);
  });

  it("is refused if it is none, or cannot be written", async () => {
    const { call, sandbox } = await idle({ isAgent: true, input: "y" });
    expect(await call("-i AAAA")).toEqual({
      exitCode: 1,
      output: "\n** Invalid authentication key. Starting over again.\n",
      errors:
        "manage_agents: This is not an import string of an agent: it must be base64 of a line with id, name, address and key.\n",
    });
    mkdirSync(sandbox.agentKeys);
    const { exitCode, output, errors } = await call(words);
    expect([exitCode, output]).toEqual([1, ""]);
    expect(errors).toMatch(/^manage_agents: CRITICAL: .*client\.keys.*\. .+\n$/);
  });
});

const force = (more: object = {}) => ({
  enabled: false,
  key_mismatch: false,
  disconnected_time: { enabled: false, value: 0 },
  after_registration_time: 0,
  ...more,
});

describe("on a manager that runs", () => {
  it("adds an agent, and ends when it is in the file", async () => {
    const { call, sent, sandbox } = await busy();
    expect(await call("-a 10.0.0.7 -n web")).toEqual(printed("Agent added with ID 001.\n"));
    expect(readFileSync(sandbox.keys, "latin1")).toMatch(/^001 web 10\.0\.0\.7 /);
    expect(await call("-j -a any -n db")).toEqual(
      printed('{"error":0,"data":{"id":"002","message":"Agent added"}}'),
    );
    expect(readFileSync(sandbox.keys, "latin1")).toMatch(/\n002 db any /);
    expect(sent).toEqual([
      { arguments: { name: "web", ip: "10.0.0.7", force: force() }, function: "add" },
      { arguments: { name: "db", ip: "any", force: force() }, function: "add" },
    ]);
  });

  it("takes what it would ask for from variables, and options first", async () => {
    const { call, sent } = await busy();
    const environment = {
      OSSEC_ACTION: "A",
      OSSEC_ACTION_CONFIRMED: "Y",
      OSSEC_AGENT_NAME: "db",
      OSSEC_AGENT_IP: "10.0.0.8",
    };
    expect((await call("", { environment })).output).toBe("Agent added with ID 001.\n");
    expect((await call("-a any -n web", { environment })).output).toBe("Agent added with ID 002.\n");
    expect(sent).toMatchObject([
      { arguments: { name: "db", ip: "10.0.0.8" } },
      { arguments: { name: "web", ip: "any" } },
    ]);
    const removing = { OSSEC_ACTION: "remove", OSSEC_ACTION_CONFIRMED: "y", OSSEC_AGENT_ID: "1" };
    expect(await call("", { environment: removing })).toEqual(printed("Agent '001' removed.\n"));
    expect(await call("-r 2", { environment: removing })).toEqual(printed("Agent '002' removed.\n"));
  });

  it.each<[version: string, words: string, force: unknown]>([
    ["4.14", "-R 60", force({ enabled: true, after_registration_time: 60 })],
    ["4.14", "-D 120", force({ enabled: true, disconnected_time: { enabled: true, value: 120 } })],
    [
      "4.14",
      "-D 1 -R +2",
      force({ enabled: true, disconnected_time: { enabled: true, value: 1 }, after_registration_time: 2 }),
    ],
    ["4.14", "-R 5m", force({ enabled: true, after_registration_time: 5 })],
    ["4.2", "", -1],
    ["4.2", "-F 60", 60],
    ["3.13.6", "-F 0", 0],
  ])("of %s sends the force of %j", async (version, words, wanted) => {
    const { call, sent } = await busy({ version });
    expect((await call(`-a any -n web ${words}`.trim())).output).toBe("Agent added with ID 001.\n");
    expect(sent).toMatchObject([{ arguments: { force: wanted } }]);
  });

  it("shows what the service refuses", async () => {
    const { call, sandbox } = await busy({ files: { "etc/client.keys": `001 web 10.0.0.7 ${KEY}\n` } });
    expect(await call("-a 10.0.0.7 -n db")).toEqual(
      failed("manage_agents: WARNING: 9007: Duplicate IP\n", 0),
    );
    expect(await call("-j -a 10.0.0.7 -n db")).toEqual(printed('{"error":9007,"message":"Duplicate IP"}'));
    expect(await call("-r 9")).toEqual(failed("manage_agents: ERROR: 9011: Agent ID not found\n", 0));
    expect(await call("-j -r 9")).toEqual(printed('{"error":9011,"message":"Agent ID not found"}'));
    expect(readFileSync(sandbox.keys, "latin1")).toMatch(/^001 web 10\.0\.0\.7 \S+\n$/);
  });

  it("removes an agent, and ends when it is out of the file", async () => {
    const { call, sent, sandbox } = await busy({
      files: { "etc/client.keys": `001 web any ${KEY}\n002 db any ${KEY}\n` },
    });
    expect(await call("-r 1")).toEqual(printed("Agent '001' removed.\n"));
    expect(readFileSync(sandbox.keys, "latin1")).toBe(`002 db any ${KEY}\n`);
    expect(await call("-j -r 002")).toEqual(printed('{"error":0,"data":"Agent removed"}'));
    expect(readFileSync(sandbox.keys, "latin1")).toBe("");
    expect(sent).toEqual([
      { arguments: { id: "001" }, function: "remove" },
      { arguments: { id: "002" }, function: "remove" },
    ]);
  });

  it("is not found any more when it has stopped", async () => {
    const { call, manager, sandbox } = await busy();
    await manager.close();
    rmSync(sandbox.socket, { force: true });
    expect((await call("-r 001")).errors).toContain("none runs in");
  });
});
