/** Phrases that we do not use, and what to write instead. The reasons are in `docs/glossary.md`. */

import { proseOf } from "./prose.ts";

interface Phrase {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** Each pattern must have the flags g and i. */
export const phrases: readonly Phrase[] = [
  { pattern: /\b(?:came|comes?|coming) to (?:a|no) (?:good|bad) end\b/gi, instead: "passes, or fails" },
  { pattern: /\banswer(?:s|ed)? no\b/gi, instead: "returns an error answer" },
  { pattern: /\bmakes? nothing of\b/gi, instead: "ignores" },
  { pattern: /\bother here than\b/gi, instead: "differs from" },
  { pattern: /\bwhat is no\b(?! longer)/gi, instead: "what is not a" },
  { pattern: /\bno UTF-8\b/gi, instead: "invalid UTF-8" },
  { pattern: /\bmend(?:s|ed|ing)?\b/gi, instead: "fix" },
  { pattern: /(?<!nobody's |script's |\bat )\bfaults?\b/gi, instead: "problem, error or finding" },
  {
    pattern:
      /(?<!there )\b(?:is|was) no (?:number|string|text|object|address|id|key|name|list|record|message|JSON|valid|such thing)\b/gi,
    instead: "is not a …",
  },
  { pattern: /(?<!are )\ball the same\b/gi, instead: "anyway" },
  { pattern: /\bwithout a word\b/gi, instead: "silently" },
  { pattern: /\bwhoever\b/gi, instead: "anyone who" },
  { pattern: /\bseldom\b/gi, instead: "rarely" },
  { pattern: /\bcom(?:e|es|ing) along\b/gi, instead: "carry over" },
  { pattern: /\bcan speak for\b/gi, instead: "act as" },
  {
    pattern: /\bbehind the (?:key|name|id|address|first|last|third|tag|value|answer|colon)\b/gi,
    instead: "after the …",
  },
  { pattern: /\b(?:ends?|reads?|does|counts?) otherwise\b/gi, instead: "differently" },
  { pattern: /\bunawares\b/gi, instead: "without being asked" },
  { pattern: /\b(?:may|to) bear\b/gi, instead: "may have" },
  { pattern: /\b(?:throws|thrown) (?:\w+ ){0,3}away\b/gi, instead: "discards" },
  { pattern: /\bputs? up with\b/gi, instead: "allows" },
  { pattern: /\bput together by hand\b/gi, instead: "built from text" },
  { pattern: /\bmostly\b/gi, instead: "usually" },
  { pattern: /\bpass(?:ed|es) over\b/gi, instead: "ignored or skipped" },
  { pattern: /\blean environment\b/gi, instead: "few environment variables" },
  { pattern: /\bnobody can say\b/gi, instead: "it is unknown" },
  { pattern: /\bif (?:this|that) is (?:not )?meant\b/gi, instead: "if you want this" },
  { pattern: /\banew\b/gi, instead: "again" },
  { pattern: /\bcomes? about\b/gi, instead: "happens, or is made" },
  { pattern: /\b(?:left|leaves?|leaving) (?:it |them )?alone\b/gi, instead: "does not change" },
  { pattern: /\bgrav(?:e|er|est)\b/gi, instead: "severe" },
  { pattern: /\bspeaks? (?:of|about)\b/gi, instead: "is about, refers to or reports" },
  { pattern: /\b(?:is|are|was|were) (?:not )?to be (?:had|seen)\b/gi, instead: "is available, or is known" },
  { pattern: /\b(?:held|holds?|holding) (?:\w+ ){0,3}against\b/gi, instead: "compares with" },
  { pattern: /\bto the byte\b/gi, instead: "byte for byte" },
  { pattern: /\bundefined where\b/gi, instead: "undefined if" },
  { pattern: /\bwho is in the way\b/gi, instead: "the existing agent" },
];

export interface Found {
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly instead: string;
}

/** The phrases in the texts of a file, in their order. */
export function findPhrases(file: string, text: string): readonly Found[] {
  return proseOf(file, text).flatMap((part) =>
    phrases.flatMap(({ pattern, instead }) =>
      Array.from(part.text.matchAll(pattern), ({ 0: found, index }) => {
        const before = text.slice(0, part.start + index).split("\n");
        return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, found, instead };
      }),
    ),
  );
}
