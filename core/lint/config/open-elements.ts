/**
 * The context of a place in a text that is being written, and so cannot be parsed as a whole: the elements around it,
 * and what is begun there.
 */

import type { Span } from "../placed-finding.ts";
import { isInComment, plainMarkup } from "./plain-markup.ts";

/** An element that is open at the place. */
export interface OpenElement {
  readonly name: string;
  /** Everything in the opening tag after the name. */
  readonly attributes: string;
  readonly openEnd: number;
  /** The names of the elements in it, including those after the place. */
  readonly children: readonly string[];
}

/** What is at the place. */
export type Begun =
  /** The name of an element, with its `<` where there is one. */
  | { readonly kind: "element"; readonly span: Span }
  /** Text in the innermost element. */
  | { readonly kind: "value"; readonly span: Span }
  | { readonly kind: "attribute"; readonly span: Span; readonly element: string; readonly name: string };

export interface WritingPlace {
  /** From the outermost to the innermost. */
  readonly around: readonly OpenElement[];
  readonly begun: Begun;
}

const TAG = /<(\/?)([\w.-]+)([^<>]*)>/g;

/** Undefined in a comment, and if nothing can be completed. */
export function writingPlace(text: string, offset: number): WritingPlace | undefined {
  const plain = plainMarkup(text);
  const before = plain.slice(0, offset);
  // Comments are blank now, except one without an end.
  if (before.includes("<!") || isInComment(text, offset)) return undefined;
  const { open, end } = scan(before);
  const begun = begunAt(plain, before, open.at(-1)?.openEnd === end ? end : undefined);
  if (begun === undefined) return undefined;
  const inner = open.at(-1);
  inner?.children.push(...childrenAhead(plain.slice(begun.span.end)));
  return { around: open, begun };
}

interface Scanned extends OpenElement {
  readonly children: string[];
}

/** The elements that are open at the end of a text, and where its last whole tag ends. */
function scan(before: string): { readonly open: readonly Scanned[]; readonly end: number } {
  const open: Scanned[] = [];
  let end = 0;
  for (const hit of before.matchAll(TAG)) {
    const [whole, slash, name = "", attributes = ""] = hit;
    end = hit.index + whole.length;
    if (slash === "/") {
      const at = open.findLastIndex((each) => each.name === name);
      if (at >= 0) open.length = at;
      continue;
    }
    open.at(-1)?.children.push(name);
    if (!attributes.endsWith("/")) open.push({ name, attributes, openEnd: end, children: [] });
  }
  return { open, end };
}

/** The names of the elements that follow in the same element. */
function childrenAhead(after: string): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [, slash, name = "", attributes = ""] of after.matchAll(TAG)) {
    if (slash === "/") {
      if (depth === 0) return names;
      depth--;
    } else {
      if (depth === 0) names.push(name);
      if (!attributes.endsWith("/")) depth++;
    }
  }
  return names;
}

/** `openEnd`: the last tag before the place is an opening one, and ends there. */
function begunAt(plain: string, before: string, openEnd: number | undefined): Begun | undefined {
  const offset = before.length;
  const tag = before.lastIndexOf("<");
  const rest = tag >= 0 && !before.includes(">", tag) ? before.slice(tag) : undefined;
  if (rest !== undefined && /^<[\w.-]*$/.test(rest)) {
    const ahead = /^[\w.-]*>?/.exec(plain.slice(offset))?.[0] ?? "";
    return { kind: "element", span: { start: tag, end: offset + ahead.length } };
  }
  if (rest !== undefined) return attributeAt(plain, rest, offset);
  const word = /[\w.-]*$/.exec(before)?.[0] ?? "";
  if (openEnd !== undefined && !/[\r\n]/.test(before.slice(openEnd))) {
    const ahead = /^[^<\r\n]*/.exec(plain.slice(offset))?.[0] ?? "";
    return { kind: "value", span: { start: openEnd, end: offset + ahead.length } };
  }
  return { kind: "element", span: { start: offset - word.length, end: offset } };
}

function attributeAt(plain: string, rest: string, offset: number): Begun | undefined {
  const element = /^<([\w.-]+)\s/.exec(rest)?.[1];
  const [, name, quote = "", given = ""] = /\s([\w.-]+)\s*=\s*(["'])([^"']*)$/.exec(rest) ?? [];
  if (element === undefined || name === undefined) return undefined;
  const ahead = /^[^"'<>\r\n]*/.exec(plain.slice(offset))?.[0] ?? "";
  const isClosed = plain.charAt(offset + ahead.length) === quote;
  const end = isClosed ? offset + ahead.length : offset;
  return { kind: "attribute", span: { start: offset - given.length, end }, element, name };
}
