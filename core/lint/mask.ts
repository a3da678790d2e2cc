/** Hiding keys in text that people see. */

/** Stands for a key. It tells nothing, not even the length. */
export const MASK = "••••••••";

/** A shorter value is no secret, and to hide it wherever it occurs would tear holes into every line. */
const SHORTEST_KNOWN_KEY = 4;

/** 32 hexadecimal digits and more: a key of the manager's own making, or half of one; in UTF-16 with a NUL behind each. */
const HEX_RUN = /(?:[0-9A-Fa-f]\0?){32,}/g;

/** Up to the value of `"key": "…"`, `agent_key='…'`, `PASSWORD=…`. Bounded repeats keep the search linear. */
const NAMED =
  /(?<!authentication )(?:key|secret|passw(?:or)?d)\w{0,20}\\{0,8}["']?\s{0,20}([:=])\s{0,20}(\\{0,8})(["']?)/gi;

/** What error 1401 shows is a line of `client.keys`. */
const REFUSED_RECORD = /Error reading authentication key: '/g;

/** Characters within which the end of a value with quotes in it is looked for. */
const FARTHEST_QUOTE = 64;

/** From `start` up to, not including, `end`. */
type Range = readonly [start: number, end: number];

/** Hides keys: known ones, and whatever looks like one. Every method is linear in the text. */
export class KeyMask {
  readonly #known: readonly string[];

  /** `keys` are the values to hide wherever they occur, as they stand in the text and decoded. */
  constructor(keys: Iterable<string> = []) {
    this.#known = [...new Set(keys)].filter((key) => key.length >= SHORTEST_KNOWN_KEY);
  }

  /** The text with MASK for each key. */
  hide(text: string): string {
    return this.part(text, 0, text.length);
  }

  /** What stands for `text` from `from` up to `to`, with an ellipsis where it goes on. A key cut by `from` is hidden too. */
  part(text: string, from: number, to: number): string {
    let shown = "";
    let at = from;
    for (const [start, end] of this.hiddenIn(text)) {
      if (end <= from) continue;
      if (start >= to) break;
      shown += text.slice(at, Math.max(start, at)) + MASK;
      at = end;
    }
    if (at < to) shown += text.slice(at, to);
    return Math.max(at, to) < text.length ? `${shown}…` : shown;
  }

  /** What must not be shown, with what others know to be secret, in order, without overlaps. */
  hiddenIn(text: string, secrets: readonly Range[] = []): readonly Range[] {
    const found: Range[] = [
      ...secrets,
      ...Array.from(text.matchAll(HEX_RUN), (hit): Range => [hit.index, hit.index + hit[0].length]),
      ...namedValues(text),
      ...refusedRecords(text),
      ...this.#known.flatMap((key) => occurrences(text, key)),
    ].sort((a, b) => a[0] - b[0]);
    const merged: Range[] = [];
    for (const range of found) {
      const last = merged.at(-1);
      if (last === undefined || range[0] > last[1]) merged.push(range);
      else merged[merged.length - 1] = [last[0], Math.max(last[1], range[1])];
    }
    return merged;
  }
}

function occurrences(text: string, key: string): Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + key.length)) {
    found.push([at, at + key.length]);
  }
  return found;
}

/** Where values stand that a name in front of them gives away. An empty one stays, for there is nothing to hide. */
export function namedValues(text: string): Range[] {
  const found: Range[] = [];
  const name = new RegExp(NAMED);
  for (let hit = name.exec(text); hit !== null; hit = name.exec(text)) {
    const [whole, sign, slashes = "", quote = ""] = hit;
    const start = hit.index + whole.length;
    const end = quote !== "" ? closing(text, start, slashes, quote) : bareEnd(text, start, sign);
    if (end > start) found.push([start, end]);
    name.lastIndex = end;
  }
  return found;
}

/** Where a quoted value ends: at its quote, which is escaped if the opening one is; at the end of the text if cut off. */
function closing(text: string, start: number, slashes: string, quote: string): number {
  if (slashes !== "") {
    const end = text.indexOf(slashes + quote, start);
    return end < 0 ? text.length : end;
  }
  const first = nextQuote(text, start, quote);
  // JSON that is put together by hand may have quotes in a value: then the end is where JSON goes on.
  for (
    let at = first;
    at < text.length && at - first <= FARTHEST_QUOTE;
    at = nextQuote(text, at + 1, quote)
  ) {
    if (/^\s{0,9}(?:[,}\]]|$)/.test(text.slice(at + 1, at + 11))) return at;
  }
  return first;
}

/** The next quote that is not escaped, or the end of the text. */
function nextQuote(text: string, start: number, quote: string): number {
  const stop = quote === '"' ? /["\\]/g : /['\\]/g;
  stop.lastIndex = start;
  for (let hit = stop.exec(text); hit !== null; hit = stop.exec(text)) {
    if (hit[0] === quote) return hit.index;
    stop.lastIndex = hit.index + 2;
  }
  return text.length;
}

/** Where a value without quotes ends: an assigned word, or a long number. Other text after a colon is prose. */
function bareEnd(text: string, start: number, sign: string | undefined): number {
  const value = sign === "=" ? /[^\s"',;}]*/y : /[0-9.eE+-]{4,}|/y;
  value.lastIndex = start;
  return start + (value.exec(text)?.[0].length ?? 0);
}

/** Fields of a record, whatever separates them; a line with blanks between them would not have been refused. */
const FIELD = /[^ \t,;|]+/g;
/** No id is as long as this; a field that stands alone and is longer may be a key. */
const LONGEST_ID = 20;
const ADDRESS = /^!?(?:any|[0-9A-Fa-f.:]+(?:\/[0-9.]+)?)$/;

/** The key in a refused record: the fourth field with all that follows; of fewer fields the last, unless it is an address. */
function refusedRecords(text: string): Range[] {
  const found: Range[] = [];
  for (const hit of text.matchAll(REFUSED_RECORD)) {
    const start = hit.index + hit[0].length;
    const close = text.indexOf("'.", start);
    const end = close < 0 ? text.length : close;
    const key = keyInRecord(text.slice(start, end));
    if (key !== undefined) found.push([start + key, end]);
    if (close < 0) break;
  }
  return found;
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
