/** The rule on print statements: Python 3 knows only the function. */

import type { Node } from "web-tree-sitter";
import { interpreterOf } from "../../../languages/index.ts";
import { say } from "../../../words/index.ts";
import type { PlacedFix, Remark } from "../../placed-finding.ts";
import { spanOf } from "../reading.ts";
import type { ScriptContext, ScriptRule } from "./rule.ts";

const KEYWORD = "print".length;

function check({ reading: { captures, text } }: ScriptContext): readonly Remark[] {
  if (interpreterOf(text)?.startsWith("python2") === true) return [];
  return captures.nodes("python2").map((node) => ({
    ...spanOf(node),
    message: say`Python 3 rejects this print statement, so the script does not run: it ends with exit code 1.`,
    fixes: fixesOf(node),
  }));
}

/** `print >>file`, and a comma at the end, mean more than a call of the function. */
function fixesOf(node: Node): readonly PlacedFix[] {
  const [first] = node.namedChildren;
  if (first === undefined || first.type === "chevron" || node.text.endsWith(",")) return [];
  const { startIndex, endIndex } = node;
  const edits = [
    { start: startIndex + KEYWORD, end: first.startIndex, newText: "(" },
    { start: endIndex, end: endIndex, newText: ")" },
  ];
  return [{ title: say`Write it as print(…)`, edits, safe: true }];
}

export const python2Rule: ScriptRule = {
  code: "python-2-print",
  severity: "error",
  title: "print as in Python 2",
  everyScript: true,
  check,
};
