/** Pairs of key files, of which people and tools made one from the other, and sources that distinguish addresses. */

import fc from "fast-check";
import { type Address, dottedText, type Words } from "../../../core/manager/index.ts";

const usual = [
  "any",
  "10.0.0.1",
  "10.0.0.2",
  "10.0.1.1",
  "10.0.0.0/8",
  "10.0.0.0/24",
  "10.0.0.0/25",
  "10.0.0.1/32",
  "10.0.0.0/255.255.255.0",
  "0.0.0.0/0",
  "128.0.0.0/1",
  "0.0.0.0/1",
];
const odd = [
  "!10.0.0.1",
  "!any",
  "!10.0.0.0/24",
  "!128.0.0.0/1",
  "010.1.1.1",
  "::ffff:10.0.0.1",
  "::1",
  "0:0:629::1",
  "2001:db8::1",
  "2001:db8::/32",
  "1.2.3.4/",
];

export const addresses = [...usual, ...odd];

const anAddress = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...usual) },
  { weight: 1, arbitrary: fc.constantFrom(...odd) },
);

const number = fc.nat(7).map((each) => String(each + 1).padStart(3, "0"));
const id = fc.oneof({ weight: 12, arbitrary: number }, fc.constantFrom("1", "x1", "123456789", ""));
const name = fc.oneof(
  { weight: 12, arbitrary: fc.nat(7).map((each) => `web-${each}`) },
  fc.constantFrom("a".repeat(127), "a".repeat(128), "web", "é"),
);
const key = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.nat(7).map((each) => "0123456789abcdef".repeat(4).slice(each).padEnd(64, "7")),
  },
  fc.constantFrom("k", "k ", "k\r", "k\0x", "b".repeat(127), "b".repeat(130), ""),
);
const record = fc.tuple(id, name, anAddress, key).map((fields) => fields.join(" "));
const noise = fc.constantFrom("# a comment", " ", "", "001 half", "no blanks", "\ufeff".slice(1), "\t");
const aLine = fc.oneof(
  { weight: 12, arbitrary: record },
  { weight: 1, arbitrary: noise },
  { weight: 1, arbitrary: record.map((line) => line.replace(" ", " !")) },
);

type Edit = (lines: string[], at: number) => void;

/** Replaces one field by another. */
const otherField = (field: number, value: string): Edit => {
  return (lines, at) => {
    const fields = (lines[at] ?? "").split(" ");
    fields[field] = value;
    lines[at] = fields.join(" ");
  };
};

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.constant(0), id).map(([field, value]) => otherField(field, value)),
  fc.tuple(fc.constant(1), name).map(([field, value]) => otherField(field, value)),
  fc.tuple(fc.constant(2), anAddress).map(([field, value]) => otherField(field, value)),
  fc.tuple(fc.constant(3), key).map(([field, value]) => otherField(field, value)),
  aLine.map(
    (line): Edit =>
      (lines, at) =>
        lines.splice(at, 0, line),
  ),
  fc.constantFrom<Edit>(
    (lines, at) => lines.splice(at, 1),
    (lines) => lines.reverse(),
    (lines) => lines.sort(),
    (lines, at) => lines.push(...lines.splice(at, 1)),
    (lines, at) => lines.push(lines[at] ?? ""),
    (lines, at) => lines.splice(at, 1, (lines[at] ?? "").replace(" ", " !")),
    (lines, at) => lines.splice(at, 1, (lines[at] ?? "").replace(" !", " ")),
    (lines, at) => lines.splice(at, 1, `#${lines[at]}`),
    (lines, at) => lines.splice(at, 1, `${lines[at]}\r`),
    (lines, at) => lines.splice(at, 1, (lines[at] ?? "").trimEnd()),
  ),
);

/** An old file and a new one. */
export const aPair = fc
  .tuple(
    fc.array(aLine, { minLength: 1, maxLength: 8 }),
    fc.array(fc.tuple(edits, fc.nat()), { maxLength: 3 }),
  )
  .map(([old, changes]): [string, string] => {
    const lines = [...old];
    for (const [edit, at] of changes) edit(lines, lines.length === 0 ? 0 : at % lines.length);
    return [`${old.join("\n")}\n`, `${lines.join("\n")}\n`];
  });

/** Single hosts at and beside the borders of an address, with each bit of the mask changed once, and some far away. */
export function sourcesNear({ network, mask, v6 }: Address): readonly string[] {
  const far = ["8.1.1.1", "200.0.0.1", "10.0.0.200", "fe80:0:0:0:0:0:0:9", "2001:db8:0:0:0:0:0:1"];
  const near = network.flatMap((_, word) =>
    Array.from({ length: 32 }, (_, bit) =>
      network.map((value, at) => (at === word ? (value ^ (1 << bit)) >>> 0 : value)),
    ),
  );
  const last = network.map((value, at) => (value | ~(mask[at] ?? 0)) >>> 0);
  const all = [network, last, ...near].map((words) => (v6 ? groups(words) : dottedText(words[0] ?? 0)));
  // An IPv4 source is compared with the first two words of an IPv6 record.
  return [...all, ...far, ...(v6 ? network.map(dottedText) : [])];
}

function groups(words: Words): string {
  return words.flatMap((word) => [word >>> 16, word & 0xffff].map((group) => group.toString(16))).join(":");
}
