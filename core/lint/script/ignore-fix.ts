/** The comment that makes a rule ignore one place, if it can be there without changing anything else. */

import { languageFacts } from "../../languages/index.ts";
import { say } from "../../words/index.ts";
import { ignoreWords } from "../ignored.ts";
import type { PlacedFinding, PlacedFix } from "../placed-finding.ts";
import { type FindingOptions, findingsOf } from "./findings.ts";
import type { Grammar } from "./grammar.ts";
import type { ScriptReading } from "./reading.ts";
import { ScriptDocument } from "./script-document.ts";

/** Undefined if the line above is a part of a text or of the statement. Only a script with the comment shows this. */
export function ignoreFix(
  reading: ScriptReading,
  { rule, start }: PlacedFinding,
  grammar: Grammar,
  options: FindingOptions,
): PlacedFix | undefined {
  const { language, text } = reading;
  const at = text.lastIndexOf("\n", start - 1) + 1;
  // A comment would end a line that continues here.
  if (
    text
      .slice(0, at)
      .replace(/\r?\n$/, "")
      .endsWith(reading.shape.escape)
  )
    return undefined;
  const [indent = ""] = /^[ \t]*/.exec(text.slice(at)) ?? [];
  const newText = `${indent}${languageFacts[language].comment} ${ignoreWords(rule)}\n`;
  const codesOf = (script: ScriptReading): readonly string[] =>
    findingsOf(script, options).map((each) => each.rule);
  const before = codesOf(reading);
  const document = new ScriptDocument(language, text.slice(0, at) + newText + text.slice(at));
  const changed = document.read(grammar);
  const comments = changed.captures.nodes("comment");
  const isComment = comments.some(({ startIndex }) => startIndex === at + indent.length);
  const after = codesOf(changed);
  document.close();
  const others = before.filter((each) => each !== rule);
  const isAlone =
    isComment &&
    after.length < before.length &&
    after.filter((each) => each !== rule).join() === others.join();
  return isAlone
    ? { title: say`Ignore ${rule} here`, edits: [{ start: at, end: at, newText }], safe: false }
    : undefined;
}
