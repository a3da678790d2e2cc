/**
 * Indentation as Python reads it. The grammar is more lenient: a statement at no level belongs to the nearest block.
 */

import type { Node } from "web-tree-sitter";
import { say } from "../../words/index.ts";
import type { ScriptReading } from "./reading.ts";
import type { TreeError } from "./tree-error.ts";

/** Python counts columns twice, with tabs to every eighth column and with tabs of one. The two must agree. */
interface Indent {
  readonly wide: number;
  readonly narrow: number;
}

const MARGIN: Indent = { wide: 0, narrow: 0 };
const TAB = 8;

/** Parts of a statement at its own level. */
const CLAUSES: readonly string[] = [
  "elif_clause",
  "else_clause",
  "except_clause",
  "except_group_clause",
  "finally_clause",
];

/** The first statement whose indentation fits no block. */
export function badIndentation({ root, text }: ScriptReading): TreeError | undefined {
  return badBlock(root, undefined, text);
}

/** `outer` is the indentation of the statement that owns the block. Undefined for the whole script. */
function badBlock(block: Node, outer: Indent | undefined, text: string): TreeError | undefined {
  let level = outer === undefined ? MARGIN : undefined;
  for (const statement of block.namedChildren) {
    if (statement.type === "comment" || statement.isError) continue;
    const indent = indentOf(statement, text);
    const what = indent === undefined ? undefined : misplaced(indent, level, outer);
    if (what !== undefined) return errorAt(statement, what, text);
    level ??= indent;
    const inner = badInside(statement, indent ?? level ?? MARGIN, text);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** The blocks of a statement, including those of its clauses. */
function badInside(node: Node, indent: Indent, text: string): TreeError | undefined {
  for (const child of node.namedChildren) {
    const found = child.type === "block" ? badBody(child, node, indent, text) : badPart(child, indent, text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text after a colon. If the tree has errors, a block may only look empty. */
function badBody(block: Node, owner: Node, indent: Indent, text: string): TreeError | undefined {
  return block.namedChildCount === 0 && !block.tree.rootNode.hasError
    ? errorAt(owner, say`this line must be followed by an indented block`, text)
    : badBlock(block, indent, text);
}

/** A clause, or the definition below decorators. */
function badPart(part: Node, indent: Indent, text: string): TreeError | undefined {
  const isClause = CLAUSES.includes(part.type);
  if (!isClause && !part.type.endsWith("_definition")) return undefined;
  const own = isClause ? indentOf(part, text) : undefined;
  const what = own === undefined ? undefined : misplaced(own, indent, undefined);
  return what === undefined ? badInside(part, indent, text) : errorAt(part, what, text);
}

function misplaced(indent: Indent, level: Indent | undefined, outer: Indent | undefined): string | undefined {
  if (level === undefined) {
    const isDeeper = outer === undefined || (indent.wide > outer.wide && indent.narrow > outer.narrow);
    return isDeeper ? undefined : mixedText();
  }
  if (indent.wide !== level.wide) return say`the indentation of this line does not match any block above it`;
  return indent.narrow === level.narrow ? undefined : mixedText();
}

const mixedText = (): string => say`tabs and spaces are mixed in the indentation`;

/** Undefined if the node does not begin its line, or if something other than blanks and tabs is before it. */
function indentOf({ startIndex }: Node, text: string): Indent | undefined {
  const before = text.slice(text.lastIndexOf("\n", startIndex - 1) + 1, startIndex);
  if (!/^[ \t]*$/.test(before)) return undefined;
  let wide = 0;
  for (const character of before) wide = character === "\t" ? wide + TAB - (wide % TAB) : wide + 1;
  return { wide, narrow: before.length };
}

function errorAt({ startIndex }: Node, what: string, text: string): TreeError {
  const lineEnd = text.indexOf("\n", startIndex);
  const end = text.slice(0, lineEnd < 0 ? text.length : lineEnd).trimEnd().length;
  return { start: startIndex, end, what };
}
