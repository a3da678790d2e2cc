/** Reading client.keys beyond the recordings: limits of agents, a missing file, older releases. */

import { describe, expect, it } from "vitest";
import {
  addNewAgent,
  logOfPiece,
  newestRelease,
  type Release,
  readKeyFile,
  readMissingFile,
  readPiece,
  releaseFor,
} from "../../../core/manager/index.ts";
import { piecesOf } from "../../../core/manager/key-file/pieces.ts";

function release(version: string): Release {
  return releaseFor(version) ?? newestRelease;
}

const agents = (count: number): string =>
  Array.from({ length: count }, (_, at) => `${at + 1} a${at} any k\n`).join("");

/** The numbers of each release are in its table. Three agents show what happens there. */
describe("the limit of agents", () => {
  const read = (version: string, count: number, limited = true) =>
    readKeyFile(agents(count), {
      release: { ...release(version), agentLimit: 3 },
      passEmpty: true,
      ...(limited ? { limited } : {}),
    });

  it.each([
    ["3.8", 3],
    ["3.10.2", 3],
    ["3.13", 3],
    ["4.0.1", 3],
    ["4.0.2", 4],
  ])("ends a limited daemon of %s at agent %i, with a message", (version, count) => {
    const { warnings, exit, exitAt } = read(version, count);
    expect([...warnings.flatMap(({ log }) => log), exit].map((line) => line?.text)).toEqual([
      "(4110): Maximum number of agents '3' reached.",
      "(1202): Configuration error at '/etc/client.keys'.",
    ]);
    expect([exitAt?.line, warnings[0]?.at.line]).toEqual([count, count]);
    expect(read(version, count - 1)).toMatchObject({ exit: undefined, warnings: [] });
  });

  it("does not exist for authd", () => {
    expect(read("3.8", 5, false)).toMatchObject({ exit: undefined, warnings: [] });
  });

  it("does not exist from 4.1 on", () => {
    const options = { release: release("4.1.0"), passEmpty: true, limited: true };
    expect(readKeyFile(agents(100_000), options).exit).toBeUndefined();
  });
});

describe("a missing file", () => {
  const read = (version: string, passEmpty: boolean) =>
    readMissingFile("etc/client.keys", { release: release(version), passEmpty });

  it("ends every daemon up to 3.13.0, and only those that ask for agents from 3.13.1 on", () => {
    expect(read("3.8", true).exits).toBe(true);
    expect(read("3.13.0", true).exits).toBe(true);
    expect(read("3.13.1", true).exits).toBe(false);
    expect(read("4.14", false).exits).toBe(true);
  });

  it("is always logged, at debug level if it is allowed", () => {
    const texts = [
      "(1402): Authentication key file 'etc/client.keys' not found.",
      "(1751): File client.keys not found or empty.",
    ];
    const levels = (version: string, passEmpty: boolean): string[] => {
      const { log } = read(version, passEmpty);
      expect(log.map(({ text }) => text)).toEqual(texts);
      return log.map(({ level }) => level);
    };
    expect(levels("4.14", true)).toEqual(["debug1", "debug1"]);
    expect(levels("4.14", false)).toEqual(["error", "critical"]);
    expect(levels("3.8", true)).toEqual(["error", "critical"]);
  });
});

describe("ids", () => {
  const counter = (id: string): number =>
    readKeyFile(`${id} a any k\n`, { release: newestRelease, passEmpty: true }).store.idCounter;

  it("count with any number of leading zeros", () => {
    expect(counter(`${"0".repeat(40)}3`)).toBe(3);
    expect(counter(`${"0".repeat(100)}2147483647`)).toBe(2_147_483_647);
    expect(counter("+5")).toBe(5);
    expect(counter("-5")).toBe(0);
  });

  it("beyond the range of a long become its limit, which as an int is -1 or 0", () => {
    expect(counter("9".repeat(100))).toBe(0);
    expect(counter("4294967297")).toBe(1);
  });

  it("that are cut are those of the generated agent, while the counter continues with the number", () => {
    const { store } = readKeyFile("99999999 a any k\n", { release: release("4.3"), passEmpty: true });
    const added = addNewAgent(store, { id: undefined, name: "b", ip: "any", key: "k" }, release("4.3"));
    expect(added).toMatchObject({ kind: "added", entry: { id: "10000000" } });
    expect(store.idCounter).toBe(100_000_000);
  });
});

describe("an exit at a line with a long id", () => {
  const file = `${"1".repeat(128)} a b k\n`;

  it("is all that is logged before 4.4", () => {
    const { warnings, exit } = readKeyFile(file, { release: release("4.3"), passEmpty: true });
    expect(warnings).toEqual([]);
    expect(exit).toMatchObject({ level: "critical", text: "(1237): Invalid ip address: 'b'." });
  });

  it("comes after a warning about the id from 4.4 on", () => {
    const { warnings, exit } = readKeyFile(`1${file}`, { release: release("4.4"), passEmpty: true });
    expect(warnings).toHaveLength(1);
    expect(exit?.text).toBe("(1237): Invalid ip address: 'b'.");
  });
});

describe("before 4.4", () => {
  const read = (ip: string) => readKeyFile(`001 web ${ip} k\n`, { release: release("4.3"), passEmpty: true });

  it("an address that fails after its mask is named without it", () => {
    expect(read("1.2.3.4/33").exit?.text).toBe("(1237): Invalid ip address: '1.2.3.4'.");
    expect(read("hosts/33").exit?.text).toBe("(1237): Invalid ip address: 'hosts/33'.");
  });

  it("a negated address keeps its mark, an empty mask becomes /0, a dotted one the bare address", () => {
    expect(read("!10.0.0.1").store.write()).toBe("001 web !10.0.0.1 k\n");
    expect(read("!any").store.write()).toBe("001 web !any/0 k\n");
    expect(read("1.2.3.4/").store.write()).toBe("001 web 1.2.3.4/0 k\n");
    expect(read("10.0.0.5/255.255.255.0").store.write()).toBe("001 web 10.0.0.5 k\n");
  });

  it("an address is written back in 19 characters: a host is cut, and a range that is longer loses its mask", () => {
    expect(read("111.111.1.1111.1.1.1").store.write()).toBe("001 web 111.111.1.1111.1.1. k\n");
    expect(read("111.111.111.111/24").store.write()).toBe("001 web 111.111.111.111/24 k\n");
    expect(read("!111.111.111.111/24").store.write()).toBe("001 web !111.111.111.111/24 k\n");
  });

  it("a mask is written also if the file has only dotted ones", () => {
    expect(read("255.255.0.0/255.0.0.0").store.write()).toBe("001 web 255.255.0.0/16 k\n");
  });

  it("a long id is cut to 127 bytes silently", () => {
    const { records, warnings } = readKeyFile(`${"9".repeat(130)} web any k\n`, {
      release: release("4.3"),
      passEmpty: true,
    });
    expect([records[0]?.entry.id.length, warnings.length]).toEqual([127, 0]);
  });
});

describe("a removed agent", () => {
  it("is kept as a line of at most 2047 bytes", () => {
    const { store } = readKeyFile("", { release: newestRelease, passEmpty: true });
    addNewAgent(store, { id: "001", name: "web", ip: "any", key: "k".repeat(3000) }, newestRelease);
    store.remove("001");
    expect(store.write()).toBe(`001 !web any ${"k".repeat(2047 - 13)}\n`);
  });
});

it.each([
  ["a record", "001 web any k\n", []],
  ["a comment", "# 001 web any k\n", []],
  ["a removed agent", "001 !web any k\n", []],
  ["a line without fields", "001\n", ["(1401): Error reading authentication key: '001\n'."]],
  ["a line without an address", "001 web\n", ["(1401): Error reading authentication key: '001'."]],
  ["a bad address", "001 web x k\n", ["(1237): Invalid ip address: 'x'."]],
])("%s is logged as the manager logs it", (_what, line, texts) => {
  expect(logOfPiece(readPiece(line, newestRelease), newestRelease).map(({ text }) => text)).toEqual(texts);
});

const longId = "1".repeat(130);

describe("a piece of a line", () => {
  it("cuts an id after 128 bytes and the other fields after 127, and removes the line feed", () => {
    const [id, name, key] = ["1".repeat(128), "n".repeat(127), "k".repeat(127)];
    const piece = (line: string) => readPiece(line, newestRelease);
    expect(piece(`${id} ${name} any ${key}\n`)).toMatchObject({ id, longId: false, name, ip: "any", key });
    expect(piece(`${id}2 ${name}n any ${key}k`)).toMatchObject({ id, longId: true, name, ip: "any", key });
    expect(piece("001 web any k\n")).toMatchObject({ key: "k" });
    expect(piece("001 web any k")).toMatchObject({ key: "k" });
  });

  it.each([
    [" 001 web any k", "ignored"],
    ["#001 web any k", "ignored"],
    ["001 !web any k", "removed"],
    ["001 #web any k", "removed"],
    ["001 web !any k", "record"],
  ])("%j is %s", (line, kind) => {
    expect(readPiece(line, newestRelease).kind).toBe(kind);
  });

  it("has an empty first line and the pieces of a long line", () => {
    const long = `001 web any ${"k".repeat(5000)}`;
    const pieces = [...piecesOf(`\n${long}\n002 db any k`)];
    expect(pieces.map(({ bytes, line, chunk, start }) => [bytes.length, line, chunk, start])).toEqual([
      [1, 1, 0, 0],
      [2047, 2, 0, 1],
      [2047, 2, 1, 2048],
      [long.length + 1 - 4094, 2, 2, 4095],
      [12, 3, 0, 1 + long.length + 1],
    ]);
  });
});

describe("what a daemon reads", () => {
  const file = [
    "# a comment",
    "001 web any k",
    "half",
    "002 db",
    "003 !gone any k3",
    `${longId} long any k4`,
    `${longId}2 !longgone any k5`,
  ];

  it("is each line by its kind, with its place", () => {
    const reading = readKeyFile(`${file.join("\n")}\n`, { release: newestRelease, passEmpty: false });
    const lines = (placed: readonly { readonly at: { readonly line: number } }[]) =>
      placed.map(({ at }) => at.line);
    expect(reading.ignored.map(({ line }) => line)).toEqual([1]);
    expect(lines(reading.records)).toEqual([2, 6]);
    expect(reading.skipped.map(({ at, log }) => [at.line, ...log.map(({ text }) => text)])).toEqual([
      [3, "(1401): Error reading authentication key: 'half\n'."],
      [4, "(1401): Error reading authentication key: '002'."],
    ]);
    expect(reading.warnings.map(({ at, log }) => [at.line, ...log.map(({ text }) => text)])).toEqual([
      [6, `(1401): Error reading authentication key: '${longId.slice(0, 128)}'.`],
      [7, `(1401): Error reading authentication key: '${longId.slice(0, 128)}'.`],
    ]);
    expect(reading.removed.map(({ at, text }) => [at.line, text])).toEqual([
      [5, file[4]],
      [7, file[6]],
    ]);
    expect(reading.store.removed).toEqual([file[4], file[6]]);
    expect(reading.store.entries.map(({ id, name }) => [id, name])).toEqual([
      ["001", "web"],
      [longId.slice(0, 128), "long"],
    ]);
    expect([reading.exit, reading.exitAt]).toEqual([undefined, undefined]);
  });

  it("warns of a long id once, also at an address that it rejects", () => {
    const { warnings, exit } = readKeyFile(`${longId} web x k\n`, {
      release: newestRelease,
      passEmpty: true,
    });
    expect(warnings.map(({ log }) => log.map(({ text }) => text))).toEqual([
      [`(1401): Error reading authentication key: '${longId.slice(0, 128)}'.`],
    ]);
    expect(exit?.text).toBe("(1237): Invalid ip address: 'x'.");
  });

  it("ends at an address that it rejects", () => {
    const { exit, exitAt, records, skipped, warnings } = readKeyFile(
      "001 a any k\n002 b x k\n003 c any k\n",
      {
        release: newestRelease,
        passEmpty: true,
      },
    );
    expect([exit?.level, exit?.text, exitAt?.line]).toEqual([
      "critical",
      "(1237): Invalid ip address: 'x'.",
      2,
    ]);
    expect([records.length, skipped, warnings]).toEqual([1, [], []]);
  });

  it.each([
    ["", false, "(1751): File client.keys not found or empty."],
    ["001 !gone any k\n", false, "(1751): File client.keys not found or empty."],
    ["", true, undefined],
    ["001 web any k\n", false, undefined],
  ])("of %j ends it if it asks for agents (%s)", (text, passEmpty, exit) => {
    expect(readKeyFile(text, { release: newestRelease, passEmpty }).exit?.text).toBe(exit);
  });

  it("counts the id of each line that has one, also of those that are no agents", () => {
    const count = (text: string) =>
      readKeyFile(text, { release: newestRelease, passEmpty: true }).store.idCounter;
    expect(count("001 web any k\n007 half\n005 !gone any k\n")).toBe(7);
    expect(count("# 009 web any k\n001 web any k\nhalf\n")).toBe(1);
  });
});
