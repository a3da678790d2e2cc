/** Keys in lines of `client.keys` and in ends of answers that stand in other text: printed by a script, or quoted in a message. */

import type { Range } from "./range.ts";

/** What error 1401 shows is a line that was refused, whatever it is. */
const REFUSED_RECORD = "Error reading authentication key: '";

/** Before 4.4 a message ends with the answer from where it could not be read: that may be in the middle of a key. */
const CUT_ANSWER = /(?<=Error parsing JSON event\. )[^\s"',}\]]{12,512}(?=["'}\]\n\\]|$)/g;

/** A record at the start of a line or in quotes, as enrolment answers it; up to the blank before the key. Where the parser stopped, the id may be gone. */
const RECORD =
  /(?:(?:(?<=^|["'])\d{3,10}|(?<![\w$.:/-])0\d{2,9}) |(?<=JSON event\. )(?:\d{1,10} )?)[^ \n"']{1,128} !?(?:any|[0-9A-Fa-f]{0,4}[.:][0-9A-Fa-f.:]{1,45}(?:\/[0-9.]{1,15})?) /gm;

export function* recordKeys(text: string): Generator<Range> {
  for (const hit of text.matchAll(RECORD)) {
    const quote = text.charAt(hit.index - 1);
    const start = hit.index + hit[0].length;
    const end = quote === '"' || quote === "'" ? text.indexOf(quote, start) : -1;
    const isQuoted = end >= 0 && !text.slice(start, end).includes("\n");
    // Blanks after a key are no secret, and a finding may be about them.
    yield [start, isQuoted ? end : start + text.slice(start, lineEnd(text, start)).trimEnd().length];
  }
  yield* refusedRecords(text);
  for (const hit of text.matchAll(CUT_ANSWER)) yield [hit.index, hit.index + hit[0].length];
}

/** Fields of a record, whatever separates them; a line with blanks between them would not have been refused. */
const FIELD = /[^ \t,;|]+/g;
/** No id is as long as this; a field that stands alone and is longer may be a key. */
const LONGEST_ID = 20;
const ADDRESS = /^!?(?:any|[0-9A-Fa-f.:]+(?:\/[0-9.]+)?)$/;

/** The key in a refused record: the fourth field with all that follows; of fewer fields the last, unless it is an address. */
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
