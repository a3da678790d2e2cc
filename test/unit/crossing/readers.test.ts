/** What each part of 5.x and of the vendor's tool reads in a line: the second reader, the export, the REST API. */

import { describe, expect, it } from "vitest";
import { isApiAddress } from "../../../core/manager/crossing/api-address.ts";
import { readExport } from "../../../core/manager/crossing/export.ts";
import { FiveRegister, givenIdRefusal, givenNameRefusal } from "../../../core/manager/crossing/insert.ts";
import { linesOf, readKeystoreLine } from "../../../core/manager/crossing/keystore.ts";
import { isKeystoreAddress } from "../../../core/manager/crossing/keystore-address.ts";
import { crossingOf, crossingTarget, crossingTargets, newestRelease } from "../../../core/manager/index.ts";

const KEY = "0123456789abcdef".repeat(4);
const [beta4, branch50, later50, alpha51] = crossingTargets.flatMap(({ states }) => states);
if (beta4 === undefined || branch50 === undefined || later50 === undefined || alpha51 === undefined)
  throw new Error("a state is missing");

const loaded = (number: number, key = KEY) => ({ kind: "loaded", number, key });

// keystore.cpp of branch 5.0.0.
it.each([
  ["", { kind: "ignored" }],
  ["\n", { kind: "ignored" }],
  ["# 001 web any k", { kind: "ignored" }],
  [` 001 web any ${KEY}`, { kind: "ignored" }],
  [`001 web any ${KEY}#`, { kind: "unusable", number: 1, why: "key" }],
  [`001 web any ${KEY}`, loaded(1)],
  [`001 web any ${KEY}\r\n`, loaded(1)],
  [`\t001 \t web\vany ${KEY} more`, loaded(1)],
  ["001 web any", { kind: "few-fields" }],
  ["001", { kind: "few-fields" }],
  [`001 !web any ${KEY}`, { kind: "removed" }],
  [`001 #web any ${KEY}`, { kind: "removed" }],
  [`a web any ${KEY}`, { kind: "bad-id" }],
  [`1a web any ${KEY}`, { kind: "bad-id" }],
  [`a1 web any ${KEY}`, { kind: "bad-id" }],
  [`1e3 web any ${KEY}`, { kind: "bad-id" }],
  [`4294967295 web any ${KEY}`, loaded(4_294_967_295)],
  [`4294967296 web any ${KEY}`, { kind: "bad-id" }],
  [`001 web host ${KEY}`, { kind: "bad-address", number: 1, shown: "host" }],
  ["001 web any abc", { kind: "unusable", number: 1, why: "key" }],
  ["001 web any abcd", { kind: "unusable", number: 1, why: "key-length" }],
  [`001 web any ${KEY.slice(0, 32)}`, loaded(1, KEY.slice(0, 32))],
])("the second reader reads %j", (line, read) => {
  expect(readKeystoreLine(line, branch50)).toEqual(read);
});

it("the second reader takes 64 digits only after #38699, and reads no address in 5.1.0-alpha0", () => {
  for (const key of [KEY.slice(0, 32), `${KEY}0`, `x${KEY}`, KEY.toUpperCase()]) {
    const read = readKeystoreLine(`001 web any ${key}`, later50);
    expect(read).toEqual({ kind: "unusable", number: 1, why: "key" });
  }
  expect(readKeystoreLine(`001 web any ${KEY}`, later50)).toEqual(loaded(1));
  expect(readKeystoreLine(`001 web host ${KEY}`, alpha51)).toEqual(loaded(1));
});

it.each([
  ["", []],
  ["\n", [""]],
  ["a", ["a"]],
  ["a\n", ["a"]],
  ["\na", ["", "a"]],
  ["a\n\n", ["a", ""]],
])("the lines of %j", (file, lines) => {
  expect(linesOf(file)).toEqual(lines);
});

// addressRule.cpp of branch 5.0.0; ip_address and ip_network of Python 3.11.
it.each<[address: string, keystore: boolean, api: boolean]>([
  ["any", true, true],
  ["!any", true, false],
  ["Any", false, true],
  ["!1.2.3.4", true, false],
  ["1.2.3.4", true, true],
  ["1.2.3.4/", false, false],
  ["1.2.3.4/32", true, true],
  ["1.2.3.4/33", false, false],
  ["1.0.0.0/8", true, true],
  ["1.0.0.0/08", true, true],
  ["1.0.0.0/008", false, true],
  ["1.0.0.0/x8", false, false],
  ["1.0.0.0/+8", false, false],
  ["1.0.0.0/1.", false, false],
  ["1.0.0.0/.8", false, false],
  ["1.0.0.0/255.0.0", false, false],
  ["10.0.0.1/255.0.0.0", true, false],
  ["::/+8", false, false],
  ["::/1e1", false, false],
  ["10.0.0.0/1e1", false, false],
  ["1.0.0.0/8x", false, false],
  ["1.0.0.0/0", true, false],
  ["0.0.0.0/0", true, true],
  ["1.0.0.0/255.0.0.0", true, true],
  ["1.0.0.0/256.0.0.0", false, false],
  ["1.0.0.0/255.0.0.0/8", false, false],
  ["1.2.3.4%eth0", true, false],
  ["1.2.3", false, false],
  ["fe80::1%eth0", true, true],
  ["fe80::1%", true, false],
  ["fe80::1%a%b", true, false],
  ["fe80::/10", true, true],
  ["fe80::/010", true, true],
  ["fe80::/0010", true, true],
  ["::/128", true, true],
  ["::/129", false, false],
  ["::/8x", false, false],
  ["::/x8", false, false],
  ["::/255.0.0.0", false, false],
  ["::ffff:1.2.3.4", true, true],
  ["::FFFF:1.2.3.4/24", true, false],
  ["::ffff:1.2.3.4/33", false, false],
  ["::ffff:1.2.3.0/120", false, true],
  ["::ffff:1.2.3.4.5", false, false],
  ["::ffff:x", false, false],
  ["::ffff:1", true, true],
  ["::ffff:102:304/32", true, false],
  ["::ffff:102:304/33", false, false],
  ["0:0:0:0:0:ffff:1.2.3.4/33", false, false],
  ["1.0.0.0/::ffff:255.0.0.0", true, false],
  ["1.0.0.0/1::", false, false],
  ["x::ffff:1.2.3.4", false, false],
  ["64:ff9b::1.2.3.4", true, true],
  ["64:ff9b::1.2.3.4/128", true, true],
  ["64:ff9b::1.2.3.0/120", true, true],
  ["64:ff9b::1.2.3.4/120", true, false],
  ["64:ff9b::256.1.1.1", false, false],
  ["64:ff9b::1.2.3.4:1", false, false],
  ["1:2:3:4:5:6:7:1.2.3.4", false, false],
  ["1:2:3:4:5:6:1.2.3.4", true, true],
  ["x:1.2.3.4", false, false],
  ["1::2::3", false, false],
  ["", false, false],
  ["/8", false, false],
])("%j is an address to the second reader: %j, to the API: %j", (address, keystore, api) => {
  expect([isKeystoreAddress(address), isApiAddress(address)]).toEqual([keystore, api]);
});

describe("the vendor's tool exports", () => {
  const carried = (number: number, id: string, rest: object = {}) => ({
    kind: "carried",
    agent: { line: 1, number, id, name: "web", ip: "any", key: "k", ...rest },
  });

  it.each([
    ["001 web any k", carried(1, "001")],
    ["\x1f001\x85  web \u2003any\tk  more", carried(1, "001")],
    ["1 web any k", carried(1, "001")],
    ["00001 web any k", carried(1, "001")],
    ["0 web any k", carried(0, "000")],
    ["000 web any k", carried(0, "000")],
    ["12345 web any k", carried(12_345, "12345")],
    ["10010 web any k", carried(10_010, "10010")],
    ["\u0660\u0661\u0669 web any k", carried(19, "019")],
    ["\uff11\uff10 web any k", carried(10, "010")],
    ["\u{1d7ce}\u{1d7d7}\u{1d7d8} web any k", carried(90, "090")],
    ["001 wéb ANY é", carried(1, "001", { name: "wéb", ip: "ANY", key: "\xc3\xa9" })],
    ["001 web any", { kind: "dropped", why: "few-fields" }],
    ["", { kind: "dropped", why: "few-fields" }],
    ["a1 web any k", { kind: "dropped", why: "id" }],
    ["1a web any k", { kind: "dropped", why: "id" }],
    ["001 !web any k", { kind: "dropped", why: "removed" }],
    ["001 #web any k", { kind: "dropped", why: "removed" }],
    ["001 web! any k", carried(1, "001", { name: "web!" })],
  ])("%j", (text, line) => {
    const { stop, lines } = readExport(`${Buffer.from(text).toString("latin1")}\n`);
    expect([stop, lines]).toEqual([undefined, [line]]);
  });

  it.each([
    ["001 a any k\n\xff\n\xb2\n", { why: "not-utf8", line: 2 }],
    ["001 a any k\n\n\xc2\xb2 a any k\n\xff\n", { why: "digit", line: 3 }],
    ["1\xe2\x82\x82 a any k\n", { why: "digit", line: 1 }],
    ["\xc2\xb2 !a any k\n", undefined],
    ["\xc2\xb2 a any\n", undefined],
  ])("nothing from %j", (file, stop) => {
    const reading = readExport(file);
    expect(reading.stop).toEqual(stop);
    expect(reading.lines).toHaveLength(linesOf(file).length);
  });

  it("keeps a place for a line at which the tool ends, and the last line of each number", () => {
    const { lines, holders } = readExport("1 a any k\n\xff\n001 b any k\n");
    expect(lines[1]).toEqual({ kind: "dropped", why: "few-fields" });
    expect(readExport("\xc2\xb2 a any k").lines).toEqual([{ kind: "dropped", why: "id" }]);
    expect([...holders]).toEqual([[1, 3]]);
  });
});

describe("a manager of 5.x answers to an insertion", () => {
  const agent = { line: 1, number: 1, id: "001", name: "web", ip: "any", key: KEY };
  const answer = (state: typeof beta4, ...changes: readonly object[]) => {
    const register = new FiveRegister(state, newestRelease, "boss");
    const answers = changes.map((change, at) => register.insert({ ...agent, line: at + 1, ...change }));
    return answers.at(-1);
  };
  const schema = "400 Bad Request";
  const sameIp = "400 1706 There is an agent with the same IP or the IP is invalid";

  it.each([
    [{}, undefined],
    [{ key: "k" }, { reason: "key-form", by: "api", message: schema }],
    [{ key: `${KEY}0` }, { reason: "key-form", by: "api", message: schema }],
    [{ name: "a b" }, { reason: "name-form", by: "api", message: schema }],
    [
      { name: "n".repeat(129) },
      { reason: "name-length", by: "api", message: "400 1738 Agent name is too long" },
    ],
    [{ ip: "host" }, { reason: "ip-form", by: "api", message: sameIp }],
    [{ ip: "::/0" }, { reason: "ip-form", by: "authd", message: "500 1000 Wazuh Internal Error" }],
    [
      { name: "boss" },
      { reason: "host-name", by: "authd", message: "400 1705 There is an agent with the same name" },
    ],
  ])("beta4: %j", (change, refusal) => {
    expect(answer(beta4, change)).toEqual(refusal);
  });

  it("names the line of the first agent that has the name or the address", () => {
    expect(answer(beta4, {}, { ip: "1.2.3.4" })).toEqual({
      reason: "name-in-use",
      by: "authd",
      message: "400 1705 There is an agent with the same name",
      holder: 1,
    });
    const twice = [{ ip: "10.0.0.0/8" }, { name: "a", ip: "10.0.0.0/16" }, { name: "b", ip: "10.0.0.0" }];
    expect(answer(beta4, ...twice)).toEqual({ reason: "ip-in-use", by: "authd", message: sameIp, holder: 1 });
  });

  it("after #38993 with lower case keys, and ids of plain numbers only", () => {
    const refused = { reason: "key-form", by: "api", message: schema };
    for (const key of [KEY.toUpperCase(), `${KEY}0`, `0${KEY}`])
      expect(answer(later50, { key })).toEqual(refused);
    expect(answer(later50, { id: "000" })).toMatchObject({ reason: "id-range", by: "authd" });
    expect(answer(branch50, { id: "000" })).toBeUndefined();
    const taken = ["1", "2147483647", "2147483648", "1e3", "x1", "0"].map((id) =>
      givenIdRefusal(id, later50),
    );
    expect(taken.map((refusal) => refusal === undefined)).toEqual([true, true, false, false, false, false]);
  });

  it("with a rule for names that asks for a sound record", () => {
    const isTaken = (name: string): boolean => givenNameRefusal(name, branch50) === undefined;
    expect(["a#", "a!", "#a", "!a", "a\0", "n".repeat(128), "n".repeat(129)].map(isTaken)).toEqual([
      true,
      true,
      false,
      false,
      false,
      true,
      false,
    ]);
  });
});

describe("a record of 4.x", () => {
  const fates = (version: string, record: string, at = -1) => {
    const target = crossingTarget(version);
    return target && crossingOf(`${record}\n`, { target }).agents.at(at)?.fates;
  };

  it("with a tab in front of a mark is removed to every other reader", () => {
    const removed = { kind: "dropped", reason: "read-as-removed" };
    const { copy, tool } = fates("5.0", `001 \t!web any ${KEY}`) ?? {};
    expect([copy, tool]).toMatchObject([
      { ...removed, by: "keystore" },
      { ...removed, by: "tool" },
    ]);
  });

  it("with a tab in its name has an address that the second reader of 5.0 warns about", () => {
    const { copy } = fates("5.0", `001 we\tb any ${KEY}`) ?? {};
    expect(copy).toMatchObject({
      kind: "refused",
      by: "keystore",
      reason: "address",
      message:
        "client.keys line 1: the address 'b' registered for agent 1 is not a valid address or range; that agent's requests will be rejected until it is fixed.",
    });
  });

  it("that comes last with its number is the only one that the tool carries, under a taken name too", () => {
    expect(fates("5.1", `1 web any ${KEY}\n001 web any ${KEY}`)?.tool).toEqual({ kind: "carried" });
  });

  it("is carried by the tool in the order of numbers", () => {
    const file = `002 web any ${KEY}\n001 web any ${KEY}`;
    expect(fates("5.1", file, 0)?.tool).toMatchObject({ reason: "name-in-use", other: 2 });
    expect(fates("5.1", file, 1)?.tool).toEqual({ kind: "carried" });
  });

  it("is folded into a later one with its number", () => {
    const folded = { kind: "folded", by: "tool", reason: "same-id", other: 2 };
    expect(fates("5.1", `1 web any ${KEY}\n001 db any ${KEY}`, 0)?.tool).toEqual(folded);
  });

  it("gets no line in the manager's own file that anyone could name", () => {
    const { tool } = fates("5.1", `001 web any ${"z1".repeat(32)}`) ?? {};
    expect(tool?.message).toMatch(/^client\.keys line …: the key for agent 1 does not decode/);
  });
});

describe("a version to cross to", () => {
  it.each([
    ["5.0", "5.0"],
    [" v5.0.0\n", "5.0"],
    ["5.0.0-beta4", "5.0.0-beta4"],
    ["5.0-beta4", "5.0.0-beta4"],
    ["5.1", "5.1"],
    ["5.1.0-alpha0", "5.1"],
    ["5.1-alpha0", "5.1"],
    ["5.0-alpha0", undefined],
    ["5.0.0-beta4x", undefined],
    ["x5.0.0-beta4", undefined],
    ["x5.1", undefined],
    ["5v.0", undefined],
    ["5.0.1", undefined],
  ])("%j is %j", (version, id) => {
    expect(crossingTarget(version)?.id).toBe(id);
  });

  it("has states with names that tell the reader which source was read", () => {
    expect(crossingTargets.flatMap(({ states }) => states.map(({ name }) => name))).toEqual([
      "5.0.0-beta4",
      "5.0.0 (58c8811b16, 2026-08-21)",
      "5.0.0 (#38699, #38993)",
      "5.1.0-alpha0 (f838614611)",
    ]);
  });
});
