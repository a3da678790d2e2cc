/** Where the statements of a script are, for languages whose interpreter says which it ran but not which exist. */

import type { Node } from "web-tree-sitter";
import type { Grammar } from "./grammar.ts";

export interface Statement {
  /** Offset of its first character. */
  readonly start: number;
  /** From 1. */
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface Statements {
  readonly all: readonly Statement[];
  /** False if the grammar could not read a part of the text, so that statements may be missing. */
  readonly whole: boolean;
}

/** Languages whose statements the tree shows. */
export type ParsedLanguage = keyof typeof statementNodes;

const statementNodes = {
  bash: new Set([
    "command",
    "declaration_command",
    "unset_command",
    "test_command",
    "variable_assignment",
    "for_statement",
    "c_style_for_statement",
    "case_statement",
  ]),
  javascript: new Set([
    "expression_statement",
    "lexical_declaration",
    "variable_declaration",
    "return_statement",
    "throw_statement",
    "if_statement",
    "for_statement",
    "for_in_statement",
    "while_statement",
    "switch_statement",
    "break_statement",
    "continue_statement",
    "import_statement",
  ]),
} satisfies Readonly<Record<string, ReadonlySet<string>>>;

/**
 * Commands inside the words of another one. bash counts the lines of a long command from its start, so they belong to
 * that.
 */
const insideCommands: ReadonlySet<string> = new Set([
  "command_substitution",
  "process_substitution",
  "arithmetic_expansion",
  "heredoc_redirect",
]);

/** Every statement of the text. The grammar must be that of the language. */
export function statementsOf({ parser }: Grammar, language: ParsedLanguage, text: string): Statements {
  const tree = parser.parse(text);
  if (tree === null) return { all: [], whole: false };
  const all: Statement[] = [];
  const wanted: ReadonlySet<string> = statementNodes[language];
  const open: Node[] = [tree.rootNode];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (wanted.has(node.type)) {
      const { startIndex: start, startPosition, endPosition } = node;
      all.push({ start, firstLine: startPosition.row + 1, lastLine: endPosition.row + 1 });
    }
    if (insideCommands.has(node.type)) continue;
    for (const child of node.namedChildren) if (child !== null) open.push(child);
  }
  const whole = !tree.rootNode.hasError;
  tree.delete();
  return { all: all.toSorted((one, other) => one.start - other.start), whole };
}
