/** How the values of a statement are handed to the database: the changes in the call that takes its text. */

import type { Node } from "web-tree-sitter";
import type { PlacedEdit } from "../../placed-finding.ts";
import { type ScriptReading, spanOf } from "../reading.ts";

/** The call of a method with one argument, the statement. */
export interface Call {
  readonly node: Node;
  /** The method's name. */
  readonly name: Node;
  readonly argument: Node;
}

/** What the call gets: the code of the statement with places for values, and the code of each value. */
interface Given {
  readonly sql: string;
  readonly values: readonly string[];
  readonly reading: ScriptReading;
}

/** Undefined if the call does not stand where it can be changed. */
export type Delivery = (call: Call, given: Given) => readonly PlacedEdit[] | undefined;

const lists = ["argument", "arguments", "argument_list", "parenthesized_argument"];
const calls = ["call", "call_expression", "member_call_expression", "method_invocation"];

/** The call whose only argument is this node, or undefined. */
export function callAround(argument: Node): Call | undefined {
  let node = argument.parent;
  for (; node !== null && lists.includes(node.type); node = node.parent) {
    if (node.namedChildCount !== 1) return undefined;
  }
  if (node === null || node.id === argument.parent?.id || !calls.includes(node.type)) return undefined;
  const called = node.childForFieldName("function");
  const name =
    called === null
      ? ["method", "function_name", "name"].map((field) => node.childForFieldName(field))
      : ["attribute", "property"].map((field) => called.childForFieldName(field));
  const found = name.find((each) => each !== null);
  return found ? { node, name: found, argument } : undefined;
}

/** As one more argument. */
export function asArgument(list: (values: readonly string[]) => string): Delivery {
  return ({ argument }, { sql, values }) => [{ ...spanOf(argument), newText: `${sql}, ${list(values)}` }];
}

/** In a method that takes values, in place of one that does not. */
export function inMethod(method: string, deliver: Delivery): Delivery {
  return (call, given) => {
    const edits = deliver(call, given);
    return edits && [{ ...spanOf(call.name), newText: method }, ...edits];
  };
}

/** To the method that runs the prepared statement, if it has no argument yet, as in `prepare(…).get()`. */
export const toNextCall: Delivery = ({ node, argument }, { sql, values }) => {
  const { parent: member } = node;
  const name = member?.childForFieldName("property")?.text ?? "";
  const list = member?.parent?.childForFieldName("arguments");
  if (!["get", "all", "run", "iterate"].includes(name)) return undefined;
  if (!list || list.namedChildCount > 0) return undefined;
  return [
    { ...spanOf(argument), newText: sql },
    { ...spanOf(list), newText: `(${values.join(", ")})` },
  ];
};

/** To the call of `execute` on the variable with the prepared statement: the only one, in the same block. */
export const toExecute: Delivery = ({ node, argument }, { sql, values, reading }) => {
  const variable = assignedTo(node);
  if (variable === undefined) return undefined;
  const name = variable.replaceAll("$", "\\$");
  const pattern = new RegExp(`${name}\\s*->\\s*execute\\b(?:\\s*\\(\\s*\\))?(?!\\s*\\()`, "g");
  const [found, ...others] = reading.text.matchAll(pattern);
  if (found === undefined || others.length > 0) return undefined;
  const [start, end] = [found.index, found.index + found[0].length];
  if (start < node.endIndex || end > reading.blockOf(node).endIndex) return undefined;
  return [
    { ...spanOf(argument), newText: sql },
    { start, end, newText: `${variable}->execute(${values.join(", ")})` },
  ];
};

/** In PHP, whose `query` takes no values: the statement is prepared and executed before it is used. */
export const preparedBefore: Delivery = ({ node, name, argument }, { sql, values, reading }) => {
  const { text } = reading;
  const statement = reading.statementOf(node);
  const { startIndex: start, endIndex: end } = statement;
  const [indent] = /[ \t]*$/.exec(text.slice(0, start)) ?? [""];
  const variable = assignedTo(node);
  if (variable !== undefined && node.parent?.parent?.id === statement.id) {
    return [
      { ...spanOf(name), newText: "prepare" },
      { ...spanOf(argument), newText: sql },
      { start: end, end, newText: `\n${indent}${variable}->execute([${values.join(", ")}]);` },
    ];
  }
  if (!isFirstOf(statement, node) || /\$statement\b/.test(text)) return undefined;
  const prepared = `$statement = ${text.slice(node.startIndex, name.startIndex)}prepare(${sql});`;
  const executed = `$statement->execute([${values.join(", ")}]);`;
  return [
    { start, end: start, newText: `${prepared}\n${indent}${executed}\n${indent}` },
    { ...spanOf(node), newText: "$statement" },
  ];
};

/** Whether the node is evaluated before all else in the statement, and whatever happens. */
function isFirstOf(statement: Node, node: Node): boolean {
  if (!["expression_statement", "return_statement", "foreach_statement"].includes(statement.type))
    return false;
  let around = node.parent;
  while (around !== null && ["member_call_expression", "assignment_expression"].includes(around.type))
    around = around.parent;
  return around?.id === statement.id;
}

const assignments = ["assignment", "assignment_expression", "variable_declarator", "binary_expression"];

/** The variable to which a whole expression is assigned, as it is written; undefined for any other use. */
export function assignedTo({ parent, id }: Node): string | undefined {
  if (parent === null || !assignments.includes(parent.type)) return undefined;
  const [target, value, ...others] = parent.namedChildren;
  if (!target || value?.id !== id || others.length > 0) return undefined;
  const [, name] = /^(?:my\s+|our\s+)?(\$?[A-Za-z_]\w*)$/.exec(target.text) ?? [];
  const isPlain = /^\s*=\s*$/.test(
    parent.text.slice(target.text.length, value.startIndex - parent.startIndex),
  );
  return isPlain ? name : undefined;
}
