/**
 * Keys in lines of `client.keys` and in ends of answers inside other text: printed by a script, or quoted in a message.
 */

import type { Range } from "./range.ts";

/** Error 1401 shows a line that was rejected, whatever it is. */
const REFUSED_RECORD = "Error reading authentication key: '";

/**
 * Before 4.4 a message ends with the answer from where it could not be read, which may be in the middle of a key or of
 * a record.
 */
const CUT = "JSON event. ";
const CUT_ANSWER = /(?<=Error parsing JSON event\. )[^\s"',}\]]{12,512}(?=["'}\]\n\\]|$)/y;

/** What follows the id in a record, up to the blank before the key. */
const NAME_AND_ADDRESS = String.raw`[^ \n"']{1,128} !?(?:any|[0-9A-Fa-f]{0,4}[.:][0-9A-Fa-f.:]{1,45}(?:\/[0-9.]{1,15})?) `;

/**
 * A record at the start of a line or in quotes, as in the answer of an enrolment, from the blank after its id: blanks
 * are rarer than digits.
 */
const RECORD = new RegExp(
  String.raw` (?<=(?:^|(["']))\d{3,10} |(?<![\w$.:/-])0\d{2,9} )${NAME_AND_ADDRESS}`,
  "gm",
);
/** A record that was cut at its start: its id may be missing. */
const CUT_RECORD = new RegExp(String.raw`(?:\d{1,10} )?${NAME_AND_ADDRESS}`, "y");

export function* recordKeys(text: string): Generator<Range> {
  for (const hit of text.matchAll(RECORD)) yield keyAfter(text, hit.index + hit[0].length, hit[1]);
  yield* refusedRecords(text);
  for (let at = text.indexOf(CUT); at >= 0; at = text.indexOf(CUT, at + CUT.length)) {
    const start = at + CUT.length;
    const record = matchAt(CUT_RECORD, text, start);
    if (record !== null) yield keyAfter(text, start + record[0].length, undefined);
    const answer = matchAt(CUT_ANSWER, text, start);
    if (answer !== null) yield [start, start + answer[0].length];
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** From `start` up to the end of the line or the closing quote of the record. */
function keyAfter(text: string, start: number, quote: string | undefined): Range {
  const end = quote === undefined ? -1 : text.indexOf(quote, start);
  const isQuoted = end >= 0 && !text.slice(start, end).includes("\n");
  // Blanks after a key are not secret, and a finding may be about them.
  return [start, isQuoted ? end : start + text.slice(start, lineEnd(text, start)).trimEnd().length];
}

/** Fields of a record, whatever separates them. A line with blanks between them would not have been rejected. */
const FIELD = /[^ \t,;|]+/g;
/** Ids are shorter. A longer field on its own may be a key. */
const LONGEST_ID = 20;
/** With a dot or a colon: digits alone may be a key. */
const ADDRESS = /^!?(?:any|[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*(?:\/[0-9.]+)?)$/;

/**
 * The key in a rejected record: the fourth field with all that follows. With fewer fields the last, unless it is an
 * address.
 */
function* refusedRecords(text: string): Generator<Range> {
  for (let at = text.indexOf(REFUSED_RECORD); at >= 0; ) {
    const start = at + REFUSED_RECORD.length;
    const close = text.indexOf("'.", start);
    const end = close < 0 ? text.length : close;
    const key = keyInRecord(text.slice(start, end));
    if (key !== undefined) yield [start + key, end];
    if (close < 0) return;
    at = text.indexOf(REFUSED_RECORD, close);
  }
}

/** Where the key of a record begins. */
function keyInRecord(record: string): number | undefined {
  const fields = [];
  for (const field of record.matchAll(FIELD)) {
    fields.push(field);
    if (fields.length === 4) return field.index;
  }
  const last = fields.at(-1);
  if (last === undefined || ADDRESS.test(last[0].trim())) return undefined;
  return fields.length === 3 || last[0].length > LONGEST_ID ? last.index : undefined;
}

function lineEnd(text: string, start: number): number {
  const feed = text.indexOf("\n", start);
  return feed < 0 ? text.length : feed;
}
