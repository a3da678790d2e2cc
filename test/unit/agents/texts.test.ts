/** What people read of agents: the table, the comparison, the refusals; and the bytes of a changed file. */

import { describe, expect, it } from "vitest";
import {
  AgentRegister,
  addAgent,
  agentTable,
  compareWithFile,
  comparisonText,
  extractAgent,
  importAgent,
  listAgents,
  newKey,
  recordOnLine,
  rekeyAgent,
  removalOf,
  removeAgent,
} from "../../../core/agents/index.ts";
import { keyFingerprint, newestRelease, readKeyFile, releaseFor } from "../../../core/manager/index.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const FILE = `001 web 10.0.0.1 ${KEY}\n007 !old any ${KEY}\n`;
const print = keyFingerprint(KEY);

const plainly = (text: string): string => text;
const entryOf = (line: string) => {
  const [record] = readKeyFile(line, { release: newestRelease, passEmpty: true }).records;
  if (record === undefined) throw new Error("no record");
  return record.entry;
};

describe("the table of agents", () => {
  it("aligns its columns and counts", () => {
    const file = `001 web 10.0.0.1 ${KEY}\n002 database 10.2.0.0/16 ${KEY}\n003 !old any ${KEY}\n004 !lost any\n005 !bare\n`;
    const { agents, cut } = listAgents(file, newestRelease, plainly);
    expect(cut).toBeUndefined();
    expect(agentTable(agents)).toBe(
      [
        "id   name      address      key fingerprint  state",
        `001  web       10.0.0.1     ${print}     active`,
        `002  database  10.2.0.0/16  ${print}     active`,
        `003  old       any          ${print}     removed`,
        "004  lost      any                           removed",
        "005  bare                                    removed",
        "",
        "2 active, 3 removed",
        "",
      ].join("\n"),
    );
  });

  it("has only its head if there are no agents", () => {
    expect(agentTable([])).toBe("id  name  address  key fingerprint  state\n\n0 active, 0 removed\n");
  });

  it("ends where a daemon stops reading, and hides what it must", () => {
    const hidden = (text: string): string => text.replaceAll("secret", "***");
    const file = `001 secret any ${KEY}\n002 web secret ${KEY}\n003 db any ${KEY}\n`;
    expect(listAgents(file, newestRelease, hidden)).toEqual({
      agents: [{ id: "001", name: "***", ip: "any", keyFingerprint: print, state: "active" }],
      cut: "Line 2 stops every daemon that reads the file: (1237): Invalid ip address: '***'.",
    });
  });

  it("shows a mask that is no prefix by a question mark", () => {
    const { agents } = listAgents(`001 web 10.0.0.0/255.0.255.0 ${KEY}\n`, newestRelease, plainly);
    expect(agents.map(({ ip }) => ip)).toEqual(["10.0.0.0/?"]);
  });
});

describe("the comparison of two records", () => {
  const shown = (agent: string, file: string, release = newestRelease): string =>
    comparisonText(compareWithFile(entryOf(agent), file, release));
  const key = `64 bytes, fingerprint ${print}`;

  it("shows each field once if they are equal", () => {
    expect(shown(`001 web any ${KEY}`, `001 web any ${KEY}\n`)).toBe(
      [
        "✔ same     id    001",
        "✔ same     name  web",
        "✔ same     ip    any",
        `✔ same     key   ${key}`,
        "",
      ].join("\n"),
    );
  });

  it("shows both values and the effect if they are not", () => {
    const other = "k".repeat(10);
    expect(shown(`001 web any ${KEY}`, `001 db 10.0.0.0/8 ${other}\n`)).toBe(
      [
        "✔ same     id    001",
        "✘ differs  name  agent web, manager db",
        "                 The key of the older cipher depends on the name. With AES the agent still works under another name.",
        "○ unlike   ip    agent any, manager 10.0.0.0/8",
        "                 The two need not be equal: the agent sends its id, and the manager checks the source.",
        `✘ differs  key   agent ${key}, manager 10 bytes, fingerprint ${keyFingerprint(other)}`,
        "                 The manager cannot read the agent's messages: (1404) Wrong key or corrupt payload.",
        "",
      ].join("\n"),
    );
  });

  it.each([
    // An agent with a single IPv4 address does not send its id: the manager has to find it by that address.
    ["10.0.0.1", "10.0.0.2", "differs", "The manager expects the agent from another address."],
    [
      "10.0.0.1",
      "any",
      "differs",
      "An agent with a single address does not send its id, and the manager does not find it by that address.",
    ],
    [
      "10.0.0.1",
      "10.0.0.0/24",
      "differs",
      "An agent with a single address does not send its id, and the manager does not find it by that address.",
    ],
    ["10.0.0.0/24", "10.0.0.2", "unlike", "The two need not be equal"],
    ["any", "10.0.0.2", "unlike", "The two need not be equal"],
    ["fe80::1", "fe80::2", "unlike", "The two need not be equal"],
  ])("knows the address %s from %s", (agent, manager, result, note) => {
    const text = shown(`001 web ${agent} ${KEY}`, `001 web ${manager} ${KEY}\n`);
    expect(text).toContain(`${result.padEnd(7)}  ip    agent `);
    expect(text).toContain(`${" ".repeat(17)}${note}`);
  });

  it("needs the agent in the manager's file", () => {
    expect(shown(`002 web any ${KEY}`, FILE)).toBe(
      "The manager has no agent 002: its messages are refused with (1408).\n",
    );
    expect(shown(`002 web any ${KEY}`, `001 web Any ${KEY}\n002 web any ${KEY}\n`)).toBe(
      "Line 1 stops every daemon that reads the file: (1237): Invalid ip address: 'Any'.\n",
    );
  });
});

describe("a new agent", () => {
  const add = (name: string, ip: string, id?: string, file = FILE, release = newestRelease) =>
    addAgent(file, { name, ip, id, key: "k" }, release);

  it.each([
    ["", undefined, "001 db any k\n"],
    [FILE.trimEnd(), undefined, `${FILE}008 db any k\n`],
    [FILE, "9", `${FILE}009 db any k\n`],
    [FILE, "12345678", `${FILE}12345678 db any k\n`],
  ])("is written after %j as %j", (file, id, changed) => {
    expect(add("db", "any", id, file)).toEqual({
      kind: "changed",
      file: changed,
      id: changed.trimEnd().split("\n").at(-1)?.split(" ")[0],
      name: "db",
    });
  });

  it.each([
    ["db", "any", "", '"" is not an agent id: use up to 8 digits.'],
    ["db", "any", "12x", '"12x" is not an agent id: use up to 8 digits.'],
    ["db", "any", "0", "000 is the manager itself."],
    ["db", "any", "1", "Id 001 is taken by agent web."],
    ["db", "any", "7", "Id 007 belongs to a removed agent; purge it first."],
    ["web", "any", "9", "Name web is taken by agent 001."],
    ["db", "10.0.0.1", "9", "Address 10.0.0.1 is taken by agent 001 web."],
    [
      ".db",
      "any",
      "9",
      `".db" is not an agent name: use 2 to 128 letters, digits, "-", "_" and ".", but no dot at the start.`,
    ],
  ])("%s %s %j is refused", (name, ip, id, reason) => {
    const register = AgentRegister.open(FILE, newestRelease);
    if (!(register instanceof AgentRegister)) throw new Error(register.reason);
    expect(register.idProblem(id) ?? register.nameProblem(name) ?? register.ipProblem(ip)).toBe(reason);
  });

  it("may begin with a dot before 4.14.6, and have an address that only ranges share", () => {
    const old = releaseFor("4.9");
    if (old === undefined) throw new Error("4.9");
    expect(add(".db", "any", undefined, FILE, old).kind).toBe("changed");
    expect(add("d", "any", undefined, FILE, old)).toEqual({
      kind: "refused",
      reason: '"d" is not an agent name: use 2 to 128 letters, digits, "-", "_" and ".".',
    });
    const file = `001 web 10.0.0.0/8 ${KEY}\n`;
    expect(add("db", "10.0.0.0/8", undefined, file).kind).toBe("changed");
  });

  it("is not written to a file that stops its readers", () => {
    expect(add("db", "any", undefined, `001 web any ${KEY}\n002 x Any ${KEY}\n`)).toEqual({
      kind: "refused",
      reason:
        "Line 2 stops every daemon that reads the file: (1237): Invalid ip address: 'Any'. Fix it first.",
    });
  });

  it("gets a key of 64 hexadecimal digits, never the same", () => {
    const keys = Array.from({ length: 50 }, newKey);
    expect(keys.filter((each) => !/^[0-9a-f]{64}$/.test(each))).toEqual([]);
    expect(new Set(keys).size).toBe(50);
  });
});

describe("a changed record", () => {
  const file = `001 web any ${KEY}\n002 db 10.0.0.1 ${KEY}  more\n003 mail any ${KEY}\n`;

  it("has the new key, and nothing else changes", () => {
    expect(rekeyAgent(file, "2", "new", newestRelease)).toEqual({
      kind: "changed",
      file: `001 web any ${KEY}\n002 db 10.0.0.1 new\n003 mail any ${KEY}\n`,
      id: "002",
      name: "db",
    });
    expect(rekeyAgent(`001 web any ${KEY}`, "1", "new", newestRelease)).toMatchObject({
      file: "001 web any new",
    });
  });

  it("is marked as removed, and nothing else changes", () => {
    expect(removeAgent(file, "002", newestRelease)).toEqual({
      kind: "changed",
      file: file.replace(" db ", " !db "),
      id: "002",
      name: "db",
    });
    const found = recordOnLine(`002 db any ${KEY}\n`, newestRelease);
    expect(found && removalOf(found)).toEqual({ at: 4, bytes: "!" });
    expect(recordOnLine(`002 !db any ${KEY}\n`, newestRelease)).toBeUndefined();
  });

  it.each([
    ["7", FILE, "No agent with the id 007 in the file."],
    ["x", FILE, "No agent with the id x in the file."],
    ["1x", FILE, "No agent with the id 1x in the file."],
    [
      "2",
      `001 web Any ${KEY}\n002 db any ${KEY}\n`,
      "No agent with the id 002 before the place where reading ends. Line 1 stops every daemon that reads the file: (1237): Invalid ip address: 'Any'.",
    ],
  ])("must be there: %s", (id, text, reason) => {
    const refusal = { kind: "refused", reason };
    expect(rekeyAgent(text, id, "new", newestRelease)).toEqual(refusal);
    expect(removeAgent(text, id, newestRelease)).toEqual(refusal);
    expect(extractAgent(text, id, newestRelease)).toEqual(refusal);
  });
});

describe("an import string", () => {
  const NO_STRING =
    "This is not an import string of an agent: it must be base64 of a line with id, name, address and key.";
  const imported = (text: string) => importAgent(text, newestRelease);

  it("holds the line without what is behind it", () => {
    const extracted = extractAgent(`001 web any ${KEY} \t\r\n`, "1", newestRelease);
    expect(extracted).toMatchObject({ kind: "extracted", line: `001 web any ${KEY}` });
    expect(imported(btoa(`001 web any ${KEY}\r\n\n`))).toMatchObject({
      kind: "imported",
      line: `001 web any ${KEY}`,
      entry: { id: "001", name: "web", key: KEY },
    });
  });

  it("may have other characters between, and a digit too many", () => {
    const text = btoa("001 web any key");
    expect(imported(`${text.slice(0, 5)}\n ${text.slice(5)}\n`)).toMatchObject({ line: "001 web any key" });
    expect(imported(`${text}A`)).toMatchObject({ line: "001 web any key" });
  });

  it.each([
    ["three fields", btoa("001 web any"), NO_STRING],
    ["nothing", "", NO_STRING],
    ["257 bytes", btoa(`001 web any ${"k".repeat(257 - 12)}`), NO_STRING],
    [
      "a removed agent",
      btoa("001 !web any k"),
      "An agent could not use this record: it is not a live record.",
    ],
    [
      "a bad address",
      btoa("001 web Any k"),
      "An agent could not use this record: (1237): Invalid ip address: 'Any'.",
    ],
  ])("is refused: %s", (_what, text, reason) => {
    expect(imported(text)).toEqual({ kind: "refused", reason });
  });

  it("may have 256 bytes", () => {
    expect(imported(btoa(`001 web any ${"k".repeat(256 - 12)}`)).kind).toBe("imported");
  });
});
