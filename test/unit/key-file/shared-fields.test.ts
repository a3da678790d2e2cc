/** What lines of a `client.keys` share, after any edits: the same as in a document that is opened with their text. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KeyFileDocument, textInMemory } from "../../../core/lint/key-file/index.ts";
import { newestRelease } from "../../../core/manager/index.ts";

const open = (text: string): KeyFileDocument =>
  new KeyFileDocument(text, { release: newestRelease, role: "manager", hostName: undefined });

const CODES = ["duplicate-id", "duplicate-name", "duplicate-ip", "similar-name", "shared-key"] as const;
const KEYS = ["0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f", "a".repeat(63)];

/** Everything that depends on other lines. */
function stateOf(document: KeyFileDocument) {
  const lines = Array.from({ length: document.lineCount }, (_, line) => line);
  return {
    marked: [...document.markedLines()],
    facts: document.fileFacts(),
    counts: [...CODES, "overlapping-range"].map((code) => document.countOf(code)),
    shared: lines.map((line) => CODES.map((code) => document.sharing(code, line).join(" "))),
    ranges: lines.map((line) => document.containingRange(line)),
  };
}

const record = fc
  .tuple(
    fc.constantFrom("001", "002", "003"),
    fc.constantFrom("web", "Web", "WEB", "web.example", "db", "!web"),
    fc.constantFrom(
      "any",
      "10.0.0.1",
      "10.0.0.1/24",
      "10.0.0.1/32",
      "10.0.0.0/8",
      "::1",
      "2001:db8::/32",
      "x",
    ),
    fc.constantFrom(`${KEYS[0]}0`, `${KEYS[0]}1`, `${KEYS[1]}a`),
  )
  .map((fields) => fields.join(" "));
const line = fc.oneof({ weight: 6, arbitrary: record }, fc.constantFrom("", "#", "001 web", "\r"));
const edit = fc.tuple(fc.nat(7), fc.nat(2), fc.array(line, { maxLength: 3 }));

describe("what lines share", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("is the same after edits as when opened (part %s)", (_part) => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.array(edit, { maxLength: 5 }), (lines, edits) => {
        const document = open(lines.join("\n"));
        for (const [startLine, many, added] of edits) {
          const newText = added.map((each) => `${each}\n`).join("");
          document.applyEdit({ startLine, startColumn: 0, endLine: startLine + many, endColumn: 0, newText });
        }
        expect(stateOf(document)).toEqual(stateOf(open(document.getText())));
      }),
      { numRuns: 12 },
    );
  });

  /** The groups that an agent's field should have, from the text alone. */
  it.each([1, 2, 3, 4])("is what a comparison of all pairs says (part %s)", (_part) => {
    const live = fc.tuple(
      fc.constantFrom("001", "002", "003", "004"),
      fc.constantFrom("web", "Web", "web.example", "db", "db.example"),
      fc.constantFrom("any", "10.0.0.1", "10.0.0.2"),
      fc.constantFrom("0", "1", "2"),
    );
    fc.assert(
      fc.property(fc.array(live, { maxLength: 8 }), (records) => {
        const document = open(
          records.map(([id, name, ip, key]) => `${id} ${name} ${ip} ${KEYS[0]}${key}\n`).join(""),
        );
        const linesWith = (isAlike: (other: (typeof records)[number]) => boolean): readonly number[] =>
          records.flatMap((other, at) => (isAlike(other) ? [at] : []));
        for (const [at, [id, name, ip, key]] of records.entries()) {
          const shared = CODES.map((code) => document.sharing(code, at));
          const family = (each: string): string => each.toLowerCase().replace(".example", "");
          expect(shared).toEqual([
            linesWith((other) => other[0] === id),
            linesWith((other) => other[1] === name),
            ip === "any" ? [] : linesWith((other) => other[2] === ip),
            linesWith((other) => family(other[1]) === family(name)),
            linesWith((other) => other[3] === key),
          ]);
          const names = new Set(
            linesWith((other) => family(other[1]) === family(name)).map((each) => records[each]?.[1]),
          );
          const marks = shared.map((each, code) => (code === 3 ? names.size > 1 : each.length > 1));
          const codes = [...document.markedLines()].find((each) => each.line === at)?.codes ?? [];
          expect(CODES.map((code) => codes.includes(code))).toEqual(marks);
        }
      }),
      { numRuns: 12 },
    );
  });
});

it.each([63, 64, 65, 200])("what %s lines share is known after edits above them", (many) => {
  const document = open(`001 web any ${KEYS[0]}0\n`.repeat(many));
  const lines = (first: number) => Array.from({ length: many }, (_, at) => first + at);
  for (const first of [0, 1, 2]) {
    expect(document.sharing("duplicate-id", first)).toEqual(lines(first));
    expect(document.sharing("duplicate-name", first + many - 1)).toEqual(lines(first));
    document.applyEdit({ startLine: 0, startColumn: 0, endLine: 0, endColumn: 0, newText: "#\n" });
  }
});

it("two large groups are two, and a rule about one line has no group", () => {
  const records = Array.from(
    { length: 200 },
    (_, at) => `00${at < 100 ? 1 : 2} web-${at} 10.0.0.${at < 100 ? 1 : 2} ${KEYS[0]}${at % 10}\n`,
  );
  const document = open(records.join(""));
  const lines = Array.from({ length: 200 }, (_, at) => at);
  for (const code of ["duplicate-id", "duplicate-ip"]) {
    expect(document.sharing(code, 0)).toEqual(lines.slice(0, 100));
    expect(document.sharing(code, 150)).toEqual(lines.slice(100));
  }
  expect(document.sharing("shared-key", 7)).toEqual(lines.filter((at) => at % 10 === 7));
  expect(document.sharing("duplicate-name", 7)).toEqual([7]);
  expect(document.sharing("blank-line", 0)).toEqual([]);
});

describe("a range with the address of a host", () => {
  const codesAt = (document: KeyFileDocument, at: number): readonly string[] =>
    [...document.markedLines()].find((each) => each.line === at)?.codes ?? [];
  const host = `001 web 10.0.0.1 ${KEYS[0]}0`;
  const range = `002 net 10.0.0.1/24 ${KEYS[0]}1`;

  it.each([
    ["comes before it: the manager finds the range", [range, host], [true, true]],
    ["comes after it: the manager finds the host", [host, range], [false, false]],
    ["is another one", [`002 net 10.0.0.2/24 ${KEYS[0]}1`, host], [false, false]],
  ])("%s", (_what, lines, expected) => {
    const document = open(lines.join("\n"));
    expect(lines.map((_, at) => codesAt(document, at).includes("duplicate-ip"))).toEqual(expected);
  });

  it("is found as lines come and go", () => {
    const document = open(`${host}\n`);
    const marks = () =>
      Array.from({ length: document.lineCount - 1 }, (_, at) =>
        codesAt(document, at).includes("duplicate-ip"),
      );
    const insert = (line: number, newText: string, gone = 0) =>
      document.applyEdit({ startLine: line, startColumn: 0, endLine: line + gone, endColumn: 0, newText });
    insert(0, `${range}\n`);
    expect(marks()).toEqual([true, true]);
    expect(document.sharing("duplicate-ip", 1)).toEqual([0, 1]);
    insert(0, `003 far 10.0.0.1/8 ${KEYS[0]}2\n`);
    // Only the first range is found.
    expect(marks()).toEqual([true, false, true]);
    insert(0, "", 1);
    expect(marks()).toEqual([true, true]);
    insert(0, `004 dc 10.0.0.1 ${KEYS[0]}3\n`);
    expect(marks()).toEqual([true, false, true]);
    insert(0, "", 1);
    insert(1, "", 1);
    expect(marks()).toEqual([false]);
    expect(document.countOf("duplicate-ip")).toBe(0);
  });
});

describe("a large file that is opened", () => {
  // Most of its lines are plain: they are taken without reading them one by one.
  const usual = (at: number): string => {
    const ip = at % 2 === 0 ? "any" : `10.0.${at >> 8}.${at & 255}`;
    return `${String(at + 1).padStart(3, "0")} web-${at} ${ip} ${KEYS[0]?.slice(0, 60)}${at.toString(16).padStart(4, "0")}`;
  };
  const whole = Array.from({ length: 620 }, (_, at) => usual(at));

  it.each([
    ["nothing else", []],
    ["a name that differs only in case from a later one", [[3, `900 WEB-515 any ${KEYS[0]}0`]]],
    [
      "a name that differs only in its domain from an earlier one",
      [[600, `900 web-7.example any ${KEYS[0]}0`]],
    ],
    [
      "a line twice, comments and a removed agent",
      [
        [0, "# note"],
        [9, usual(7)],
        [300, "900 !web-8 any k"],
        [620, usual(8)],
      ],
    ],
    [
      "a range with the address of a later host, and one of an earlier",
      [
        [1, `900 net 10.0.1.3/24 ${KEYS[0]}0`],
        [600, `901 far 10.0.0.5/24 ${KEYS[0]}1`],
      ],
    ],
    ["a record that ends the daemon, at the end", [[620, `900 end ANY ${KEYS[0]}0`]]],
  ] satisfies readonly [string, readonly (readonly [number, string])[]][])(
    "with %s is as if it were typed",
    (_what, added) => {
      const lines = [...whole];
      for (const [at, text] of added.toReversed()) lines.splice(at, 0, text);
      for (const end of ["", "\n"]) {
        const text = lines.join("\n") + end;
        const opened = open(text);
        const typed = open("");
        typed.applyEdit({ startLine: 0, startColumn: 0, endLine: 0, endColumn: 0, newText: text });
        expect(opened.getText()).toBe(text);
        expect(stateOf(opened)).toEqual(stateOf(typed));
        for (const document of [opened, typed])
          document.applyEdit({ startLine: 3, startColumn: 4, endLine: 9, endColumn: 2, newText: "" });
        expect(stateOf(opened)).toEqual(stateOf(typed));
      }
    },
  );

  it("is read line by line if a rule is about plain lines too", () => {
    const context = { release: newestRelease, role: "manager", hostName: "web-3" } as const;
    expect(new KeyFileDocument(`${whole.join("\n")}\n`, context).countOf("manager-name")).toBe(1);
    expect(open(`${whole.join("\n")}\n`).countOf("manager-name")).toBe(0);
  });

  it.each([3, 499, 550, 619])(
    "has the %s lines that were counted, although it has grown since",
    (lineCount) => {
      const grown = { ...textInMemory(whole.join("\n")), lineCount };
      const document = new KeyFileDocument(grown, {
        release: newestRelease,
        role: "manager",
        hostName: undefined,
      });
      expect(document.lineCount).toBe(lineCount);
      expect(document.getText()).toBe(whole.slice(0, lineCount).join("\n"));
      expect(document.fileFacts()).toMatchObject({ records: lineCount, lines: lineCount });
    },
  );
});
