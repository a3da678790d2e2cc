/** The elements of an `ossec.conf` with their places, as the manager's own XML reader sees them. */

import { SaxesParser } from "saxes";
import { say } from "../../words/index.ts";
import type { Span } from "../placed-finding.ts";
import { commentsIn, plainMarkup, withoutComments } from "./plain-markup.ts";

export interface XmlAttribute {
  readonly name: string;
  readonly value: string;
  /** The position of the value, without its quotes. */
  readonly span: Span;
}

export interface XmlElement extends Span {
  readonly name: string;
  /** Offset after the `>` of the opening tag. */
  readonly openEnd: number;
  /** Offset of the closing tag; for `<a/>` the same as `openEnd`. */
  readonly closeStart: number;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** The manager's value: not trimmed, entities not decoded, comments left out. */
  readonly content: string;
}

/** What prevents a text from being read at all. */
export interface MarkupError extends Span {
  readonly message: string;
}

export type Markup =
  | { readonly kind: "elements"; readonly roots: readonly XmlElement[]; readonly comments: readonly Span[] }
  | { readonly kind: "broken"; readonly error: MarkupError };

/** Errors of the parser about text that the manager silently accepts. */
const TAKEN_BY_MANAGER = /^(?:duplicate attribute|the string "\]\]>")/;

/** Reads the elements. Never throws. For a text that cannot be read, only the first problem is reported. */
export function readMarkup(text: string): Markup {
  const comments = [...commentsIn(text)];
  const plain = plainMarkup(text, comments);
  const open = plain.indexOf("<!");
  if (open >= 0) return broken(open, open + 2, say`This comment is not closed.`);
  return new MarkupReader(text, plain, comments).read();
}

function broken(start: number, end: number, message: string): Markup {
  return { kind: "broken", error: { start, end, message } };
}

interface OpenElement {
  readonly name: string;
  readonly start: number;
  openEnd: number;
  readonly children: XmlElement[];
}

class MarkupReader {
  readonly #text: string;
  readonly #plain: string;
  readonly #comments: readonly Span[];
  readonly #parser = new SaxesParser({ fragment: true, position: false });
  readonly #roots: XmlElement[] = [];
  readonly #open: OpenElement[] = [];
  #closed: XmlElement | undefined;
  #error: MarkupError | undefined;

  constructor(text: string, plain: string, comments: readonly Span[]) {
    this.#text = text;
    this.#plain = plain;
    this.#comments = comments;
  }

  read(): Markup {
    const parser = this.#parser;
    parser.on("error", ({ message }) => this.#complain(message));
    parser.on("opentagstart", ({ name }) => {
      const start = this.#plain.lastIndexOf("<", parser.position - 1);
      this.#open.push({ name, start, openEnd: start, children: [] });
    });
    parser.on("opentag", () => {
      const element = this.#open.at(-1);
      if (element !== undefined) element.openEnd = parser.position;
    });
    parser.on("closetag", ({ isSelfClosing }) => this.#close(isSelfClosing));
    // The parser delays a carriage return at the end, and would then count from a wrong place.
    parser.write(`${this.#plain}\n`).close();
    if (this.#error === undefined) {
      return { kind: "elements", roots: this.#roots, comments: this.#comments };
    }
    const { start, end, message } = this.#error;
    const { length } = this.#text;
    return broken(Math.min(start, length), Math.min(end, length), message);
  }

  #close(isSelfClosing: boolean): void {
    const element = this.#open.pop();
    if (element === undefined) return;
    const { name, start, openEnd, children } = element;
    const end = this.#parser.position;
    const closeStart = isSelfClosing ? openEnd : this.#plain.lastIndexOf("</", end - 1);
    const contentStart = children.at(-1)?.end ?? openEnd;
    this.#closed = {
      name,
      start,
      end,
      openEnd,
      closeStart,
      attributes: attributesOf(this.#text, start, openEnd),
      children,
      content: this.#without(contentStart, closeStart),
    };
    (this.#open.at(-1)?.children ?? this.#roots).push(this.#closed);
  }

  /** The text between two offsets without its comments. */
  #without(start: number, end: number): string {
    return withoutComments(this.#text.slice(start, Math.max(start, end)));
  }

  /** Keeps the first error, in our own words if it is about a tag that is not closed. */
  #complain(message: string): void {
    if (this.#error !== undefined || TAKEN_BY_MANAGER.test(message)) return;
    const end = Math.max(this.#parser.position, 1);
    if (message === "unexpected close tag." && this.#closed !== undefined) {
      const { name, start } = this.#closed;
      const closer = this.#plain.slice(this.#plain.lastIndexOf("</", end - 1), end);
      const hint = this.#text.slice(start, end).includes("\\<")
        ? say` A backslash before < makes it a part of the text.`
        : "";
      const message = say`<${name}> is not closed before ${closer}.${hint}`;
      this.#error = { start, end: start + name.length + 1, message };
      return;
    }
    const unclosed = /^unclosed tag: /.test(message) ? this.#open.at(-1) : undefined;
    if (unclosed !== undefined) {
      const { name, start } = unclosed;
      this.#error = { start, end: start + name.length + 1, message: say`<${name}> is not closed.` };
      return;
    }
    const start = Math.max(this.#plain.lastIndexOf("<", end - 1), 0);
    const words = `${message.charAt(0).toUpperCase()}${message.slice(1).replace(/\.$/, "")}.`;
    this.#error = { start, end: Math.max(end, start + 1), message: words };
  }
}

const ATTRIBUTE = /([^\s=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The attributes of an opening tag, with their values as written. */
function attributesOf(text: string, start: number, openEnd: number): readonly XmlAttribute[] {
  return Array.from(text.slice(start, openEnd).matchAll(ATTRIBUTE), (hit) => {
    const value = hit[2] ?? hit[3] ?? "";
    const end = start + hit.index + hit[0].length - 1;
    return { name: hit[1] ?? "", value, span: { start: end - value.length, end } };
  });
}

/** The same elements inside one that is not in the text. */
export function wrapped(name: string, children: readonly XmlElement[], end: number): XmlElement {
  const place = { start: 0, end, openEnd: 0, closeStart: end };
  return { name, ...place, attributes: [], children, content: "" };
}

/** Every element below and including some, in the order of the text. */
export function* allElements(elements: readonly XmlElement[]): Generator<XmlElement> {
  for (const element of elements) {
    yield element;
    yield* allElements(element.children);
  }
}

/** The place of an element's value, or the whole element if it is empty. */
export function valueSpan(element: XmlElement): Span {
  return element.closeStart > element.openEnd
    ? { start: element.openEnd, end: element.closeStart }
    : { start: element.start, end: element.end };
}

/** The place of an element's name in its opening tag, including the `<`. */
export function tagSpan({ start, name }: XmlElement): Span {
  return { start, end: start + 1 + name.length };
}

/** The innermost element around an offset. */
export function elementAt(roots: readonly XmlElement[], offset: number): XmlElement | undefined {
  let found: XmlElement | undefined;
  for (const element of allElements(roots)) {
    if (element.start <= offset && offset < element.end) found = element;
  }
  return found;
}
