/** Values after a name that shows that they are a key or a password: members, assignments, arguments. */

import { NAME_END, secretNameAt } from "./names.ts";
import type { Range } from "./range.ts";

/** Characters within which the end of a value with quotes in it is searched for. */
const FARTHEST_QUOTE = 64;

/** Characters before a name that show its context. */
const BEFORE = 200;

/**
 * After a quoted name: `:`, `=>`, or `]=>` and the type as in PHP dumps. Broken text may have the sign twice, or a
 * bracket.
 */
const AFTER_QUOTED =
  /\s{0,20}(?:\]\s{0,4})?(?:=>|[:=]){1,3}\s{0,20}(?:string\(\d{1,6}\)\s)?[\s[({]{0,20}(\\{0,8})(["']?)/y;
/** After a quoted name whose colon is missing. */
const WITHOUT_SIGN = /\s{1,20}"/y;
/** After a bare name. */
const AFTER_BARE = /(\]?\s{0,20})(=>|[:=])(\s{0,20})(\\{0,8})(["']?)/y;
/** After an option, in a command or in a list of words. */
const AFTER_OPTION = /(?:["'],\s{0,4}(["'])|[= ])(?=[^\s-])/y;

/** A literal word: not a variable, call or member. */
const WORD = /[^\s"'`,;&<>(){}[\]$%@*\\]{1,4096}/y;
const LINE_END = /[ \t\r]{0,20}(?:\n|$)/y;
const NUMBER = /[0-9.eE+-]{4,400}/y;

/**
 * The places of values whose name shows that they are secret. Empty ones are left out, because there is nothing to
 * hide.
 */
export function* namedValues(text: string): Generator<Range> {
  const nameEnd = new RegExp(NAME_END);
  for (let hit = nameEnd.exec(text); hit !== null; hit = nameEnd.exec(text)) {
    const behind = nameEnd.lastIndex;
    const name = secretNameAt(text, behind);
    if (name === undefined) continue;
    const value = valueAfter(text, { ...name, end: behind });
    if (value === undefined || value[1] <= value[0]) continue;
    yield value;
    nameEnd.lastIndex = Math.max(value[1], behind);
  }
}

interface Name {
  readonly start: number;
  readonly end: number;
  readonly isKey: boolean;
}

function valueAfter(text: string, name: Name): Range | undefined {
  const quoted = quotedEnd(text, name);
  if (text.startsWith("--", name.start)) return optionValue(text, name.end);
  if (quoted !== undefined) return memberValue(text, name, quoted);
  return bareNameValue(text, name);
}

/** The end of the quotes around a name, escaped or not. Undefined if it has none. */
function quotedEnd(text: string, { start, end }: Name): number | undefined {
  const quote = text.charAt(start - 1);
  if (quote !== '"' && quote !== "'") return undefined;
  const slashes = /\\{0,8}/y;
  slashes.lastIndex = end;
  const at = end + (slashes.exec(text)?.[0].length ?? 0);
  return text.charAt(at) === quote ? at + 1 : undefined;
}

function memberValue(text: string, name: Name, from: number): Range | undefined {
  AFTER_QUOTED.lastIndex = from;
  const [whole, slashes = "", quote = ""] = AFTER_QUOTED.exec(text) ?? [];
  if (whole === undefined) return valueWithoutSign(text, name, from);
  const start = from + whole.length;
  if (quote !== "") return [start, closing(text, start, slashes, quote)];
  return isInJson(text, name.start) ? [start, rawEnd(text, start)] : numberAt(text, start);
}

/** `{"key" "abc"}`. */
function valueWithoutSign(text: string, name: Name, from: number): Range | undefined {
  WITHOUT_SIGN.lastIndex = from;
  if (!WITHOUT_SIGN.test(text) || !isInJson(text, name.start)) return undefined;
  const start = text.indexOf('"', from) + 1;
  return [start, closing(text, start, "", '"')];
}

/** Whether the line is data, not code that makes it: nothing is called, returned or assigned before its bracket. */
function isInJson(text: string, at: number): boolean {
  const before = lineBefore(text, at);
  const bracket = before.search(/[{[]/);
  return (
    bracket >= 0 &&
    !/[(=]|\breturn\b/.test(before.slice(0, bracket)) &&
    !/\w\s*[[(]/.test(before.slice(bracket))
  );
}

/** `{ key: 'abc' }`, `Agent(key='abc')`, `KEY=abc`, `[key] => abc`, `<key>abc</key>`. */
function bareNameValue(text: string, name: Name): Range | undefined {
  const previous = text.charAt(name.start - 1);
  if (previous === "<" && text.charAt(name.end) === ">") return wordsUpTo(text, name.end + 1, "<");
  AFTER_BARE.lastIndex = name.end;
  const [whole, gap = "", sign, space = "", slashes = "", quote = ""] = AFTER_BARE.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const start = name.end + whole.length;
  if (gap.startsWith("]")) return previous === "[" ? [start, lineEnd(text, start)] : undefined;
  if (quote !== "") {
    const isValue = sign === "=" || isMember(lineBefore(text, name.start));
    return isValue ? [start, closing(text, start, slashes, quote)] : undefined;
  }
  if (sign === ":") return colonValue(text, start, name, space);
  return sign === "=" && gap === "" && space === "" && isAssigned(text, name)
    ? literalAt(text, start)
    : undefined;
}

/** Whether the text continues with the name of a member, not with a word of a sentence. */
function isMember(before: string): boolean {
  const last = before.trimEnd().at(-1);
  return last === undefined || "{,([&?:".includes(last);
}

/** A word after a colon: alone on its line, as in YAML, or in a map as Go prints it. */
function colonValue(text: string, start: number, name: Name, space: string): Range | undefined {
  const word = literalAt(text, start);
  if (word === undefined) return undefined;
  const before = lineBefore(text, name.start);
  if (space === "" && before.includes("map[")) return word;
  // `{id:001,key:a1b2}`: an object without quotes. A word without a digit may be a variable.
  const isInObject = /^\s*\{/.test(before) && isInJson(text, name.start) && isMember(before);
  if (isInObject && /^[^.]*\d[^.]*$/.test(text.slice(...word))) return word;
  LINE_END.lastIndex = word[1];
  const isAlone = before.trim() === "" && space !== "" && LINE_END.test(text);
  return isAlone ? word : undefined;
}

/**
 * A password counts as assigned anywhere; a key in a trace of the shell, at the start of a line, or among other pairs.
 */
function isAssigned(text: string, { start, isKey }: Name): boolean {
  if (!isKey) return true;
  const before = lineBefore(text, start);
  const isFirst = /^\s*$|(?:\+ |export |declare -x )$/.test(before);
  return isFirst || (before.endsWith(" ") && /^[^\s()=]+=[^\s()=]*$/.test(lastWord(before)));
}

function lastWord(before: string): string {
  const words = before.trimEnd();
  return words.slice(words.lastIndexOf(" ") + 1);
}

function optionValue(text: string, from: number): Range | undefined {
  AFTER_OPTION.lastIndex = from;
  const [whole, quote = ""] = AFTER_OPTION.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const start = from + whole.length;
  const opening = text.charAt(start);
  if (quote !== "") return [start, closing(text, start, "", quote)];
  if (opening === '"' || opening === "'") return [start + 1, closing(text, start + 1, "", opening)];
  return literalAt(text, start);
}

/** A literal word without quotes. */
function literalAt(text: string, start: number): Range | undefined {
  WORD.lastIndex = start;
  const word = WORD.exec(text)?.[0];
  if (word === undefined) return undefined;
  const end = start + word.length;
  // `password=config.PASSWORD)` and `key=len(` are code. A word with a digit in it, and without a dot, may be the
  // secret itself.
  const isName = /^[A-Za-z_]+$/.test(word) || /^[A-Za-z_]\w*\.[\w.]*$/.test(word);
  const isCode = /[([]/.test(text.charAt(end)) || (/[),]/.test(text.charAt(end)) && isName);
  return isCode || /^(?:None|null|nil|undefined|True|False|true|false|YES|NO)$/.test(word)
    ? undefined
    : [start, end];
}

function numberAt(text: string, start: number): Range | undefined {
  NUMBER.lastIndex = start;
  const number = NUMBER.exec(text)?.[0];
  return number === undefined ? undefined : [start, start + number.length];
}

/** A value without quotes in broken JSON: up to where JSON continues. */
function rawEnd(text: string, start: number): number {
  if (/^(?:null|true|false)\b/.test(text.slice(start, start + 6))) return start;
  const end = /[,}\]\n]/g;
  end.lastIndex = start;
  const stop = end.exec(text)?.index ?? text.length;
  return start + text.slice(start, stop).trimEnd().length;
}

function wordsUpTo(text: string, start: number, mark: string): Range | undefined {
  const end = text.indexOf(mark, start);
  return end < 0 || text.slice(start, end).includes("\n") ? undefined : [start, end];
}

function lineBefore(text: string, at: number): string {
  const near = text.slice(Math.max(0, at - BEFORE), at);
  return near.slice(near.lastIndexOf("\n") + 1);
}

function lineEnd(text: string, start: number): number {
  const feed = text.indexOf("\n", start);
  return feed < 0 ? text.length : feed;
}

/** The end of a quoted value: its quote, which is escaped if the opening one is, or the end of the text if cut off. */
function closing(text: string, start: number, slashes: string, quote: string): number {
  if (slashes !== "") {
    const end = text.indexOf(slashes + quote, start);
    return end < 0 ? text.length : end;
  }
  const first = nextQuote(text, start, quote);
  // JSON that is built from text may have quotes in a value. Then the end is where JSON continues.
  for (
    let at = first;
    at < text.length && at - first <= FARTHEST_QUOTE;
    at = nextQuote(text, at + 1, quote)
  ) {
    if (/^\s{0,9}(?:[,}\])]|$)/.test(text.slice(at + 1, at + 11))) return at;
  }
  return first;
}

/** The next unescaped quote, or the end of the text. */
function nextQuote(text: string, start: number, quote: string): number {
  const stop = quote === '"' ? /["\\]/g : /['\\]/g;
  stop.lastIndex = start;
  for (let hit = stop.exec(text); hit !== null; hit = stop.exec(text)) {
    if (hit[0] === quote) return hit.index;
    stop.lastIndex = hit.index + 2;
  }
  return text.length;
}
