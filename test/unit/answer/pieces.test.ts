/** Small parts of a verdict: its lines, its reason, the order of findings, and which failures are one. */

import { describe, expect, it } from "vitest";
import { byGravity } from "../../../core/lint/answer/finding.ts";
import { type AnswerFinding, byCause, proseLines, reasonOf } from "../../../core/lint/answer/index.ts";
import { blamed, placeOf, stopReason } from "../../../core/lint/answer/unreadable.ts";
import type { Severity } from "../../../core/lint/severity.ts";

const text = { state: "failed", title: "t", consequence: "It fails.", advice: "Mind it." } as const;
const found = (rule: string, severity: Severity, more: Partial<AnswerFinding> = {}): AnswerFinding => ({
  authority: "manager",
  rule,
  severity,
  message: `Message of ${rule}.`,
  advice: `Advice of ${rule}.`,
  span: undefined,
  ...more,
});

describe("the prose of a verdict", () => {
  it("is what happens and, behind an arrow, what to do", () => {
    expect(proseLines(text)).toEqual(["It fails.", "→ Mind it."]);
    expect(proseLines(text, "Open the door.")).toEqual(["It fails.", "→ Open the door."]);
    expect(proseLines({ ...text, advice: undefined })).toEqual(["It fails."]);
    expect(proseLines({ ...text, advice: undefined }, "Open the door.")).toEqual([
      "It fails.",
      "→ Open the door.",
    ]);
  });

  it("has the most severe finding as its reason", () => {
    expect(reasonOf(text, found("a", "error"))).toEqual({ problem: "Message of a.", advice: "Advice of a." });
    expect(reasonOf(text, undefined)).toEqual({ problem: "It fails.", advice: "Mind it." });
  });
});

it("puts the most severe first, then what the manager does, then by place", () => {
  const at = (start: number): Partial<AnswerFinding> => ({ span: { start, end: start + 1 } });
  const contract = { authority: "contract" } as const;
  const findings = [
    found("hint", "hint"),
    found("contract 9", "information", { ...contract, ...at(9) }),
    found("manager 5", "information", at(5)),
    found("contract 2", "information", { ...contract, ...at(2) }),
    found("contract", "information", contract),
    found("manager 3", "information", at(3)),
    found("contract warning", "warning", contract),
    found("manager", "information"),
    found("warning", "warning"),
    found("error", "error"),
  ];
  expect(byGravity(findings).map(({ rule }) => rule)).toEqual([
    "error",
    "warning",
    "contract warning",
    "manager",
    "manager 3",
    "manager 5",
    "contract",
    "contract 2",
    "contract 9",
    "hint",
  ]);
});

describe("failures with one cause", () => {
  const failing = (request: string, title: string, findings: readonly AnswerFinding[] = []) => ({
    ...{ request, title, findings },
    state: "failed" as const,
  });
  const grouped = (all: readonly ReturnType<typeof failing>[]): readonly (readonly string[])[] =>
    byCause(all, (each) => each).map((group) => group.map(({ request }) => request));

  it("have the same title and the same problems, whatever was asked for", () => {
    const about = (id: string) => [found("a", "error", { message: `No agent ${id}.` })];
    expect(grouped([failing("id:001", "x", about("001")), failing("id:002", "x", about("002"))])).toEqual([
      ["id:001", "id:002"],
    ]);
    expect(
      grouped([failing("id:001", "x", about("001")), failing("id:002", "x", about("001"))]),
    ).toHaveLength(2);
    expect(grouped([failing("id:001", "no 001"), failing("id:002", "no 002")])).toHaveLength(1);
    expect(grouped([failing("id:001", "x"), failing("id:001", "y")])).toHaveLength(2);
    expect(grouped([failing("id:001", "id"), failing("ip:10.0.0.1", "ip")])).toHaveLength(2);
  });

  it("may differ in hints", () => {
    const [error, hint] = [found("a", "error"), found("b", "information")];
    expect(grouped([failing("id:001", "x", [error]), failing("id:002", "x", [error, hint])])).toHaveLength(1);
    expect(
      grouped([failing("id:001", "x", [error]), failing("id:002", "x", [found("b", "error")])]),
    ).toHaveLength(2);
    const both = [found("a", "error"), found("b", "error")];
    expect(grouped([failing("id:001", "x", both), failing("id:002", "x", both.toReversed())])).toHaveLength(
      2,
    );
  });

  it("may have asked for nothing", () => {
    expect(grouped([failing("id:", "ab"), failing("id:", "ab")])).toHaveLength(1);
    expect(grouped([failing("id:", "ab"), failing("id:", "…a…b…")])).toHaveLength(2);
  });
});

describe("the byte that makes an output unreadable", () => {
  it.each<[string, number, number]>([
    ["{x", 2, 1],
    ["{ x", 3, 2],
    ['{"a":1,x', 8, 7],
    ["[x", 2, 2],
    ["x", 0, 0],
    ["x", 1, 1],
    ['{"', 2, 2],
    ['{"a":{,x', 8, 7],
  ])("of %j, where the parser stopped at %i, is %i", (output, end, at) => {
    expect(blamed(output, end)).toBe(at);
  });

  it.each<[string, number, string]>([
    ['{"a":1', 6, "the output ends before the object does"],
    ['{"a\\x', 3, "JSON does not know this escape"],
    ['{"a\\u12', 3, "JSON does not know this escape"],
    ['{"a\\', 3, "JSON does not know this escape"],
    ['{"', 1, "a comma or a colon is missing"],
    ['{"a', 2, "a string is never closed"],
    ['["a', 2, "a string is never closed"],
    ['{"a":1,"b', 8, "a string is never closed"],
    ['{"a":"b', 6, "a string is never closed"],
    ['"a', 1, "a string is never closed"],
    ['{"a"x', 4, "this is not valid JSON here"],
    ["{'a'", 1, "JSON has no single quotes"],
    ['{"a":None}', 5, "JSON has no None"],
    ['{"a":Nones}', 5, "this is not valid JSON here"],
    ['{"a":xNone}', 5, "this is not valid JSON here"],
    ['{"a":/* x', 5, "JSON has no comments"],
    ['{"a":x // y', 5, "this is not valid JSON here"],
    ['{"a":1,}', 7, "there is a comma before the closing bracket"],
    ['{"a":1, ]', 8, "there is a comma before the closing bracket"],
    ['{"a":}', 5, "this is not valid JSON here"],
    ['{"a" "b"}', 5, "a comma or a colon is missing"],
    ["{a : 1}", 1, "a member name has no quotes"],
    ["{9 a: 1}", 1, "this is not valid JSON here"],
    ["x", 0, "a JSON value does not begin like this"],
  ])("of %j at %i: %s", (output, at, reason) => {
    expect(stopReason(output, at)).toBe(reason);
  });

  it("is counted in lines and bytes, both from 1", () => {
    const output = "ab\ncd\n\nef";
    expect([0, 2, 3, 5, 6, 7, 8].map((at) => placeOf(output, at))).toEqual([
      "line 1, byte 1",
      "line 1, byte 3",
      "line 2, byte 1",
      "line 2, byte 3",
      "line 3, byte 1",
      "line 4, byte 1",
      "line 4, byte 2",
    ]);
  });
});
