/** Rules on what every poll script does: it reads its arguments, and it makes an answer. */

import { say } from "../../../words/index.ts";
import { type Remark, wholeText } from "../../placed-finding.ts";
import { isAsked, madeBy } from "../poll-script.ts";
import { type ScriptReading, spanOf } from "../reading.ts";
import type { ScriptContext, ScriptRule } from "./rule.ts";

const notReadText = (): string =>
  say`Nothing in this file reads the arguments, so every agent gets the same answer. The arguments name the agent that the manager asks for.`;
const notMadeText = (): string =>
  say`Nothing in this file prints an answer, JSON with error and data. If the answer comes from elsewhere, run keypoll test to see what the manager does with it.`;
const notEncodedText = (): string =>
  say`This file has error and data, but nothing converts them to JSON: what a language prints for its own objects is not JSON. Write the answer with a JSON library.`;

export const noAnswerRules: readonly ScriptRule[] = [
  {
    code: "arguments-not-read",
    severity: "warning",
    title: "Arguments that are not read",
    needsSyntax: true,
    check: ({ reading }: ScriptContext) =>
      isAsked(reading) ? [] : [{ ...wholeText(reading.text), message: notReadText() }],
  },
  {
    code: "answer-not-made",
    severity: "warning",
    title: "No answer in the script",
    needsSyntax: true,
    check: ({ reading }: ScriptContext) => notMade(reading),
  },
];

function notMade(reading: ScriptReading): readonly Remark[] {
  const { json, answer } = madeBy(reading);
  if (json && answer) return [];
  const member = reading.captures.nodes("member").find((node) => reading.nameOf(node) === "error");
  return answer && member !== undefined
    ? [{ ...spanOf(member), message: notEncodedText() }]
    : [{ ...wholeText(reading.text), message: notMadeText() }];
}
