/**
 * From `<wodle name="agent-key-polling">` to `<key_request>` in `<auth>`, and back. Everything else stays byte for
 * byte.
 */

import { say } from "../../words/index.ts";
import type { PlacedEdit, PlacedFix, Span } from "../placed-finding.ts";
import { type Block, WODLE_NAME } from "./block.ts";
import { indentBefore, indentOfLine, insertFirst, lineEndOf, removalOf, unitOf } from "./edits.ts";
import { allElements, type XmlElement } from "./markup.ts";
import type { PollConfig } from "./poll-config.ts";

/** What a conversion needs to know. */
export interface ConvertContext {
  readonly text: string;
  readonly config: PollConfig;
  readonly comments: readonly Span[];
}

/**
 * The wodle as `<key_request>`. Undefined if there is already one. `<enabled>` is written, `<force_insert>` is removed.
 */
export function convertToKeyRequest(
  context: ConvertContext,
  { kind, element }: Block,
): PlacedFix | undefined {
  const { config, text } = context;
  const requests = config.blocks.filter((block) => block.kind === "key_request");
  if (kind !== "wodle" || requests.some((block) => block.element.children.length > 0)) return undefined;
  const write = (indent: string): string => {
    const edits = element.children
      .filter(({ name }) => name === "force_insert")
      .map((child) => ({ ...removalOf(text, child), newText: "" }));
    const isSaid = element.children.some(({ name }) => name === "enabled");
    if (!isSaid) edits.push(insertFirst(text, element, "<enabled>yes</enabled>"));
    return rewritten(context, element, { tag: "<key_request>", name: "key_request", indent, edits });
  };
  const title = say`Convert to <key_request> in <auth>`;
  const removing = { ...removalOf(text, element), newText: "" };
  const [emptyRequest] = requests;
  if (emptyRequest !== undefined) {
    const { start, end } = emptyRequest.element;
    const put = { start, end, newText: write(indentOfLine(text, start)) };
    return { title, edits: inOrder([removing, put]), safe: false };
  }
  const [auth] = config.auths;
  if (auth === undefined) {
    const indent = indentOfLine(text, element.start);
    const lineEnd = lineEndOf(text);
    const inner = write(`${indent}${unitOf(text)}`);
    const newText = `<auth>${lineEnd}${indent}${unitOf(text)}${inner}${lineEnd}${indent}</auth>`;
    return { title, edits: [{ start: element.start, end: element.end, newText }], safe: false };
  }
  return { title, edits: inOrder([removing, lastChild(text, auth, write)]), safe: false };
}

/**
 * `<key_request>` as the wodle, after `</auth>`. Undefined for an empty one, which would be enabled there, and beside a
 * wodle.
 */
export function convertToWodle(
  context: ConvertContext,
  { kind, element, auth }: Block,
): PlacedFix | undefined {
  const { config, text } = context;
  if (kind !== "key_request" || auth === undefined || element.children.length === 0) return undefined;
  if (config.blocks.some((block) => block.kind === "wodle")) return undefined;
  const indent = indentOfLine(text, auth.start);
  const wodle = rewritten(context, element, {
    tag: `<wodle name="${WODLE_NAME}">`,
    name: "wodle",
    indent,
    edits: [],
  });
  return {
    title: say`Convert to <wodle name="${WODLE_NAME}">`,
    edits: inOrder([
      { ...removalOf(text, element), newText: "" },
      { start: auth.end, end: auth.end, newText: `${lineEndOf(text)}${indent}${wodle}` },
    ]),
    safe: false,
  };
}

function inOrder(edits: readonly PlacedEdit[]): readonly PlacedEdit[] {
  return [...edits].sort((a, b) => a.start - b.start);
}

/** Inserts text after the last child of `<auth>`, on separate lines. */
function lastChild(text: string, auth: XmlElement, write: (indent: string) => string): PlacedEdit {
  const outer = indentOfLine(text, auth.start);
  const [first] = auth.children;
  const indent = (first && indentBefore(text, first.start)) ?? `${outer}${unitOf(text)}`;
  const lineEnd = lineEndOf(text);
  const block = `${indent}${write(indent)}${lineEnd}`;
  const { start, end, openEnd, closeStart } = auth;
  if (openEnd === end) {
    const tag = text.slice(start, end).replace(/\s*\/>$/, ">");
    return { start, end, newText: `${tag}${lineEnd}${block}${outer}</auth>` };
  }
  const before = indentBefore(text, closeStart);
  return before === undefined
    ? { start: closeStart, end: closeStart, newText: `${lineEnd}${block}${outer}` }
    : { start: closeStart - before.length, end: closeStart - before.length, newText: block };
}

interface Rewriting {
  readonly tag: string;
  readonly name: string;
  /** Blanks before the new block. */
  readonly indent: string;
  /** Edits inside the element, by offsets of the whole text. */
  readonly edits: readonly PlacedEdit[];
}

/** The element with another name and indentation, without the blanks before it. Values and comments do not change. */
function rewritten(
  { text, comments }: ConvertContext,
  element: XmlElement,
  { tag, name, indent, edits }: Rewriting,
): string {
  const { start, end, openEnd, closeStart } = element;
  const first = edits.find((edit) => edit.start === start && edit.end === end);
  // The edit that fills `<wodle …/>` replaces it as a whole.
  const source = first === undefined ? undefined : first.newText;
  if (source !== undefined) {
    const inner = source.replace(/^<[^>]*>/, "").replace(/<\/[^>]*>$/, "");
    return `${tag}${reindented(inner, indentOfLine(text, start), indent)}</${name}>`;
  }
  const kept = [
    ...[...allElements(element.children)].filter(({ children }) => children.length === 0),
    ...comments.filter((comment) => start < comment.start && comment.end <= closeStart),
  ].map((span) => ({ start: span.start - openEnd, end: span.end - openEnd }));
  const old = indentOfLine(text, start);
  const inner = text.slice(openEnd, closeStart);
  const moved = applied(inner, [
    ...edits.map((edit) => ({
      start: edit.start - openEnd,
      end: edit.end - openEnd,
      newText: reindented(edit.newText, old, indent),
    })),
    ...indentEdits(inner, old, indent, kept).filter(
      ({ start: at }) => !edits.some((edit) => edit.start - openEnd <= at && at < edit.end - openEnd),
    ),
  ]);
  return `${tag}${moved}</${name}>`;
}

/** The text, with the new indentation on every line that begins with the old one. */
function reindented(text: string, old: string, indent: string): string {
  return applied(text, indentEdits(text, old, indent, []));
}

/** Changes of indentation at the starts of lines, except inside the parts that are kept. */
function indentEdits(
  text: string,
  old: string,
  indent: string,
  kept: readonly Span[],
): readonly PlacedEdit[] {
  const edits: PlacedEdit[] = [];
  for (const { index, 0: lineEnd } of text.matchAll(/\r\n|\n|\r/g)) {
    const at = index + lineEnd.length;
    if (kept.some(({ start, end }) => start < at && at < end) || !text.startsWith(old, at)) continue;
    edits.push({ start: at, end: at + old.length, newText: indent });
  }
  return edits;
}

/** The text after the edits; they must not overlap. */
export function applied(text: string, edits: readonly PlacedEdit[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, newText } of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}
