/** The prose in a file: the comments and texts of code, everything except code in pages, everything in JSON. */

import { parseSync, Visitor } from "oxc-parser";

interface Part {
  /** Offset in the file, in UTF-16 units. */
  readonly start: number;
  readonly text: string;
}

const CODE = /\.(?:ts|mjs)$/;

/** Fenced blocks, code inside a line, and addresses of links. */
const CODE_OF_PAGES = /^```[\s\S]*?^```|`[^`\n]+`|\]\([^)\n]*\)/gm;

const ESCAPE = /\\./g;

/** A string without a blank is a code, a name or a path. */
const isText = (text: string): boolean => text.includes(" ");

export function proseOf(file: string, text: string): readonly Part[] {
  if (CODE.test(file)) return proseOfCode(file, text);
  if (file.endsWith(".md")) return [{ start: 0, text: text.replace(CODE_OF_PAGES, (code) => blank(code)) }];
  return [{ start: 0, text }];
}

/** Blanks of the same length, with the same lines, so that offsets stay the same. */
function blank(code: string): string {
  return code.replace(/[^\n]/g, " ");
}

function proseOfCode(file: string, text: string): readonly Part[] {
  const { program, comments } = parseSync(file, text);
  const parts: Part[] = comments.map(({ start, value }) => ({ start: start + 2, text: blankCode(value) }));
  new Visitor({
    Literal: ({ start, end, value }) => {
      // As written in the source, so that offsets are right. An escape separates words.
      if (typeof value === "string" && isText(value))
        parts.push({ start: start + 1, text: text.slice(start + 1, end - 1).replace(ESCAPE, "  ") });
    },
    TemplateElement: ({ start, value }) => {
      if (isText(value.raw)) parts.push({ start, text: value.raw });
    },
  }).visit(program);
  return parts.sort((a, b) => a.start - b.start);
}

function blankCode(comment: string): string {
  return comment.replace(/`[^`\n]+`/g, (code) => blank(code));
}
