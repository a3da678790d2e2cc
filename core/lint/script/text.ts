/** Texts in a script as a reader sees them: literal pieces, and places for values. */

import type { Node } from "web-tree-sitter";
import type { Captures } from "./captures.ts";
import { type FormatPlace, type FormatStyle, formatParts, withSingleBraces } from "./format-parts.ts";
import type { TreeShape } from "./tree-shape.ts";

/** A part of a text: a literal, or a value that is inserted. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | (FormatPlace & {
      readonly kind: "value";
      /** The source of the value. Undefined if unknown. */
      readonly node: Node | undefined;
    });

export interface ScriptText {
  /** The whole expression. */
  readonly node: Node;
  readonly pieces: readonly Piece[];
}

/** Stands for a value in the text of pieces. No script contains this character. */
export const VALUE = "\ufffc";

/** Finds and reads the texts of one tree. */
export class Texts {
  readonly #shape: TreeShape;
  /** Calls that format, by the node that they format. */
  readonly #formats = new Map<number, { readonly call: Node; readonly text: Node }>();
  readonly #captures: Captures;
  #all: readonly ScriptText[] | undefined;

  constructor(captures: Captures, shape: TreeShape) {
    this.#captures = captures;
    this.#shape = shape;
    for (const { node, match } of captures.matches("format")) {
      const text = match.nodes.get("format.text");
      if (text !== undefined) this.#formats.set(node.id, { call: node, text });
    }
  }

  /** Every text with all that is joined to it, in order. */
  all(): readonly ScriptText[] {
    if (this.#all !== undefined) return this.#all;
    const outermost = new Map<number, Node>();
    for (const string of this.#captures.nodes("string")) {
      const node = this.outermost(string);
      outermost.set(node.id, node);
    }
    this.#all = Array.from(outermost.values(), (node) => ({ node, pieces: this.pieces(node) }));
    return this.#all;
  }

  /** The whole expression that contains a text. */
  outermost(string: Node): Node {
    let node = string;
    for (let parent = node.parent; parent !== null; parent = parent.parent) {
      if (this.#joins(parent)) node = parent;
      else if (!this.#isWrapper(parent)) {
        const format = this.#formatAround(parent, node);
        if (format === undefined) break;
        node = format;
        parent = format;
      }
    }
    return node;
  }

  /** The pieces of an expression. One value if it is not a text. */
  pieces(node: Node): readonly Piece[] {
    const inner = this.unwrapped(node);
    const format = this.#formats.get(inner.id);
    if (format !== undefined && this.#isText(format.text))
      return this.#formatted(format.text, argumentsAround(format.call, format.text), this.#shape.directives);
    if (inner.type in this.#shape.strings) return this.#read(inner);
    if (!this.#isText(inner))
      return [{ kind: "value", node: inner, isNumber: false, isPadded: false, isPlain: true }];
    const parts = inner.namedChildren.filter((each) => each.type !== "comment" && !isOperator(each));
    const [left, right] = parts;
    if (isFormatting(inner) && left !== undefined && right !== undefined) {
      return this.#formatted(left, listed(right), operatorOf(inner) === "%" ? "percent" : "braces");
    }
    return parts.flatMap((part) => this.pieces(part));
  }

  /** The node inside nodes that only wrap it. */
  unwrapped(node: Node): Node {
    let inner = node;
    while (this.#isWrapper(inner)) {
      const child = inner.namedChildren.find((each) => each.type !== "comment" && !isSeparator(each));
      if (child === undefined) break;
      inner = child;
    }
    return inner;
  }

  /** The text of a string without any value in it, or undefined. */
  literal(node: Node): string | undefined {
    const pieces = this.pieces(node);
    return pieces.every((piece) => piece.kind === "text") ? plain(pieces) : undefined;
  }

  #isWrapper(node: Node): boolean {
    if (!this.#shape.wrappers.includes(node.type)) return false;
    return node.namedChildren.filter((each) => each.type !== "comment" && !isSeparator(each)).length === 1;
  }

  /** Whether anything of it is known: not a variable, nor a variable that is used as a format. */
  #isText(node: Node): boolean {
    const inner = this.unwrapped(node);
    const format = this.#formats.get(inner.id);
    if (format !== undefined) return this.#isText(format.text);
    if (inner.type in this.#shape.strings) return true;
    const [left] = inner.namedChildren;
    return this.#joins(inner) && (!isFormatting(inner) || (left !== undefined && this.#isText(left)));
  }

  #joins(node: Node): boolean {
    const operators = this.#shape.joins[node.type];
    if (operators === undefined) return false;
    if (operators.length === 0) return true;
    const operator = operatorOf(node);
    return operator !== undefined && operators.includes(operator);
  }

  /** The call that formats `inside`. `parent` is the list of its arguments or the name of the method. */
  #formatAround(parent: Node, inside: Node): Node | undefined {
    for (const node of [parent, parent.parent]) {
      const format = node === null ? undefined : this.#formats.get(node.id);
      if (format !== undefined && this.unwrapped(format.text).id === inside.id) return format.call;
    }
    return undefined;
  }

  #read(string: Node): readonly Piece[] {
    const { strings, ends, values } = this.#shape;
    const delimiters = strings[string.type];
    const children = string.children;
    let at = string.startIndex;
    let end = string.endIndex;
    if (delimiters === "ends") {
      const [first] = children;
      const last = children.at(-1);
      if (first !== undefined && ends.some((each) => first.type.startsWith(each))) at = first.endIndex;
      if (last !== undefined && ends.some((each) => last.type.endsWith(each))) end = last.startIndex;
    } else if (delimiters !== undefined) {
      at += delimiters.open;
      end -= delimiters.close;
    }
    const pieces: Piece[] = [];
    const add = (to: number): void => {
      if (to > at) pieces.push({ kind: "text", text: this.#decoded(string, at, to) });
    };
    for (const child of children) {
      if (!values.includes(child.type) || child.startIndex < at) continue;
      const [from, to] = withBraces(child);
      add(from);
      const format = child.namedChildren.find((each) => each.type === "format_specifier")?.text ?? "";
      pieces.push({
        kind: "value",
        node: child,
        isNumber: format.endsWith("d"),
        isPadded: format.startsWith(":0"),
        isPlain: format === "",
      });
      at = to;
    }
    add(Math.max(at, end));
    return pieces;
  }

  #decoded(string: Node, from: number, to: number): string {
    const part = string.text.slice(from - string.startIndex, to - string.startIndex);
    const raw = isFormatString(string) ? withSingleBraces(part) : part;
    if (this.#shape.raw.includes(string.type)) return raw;
    return raw.replace(this.#shape.escape === "`" ? /`([\s\S])/g : /\\([\s\S])/g, unescaped);
  }

  /** A text whose places for values are filled with the arguments, in their order. */
  #formatted(text: Node, values: readonly Node[], style: FormatStyle): readonly Piece[] {
    let next = 0;
    return this.pieces(text).flatMap((piece): readonly Piece[] => {
      if (piece.kind === "value") return [piece];
      return formatParts(piece.text, style).map((part) =>
        part.kind === "text" ? part : { ...part, kind: "value", node: values[next++] },
      );
    });
  }
}

/** The pieces as one text, in which VALUE stands for each value. */
export function plain(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === "text" ? piece.text : VALUE)).join("");
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\n": "" };

function unescaped(_: string, character: string): string {
  return escapes[character] ?? character;
}

/** A Python string into which values are inserted, where a literal brace is written twice. */
function isFormatString(string: Node): boolean {
  const start = string.firstNamedChild;
  return start?.type === "string_start" && start.text.toLowerCase().includes("f");
}

/** The extent of a value in a text, with the braces that PHP allows around it. */
function withBraces({ startIndex, endIndex, previousSibling, nextSibling }: Node): readonly [number, number] {
  return previousSibling?.type === "{" && nextSibling?.type === "}"
    ? [previousSibling.startIndex, nextSibling.endIndex]
    : [startIndex, endIndex];
}

/** All arguments of a call except the text that it formats. */
function argumentsAround(call: Node, text: Node): readonly Node[] {
  const list = call.childForFieldName("arguments") ?? call.childForFieldName("args");
  const given = list?.namedChildren ?? call.childrenForFieldName("argument");
  return given.filter(
    (each): each is Node => each !== null && each.startIndex >= text.endIndex && !isSeparator(each),
  );
}

/** The members of a list of values, or the one value. */
function listed(node: Node): readonly Node[] {
  return ["tuple", "array", "list", "dictionary"].includes(node.type) ? node.namedChildren : [node];
}

/** `"%s" % value` or `"{0}" -f $value`. */
function isFormatting(node: Node): boolean {
  const operator = operatorOf(node);
  return operator === "%" || operator === "-f";
}

function operatorOf(node: Node): string | undefined {
  const operator =
    node.childForFieldName("operator") ?? node.children.find((each) => isOperator(each) || !each.isNamed);
  return operator?.text;
}

/** PowerShell has a separate node for the format operator. */
function isOperator({ type }: Node): boolean {
  return type === "format_operator";
}

/** In PowerShell and Perl a comma is a named node; in PHP, each end of a text over several lines. */
const SEPARATORS = ["command_argument_sep", "normal_comma", "heredoc_start", "heredoc_end"];

function isSeparator({ type }: Node): boolean {
  return SEPARATORS.includes(type);
}
