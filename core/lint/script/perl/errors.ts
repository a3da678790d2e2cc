/**
 * What is wrong with a Perl text by its tokens alone: brackets, strings, two adjacent values, words of other languages.
 */

import { say } from "../../../words/index.ts";
import type { TreeError } from "../tree-error.ts";
import { PerlReader } from "./reader.ts";
import type { PerlToken, PerlTokens } from "./token.ts";

/** The first problem, or undefined if none is certain. */
export function perlError(text: string): TreeError | undefined {
  const { tokens, unclosed } = perlTokens(text);
  const errors = [
    brackets(tokens, unclosed !== undefined),
    otherWord(tokens),
    missingSeparator(tokens, text),
    unclosed === undefined || unclosed.start === unclosed.end
      ? undefined
      : { ...unclosed, what: say`the text that begins with ${unclosed.text.trim()} does not end` },
  ];
  return errors.filter((error) => error !== undefined).toSorted((a, b) => a.start - b.start)[0];
}

const PARTNERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

function brackets(tokens: readonly PerlToken[], isCutOff: boolean): TreeError | undefined {
  const open: PerlToken[] = [];
  for (const token of tokens) {
    if (token.kind === "open") open.push(token);
    if (token.kind !== "close") continue;
    const last = open.pop();
    if (last === undefined) return { ...spanOf(token), what: say`${token.text} closes nothing` };
    if (PARTNERS[last.text] !== token.text) {
      return { ...spanOf(last), what: say`${last.text} is never closed` };
    }
  }
  const last = isCutOff ? undefined : open.at(-1);
  return last === undefined ? undefined : { ...spanOf(last), what: say`${last.text} is never closed` };
}

/** What other languages write for `elsif`. */
function otherWord(tokens: readonly PerlToken[]): TreeError | undefined {
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "word" || tokens[at - 1]?.text !== "}") continue;
    const next = tokens[at + 1];
    const isElseIf = token.text === "else" && next?.text === "if" && next.kind === "word";
    if (!isElseIf && !((token.text === "elseif" || token.text === "elif") && next?.text === "(")) continue;
    const end = isElseIf ? next.end : token.end;
    return { start: token.start, end, what: say`Perl writes elsif` };
  }
  return undefined;
}

/** A value at the end of a line, and on the next line a token that can only begin a new statement or value. */
function missingSeparator(tokens: readonly PerlToken[], text: string): TreeError | undefined {
  const closers = new Map(tokens.map(({ opener }, at) => [opener, at]));
  for (let at = 1; at < tokens.length; at++) {
    const [last, next] = [tokens[at - 1], tokens[at]];
    if (last === undefined || next === undefined || !text.slice(last.end, next.start).includes("\n"))
      continue;
    if (!endsValue(tokens, at - 1, next) || !startsStatement(tokens, at, closers)) continue;
    const sign = next.kind === "word" ? ";" : say`; or ,`;
    return { start: last.end - 1, end: last.end, what: say`${sign} is missing` };
  }
  return undefined;
}

/** Words after which a variable is neither a file handle nor an object. */
const PLAIN_WORDS = new Set(
  (
    "my our local state return and or not xor if unless while until for foreach x eq ne lt gt le ge cmp shift pop ref defined " +
    "lc uc lcfirst ucfirst length chomp exists delete scalar undef keys values each push unshift join chop int hex oct abs close"
  ).split(" "),
);

/** `use Module` may be followed by a list, but not by a statement. */
const LOADERS = new Set(["use", "no", "package", "require"]);
const STATEMENTS = new Set("use no package require my our local sub BEGIN return print".split(" "));

function endsValue(tokens: readonly PerlToken[], at: number, next: PerlToken): boolean {
  const [before, last] = [tokens[at - 1], tokens[at]];
  if (last === undefined) return false;
  if (last.kind === "word" && !last.isTerm) {
    if (before?.kind === "word" && LOADERS.has(before.text)) return STATEMENTS.has(next.text);
    // `shift` and `pop` may read an array from the next line, but nothing else.
    const isBare = last.text === "shift" || last.text === "pop";
    return isBare && before?.text !== "&" && before?.text !== "sub" && /^[$\w]/.test(next.text);
  }
  if (!last.isTerm) return false;
  if (last.kind === "variable" && before?.kind === "word")
    return before.isTerm || PLAIN_WORDS.has(before.text);
  // `use Module 1.2` may be followed by a list; `print "x"` may not.
  if (last.kind === "number" && before?.kind === "word") return PLAIN_WORDS.has(before.text);
  return true;
}

/** Words that join two values, or begin a modifier after a statement. */
const GLUE = new Set("x eq ne lt gt le ge cmp and or xor not isa".split(" "));
const MODIFIERS = new Set("if unless while until for foreach".split(" "));

type Closers = ReadonlyMap<PerlToken | undefined, number>;

function startsStatement(tokens: readonly PerlToken[], at: number, closers: Closers): boolean {
  const next = tokens[at];
  if (next === undefined) return false;
  if (next.kind === "number" || next.kind === "string") return true;
  if (next.kind === "variable") return next.text.startsWith("$") || next.text.startsWith("@");
  if (next.kind !== "word" || GLUE.has(next.text) || /^x\d+$/.test(next.text)) return false;
  return MODIFIERS.has(next.text) ? headsBlock(tokens, at, closers) : true;
}

/** A modifier has no block: `if (...) {` is a separate statement, and so is `for my $x`. */
function headsBlock(tokens: readonly PerlToken[], at: number, closers: Closers): boolean {
  const [next, first] = [tokens[at], tokens[at + 1]];
  if (first?.kind === "word")
    return next?.text.startsWith("for") === true && /^(?:my|our|state)$/.test(first.text);
  if (first?.text !== "(") return false;
  const closed = closers.get(first);
  return closed !== undefined && tokens[closed + 1]?.text === "{";
}

function spanOf({ start, end }: PerlToken): { start: number; end: number } {
  return { start, end };
}

function perlTokens(text: string): PerlTokens {
  return new PerlReader(text).read();
}
