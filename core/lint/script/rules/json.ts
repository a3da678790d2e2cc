/** The rule on JSON that is built from text. */

import { say } from "../../../words/index.ts";
import type { Remark } from "../../placed-finding.ts";
import { contains, type ScriptReading, spanOf } from "../reading.ts";
import { type Piece, plain } from "../text.ts";
import { libraryFix } from "./json-fix.ts";
import type { ScriptContext, ScriptRule } from "./rule.ts";

function check({ reading }: ScriptContext): readonly Remark[] {
  return reading.texts.all().flatMap(({ node, pieces }) => {
    if (!isJson(pieces) || !pieces.some((piece) => isPlain(piece, reading))) return [];
    const fix = libraryFix({ node, pieces }, reading);
    return [
      {
        ...spanOf(node),
        message: say`This JSON is built from text: a quote, a backslash or a line feed in a value makes it invalid, and the answer is lost.`,
        fixes: fix === undefined ? [] : [fix],
      },
    ];
  });
}

/** The text is an answer, or its beginning. */
export function isJson(pieces: readonly Piece[]): boolean {
  const text = plain(pieces).trimStart();
  return text.startsWith("{") && ['"error"', '"data"'].some((member) => text.includes(member));
}

/** A value that no library converted to JSON. */
function isPlain(piece: Piece, { captures }: ScriptReading): boolean {
  if (piece.kind !== "value") return false;
  const { node } = piece;
  return node === undefined || !captures.nodes("encoder").some((encoder) => contains(node, encoder));
}

export const jsonRule: ScriptRule = {
  code: "hand-made-json",
  severity: "warning",
  title: "JSON built from text",
  check,
};
