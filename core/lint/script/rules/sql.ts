/** The rule on SQL that contains values instead of binding them. */

import { say } from "../../../words/index.ts";
import type { Remark } from "../../placed-finding.ts";
import { type ScriptReading, spanOf } from "../reading.ts";
import { type Piece, plain, VALUE } from "../text.ts";
import type { ScriptContext, ScriptRule } from "./rule.ts";
import { bindFix } from "./sql-fix.ts";

/** A statement by its first word and the word that always follows. */
const statements: Readonly<Record<string, string>> = {
  SELECT: "FROM",
  INSERT: "INTO",
  REPLACE: "INTO",
  UPDATE: "SET",
  DELETE: "FROM",
  WITH: "SELECT",
};

/** Words before values. */
const VALUES_BEGIN = ["WHERE", "VALUES", "SET", "HAVING"];

/** What comes right before a value, but not before a name. */
const BEFORE_VALUE = ["=", "<", ">", ",", '"', "%", "LIKE", "("];

function check({ reading }: ScriptContext): readonly Remark[] {
  return reading.texts.all().flatMap((text) => {
    if (!holdsValue(text.pieces, reading)) return [];
    const fix = bindFix(text, reading);
    return [
      {
        ...spanOf(text.node),
        message: say`The value becomes part of the SQL: the database runs whatever text a request contains. Bind the value as a parameter.`,
        fixes: fix === undefined ? [] : [fix],
      },
    ];
  });
}

/** SQL with a value from outside, in a place for values. */
function holdsValue(pieces: readonly Piece[], reading: ScriptReading): boolean {
  if (!pieces.some(({ kind }) => kind === "value")) return false;
  const [first = "", ...words] = wordsOf(plain(pieces));
  const second = statements[first];
  if (second === undefined || !words.includes(second)) return false;
  return pieces.some(
    (piece, at) =>
      piece.kind === "value" &&
      !piece.isNumber &&
      isPlaceOfValue(plain(pieces.slice(0, at))) &&
      !isEscaped(piece, reading),
  );
}

function isPlaceOfValue(before: string): boolean {
  const words = wordsOf(before);
  if (!VALUES_BEGIN.some((word) => words.includes(word))) return false;
  const text = before.trimEnd().toUpperCase();
  // Many placeholders, or bytes in hexadecimal, are inserted in this way.
  if (words.at(-1) === "IN" && text.endsWith("(")) return false;
  if (/X'[^']*$/.test(text)) return false;
  const isQuoted = text.split("'").length % 2 === 0;
  return isQuoted || [...BEFORE_VALUE, VALUE].some((sign) => text.endsWith(sign));
}

/** A function that escapes or quotes was called. This is not a binding, but it is safe. */
function isEscaped(piece: Piece, reading: ScriptReading): boolean {
  if (piece.kind !== "value" || piece.node === undefined) return false;
  return reading.wordsIn(piece.node).some((word) => {
    const lower = word.toLowerCase();
    return lower.includes("escape") || lower.includes("quote");
  });
}

function wordsOf(sql: string): readonly string[] {
  return sql.toUpperCase().match(/[A-Z_]+/g) ?? [];
}

export const sqlRule: ScriptRule = {
  code: "sql-from-text",
  severity: "warning",
  title: "SQL built from text",
  check,
};
