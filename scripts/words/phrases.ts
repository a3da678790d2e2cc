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
  { pattern: /\b(?:know|knows|knew|known) of\b/gi, instead: "has, finds or stores" },
  { pattern: /\b(?:give|gives|gave|giving) way\b/gi, instead: "is replaced" },
  { pattern: /\b(?:become|becomes|became) of\b/gi, instead: "happens to" },
  { pattern: /\bas (?:it|they) stands?\b/gi, instead: "unchanged, or as written" },
  { pattern: /\bfor ever\b/gi, instead: "forever" },
  {
    pattern: /(?<!\b(?:there|that|which|what|test|it|they) )\b(?:is|are) none\b(?! of|:| else)/gi,
    instead: "is not one, or does not exist",
  },
  { pattern: /\b(?:good|bad) ends?\b/gi, instead: "passes, or fails" },
  { pattern: /\bsomebody\b/gi, instead: "someone" },
  { pattern: /\bturn(?:s|ed|ing)? down\b/gi, instead: "rejects" },
  { pattern: /\b(?:agents?|records?) (?:that is )?in the way\b/gi, instead: "the existing agent" },
  {
    pattern: /\b(?:is|are|was|were) told\b(?! (?:to|that|so|by|what|about|apart|otherwise|only|which))/gi,
    instead: "is reported, or is recognised",
  },
  { pattern: /\b(?:tell|tells|told) of\b/gi, instead: "reports" },
  { pattern: /\bbe had\b/gi, instead: "is available" },
  { pattern: /\bat hand\b/gi, instead: "available" },
  { pattern: /\b(?:can|to) get at\b/gi, instead: "can read, or can reach" },
  { pattern: /\b(?:runs?|is|are) no more\b/gi, instead: "no longer" },
  { pattern: /\botherwise (?:than|:)/gi, instead: "unlike, or differently" },
  { pattern: /\boftener\b/gi, instead: "more often" },
  { pattern: /\bfor certain\b/gi, instead: "by force, or surely" },
  { pattern: /\bdie[sd]? of\b/gi, instead: "is stopped by" },
  { pattern: /\bin sight\b/gi, instead: "visible" },
  { pattern: /\b(?:taken?|takes|took) (?:it |them )?for an?\b/gi, instead: "treats as" },
  { pattern: /\b(?:come|comes|came) of\b/gi, instead: "results from" },
  { pattern: /\bputs? (?:it |them )?together\b/gi, instead: "builds, or merges" },
  { pattern: /\b(?:go|goes|going) on\b(?! the)/gi, instead: "continues" },
  { pattern: /\bquicker\b/gi, instead: "faster" },
  { pattern: /\bbears?\b/gi, instead: "has" },
  { pattern: /\bh(?:old|olds|eld) for\b/gi, instead: "applies to" },
  { pattern: /\bstrewn\b/gi, instead: "mixed with" },
  { pattern: /\bit is said\b/gi, instead: "a message says so" },
  {
    pattern: /\b(?:drops|dropping|(?:is|are|was|were|be) dropped)\b/gi,
    instead: "discards, removes, cuts off or leaves out",
  },
  { pattern: /\b(?:agents?|storms?) (?:come|comes|came) back\b/gi, instead: "reconnect" },
  { pattern: /\bbehind (?:the|a) sockets?\b/gi, instead: "the socket daemon" },
  { pattern: /\bfor want of\b/gi, instead: "because … is missing, or is full" },
  { pattern: /\bgive or take\b/gi, instead: "with an uncertainty of" },
  { pattern: /\bcame and went\b/gi, instead: "connected and disconnected" },
  { pattern: /\bin silence\b/gi, instead: "silently" },
  { pattern: /\bin the place of\b/gi, instead: "instead of, or in place of" },
  { pattern: /\bany ?body\b/gi, instead: "anyone" },
  { pattern: /\bas before; /gi, instead: "is not changed" },
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
