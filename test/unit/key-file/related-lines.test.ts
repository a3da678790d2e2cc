/** Which other lines a finding names: the first three, and how many there are. */

import { describe, expect, it } from "vitest";
import { KeyFileDocument } from "../../../core/lint/key-file/index.ts";
import { relatedLinesOf } from "../../../core/lint/key-file/related-lines.ts";
import { duplicateIp, duplicateName, similarName } from "../../../core/lint/key-file/rules/relations.ts";
import { newestRelease } from "../../../core/manager/index.ts";

const context = { release: newestRelease, role: "manager", hostName: undefined } as const;
const named = (...names: readonly string[]) =>
  new KeyFileDocument(names.map((name, at) => `${at + 1} ${name} 10.0.0.1 k\n`).join(""), context);
const times = (count: number, name: string) => Array.from({ length: count }, () => name);

describe("of equal names", () => {
  const document = named("db", ...times(6, "web"), "dc");

  it.each([
    [1, [2, 3, 4]],
    [2, [1, 3, 4]],
    [4, [1, 2, 3]],
    [6, [1, 2, 3]],
  ])("line %s names %j", (line, others) => {
    expect(relatedLinesOf(document, line, duplicateName)).toEqual({ first: 1, count: 6, others });
  });

  it("fewer than three are named if there are fewer", () => {
    const two = named("db", "web", "web");
    expect(relatedLinesOf(two, 2, duplicateName)).toEqual({ first: 1, count: 2, others: [1] });
    expect(relatedLinesOf(two, 0, duplicateIp)).toEqual({ first: 0, count: 3, others: [1, 2] });
  });
});

describe("of similar names", () => {
  it("the equal ones are not counted, except for the line itself", () => {
    const document = named(...times(5, "web"), "Web", "web.b");
    expect(relatedLinesOf(document, 0, similarName)).toEqual({ first: 0, count: 3, others: [5, 6] });
    expect(relatedLinesOf(document, 5, similarName)).toEqual({ first: 0, count: 7, others: [0, 1, 2] });
    expect(relatedLinesOf(document, 6, similarName)).toEqual({ first: 0, count: 7, others: [0, 1, 2] });
  });

  it("the first three others are found behind many equal ones", () => {
    const many = named(...times(10, "web"), "Web");
    expect(relatedLinesOf(many, 3, similarName)).toEqual({ first: 3, count: 2, others: [10] });
    const three = named(...times(5, "web"), ...times(5, "Web"), "wEb");
    expect(relatedLinesOf(three, 0, similarName)).toEqual({ first: 0, count: 7, others: [5, 6, 7] });
    expect(relatedLinesOf(three, 10, similarName)).toEqual({ first: 0, count: 11, others: [0, 1, 2] });
    const each = named("web", "Web", "wEb", "weB", "WEb", "wEB", "WeB", "WEB");
    expect(relatedLinesOf(each, 0, similarName)).toEqual({ first: 0, count: 8, others: [1, 2, 3] });
    expect(relatedLinesOf(each, 7, similarName)).toEqual({ first: 0, count: 8, others: [0, 1, 2] });
  });

  it("they are those of the newest text", () => {
    const document = named("web", "Web", "WEB");
    expect(relatedLinesOf(document, 0, similarName).others).toEqual([1, 2]);
    document.applyEdit({ startLine: 0, startColumn: 0, endLine: 0, endColumn: 0, newText: "# x\n" });
    expect(relatedLinesOf(document, 1, similarName)).toEqual({ first: 1, count: 3, others: [2, 3] });
  });
});
