/** Syntax errors in a tree: the first place that the grammar of the language does not allow. */

import type { Node } from "web-tree-sitter";
import type { ScriptLanguage } from "../../languages/index.ts";
import { say } from "../../words/index.ts";
import type { Span } from "../placed-finding.ts";
import { perlError } from "./perl/errors.ts";
import { badIndentation } from "./python-indentation.ts";
import { type ScriptReading, spanOf } from "./reading.ts";
import type { TreeError } from "./tree-error.ts";

/** The first problem; the others usually follow from it. The grammar of Perl covers too little of the language. */
export function treeError(reading: ScriptReading): TreeError | undefined {
  if (reading.language === "perl") return perlError(reading.text);
  const node = reading.root.hasError ? firstBroken(reading.root) : undefined;
  const error = node === undefined ? undefined : errorOf(node, reading);
  if (reading.language !== "python") return error;
  const indented = badIndentation(reading);
  return indented !== undefined && (error === undefined || indented.start < error.start) ? indented : error;
}

function firstBroken(node: Node): Node | undefined {
  if (node.isError || node.isMissing) return node;
  for (const child of node.children) {
    const found = child.hasError || child.isMissing ? firstBroken(child) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function errorOf(node: Node, { text, language }: ScriptReading): TreeError {
  if (node.isMissing) {
    return { ...lastVisible(text, node.startIndex), what: say`${node.type.replaceAll("_", " ")} is missing` };
  }
  return unclosed(node, language) ?? { ...firstLine(node, text), what: say`this is not valid here` };
}

const BRACKETS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Words that open something, with those that close it. */
const words: Readonly<Partial<Record<ScriptLanguage, Readonly<Record<string, string>>>>> = {
  bash: { if: "fi", case: "esac", do: "done" },
  ruby: Object.fromEntries(
    ["def", "if", "unless", "case", "while", "until", "for", "begin", "do", "class", "module"].map((word) => [
      word,
      "end",
    ]),
  ),
};

/** Kinds of tokens that begin a string. */
const QUOTES: readonly string[] = ['"', "'", "`", "string_start"];

/** What has no partner among the pieces that the parser could not combine. */
function unclosed(error: Node, language: ScriptLanguage): TreeError | undefined {
  const partners = { ...BRACKETS, ...words[language] };
  const closers = Object.values(partners);
  const open: Node[] = [];
  for (const child of error.children) {
    if (child.isError) return unclosed(child, language);
    if (child.isMissing) continue;
    if (QUOTES.includes(child.type))
      return { ...spanOf(child), what: say`the string that begins with ${child.text} does not end` };
    if (child.isNamed) continue;
    if (child.type in partners) open.push(child);
    else if (closers.includes(child.type)) {
      const last = open.pop();
      if (last === undefined || partners[last.type] !== child.type)
        return { ...spanOf(child), what: say`${child.type} closes nothing` };
    }
  }
  const last = open.at(-1);
  return last === undefined ? undefined : { ...spanOf(last), what: say`${last.type} is never closed` };
}

/** The last character before a place that is not a blank: what is missing belongs after it. */
function lastVisible(text: string, at: number): Span {
  const end = Math.max(1, text.slice(0, at).trimEnd().length);
  return { start: end - 1, end };
}

function firstLine({ startIndex, endIndex }: Node, text: string): Span {
  const piece = text.slice(startIndex, endIndex);
  const [line = ""] = piece.trimStart().split("\n");
  const start = endIndex - piece.trimStart().length;
  return { start, end: start + line.trimEnd().length };
}

/** Signs and words whose numbers are equal in nearly every script, even if some are in texts. */
const EVEN: readonly (readonly [open: RegExp, close: RegExp])[] = [
  [/\(/g, /\)/g],
  [/\[/g, /\]/g],
  [/\{/g, /\}/g],
];

/** In a shell a pattern of `case` has a single bracket. */
const EVEN_IN_SHELL: typeof EVEN = [
  ...EVEN.slice(1),
  [/(?<![\w$-])if(?![\w-])/g, /(?<![\w$-])fi(?![\w-])/g],
  [/(?<![\w$-])do(?![\w-])/g, /(?<![\w$-])done(?![\w-])/g],
];

/**
 * Evidence that the error is real, if the grammar does not cover all of its language: something is opened more often
 * than closed.
 */
export function countsDiffer(text: string, language: ScriptLanguage): boolean {
  const code = text.replace(/^[ \t]*#.*$/gm, "").replace(/\\./g, "");
  const count = (sign: RegExp): number => code.match(sign)?.length ?? 0;
  const pairs = language === "bash" ? EVEN_IN_SHELL : EVEN;
  return (
    pairs.some(([open, close]) => count(open) !== count(close)) ||
    [/"/g, /'/g].some((quote) => count(quote) % 2 === 1)
  );
}
