/** Plain lines, which are taken without reading them, are what reading them would find. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KeyFileDocument } from "../../../core/lint/key-file/document/key-file-document.ts";
import { NO_HASH, PLAIN_LINE, PlainLines } from "../../../core/lint/key-file/document/plain-lines.ts";
import { findingsOf } from "../../../core/lint/key-file/findings.ts";
import { codesOf } from "../../../core/lint/key-file/index.ts";
import { hashOfKept } from "../../../core/lint/key-file/kept.ts";
import { LineReader } from "../../../core/lint/key-file/line-reader.ts";
import type { LintContext } from "../../../core/lint/key-file/rules/index.ts";
import { newestRelease, releases } from "../../../core/manager/index.ts";
import { options } from "./incremental.ts";
import { line as oddLine } from "./random-file.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const five = releases.find(({ poller }) => poller === "none") ?? newestRelease;
const context = { release: newestRelease, role: "manager", hostName: undefined } as const;
const contexts = fc.constantFrom<LintContext>(
  context,
  { ...context, hostName: "web-3" },
  { ...context, upgradeTo: five },
  { ...context, release: five },
);

const plainLine = (at: number): string =>
  `${String(at + 1).padStart(3, "0")} web-${at} ${at % 2 === 0 ? "any" : `10.0.${at >> 8}.${at & 255}`} ${KEY.slice(0, 60)}${at.toString(16).padStart(4, "0")}`;

/** Whether the scan finds the line, alone or with a line feed. */
function isPlain(line: string): boolean {
  const lines = new PlainLines();
  const [alone, followed] = [line, `${line}\nx`].map((text) => lines.scan(codesOf(text), 0));
  expect(followed).toBe(alone);
  return alone === 1;
}

const plain = [
  ["an id of three digits", `001 web any ${KEY}`],
  ["an id of seven digits", `1234567 web any ${KEY}`],
  ["a name of two characters", `001 we any ${KEY}`],
  ["a name of 127 characters", `001 ${"w".repeat(127)} any ${KEY}`],
  ["digits, - and _ in the name", `001 0-_9 any ${KEY}`],
  ["a name that is any", `001 any any ${KEY}`],
  ["a single address", `001 web 10.0.0.255 ${KEY}`],
  ["a key whose first 16 digits are of six kinds", `001 web any ${"012345".padEnd(16, "0")}${KEY.slice(16)}`],
] as const;

const notPlain = [
  ["an id of two digits", `01 web any ${KEY}`],
  ["an id of eight digits", `12345678 web any ${KEY}`],
  ["an id of zeros", `000 web any ${KEY}`],
  ["a letter in the id", `0a1 web any ${KEY}`],
  ["a name of one character", `001 w any ${KEY}`],
  ["a name of 128 characters", `001 ${"w".repeat(128)} any ${KEY}`],
  ["a capital letter in the name", `001 Web any ${KEY}`],
  ["a dot in the name", `001 web.b any ${KEY}`],
  ["a letter beyond ASCII in the name", `001 wéb any ${KEY}`],
  ["a removed agent", `001 !web any ${KEY}`],
  ["two blanks", `001 web  any ${KEY}`],
  ["a range", `001 web 10.0.0.0/8 ${KEY}`],
  ["an address that the releases read differently", `001 web 0.0.0.1 ${KEY}`],
  ["an octet above 255", `001 web 10.0.0.256 ${KEY}`],
  ["an octet of four digits", `001 web 10.0.0.0001 ${KEY}`],
  ["an octet with a leading zero", `001 web 10.0.01.1 ${KEY}`],
  ["three octets", `001 web 10.0.1 ${KEY}`],
  ["five octets", `001 web 10.0.0.0.1 ${KEY}`],
  ["another word as the address", `001 web all ${KEY}`],
  ["63 digits in the key", `001 web any ${KEY.slice(1)}`],
  ["65 digits in the key", `001 web any ${KEY}0`],
  ["a capital digit at the end of the key", `001 web any ${KEY.slice(1)}F`],
  ["a g in the key", `001 web any g${KEY.slice(1)}`],
  ["a slash in the key", `001 web any ${KEY.slice(0, 63)}/`],
  ["a key of few different digits", `001 web any ${"01234".repeat(13).slice(1)}`],
  ["a carriage return", `001 web any ${KEY}\r`],
  ["a blank at its end", `001 web any ${KEY} `],
  ["no key", "001 web any"],
  ["nothing", ""],
] as const;

describe("a plain line", () => {
  it.each(plain)("has %s", (_what, line) => {
    expect(isPlain(line)).toBe(true);
  });

  it.each(notPlain)("has not %s", (_what, line) => {
    expect(isPlain(line)).toBe(false);
  });

  it("is sound, and has the hashes by which other lines are compared", () => {
    const field = (good: string[], odd: string[]) =>
      fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...good) }, fc.constantFrom(...odd));
    const line = fc
      .tuple(
        field(["001", "12345", "7654321"], ["01", "12345678", "0000000", ""]),
        field(["web", "we", "w".repeat(127), "a-_0"], ["Web", "w.b", "w", "w".repeat(128), ""]),
        field(["any", "1.2.3.4", "255.255.255.255"], ["10.0.0.0/8", "any1", "1.2.3", "01.2.3.4", ""]),
        field([KEY, KEY.replaceAll("0", "a")], ["a".repeat(64), KEY.slice(1), `${KEY}\r`, ""]),
      )
      .map((fields) => fields.join(" "));
    fc.assert(
      fc.property(line, (text) => {
        const lines = new PlainLines();
        const facts = new LineReader(newestRelease).read(text, true);
        const found = lines.scan(codesOf(text), 0);
        const isUsual = facts.isSound && !facts.nameFolds && facts.ipKind !== "range" && facts.idEnd < 8;
        const isVaried = new Set(facts.key.slice(0, 16)).size >= 6;
        expect([text, found]).toEqual([text, isUsual && isVaried ? 1 : 0]);
        if (found === 0) return;
        const hash = (name: "id" | "name" | "ip" | "key") => lines.found[lines.at + PLAIN_LINE[name]];
        expect(lines.endOf(0)).toBe(text.length);
        for (const name of ["id", "name", "key"] as const) expect(hash(name)).toBe(hashOfKept(facts, name));
        expect(hash("ip")).toBe(facts.ipKind === "any" ? NO_HASH : hashOfKept(facts, "ip"));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the plain lines of a text", () => {
  /** The lines of a text as the scan gives them, at most `most` at once, with `#` before those that are not plain. */
  function scanned(text: string, most = Number.POSITIVE_INFINITY, lines = new PlainLines()) {
    const codes = codesOf(text);
    const found: string[] = [];
    for (let start = 0; start <= text.length; ) {
      const many = Math.min(lines.scan(codes, start), most);
      for (let line = 0; line < many; line++) {
        found.push(text.slice(start, lines.endOf(line)));
        start = lines.endOf(line) + 1;
      }
      if (many > 0) continue;
      const feed = text.indexOf("\n", start);
      const end = feed < 0 ? text.length : feed;
      found.push(`#${text.slice(start, end)}`);
      start = end + 1;
    }
    return found;
  }
  const many = Array.from({ length: 8000 }, (_, at) => plainLine(at));

  it.each([
    ["all at once", Number.POSITIVE_INFINITY],
    ["in groups", 700],
    ["one by one", 1],
  ])("are found %s, wherever the part that is looked at ends", (_how, most) => {
    for (const shift of [0, 1, 40, 80, 89, 90, 91, 256]) {
      const first = "x".repeat(shift);
      expect(scanned([first, ...many].join("\n"), most)).toEqual([`#${first}`, ...many]);
    }
  });

  it("are found up to a last line of any kind", () => {
    for (const last of ["", "00", `001 web any ${KEY}0`, `001 web any ${KEY.slice(1)}`]) {
      expect(scanned([...many, last].join("\n"))).toEqual([...many, `#${last}`]);
      expect(scanned([plainLine(1), last].join("\n"))).toEqual([plainLine(1), `#${last}`]);
    }
    expect(scanned(`${plainLine(1)}\n${plainLine(2)}`)).toEqual([plainLine(1), plainLine(2)]);
  });

  it("are found behind lines that are longer than the part that is looked at", () => {
    for (const length of [327_423, 327_424, 327_425, 400_000, 1_000_000]) {
      const long = "x".repeat(length);
      const text = [plainLine(1), long, plainLine(2), long, plainLine(3)].join("\n");
      expect(scanned(text)).toEqual([plainLine(1), `#${long}`, plainLine(2), `#${long}`, plainLine(3)]);
    }
  });

  it("are whole, whichever of their characters is the last that is looked at", () => {
    const long = `${plainLine(1)}0`;
    for (const cut of [0, 1, 3, 9, 40, long.length - 1, long.length, long.length + 1]) {
      const start = 327_424 - cut - plainLine(1).length * 3 - 3;
      const text = ["x".repeat(start - 1), plainLine(1), plainLine(1), plainLine(1), long, plainLine(2)];
      expect(scanned(text.join("\n"))).toEqual(
        text.map((line) => (line === long || line.startsWith("x") ? `#${line}` : line)),
      );
    }
  });

  it("are those of the text that is asked about, also after another one", () => {
    const lines = new PlainLines();
    const texts = [many.slice(0, 5000), many.slice(10, 20), ["# none"], many.slice(3, 4)];
    for (const each of texts) {
      const expected = each.map((line) => (line.startsWith("#") ? `#${line}` : line));
      expect(scanned(each.join("\n"), undefined, lines)).toEqual(expected);
    }
    lines.scan(codesOf(many.join("\n")), 0);
    expect(scanned(many.slice(500, 510).join("\n"), undefined, lines)).toEqual(many.slice(500, 510));
  });
});

describe("a large client.keys", () => {
  const usual = Array.from({ length: 520 }, (_, at) => plainLine(at));
  /** Lines that have much in common with the plain ones. */
  const related = fc.constantFrom(
    ...[
      plainLine(7),
      plainLine(8),
      `900 web-7 any ${KEY}`,
      `007 db 10.0.0.9 ${KEY}`,
      `901 WEB-515 any ${KEY}`,
    ],
    ...[
      `902 web-517.example.org 10.0.0.0/24 ${KEY}`,
      `903 db-3 10.0.0.3/24 ${KEY}`,
      `904 db-4 10.0.0.5/32 ${KEY}`,
    ],
  );
  const placed = fc.array(fc.tuple(fc.nat(usual.length), fc.oneof(related, oddLine)), { maxLength: 12 });

  it("has the same findings as when each of its lines is typed", () => {
    fc.assert(
      fc.property(placed, fc.boolean(), contexts, (others, isFeedLast, context) => {
        const lines = [...usual];
        for (const [at, line] of others) lines.splice(at, 0, line);
        const text = `${lines.join("\n")}${isFeedLast ? "\n" : ""}`;
        const opened = new KeyFileDocument(text, context);
        const typed = new KeyFileDocument("", context);
        typed.applyEdit({ startLine: 0, startColumn: 0, endLine: 0, endColumn: 0, newText: text });
        expect(opened.getText()).toBe(text);
        expect(opened.fileFacts()).toEqual(typed.fileFacts());
        expect(findingsOf(opened, options)).toEqual(findingsOf(typed, options));
        const edit = { startLine: 3, startColumn: 4, endLine: 9, endColumn: 2, newText: "" };
        for (const document of [opened, typed]) document.applyEdit(edit);
        expect(findingsOf(opened, options)).toEqual(findingsOf(typed, options));
      }),
      { numRuns: 100 },
    );
  });
});
