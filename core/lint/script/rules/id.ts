/** The rule on ids as numbers: they lose their zeros, and a number in the answer crashes the daemon. */

import type { Node } from "web-tree-sitter";
import { say } from "../../../words/index.ts";
import type { Remark } from "../../placed-finding.ts";
import { tagName } from "../poll-script.ts";
import { contains, type ScriptReading, spanOf } from "../reading.ts";
import { isJson } from "./json.ts";
import type { ScriptContext, ScriptRule } from "./rule.ts";

const lostText = (): string =>
  say`As a number the id loses its zeros, and 1 is another agent than 001. Keep it a string.`;
const crashText = (): string =>
  say`A number for id in the answer makes the authd of 4.4 and newer crash; older releases use another id. Print the id as a string, with its zeros.`;

/** Where a number stays a number: in a variable, a member, a result. */
const KEPT = [
  "assignment",
  "assignment_expression",
  "variable_assignment",
  "variable_declarator",
  "expression_list",
  "pair",
  "return_statement",
  "array_element_initializer",
  "hash_entry",
  "string",
];

/** Functions that convert a number back to text, without its zeros. */
const TO_TEXT = ["str", "String", "strval"];

const LITERALS = ["integer", "number", "int_literal", "decimal_integer_literal"];

function check({ reading }: ScriptContext): readonly Remark[] {
  const found = [...members(reading), ...fields(reading), ...inText(reading), ...options(reading)];
  if (fillsUp(reading)) return found;
  const numbers = conversions(reading).filter(
    (node) => !found.some(({ start, end }) => contains({ start, end }, node)),
  );
  return [...found, ...numbers.map((node) => ({ ...spanOf(node), message: lostText() }))];
}

/** Somewhere a number is padded with zeros, so the others are unknown. */
function fillsUp(reading: ScriptReading): boolean {
  const { texts, shape, root } = reading;
  const isPadded = texts
    .all()
    .some(({ pieces }) => pieces.some((each) => each.kind === "value" && each.isPadded));
  const fillers = [...shape.padding, "LPAD", "lpad"];
  return isPadded || reading.wordsIn(root).some((word) => fillers.some((each) => word.includes(each)));
}

/** Numbers made from an id that stay numbers. */
function conversions(reading: ScriptReading): readonly Node[] {
  const { captures, texts } = reading;
  const ids = captures.nodes("id");
  return captures.matches("number").flatMap(({ node, match }) => {
    if (match.nodes.has("number.name")) return [];
    const of = match.nodes.get("number.of");
    const isId =
      of === undefined
        ? ids.some((id) => contains(node, id))
        : ids.some((id) => id.id === texts.unwrapped(of).id);
    return isId && isKept(node, reading) ? [node] : [];
  });
}

function isKept(node: Node, { shape }: ScriptReading): boolean {
  let around = node.parent;
  while (around !== null && shape.wrappers.includes(around.type)) around = around.parent;
  if (around === null) return false;
  // In Perl an assignment is an operator like others.
  if (around.childForFieldName("operator")?.text === "=") return true;
  // In Ruby the result of a function is a list.
  if (around.type === "argument_list" && around.parent?.type === "return") return true;
  return (
    KEPT.includes(around.type) || TO_TEXT.includes(around.parent?.childForFieldName("function")?.text ?? "")
  );
}

/** `"id": 1` and `"id": int(…)`. */
function members(reading: ScriptReading): readonly Remark[] {
  const { captures, texts } = reading;
  const numbers = new Set(captures.nodes("number").map(({ id }) => id));
  return captures.matches("member").flatMap(({ node, match }) => {
    const value = match.nodes.get("value");
    if (value === undefined || reading.nameOf(node) !== "id") return [];
    const inner = innermost(texts.unwrapped(value));
    const isNumber =
      LITERALS.includes(inner.type) || numbers.has(texts.unwrapped(value).id) || numbers.has(inner.id);
    return isNumber ? [{ ...spanOf(value), message: crashText() }] : [];
  });
}

/** Enters literals and casts that only wrap one node. */
function innermost(node: Node): Node {
  let inner = node;
  while (inner.namedChildCount === 1 && inner.type.endsWith("literal"))
    inner = inner.namedChildren[0] ?? inner;
  return inner;
}

/** A declared member with this name and a number type. */
function fields({ captures }: ScriptReading): readonly Remark[] {
  return captures.matches("field").flatMap(({ match }) => {
    const type = match.nodes.get("field.type");
    const tag = match.nodes.get("tag");
    if (type === undefined || tag === undefined || tagName(tag.text) !== "id") return [];
    const isNumber = ["int", "uint", "float"].some((each) => type.text.startsWith(each));
    return isNumber ? [{ ...spanOf(type), message: crashText() }] : [];
  });
}

/** `"id": %s` in JSON that is built from text: without quotes around the value. */
function inText({ texts }: ScriptReading): readonly Remark[] {
  return texts.all().flatMap(({ node, pieces }) => {
    if (!isJson(pieces)) return [];
    const place = pieces.find((piece, at) => {
      const before = pieces[at - 1];
      if (piece.kind !== "value" || before?.kind !== "text") return false;
      const text = before.text.trimEnd();
      return text.endsWith(":") && text.slice(0, -1).trimEnd().endsWith('"id"');
    });
    if (place?.kind !== "value") return [];
    const isInside = place.node !== undefined && contains(node, place.node);
    return [{ ...spanOf(isInside && place.node !== undefined ? place.node : node), message: crashText() }];
  });
}

/** `--argjson id` of jq keeps a number; `--arg` makes it a string. */
function options({ captures }: ScriptReading): readonly Remark[] {
  return captures.matches("number").flatMap(({ node, match }) => {
    const name = match.nodes.get("number.name");
    if (name === undefined) return [];
    const fix = { title: say`Write --arg`, edits: [{ ...spanOf(node), newText: "--arg" }], safe: true };
    return [{ start: node.startIndex, end: name.endIndex, message: crashText(), fixes: [fix] }];
  });
}

export const idRule: ScriptRule = {
  code: "id-as-number",
  severity: "error",
  title: "Id as a number",
  check,
};
