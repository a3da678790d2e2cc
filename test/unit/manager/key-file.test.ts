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

function release(version: string): Release {
  return releaseFor(version) ?? newestRelease;
}

const agents = (count: number): string =>
  Array.from({ length: count }, (_, at) => `${at + 1} a${at} any k\n`).join("");

describe("the limit of agents", () => {
  const read = (version: string, count: number) =>
    readKeyFile(agents(count), { release: release(version), passEmpty: true, limited: true });
  const texts = (version: string, count: number): (string | undefined)[] => {
    const { warnings, exit } = read(version, count);
    return [...warnings.flatMap(({ log }) => log.map(({ text }) => text)), exit?.text];
  };

  it("ends a limited daemon of 3.8 two agents before 14000, with a message", () => {
    expect(read("3.8", 13_997).exit).toBeUndefined();
    expect(texts("3.8", 13_998)).toEqual([
      "(4110): Maximum number of agents '13998' reached.",
      "(1202): Configuration error at '/etc/client.keys'.",
    ]);
    expect(read("3.8", 13_998).exitAt?.line).toBe(13_998);
    expect(read("3.10.2", 13_998).exit).toBeDefined();
  });

  it("is 100000 from 3.11 on, and one more before the end from 4.0.2 on", () => {
    expect(read("3.11.0", 99_997).exit).toBeUndefined();
    expect(texts("3.11.0", 99_998)[0]).toBe("(4110): Maximum number of agents '99998' reached.");
    expect(read("3.13", 99_998).exit).toBeDefined();
    expect(read("4.0.1", 99_998).exit).toBeDefined();
    expect(read("4.0.2", 99_998).exit).toBeUndefined();
    expect(texts("4.0.2", 99_999)[0]).toBe("(4110): Maximum number of agents '99998' reached.");
  });

  it("does not exist for authd, or from 4.1 on", () => {
    expect(readKeyFile(agents(14_000), { release: release("3.8"), passEmpty: true }).exit).toBeUndefined();
    expect(read("4.1.0", 100_000).exit).toBeUndefined();
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
