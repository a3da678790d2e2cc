/** What several `client.keys` have in common, and what is reported. */

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { AcrossFiles, acrossRules, fingerprintsOf, sharedOf } from "../../../core/lint/key-file/index.ts";
import { bytesFromText, newestRelease } from "../../../core/manager/index.ts";

const A = "0f1e2d3c4b5a6978".repeat(4);
const B = "1f1e2d3c4b5a6978".repeat(4);
const C = "2f1e2d3c4b5a6978".repeat(4);

/** Everything that is found in the files `a`, `b` and so on, with the marked text. */
function told(...files: readonly string[]): readonly string[] {
  const across = new AcrossFiles(newestRelease);
  const numbers = files.map((file, at) => across.add("abc".charAt(at), bytesFromText(file)));
  return numbers.flatMap((number) =>
    [...across.findingsIn(number)].map(({ rule, severity, message, line, place, text }) => {
      expect(message).not.toContain(A.slice(0, 16));
      const marked = text.slice(place.start, place.end);
      return `${"abc".charAt(number)}:${line + 1} ${severity} ${rule} "${marked}" ${message}`;
    }),
  );
}

describe("agents of two files", () => {
  it("with one key are both reported", () => {
    expect(told(`001 web any ${A}\n`, `# b\n014 clone any ${A}\n`)).toEqual([
      'a:1 error key-elsewhere "web" b:2 has the same key for another agent (014 clone): anyone who has one can act as both.',
      'b:2 error key-elsewhere "clone" a:1 has the same key for another agent (001 web): anyone who has one can act as both.',
    ]);
  });

  it("with one id or one name besides it are others too", () => {
    expect(told(`001 web any ${A}\n`, `002 web any ${A}\n`)).toHaveLength(2);
    expect(told(`001 web any ${A}\n`, `001 db any ${A}\n`)).toHaveLength(2);
  });

  it("with id and name in common have keys of which one is out of date", () => {
    const where =
      "has another key for the same id and name: one of the two is out of date, or two machines have one name.";
    expect(told(`001 web any ${A}\n`, `001 web any ${B}`)).toEqual([
      `a:1 warning id-elsewhere "001" b:1 ${where}`,
      `b:1 warning id-elsewhere "001" a:1 ${where}`,
    ]);
  });

  it("with one name are mixed up", () => {
    expect(told(`001 web any ${A}\n`, `007 web any ${B}\n`)).toEqual([
      'a:1 warning name-elsewhere "web" b:1 has the same name for another agent (007 web): what tells agents by name mixes them up.',
      'b:1 warning name-elsewhere "web" a:1 has the same name for another agent (001 web): what tells agents by name mixes them up.',
    ]);
  });

  it("are one agent if id, name and key are the same, and strangers if only the id is", () => {
    expect(told(`001 web any ${A}\n`, `001 web 10.0.0.1 ${A}\n`)).toEqual([]);
    expect(told(`001 web any ${A}\n`, `001 db any ${B}\n`)).toEqual([]);
  });

  it("have nothing in common with what is empty", () => {
    expect(told("001 web any \n", "002 db any \n")).toEqual([]);
    expect(told(`001  any ${A}\n`, `002  any ${B}\n`)).toEqual([]);
  });
});

it("only live records count: not removed ones, comments or what is missing a field", () => {
  const live = `001 web any ${A}\n`;
  for (const dead of [`002 !db any ${A}\n`, `#002 db any ${A}\n`, `002 ${A}\n`])
    expect(told(live, dead)).toEqual([]);
});

it("a record at which the daemon exits is still in the file", () => {
  expect(told(`001 web any ${A}\n`, `002 db ANY ${A}\n`)).toHaveLength(2);
});

it("a record in the rest of a very long line has no place to be shown", () => {
  expect(told(`001 web any ${A}\n`, `003 x any ${"x".repeat(2037)}002 db any ${A}\n`)).toEqual([]);
});

it("what is in one file only is not reported here", () => {
  expect(told(`001 web any ${A}\n002 db any ${A}\n003 web any ${B}\n`, `004 lab any ${C}\n`)).toEqual([]);
});

it("of several holders the first one elsewhere is named", () => {
  const found = told(`001 web any ${A}\n002 mail any ${A}\n`, `003 db any ${A}\n`, `004 lab any ${A}\n`);
  expect(found.map((each) => each.replace(/ has the same.*/, ""))).toEqual([
    'a:1 error key-elsewhere "web" b:1',
    'a:2 error key-elsewhere "mail" b:1',
    'b:1 error key-elsewhere "db" a:1',
    'c:1 error key-elsewhere "lab" a:1',
  ]);
});

it("a line is shown without its end, and marked in characters", () => {
  const across = new AcrossFiles(newestRelease);
  const number = across.add("a", bytesFromText(`001 wéb any ${A}\n`));
  across.add("b", bytesFromText(`002 db any ${A}\n`));
  const [found] = across.findingsIn(number);
  expect(found?.text).toBe(`001 wéb any ${A}`);
  expect(found?.place).toEqual({ start: 4, end: 7 });
});

it("a key in place of a name is not shown, and a long name is cut", () => {
  const [masked] = told(`001 web any ${B}\n`, `002 ${A} any ${B}\n`);
  expect(masked).toContain("(002 ••••••••)");
  const [cut] = told(`001 web any ${B}\n`, `002 ${"long-name-".repeat(12)} any ${B}\n`);
  expect(cut).toContain(`(002 ${"long-name-".repeat(12).slice(0, 76)}):`);
});

it("a file is not there for a number that was never given", () => {
  expect([...new AcrossFiles(newestRelease).findingsIn(0)]).toEqual([]);
});

describe("fingerprints", () => {
  const keyOf = (at: number): string => createHash("sha256").update(`${at}`).digest("hex");
  const list = (from: number, to: number): string =>
    Array.from(
      { length: to - from },
      (_, at) => `${from + at} agent-${from + at} any ${keyOf(from + at)}\n`,
    ).join("");
  const of = (text: string): Float64Array => fingerprintsOf(bytesFromText(text), newestRelease);

  it("are there once for each key and each name, in order, and differ", () => {
    const found = of(list(0, 3000));
    expect(found).toHaveLength(6000);
    expect([...found]).toEqual([...found].toSorted((one, other) => one - other));
    expect(found.every((value) => Number.isInteger(value) && value >= 0 && value < 2 ** 53)).toBe(true);
    expect(of(`001 web any ${A}\n002 web any ${A}\n`)).toHaveLength(2);
    expect(of("001  any \n")).toHaveLength(0);
  });

  it("are shared if two of the files have them", () => {
    const [one, other, third] = [of(list(0, 1000)), of(list(900, 2000)), of(list(3000, 3010))];
    const shared = sharedOf([one, other, third]);
    const both = new Set(of(list(900, 1000)));
    expect(both.size).toBe(200);
    for (const value of [...one, ...other, ...third]) expect(shared.has(value)).toBe(both.has(value));
    expect(shared.has(0)).toBe(false);
    expect(shared.has(2 ** 53 - 1)).toBe(false);
  });

  it("of nothing share nothing", () => {
    expect(sharedOf([]).has(1)).toBe(false);
    expect(sharedOf([of(list(0, 5)), of("")]).has(of(list(0, 1))[0] ?? 0)).toBe(false);
  });

  it("leave out the records that no other file can have anything of", () => {
    const across = new AcrossFiles(newestRelease);
    const files = [`001 web any ${A}\n002 db any ${B}\n`, `003 lab any ${A}\n004 dc any ${C}\n`];
    const shared = sharedOf(files.map(of));
    const numbers = files.map((file, at) =>
      across.add("ab".charAt(at), bytesFromText(file), (value) => shared.has(value)),
    );
    expect(
      numbers.flatMap((number) => [...across.findingsIn(number)]).map(({ rule, line }) => `${rule} ${line}`),
    ).toEqual(["key-elsewhere 0", "key-elsewhere 0"]);
    const none = new AcrossFiles(newestRelease);
    for (const file of files) none.add("a", bytesFromText(file), () => false);
    expect([...none.findingsIn(0)]).toEqual([]);
  });
});

it("has three rules", () => {
  expect(acrossRules.map(({ code, severity, title }) => [code, severity, title])).toEqual([
    ["key-elsewhere", "error", "Key that another agent has in another file"],
    ["id-elsewhere", "warning", "Agent with another key in another file"],
    ["name-elsewhere", "warning", "Name that another agent has in another file"],
  ]);
});
