/** Rules on how a script ends: with a code that discards the answer, or before its statements. */

import { say } from "../../../words/index.ts";
import type { Remark } from "../../placed-finding.ts";
import { answersOf } from "../prints.ts";
import { type ScriptReading, spanOf } from "../reading.ts";
import type { ScriptContext, ScriptRule } from "./rule.ts";

function exitAfterAnswer({ reading }: ScriptContext): readonly Remark[] {
  const answers = answersOf(reading);
  return reading.captures.matches("exit").flatMap(({ node, match }) => {
    const given = match.nodes.get("exit.code");
    if (given === undefined) return [];
    const code = given.text;
    const block = reading.blockOf(node).id;
    const isBehind = answers.some(
      (each) => each.endIndex <= node.startIndex && reading.blockOf(each).id === block,
    );
    if (!isBehind || !isFailure(code)) return [];
    const fix = { title: say`End with 0`, edits: [{ ...spanOf(given), newText: "0" }], safe: true };
    return [
      {
        ...spanOf(node),
        message: say`Exit code ${code} discards the answer that was printed: the manager logs only the code. Say in the member error what failed.`,
        fixes: [fix],
      },
    ];
  });
}

function isFailure(code: string): boolean {
  const number = Number(code);
  return Number.isInteger(number) && number !== 0;
}

function unreachable({ reading }: ScriptContext): readonly Remark[] {
  return reading.captures.nodes("jump").flatMap((jump) => {
    const { parent } = jump;
    if (parent === null || !reading.shape.blocks.includes(parent.type)) return [];
    const rest = parent.namedChildren.filter(
      (each) => each.startIndex >= jump.endIndex && counts(each.type, reading),
    );
    const [first] = rest;
    if (first === undefined) return [];
    const end = rest.at(-1)?.endIndex ?? first.endIndex;
    const [keyword = ""] = jump.text.split(/[\s(;]/);
    return [
      { start: first.startIndex, end, message: say`Nothing after ${keyword} runs.`, faded: true as const },
    ];
  });
}

/** Definitions, and clauses of the surrounding block, are there without being run. */
function counts(kind: string, { shape }: ScriptReading): boolean {
  return kind !== "comment" && !shape.hoisted.includes(kind);
}

export const endingRules: readonly ScriptRule[] = [
  {
    code: "exit-after-answer",
    severity: "error",
    title: "Exit code that discards the answer",
    check: exitAfterAnswer,
  },
  {
    code: "unreachable-code",
    severity: "warning",
    title: "Statements that never run",
    needsSyntax: true,
    check: unreachable,
  },
];
