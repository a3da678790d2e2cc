/** Edits that leave everything around them unchanged, byte for byte. */

import type { PlacedEdit, PlacedFix, Span } from "../placed-finding.ts";
import type { XmlElement } from "./markup.ts";

/** The line end that the text uses. */
export function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
}

/** The blanks before an offset, if nothing else is before it on its line. */
export function indentBefore(text: string, offset: number): string | undefined {
  return /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(lineStart(text, offset), offset))?.[1];
}

/** The blanks at the start of the line that an offset is on. */
export function indentOfLine(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? "";
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

/** The element, with its whole lines if nothing else is on them. */
export function removalOf(text: string, { start, end }: Span): Span {
  const indent = indentBefore(text, start);
  const rest = /^[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(end));
  return indent === undefined || rest === null
    ? { start, end }
    : { start: start - indent.length, end: end + rest[0].length };
}

export function removal(title: string, text: string, element: Span, safe = false): PlacedFix {
  return { title, edits: [{ ...removalOf(text, element), newText: "" }], safe };
}

/** Puts another value into an element. */
export function valueEdit(element: XmlElement, value: string): PlacedEdit {
  const { name, start, end, openEnd, closeStart } = element;
  return openEnd === end
    ? { start, end, newText: `<${name}>${value}</${name}>` }
    : { start: openEnd, end: closeStart, newText: value };
}

export function newValue(title: string, element: XmlElement, value: string, safe = false): PlacedFix {
  return { title, edits: [valueEdit(element, value)], safe };
}

/** The element under another name, in both of its tags. */
export function renamed(text: string, element: XmlElement, to: string): readonly PlacedEdit[] {
  const { name, start, end, openEnd, closeStart } = element;
  const opening = { start: start + 1, end: start + 1 + name.length, newText: to };
  const closing = { start: closeStart, end, newText: text.slice(closeStart, end).replace(name, to) };
  return openEnd === end ? [opening] : [opening, closing];
}

/** Adds a first child to an element, on a separate line if the other children have one. */
export function insertFirst(text: string, parent: XmlElement, child: string): PlacedEdit {
  const { name, start, end, openEnd, closeStart, children } = parent;
  const outer = indentOfLine(text, start);
  const lineEnd = lineEndOf(text);
  const first = children[0] === undefined ? undefined : indentBefore(text, children[0].start);
  if (children.length > 0 && first === undefined) return { start: openEnd, end: openEnd, newText: child };
  const line = `${lineEnd}${first ?? `${outer}${unitOf(text)}`}${child}`;
  if (openEnd === end) {
    const tag = text.slice(start, end).replace(/\s*\/>$/, ">");
    return { start, end, newText: `${tag}${line}${lineEnd}${outer}</${name}>` };
  }
  const hasLines = /[\r\n]/.test(text.slice(openEnd, closeStart));
  return { start: openEnd, end: openEnd, newText: hasLines ? line : `${line}${lineEnd}${outer}` };
}

/** One step of indentation, as the first indented element shows it. */
export function unitOf(text: string): string {
  return /[\r\n]([ \t]+)</.exec(text)?.[1] ?? "  ";
}
