/** The registration service's memory and its file; remoted's own list; and what the service is told by its folder. */

import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { outcomeOf, type Release, readKeyFile, releaseFor } from "../../../core/manager/index.ts";
import { AgentStates } from "../../../stand-in/agent-states.ts";
import { Authd, type Change } from "../../../stand-in/authd.ts";
import { StandInLog } from "../../../stand-in/log.ts";
import { Remoted } from "../../../stand-in/remoted.ts";
import { agentsOfRemoted, watchKeys } from "../../../stand-in/remoted-keys.ts";
import { standInService } from "../../../stand-in/service.ts";
import { readSettings } from "../../../stand-in/settings.ts";
import { eventually } from "../../editor/host/eventually.ts";
import { answerPatience } from "../../patience.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const KEY = "5a".repeat(32);
function release(version: string): Release {
  const found = releaseFor(version);
  if (found === undefined) throw new Error(version);
  return found;
}

function logging(version: string, debug = 1) {
  const lines: string[] = [];
  const log = new StandInLog({
    release: release(version),
    path: path.join(temporaryFolder(), "ossec.log"),
    debug,
    onLine: ({ daemon, level, text }) => lines.push(`${daemon} ${level}: ${text}`),
  });
  return { log, lines };
}

function serviceIn(
  home: string,
  { version = "4.14.7", auth = "", hostName = "boss", states = new AgentStates() } = {},
) {
  const text = `<ossec_config><auth>${auth}</auth></ossec_config>`;
  const settings = readSettings(text, release(version));
  if ("problem" in settings) throw new Error(settings.problem);
  const service = standInService({ version, hostName }, settings, states, home);
  if (service === undefined) throw new Error(version);
  return service;
}

interface Given {
  readonly text?: string;
  readonly version?: string;
  readonly auth?: string;
  readonly purges?: boolean;
  readonly states?: AgentStates;
}

function starting({ text = "", version = "4.14.7", auth, purges = true, states }: Given = {}) {
  const home = temporaryFolder();
  const file = path.join(home, "client.keys");
  writeFileSync(file, text, "latin1");
  const changes: Change[] = [];
  const { log, lines } = logging(version);
  const service = serviceIn(home, { version, ...(auth && { auth }), ...(states && { states }) });
  const authd = Authd.start(service, file, purges, log, (change) => changes.push(change));
  return { authd, file, lines, changes, home };
}

function started(given: Given = {}) {
  const { authd, ...others } = starting(given);
  if (authd === undefined) throw new Error("It does not start.");
  onTestFinished(() => authd.flushed());
  const enrol = (name: string, more = "") => authd.enrol(`OSSEC A:'${name}'${more}`, "10.0.0.7");
  const names = () =>
    readFileSync(others.file, "latin1")
      .split("\n")
      .slice(0, -1)
      .map((line) => line.split(" ").slice(0, 3).join(" "));
  const tell = ({ added, removed }: Change) => [added, removed].map((list) => list.map(({ name }) => name));
  return { ...others, authd, enrol, names, told: () => others.changes.map(tell) };
}

describe("authd", () => {
  it("reads its file at the start, and says what it skips", () => {
    const { authd, lines } = started({ text: `001 web any ${KEY}\n002 db any\n` });
    expect(authd.store.entries.map(({ name }) => name)).toEqual(["web"]);
    expect(lines).toEqual(["wazuh-authd error: (1401): Error reading authentication key: '002'."]);
  });

  it("has the name of its release in the log", () => {
    const { lines } = started({ text: "002 db any\n", version: "3.13.6" });
    expect(lines).toEqual(["ossec-authd error: (1401): Error reading authentication key: '002'."]);
  });

  it("does not start with a file at which every daemon exits", () => {
    const { authd, lines } = starting({ text: `001 web 10.0.0.300 ${KEY}\n` });
    expect(authd).toBeUndefined();
    expect(lines.at(-1)).toMatch(/^wazuh-authd (?:error|critical): .*10\.0\.0\.300/);
  });

  it("registers an agent in its memory at once, and then in the file", async () => {
    const { authd, enrol, file, lines, told, names } = started();
    const { answers } = enrol("web");
    expect(answers.join("")).toMatch(/^OSSEC K:'001 web any [0-9a-f]{64}'$/);
    expect(authd.store.entries.map(({ id }) => id)).toEqual(["001"]);
    expect(told()).toEqual([[["web"], []]]);
    expect(readFileSync(file, "latin1")).toBe("");
    await authd.flushed();
    expect(`OSSEC K:'${readFileSync(file, "latin1")}`).toBe(`${answers.join("").slice(0, -1)}\n`);
    expect(lines).toContain("wazuh-authd debug1: Dumping changes into disk.");
    await authd.flushed();
    expect(names()).toEqual(["001 web any"]);
  });

  it("appends new agents, and writes the whole file when one is removed", async () => {
    const { authd, enrol, file, names, told } = started({
      text: `# kept\n001 web any ${KEY}\n`,
      auth: "<force><enabled>yes</enabled><after_registration_time>0</after_registration_time></force>",
    });
    const inode = () => statSync(file).ino;
    const before = inode();
    enrol("db");
    enrol("mail");
    await authd.flushed();
    expect(readFileSync(file, "latin1")).not.toContain("# kept");
    expect(names()).toEqual(["001 web any", "002 db any", "003 mail any"]);
    const once = inode();
    expect(once).not.toBe(before);
    enrol("more");
    await authd.flushed();
    expect(inode()).toBe(once);
    expect(authd.answer(JSON.stringify({ function: "remove", arguments: { id: "002" } })).reply).toContain(
      '"error":0',
    );
    await authd.flushed();
    expect(inode()).not.toBe(once);
    expect(names().sort()).toEqual(["001 web any", "003 mail any", "004 more any"]);
    expect(told().slice(2)).toEqual([
      [["more"], []],
      [[], ["db"]],
    ]);
    const rewritten = inode();
    enrol("last");
    await authd.flushed();
    expect(inode()).toBe(rewritten);
  });

  it("keeps removed agents in the file unless it purges, and then writes all of it", async () => {
    for (const purges of [true, false]) {
      const { authd, names, enrol } = started({ text: `001 web any ${KEY}\n`, purges });
      authd.answer(JSON.stringify({ function: "remove", arguments: { id: "001" } }));
      await authd.flushed();
      expect(names()).toEqual(purges ? [] : ["001 !web any"]);
      enrol("db");
      await authd.flushed();
      expect(names()).toEqual(purges ? ["002 db any"] : ["002 db any", "001 !web any"]);
    }
  });

  it("writes all lines again when the table of masks is filled", async () => {
    const { authd, enrol, names } = started({ text: `001 net 10.1.0.0/16 ${KEY}\n`, version: "4.3.11" });
    enrol("web");
    await authd.flushed();
    const first = names();
    enrol("db", " IP:'10.2.0.0/16'");
    enrol("mail");
    await authd.flushed();
    const { store } = readKeyFile(`001 net 10.1.0.0/16 ${KEY}\n`, {
      release: release("4.3.11"),
      passEmpty: true,
    });
    expect(store.maskTableFilled).toBe(first[0] === "001 net 10.1.0.0/16");
    expect(names().map((line) => line.split(" ")[1])).toEqual(["net", "web", "db", "mail"]);
  });
});

describe("authd and its listeners", () => {
  it("know the groups of an agent, from both ways to register", async () => {
    const { home, enrol, authd, lines } = started();
    for (const group of ["linux", "web"])
      mkdirSync(path.join(home, "etc/shared", group), { recursive: true });
    enrol("web", " G:'linux,web'");
    enrol("db");
    authd.answer(
      JSON.stringify({ function: "add", arguments: { name: "mail", ip: "any", groups: "linux" } }),
    );
    expect(lines.filter((line) => line.includes("in the groups"))).toEqual([
      "stand-in info: Agent 001 web is in the groups linux,web.",
      "stand-in info: Agent 003 mail is in the groups linux.",
    ]);
    await authd.flushed();
  });

  it("hear nothing when it refuses", async () => {
    const { enrol, authd, told, file } = started();
    const { ino } = statSync(file);
    expect(enrol("a/b").answers.join("")).toContain("ERROR");
    expect(authd.answer("{").reply).toContain("9002");
    await authd.flushed();
    expect(told()).toEqual([]);
    expect(statSync(file).ino).toBe(ino);
  });

  it("hear that an agent is taken back whose answer could not be sent", async () => {
    const { enrol, authd, told, names, lines } = started({ purges: false });
    const { added } = enrol("web");
    if (added === undefined) throw new Error("It is added.");
    authd.drop(added.entry, -1);
    await authd.flushed();
    expect(told()).toEqual([
      [["web"], []],
      [[], ["web"]],
    ]);
    expect(names()).toEqual([]);
    expect(lines.filter((line) => line.includes("web")).at(-1)).toMatch(/^wazuh-authd \S+: .*web/);
    authd.drop(added.entry, -1);
    expect(told().length).toBe(2);
  });

  it("hear the result of a key request", async () => {
    const { authd, told, names } = started();
    const asking = (output: string) =>
      authd.take(outcomeOf("id:007", { kind: "output", output }, authd.store, authd.service.manager));
    asking("oops");
    expect(told()).toEqual([]);
    asking(`{"error":0,"data":{"id":"007","name":"bond","ip":"any","key":"${KEY}"}}`);
    expect(authd.store.findById("007")?.name).toBe("bond");
    await authd.flushed();
    expect(told()).toEqual([[["bond"], []]]);
    expect(names()).toEqual(["007 bond any"]);
    // A refusal removes and adds nobody.
    asking(`{"error":0,"data":{"id":"008","name":"boss","ip":"any","key":"${KEY}"}}`);
    expect(told().length).toBe(1);
  });
});

describe("authd beside other programs", () => {
  const NOTICED =
    "stand-in info: Another program changed client.keys. The stand-in read it again; a manager's authd does not.";

  it("reads the file again, and loses no agent of either", async () => {
    const { enrol, authd, file, names, lines } = started();
    enrol("web");
    await authd.flushed();
    expect(lines).not.toContain(NOTICED);
    appendFileSync(file, `077 other any ${KEY}\n`);
    enrol("db");
    expect(lines).toContain(NOTICED);
    await authd.flushed();
    expect(names()).toEqual(["001 web any", "077 other any", "078 db any"]);
    expect(lines.filter((line) => line === NOTICED).length).toBe(1);
    enrol("mail");
    await authd.flushed();
    expect(lines.filter((line) => line === NOTICED).length).toBe(1);
  });

  it("does not append to a file that changed while it waited", async () => {
    const { enrol, authd, file, names } = started();
    enrol("web");
    await authd.flushed();
    enrol("db");
    rmSync(file);
    writeFileSync(file, "# other\n");
    await authd.flushed();
    expect(names()).toEqual(["001 web any", "002 db any"]);
  });

  it("keeps its list if a manager would stop at the new file", async () => {
    const { enrol, authd, file, lines } = started({ text: `001 web any ${KEY}\n` });
    writeFileSync(file, `001 web 10.0.0.300 ${KEY}\n`);
    enrol("db");
    expect(lines).toContain(
      "stand-in error: Another program wrote a client.keys at which a manager stops. The stand-in keeps its list.",
    );
    expect(authd.store.entries.map(({ name }) => name)).toEqual(["web", "db"]);
    await authd.flushed();
  });

  it("says that the file cannot be written, and writes all of it when it can", async () => {
    const { enrol, authd, file, lines, names } = started();
    enrol("web");
    await authd.flushed();
    renameSync(file, `${file}.away`);
    mkdirSync(file);
    writeFileSync(path.join(file, "x"), "");
    enrol("db");
    await authd.flushed();
    const errors = lines.filter((line) => / error: /.test(line));
    expect(errors).toContain("wazuh-authd error: Couldn't write file client.keys");
    expect(errors.find((line) => line.startsWith("stand-in"))).toMatch(/client\.keys.*\. \S/);
    rmSync(file, { recursive: true });
    writeFileSync(file, `001 web any ${KEY}\n002 db any ${KEY}\n`);
    enrol("mail");
    await authd.flushed();
    expect(names()).toEqual(["001 web any", "002 db any", "003 mail any"]);
    expect(readdirSync(path.dirname(file)).sort()).toEqual(["client.keys", "client.keys.away"]);
  });
});

describe("remoted's own list", () => {
  it("is the one of authd without what was removed", () => {
    const { store } = readKeyFile(`001 web any ${KEY}\n002 !gone any ${KEY}\n`, {
      release: release("4.14"),
      passEmpty: true,
    });
    const copy = agentsOfRemoted(store);
    expect(copy.entries.map(({ name }) => name)).toEqual(["web"]);
    expect([copy.purges, copy.removed]).toEqual([true, []]);
    expect([store.purges, store.removed.length]).toEqual([false, 1]);
  });

  function watching(text: string, seconds = 0.01, version = "4.14") {
    const file = path.join(temporaryFolder(), "client.keys");
    writeFileSync(file, text);
    const { log, lines } = logging(version);
    const known: string[] = [];
    const options = { release: release(version), answersPing: true, log, onReceived: () => undefined };
    const remoted = new Remoted(readKeyFile(text, { release: release(version), passEmpty: true }).store, {
      ...options,
      onReceived: ({ agent, what }) => known.push(`${agent?.id} ${what}`),
    });
    const watch = watchKeys({ path: file, seconds, release: release(version) }, remoted, log);
    onTestFinished(() => watch.close());
    const knows = (id: string) => {
      known.length = 0;
      remoted.receive(Buffer.from(`!${id}!x`), "10.0.0.1", undefined);
      return known.join() === `${id} badly formed`;
    };
    return { file, lines, knows, watch };
  }

  it("is read again when the file changes, and says so", async () => {
    const { file, lines, knows, watch } = watching(`001 web any ${KEY}\n`);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect([knows("001"), knows("002")]).toEqual([true, false]);
    expect(lines.filter((line) => line.includes(" info: "))).toEqual([]);
    lines.length = 0;
    appendFileSync(file, `002 db any ${KEY}\n`);
    await eventually(() => expect(lines.length).toBeGreaterThan(1), answerPatience);
    expect(lines.slice(0, 2).every((line) => line.startsWith("wazuh-remoted info: "))).toBe(true);
    expect([knows("001"), knows("002")]).toEqual([true, true]);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(lines.filter((line) => line.includes(" info: ")).length).toBe(2);
    await watch.close();
    appendFileSync(file, `003 mail any ${KEY}\n`);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(knows("003")).toBe(false);
  });

  it("is not read before its time", async () => {
    const { file, lines } = watching(`001 web any ${KEY}\n`, 60);
    appendFileSync(file, `002 db any ${KEY}\n`);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(lines).toEqual([]);
  });

  it("stays as it is if a manager would stop at the new file", async () => {
    const { file, lines, knows } = watching(`001 web any ${KEY}\n`);
    writeFileSync(file, `002 db 10.0.0.300 ${KEY}\n`);
    const note =
      "stand-in critical: A manager's remoted would end here. The stand-in keeps the list that it had.";
    await eventually(() => expect(lines).toContain(note), answerPatience);
    expect(lines.at(-2)).toMatch(/^wazuh-remoted (?:error|critical): .*10\.0\.0\.300/);
    expect(knows("001")).toBe(true);
  });
});

describe("the registration service", () => {
  it("knows its host name, its groups, and makes a new key each time", () => {
    const home = temporaryFolder();
    mkdirSync(path.join(home, "etc/shared/gr\u00fcn"), { recursive: true });
    writeFileSync(path.join(home, "etc/shared/file"), "");
    const service = serviceIn(home);
    expect(service.manager.hostName).toBe("boss");
    expect(["gr\xc3\xbcn", "file", "none"].map((name) => service.hasGroup(name))).toEqual([
      true,
      false,
      false,
    ]);
    for (const make of [service.newKey, service.manager.newKey]) {
      expect(make?.()).toMatch(/^[0-9a-f]{64}$/);
      expect(make?.()).not.toBe(make?.());
    }
    const settings = readSettings("<ossec_config></ossec_config>", release("4.14"));
    if ("problem" in settings) throw new Error(settings.problem);
    const own = standInService({ version: "4.14" }, settings, new AgentStates(), home);
    expect(own?.manager.hostName).toBe(hostname());
    expect(standInService({ version: "x" }, settings, new AgentStates(), home)).toBeUndefined();
  });

  it("knows how long agents are away", () => {
    const states = new AgentStates();
    for (const text of ["001=active", "002=disconnected:2h", "003=never_connected"]) states.set(text);
    const { manager } = serviceIn(temporaryFolder(), { states });
    expect(manager.stateOf?.("002")).toMatchObject({ status: "disconnected" });
    const { store } = readKeyFile(["001", "002", "003"].map((id) => `${id} n${id} any ${KEY}\n`).join(""), {
      release: release("4.14"),
      passEmpty: true,
    });
    expect(store.entries.map((entry) => manager.ageOf?.(entry))).toEqual([
      0,
      expect.closeTo(7200, -1),
      undefined,
    ]);
  });
});
