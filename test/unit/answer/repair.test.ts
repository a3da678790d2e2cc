/** Which output the manager would read if one problem were fixed, and which nobody can fix without a guess. */

import { describe, expect, it } from "vitest";
import { answerAfterText, repaired } from "../../../core/lint/answer/repair.ts";
import { bytesFromText, defaultSettings, textFromBytes } from "../../../core/manager/index.ts";
import { judged, judgedRun, type PollOptions, success } from "./polls.ts";

function fixed(output: string, options: PollOptions = {}): string | undefined {
  const { outcome } = judged(output, options);
  const better = repaired(outcome, bytesFromText(output), release);
  return better === undefined ? undefined : textFromBytes(better);
}

const release = defaultSettings().release;
const good = '{"error":4,"message":"x"}';

describe("an output that cannot be read", () => {
  it.each<[string, string, string | undefined]>([
    ["text before the answer", `start\n${good}`, good],
    ["text with brackets before it", `{a} {b} ${good} end`, `${good} end`],
    ["an object without an error before it", `x {"a":1} ${good}`, good],
    ["a Python dict", "{'error': 4, 'message': 'x'}", '{"error": 4, "message": "x"}'],
    ["a Python dict after text", "got {'error': 4}", '{"error": 4}'],
    [
      "values of Python",
      "{'a': None, 'b': True, 'c': False, 'd': u'x'}",
      '{"a": null, "b": true, "c": false, "d": "x"}',
    ],
    ["words that only contain them", "{'a': 'Nones', 'b': 'xTrue'}", '{"a": "Nones", "b": "xTrue"}'],
    ["prose", "there is none", undefined],
    ["a list of Python", "['a']", undefined],
    ["half an answer", '{"error":', undefined],
    ["half a dict", "{'error': ", undefined],
    ["nothing", "", undefined],
  ])("%s", (_what, output, expected) => {
    expect(fixed(output)).toBe(expected);
  });

  it("has a mark before it, in a release that does not skip it", () => {
    expect(fixed(`\ufeff${good}`, { release: "3.8" })).toBe(good);
    expect(fixed(`x${good}\ufeff`, { release: "3.8" })).toBe(`${good}\ufeff`);
  });

  it("is looked through at 20 brackets", () => {
    const found = (count: number): number | undefined =>
      answerAfterText(`x${"{".repeat(count)} ${good}`, release);
    expect(found(0)).toBe(2);
    expect(found(19)).toBe(21);
    expect(found(20)).toBeUndefined();
    expect(answerAfterText(good, release)).toBeUndefined();
    expect(answerAfterText("x", release)).toBeUndefined();
  });
});

describe("an answer that crashes the daemon", () => {
  it.each<[string, object, string | undefined]>([
    ["a number", { id: 1 }, '"id":"1"'],
    ["two numbers", { id: 12, name: 3.5 }, '"id":"12","name":"3.5"'],
    ["a number and a list", { id: 1, key: ["k"] }, undefined],
    ["null", { ip: null }, undefined],
  ])("%s", (_what, changes, expected) => {
    const better = fixed(success({ ...changes }));
    if (expected === undefined) expect(better).toBeUndefined();
    else expect(better).toContain(expected);
  });

  it("has each number in quotes, in any order", () => {
    expect(fixed('{"error":0,"data":{"key":1,"ip":22,"name":333,"id":4444}}')).toBe(
      '{"error":0,"data":{"key":"1","ip":"22","name":"333","id":"4444"}}',
    );
  });
});

describe("an answer without an error", () => {
  it.each<[string, string, string | undefined]>([
    ["with data", ' {"data":{"id":"1"}}', ' {"error":0,"data":{"id":"1"}}'],
    ["without data", '{"message":"x"}', undefined],
    ["after a number", `7 ${good}`, good],
    ["after a text with a bracket", `"{" ${good}`, good],
    ["that is a number", "7", undefined],
    ["that is a number before text", "7 and more", undefined],
  ])("%s", (_what, output, expected) => {
    expect(fixed(output)).toBe(expected);
  });
});

describe("an output that was discarded", () => {
  const found = (output: string, run: Parameters<typeof judgedRun>[0]): string | undefined => {
    const { outcome } = judgedRun({ ...run, output: bytesFromText(output) });
    return repaired(outcome, bytesFromText(output), release);
  };
  it.each<[string, string, boolean]>([
    ["with an answer", good, true],
    ["with an answer after text", `x ${good}`, true],
    ["with prose", "no such agent", false],
    ["with a list", "[1]", false],
    ["with nothing", "", false],
  ])("%s", (_what, output, isRead) => {
    expect(found(output, { end: { kind: "exit", code: 2 } })).toBe(isRead ? output : undefined);
    expect(found(output, { end: { kind: "exit", code: 127 } })).toBe(isRead ? output : undefined);
  });

  it("is not touched where the manager read it", () => {
    expect(found(good, {})).toBeUndefined();
    expect(fixed(success())).toBeUndefined();
  });
});
