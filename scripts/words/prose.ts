/** The parts of a file that are written for people: of code its comments and texts, of pages all but code, of JSON everything. */

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

/** As long, with the same lines, so that offsets stay. */
function blank(code: string): string {
  return code.replace(/[^\n]/g, " ");
}

function proseOfCode(file: string, text: string): readonly Part[] {
  const { program, comments } = parseSync(file, text);
  const parts: Part[] = comments.map(({ start, value }) => ({ start: start + 2, text: blankCode(value) }));
  new Visitor({
    Literal: ({ start, end, value }) => {
      // As it is written, so that places are right; an escape stands between words.
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
