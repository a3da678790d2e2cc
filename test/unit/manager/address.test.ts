/** Addresses as the manager reads, keeps and writes them, at the edges of both grammars. */

import { describe, expect, it } from "vitest";
import {
  hexOfWords,
  KeyStore,
  newestRelease,
  prefixLength,
  readAddress,
  rejectedAddressText,
  releaseFor,
  sourceText,
  writtenText,
} from "../../../core/manager/index.ts";

const release = (version: string) => releaseFor(version) ?? newestRelease;

/** Kind, form of the mask, network/mask in hexadecimal, and the stored text where it differs from what was given. */
function read(text: string, version: string): readonly (string | undefined)[] | undefined {
  const address = readAddress(text, release(version));
  if (address === undefined) return undefined;
  const { kind, maskForm, network, mask, stored } = address;
  const bits = `${hexOfWords(network)}/${hexOfWords(mask)}`;
  return [kind, maskForm, bits, ...(stored === text ? [] : [stored])];
}

// OS_IsValidIP of 4.4 and newer.
it.each<[text: string, result: readonly string[] | undefined]>([
  ["any", ["any", "none", "00000000/00000000"]],
  ["!any", ["any", "none", "00000000/00000000", "any"]],
  ["10.0.0.1", ["host", "none", "0a000001/ffffffff"]],
  ["10.0.0.1\n", ["host", "none", "0a000001/ffffffff"]],
  ["10.0.0.1\n\n", undefined],
  ["10.0.0.1/32", ["range", "prefix", "0a000001/ffffffff"]],
  ["10.0.0.1/0", ["range", "prefix", "00000000/00000000"]],
  ["10.1.2.3/12", ["range", "prefix", "0a000000/fff00000"]],
  ["10.1.2.3/255.255.0.0", ["range", "dotted", "0a010000/ffff0000"]],
  ["10.1.2.3/33", undefined],
  ["10.1.2.3/08", undefined],
  ["::ffff:10.0.0.1", ["host", "none", "0a000001/ffffffff", "10.0.0.1"]],
  ["::FFff:10.0.0.1/8\n", ["range", "prefix", "0a000000/ff000000", "10.0.0.1/8"]],
  ["::ffff:10.0.0.1/255.0.0.0", ["range", "dotted", "0a000000/ff000000", "10.0.0.1/255.0.0.0"]],
  [
    "::1",
    ["host", "none", `${"0".repeat(31)}1/${"f".repeat(32)}`, "0000:0000:0000:0000:0000:0000:0000:0001"],
  ],
  ["::1\n", ["host", "none", `${"0".repeat(31)}1/${"f".repeat(32)}`]],
  [
    "::1/128\n",
    [
      "range",
      "prefix",
      `${"0".repeat(31)}1/${"f".repeat(32)}`,
      "0000:0000:0000:0000:0000:0000:0000:0001/128",
    ],
  ],
  [
    "fe80::a/10",
    [
      "range",
      "prefix",
      `fe800000${"0".repeat(24)}/ffc00000${"0".repeat(24)}`,
      "FE80:0000:0000:0000:0000:0000:0000:000A/10",
    ],
  ],
  [
    "1::/0",
    ["range", "prefix", `${"0".repeat(32)}/${"0".repeat(32)}`, "0001:0000:0000:0000:0000:0000:0000:0000"],
  ],
  ["::/0", undefined],
  ["/64", undefined],
  ["1::/129", undefined],
  ...[100, 109, 110, 119, 127, 128].map((bits): [string, string[]] => [
    `1::/${bits}`,
    [
      "range",
      "prefix",
      `0001${"0".repeat(28)}/${((1n << 128n) - (1n << BigInt(128 - bits))).toString(16)}`,
      `0001:${"0000:".repeat(6)}0000/${bits}`,
    ],
  ]),
  ["1::/", undefined],
  ["::10.0.0.1", undefined],
  ["/10.0.0.1", undefined],
  ["1:2:3:4:5:6:7", undefined],
  ["1:2:3:4:5:6:7::8", undefined],
  ["", undefined],
])("4.4 reads %j", (text, result) => {
  expect(read(text, "4.4")).toEqual(result);
});

// OS_IsValidIP of 3.0 to 4.3, with inet_addr.
it.each<[text: string, result: readonly string[] | undefined]>([
  ["any", ["any", "none", "00000000/00000000"]],
  ["10.0.0.1", ["host", "none", "0a000001/ffffffff"]],
  ["010.0.0.1", ["host", "none", "08000001/ffffffff"]],
  ["0.0.0.1", ["host", "none", "00000001/ffffffff"]],
  ["00.0.0.1", ["host", "none", "00000001/ffffffff"]],
  ["0.0.0.0", undefined],
  ["0.0.0.0/8", ["range", "prefix", "00000000/ff000000"]],
  ["00.0.0.0/8", undefined],
  ["10.0.0.1/", ["range", "prefix", "00000000/00000000"]],
  ["10.0.0.1/8", ["range", "prefix", "0a000000/ff000000"]],
  ["10.0.0.1/32", ["range", "prefix", "0a000001/ffffffff"]],
  ["10.0.0.1/33", undefined],
  ["10.0.0.1/255.255.255.255", ["range", "dotted", "0a000001/ffffffff"]],
  ["10.0.0.1/255.0.0.0", ["range", "dotted", "0a000001/0a000001"]],
  ["0.0.0.0/255.0.0.0", undefined],
  ["0.0.0.0/255.255.255.255", ["range", "dotted", "00000000/ffffffff"]],
  ["08.0.0.1", ["host", "none", "ffffffff/ffffffff"]],
  ["8.0.0.9", ["host", "none", "08000009/ffffffff"]],
  ["256.0.0.1", ["host", "none", "ffffffff/ffffffff"]],
  ["255.0.0.1", ["host", "none", "ff000001/ffffffff"]],
  ["10.0.0.110.0.0.1", ["host", "none", "ffffffff/ffffffff"]],
  ["/10.0.0.1", undefined],
])("4.3 reads %j", (text, result) => {
  expect(read(text, "4.3")).toEqual(result);
});

it.each([
  ["4.3", "10.0.0.1/33", "10.0.0.1"],
  ["4.3", "10.0.0/33", "10.0.0/33"],
  ["4.3", "!10.0.0.1/33", "!10.0.0.1"],
  ["4.3", "host", "host"],
  ["4.4", "10.0.0.1/33", "10.0.0.1/33"],
])("%s shows the rejected address %j as %j", (version, text, shown) => {
  expect(rejectedAddressText(text, release(version))).toBe(shown);
});

describe("a prefix length", () => {
  it.each([
    [[0], 0],
    [[0xfffffff0], 28],
    [[0xffffffff], 32],
    [[0xff00ff00], undefined],
    [[0x00ffffff], undefined],
    [[0xffffffff, 0xffffffff, 0, 0], 64],
    [[0xffffffff, 0xffffffff, 0xffff8000, 0], 81],
    [[0xffffffff, 0, 0xffffffff, 0], undefined],
    [[0, 0, 0, 0], 0],
  ])("of %j is %j", (mask, bits) => {
    expect(prefixLength(mask)).toBe(bits);
  });
});

// OS_CIDRtoStr. Before 4.4 its buffer has room for 19 bytes.
it.each<[version: string, text: string, filled: string, empty?: string]>([
  ["4.3", "100.100.100.100", "100.100.100.100"],
  ["4.3", "100.100.100.100/255.255.255.255", "100.100.100.100"],
  ["4.3", "!100.100.100.100/24", "!100.100.100.100/24"],
  ["4.3", "100.100.100.100100.100.100.100", "100.100.100.100100."],
  ["4.14", "10.1.2.3/8", "10.1.2.3/8"],
  ["4.14", "10.1.2.3/255.0.0.0", "10.1.2.3/8", "10.1.2.3"],
  ["4.14", "10.1.2.3/0.0.0.0", "10.1.2.3/0", "10.1.2.3/0"],
  ["4.14", "10.1.2.3/255.0.255.0", "10.1.2.3", "10.1.2.3"],
  ["4.14", "any", "any", "any"],
  [
    "4.14",
    "fe80::a/64",
    "FE80:0000:0000:0000:0000:0000:0000:000A/64",
    "FE80:0000:0000:0000:0000:0000:0000:000A/64",
  ],
])("%s writes %j as %j", (version, text, filled, empty = filled) => {
  const address = readAddress(text, release(version));
  expect(address && writtenText(address, true)).toBe(filled);
  const store = new KeyStore();
  if (address !== undefined) store.noteAddress(address);
  expect(address && writtenText(address, store.maskTableFilled)).toBe(empty);
});

it.each([
  ["2001:db8::10.0.0.1", "2001:0DB8:0000:0000:0000:0000:0A00:0001"],
  ["::ffff:0a00:0001", "10.0.0.1"],
  ["10.0.0.1", "10.0.0.1"],
  ["10.0.0.01", undefined],
  ["x10.0.0.1", undefined],
  ["10.0.0.1.2", undefined],
])("a message from %j comes from %j", (typed, text) => {
  expect(sourceText(typed, newestRelease)).toBe(text);
});
