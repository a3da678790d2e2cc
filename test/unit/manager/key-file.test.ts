/** Reading client.keys where no recording reaches: limits of agents, a missing file, older releases. */

import { describe, expect, it } from "vitest";
import {
  newestRelease,
  type Release,
  readKeyFile,
  readMissingFile,
  releaseFor,
} from "../../../core/manager/index.ts";

function release(version: string): Release {
  return releaseFor(version) ?? newestRelease;
}

const agents = (count: number): string =>
  Array.from({ length: count }, (_, at) => `${at + 1} a${at} any k\n`).join("");

describe("the limit of agents", () => {
  it("ends a limited daemon of 3.8 two agents before 14000", () => {
    const read = (count: number) =>
      readKeyFile(agents(count), { release: release("3.8"), passEmpty: true, limited: true });
    expect(read(13_997).exit).toBeUndefined();
    expect(read(13_998).exit?.text).toBe("(1202): Configuration error at '/etc/client.keys'.");
    expect(read(13_998).exitAt?.line).toBe(13_998);
  });

  it("is not there for authd, nor from 4.1 on", () => {
    const file = agents(14_000);
    expect(readKeyFile(file, { release: release("3.8"), passEmpty: true }).exit).toBeUndefined();
    expect(
      readKeyFile(file, { release: release("4.3"), passEmpty: true, limited: true }).exit,
    ).toBeUndefined();
  });
});

describe("a missing file", () => {
  const read = (version: string, passEmpty: boolean) =>
    readMissingFile("etc/client.keys", { release: release(version), passEmpty });

  it("ends every daemon of 3.8, and only those that ask for agents from 3.13 on", () => {
    expect(read("3.8", true).exits).toBe(true);
    expect(read("3.13", true).exits).toBe(false);
    expect(read("4.14", false).exits).toBe(true);
  });

  it("is logged in any case", () => {
    expect(read("4.14", true).log.map(({ text }) => text)).toEqual([
      "(1402): Authentication key file 'etc/client.keys' not found.",
    ]);
    expect(read("4.14", false).log.at(-1)?.text).toBe("(1751): File client.keys not found or empty.");
  });
});

describe("before 4.4", () => {
  const read = (ip: string) => readKeyFile(`001 web ${ip} k\n`, { release: release("4.3"), passEmpty: true });

  it("an address that fails behind its mask is named without it", () => {
    expect(read("1.2.3.4/33").exit?.text).toBe("(1237): Invalid ip address: '1.2.3.4'.");
    expect(read("hosts/33").exit?.text).toBe("(1237): Invalid ip address: 'hosts/33'.");
  });

  it("a negated address keeps its mark, an empty mask becomes /0, a dotted one the bare address", () => {
    expect(read("!10.0.0.1").store.write()).toBe("001 web !10.0.0.1 k\n");
    expect(read("!any").store.write()).toBe("001 web !any/0 k\n");
    expect(read("1.2.3.4/").store.write()).toBe("001 web 1.2.3.4/0 k\n");
    expect(read("10.0.0.5/255.255.255.0").store.write()).toBe("001 web 10.0.0.5 k\n");
  });

  it("a long id is cut to 127 bytes without a word", () => {
    const { records, warnings } = readKeyFile(`${"9".repeat(130)} web any k\n`, {
      release: release("4.3"),
      passEmpty: true,
    });
    expect([records[0]?.entry.id.length, warnings.length]).toEqual([127, 0]);
  });
});
