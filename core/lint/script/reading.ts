/** A parsed script: its tree, what was found in it, and answers about places in it. */

import type { Node, Tree } from "web-tree-sitter";
import type { ScriptLanguage } from "../../languages/index.ts";
import type { Span } from "../placed-finding.ts";
import { Captures } from "./captures.ts";
import type { Grammar } from "./grammar.ts";
import { callees, treeShapes } from "./queries/index.ts";
import { Texts } from "./text.ts";
import type { TreeShape } from "./tree-shape.ts";

/** Valid until the document is edited. */
export class ScriptReading {
  readonly language: ScriptLanguage;
  readonly text: string;
  readonly root: Node;
  readonly captures: Captures;
  readonly texts: Texts;
  readonly shape: TreeShape;

  constructor(language: ScriptLanguage, text: string, tree: Tree, { query }: Grammar) {
    this.language = language;
    this.text = text;
    this.root = tree.rootNode;
    this.captures = new Captures(query, tree.rootNode, callees[language]);
    this.shape = treeShapes[language];
    this.texts = new Texts(this.captures, this.shape);
  }

  /** The nearest ancestor of a node that contains statements. */
  blockOf(node: Node): Node {
    for (let around = node.parent; around !== null; around = around.parent) {
      if (this.shape.blocks.includes(around.type)) return around;
    }
    return this.root;
  }

  /** The statement of its block that a node is, or is a part of. */
  statementOf(node: Node): Node {
    const block = this.blockOf(node);
    let statement = node;
    while (statement.parent !== null && statement.parent.id !== block.id) statement = statement.parent;
    return statement;
  }

  /** The name of a member, a variable or an option: the text without quotes and signs. */
  nameOf(node: Node): string {
    const literal = this.texts.literal(node) ?? node.text;
    return literal.startsWith("$") || literal.startsWith(":") || literal.startsWith("@")
      ? literal.slice(1)
      : literal;
  }

  /** The names and the contents of strings inside a node. */
  wordsIn(node: Node): readonly string[] {
    return node
      .descendantsOfType([...this.shape.words])
      .flatMap((each) => (each === null ? [] : [each.text]));
  }
}

export function contains(outer: Span | Node, inner: Span | Node): boolean {
  const [around, within] = [spanOf(outer), spanOf(inner)];
  return around.start <= within.start && within.end <= around.end;
}

/** Asking a node for its end calls the parser. To compare one with many, keep its span. */
export function spanOf(place: Span | Node): Span {
  return "startIndex" in place ? { start: place.startIndex, end: place.endIndex } : place;
}
