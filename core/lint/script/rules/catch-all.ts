/** The rule on handlers that turn every error into an answer, so that nobody notices a bug. */

import type { Node } from "web-tree-sitter";
import { say } from "../../../words/index.ts";
import type { Remark } from "../../placed-finding.ts";
import { contains, type ScriptReading } from "../reading.ts";
import type { ScriptContext, ScriptRule } from "./rule.ts";

function check({ reading }: ScriptContext): readonly Remark[] {
  return reading.captures.matches("catch").flatMap(({ node, match }) => {
    if (!givesAnswer(node, reading) || isTold(node, match.nodes.get("catch.name"), reading)) return [];
    return [
      {
        start: node.startIndex,
        end: headEnd(node, reading),
        message: say`This catches every error, even a misspelt name, and prints the same answer for all: a broken script looks as if it only found no agent. Catch only the errors of your data source, or put the type of the error into the message.`,
      },
    ];
  });
}

function givesAnswer(handler: Node, reading: ScriptReading): boolean {
  const { captures } = reading;
  return captures.nodes("member").some((node) => contains(handler, node) && reading.nameOf(node) === "error");
}

/** The error is read, or logged. */
function isTold(handler: Node, name: Node | undefined, reading: ScriptReading): boolean {
  const { captures, shape } = reading;
  const logs = [...captures.nodes("log"), ...captures.nodes("noise")];
  if (logs.some((each) => contains(handler, each))) return true;
  if (name === undefined) return false;
  return handler
    .descendantsOfType([...shape.words])
    .some((word) => word !== null && word.startIndex >= name.endIndex && word.text === reading.nameOf(name));
}

/** The end of the line that catches: before its statements. */
function headEnd(handler: Node, { shape, text }: ScriptReading): number {
  const body = handler.namedChildren.find((each) => shape.blocks.includes(each.type));
  return handler.startIndex + text.slice(handler.startIndex, body?.startIndex).trimEnd().length;
}

export const catchAllRule: ScriptRule = {
  code: "bug-as-answer",
  severity: "information",
  title: "Bugs that become answers",
  check,
};
