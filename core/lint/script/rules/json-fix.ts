/** Hand-made JSON rewritten as an object that a library prints, if all of it is known. */

import type { Node } from "web-tree-sitter";
import type { ScriptLanguage } from "../../../languages/index.ts";
import { say } from "../../../words/index.ts";
import type { PlacedFix } from "../../placed-finding.ts";
import { type ScriptReading, spanOf } from "../reading.ts";
import { type Piece, type ScriptText, VALUE } from "../text.ts";
import { type ObjectWriter, objectWriters } from "./object-writers.ts";

/** Words in the names of functions that prepare a value for JSON, which the library would do again. */
const PREPARED = ["replace", "escape", "gsub", "slashes", "encode", "dumps", "stringify"];

type ValuePiece = Extract<Piece, { kind: "value" }>;

/**
 * The fix, or undefined if the text is not a whole JSON value, a value is not a text in quotes, or one may have been
 * prepared. Not safe: the readers of the result must see the same members.
 */
export function libraryFix({ node, pieces }: ScriptText, reading: ScriptReading): PlacedFix | undefined {
  const writer = objectWriters[reading.language];
  if (writer === undefined || (writer.needsLibrary && !reading.captures.has("library"))) return undefined;
  const values = pieces.filter((piece): piece is ValuePiece => piece.kind === "value");
  const sources = values.map((piece) => sourceOf(piece, reading));
  if (!sources.every((source) => source !== undefined)) return undefined;
  const object = parsed(pieces);
  if (object === undefined) return undefined;
  const text = writer.print(written(object, sources, writer));
  return {
    title: say`Let ${writer.name} write it`,
    edits: [{ ...spanOf(node), newText: text }],
    safe: false,
  };
}

/** The code of a value, or undefined if it cannot be moved unchanged. */
function sourceOf({ node, isPlain, isNumber }: ValuePiece, reading: ScriptReading): string | undefined {
  if (node === undefined || !isPlain || isNumber) return undefined;
  const words = reading.wordsIn(node).map((word) => word.toLowerCase());
  if (words.some((word) => PREPARED.some((each) => word.includes(each)))) return undefined;
  return expressionOf(node, reading.language);
}

/** Without the signs that insert it into a string. */
export function expressionOf(node: Node, language: ScriptLanguage): string | undefined {
  if (node.type === "template_substitution" || node.type === "interpolation") {
    const [inner, ...others] = node.namedChildren;
    return others.length === 0 ? inner?.text : undefined;
  }
  // An index in a PHP string has no quotes, unless it is in braces.
  const isInString = language === "php" && node.parent?.type === "encapsed_string";
  if (isInString && node.type === "subscript_expression" && node.previousSibling?.type !== "{")
    return undefined;
  return node.text;
}

/** The object with VALUE and a number for each value. Undefined if a value is outside quotes, or names a member. */
function parsed(pieces: readonly Piece[]): Json | undefined {
  let count = 0;
  const text = pieces
    .map((piece) => (piece.kind === "text" ? piece.text : `${VALUE}${count++}${VALUE}`))
    .join("");
  try {
    const value: Json = JSON.parse(text);
    return namesValue(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** The name of a member is a value itself. */
function namesValue(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, each]) => name.includes(VALUE) || namesValue(each));
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

function written(value: Json, sources: readonly string[], writer: ObjectWriter): string {
  if (typeof value === "string") {
    const parts = value.split(VALUE);
    if (parts.length === 1) return writer.text(value);
    const joined = parts.map((part, at) =>
      at % 2 === 0 ? writer.text(part) : (sources[Number(part)] ?? ""),
    );
    const isWhole = parts.length === 3 && parts[0] === "" && parts[2] === "";
    if (isWhole) return writer.asText(joined[1] ?? "");
    const shown = joined.flatMap((part, at) => {
      if (at % 2 === 1) return [writer.part(part)];
      return parts[at] === "" && at > 0 ? [] : [part];
    });
    return shown.join(` ${writer.join} `);
  }
  if (value === null) return writer.nothing;
  if (typeof value !== "object")
    return String(value === true ? writer.yes : value === false ? writer.no : value);
  if (Array.isArray(value)) return `[${value.map((each) => written(each, sources, writer)).join(", ")}]`;
  const members = Object.entries(value).map(([name, each]) =>
    writer.member(name, written(each, sources, writer)),
  );
  return writer.object(members.join(", "));
}
