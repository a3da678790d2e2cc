/** Where the keys of a line of `client.keys` are: what no face may show. */

/** Half-open range of UTF-16 columns. */
export type Columns = readonly [start: number, end: number];

/** The fourth field and all behind it, however the fields are separated: a faulty line has a key too. */
const FOURTH_FIELD = /^\S+\s+\S+\s+\S+\s+(\S(?:.*\S)?)\s*$/d;

/** The same of a record that is put into a comment; prose that begins with a number has no address there. */
const IN_COMMENT = /^[# ]+\d+\s+\S+\s+!?(?:any|[0-9A-Fa-f]*[.:][0-9A-Fa-f.:/]*)\s+(\S(?:.*\S)?)\s*$/di;

const ADDRESS = /^!?(?:any|[0-9A-Fa-f]*[.:][0-9A-Fa-f.:]*(?:\/[0-9.]+)?)$/i;

/** Half of a generated key and more. */
const HEX_RUN = /[0-9A-Fa-f]{32,}/g;

/** What to hide in a line: its key, and whatever looks like one, in order and without overlaps. */
export function keyColumns(line: string): readonly Columns[] {
  const keys = knownKeys(line);
  const runs = Array.from(line.matchAll(HEX_RUN), (hit): Columns => [hit.index, hit.index + hit[0].length]);
  const others = runs.filter(([start, end]) => !keys.some((key) => key[0] <= start && end <= key[1]));
  return [...others, ...keys].sort((a, b) => a[0] - b[0]);
}

function knownKeys(line: string): readonly Columns[] {
  const isComment = line.startsWith("#") || line.startsWith(" ");
  const key = (isComment ? IN_COMMENT : FOURTH_FIELD).exec(line)?.indices?.[1];
  if (key !== undefined) return [key];
  return isComment || !/^\d/.test(line) ? [] : lateWords(line);
}

/** Where the fields are not four: every word from the third on that is no address. */
function lateWords(line: string): readonly Columns[] {
  return Array.from(line.matchAll(/[^\s,;|]+/g))
    .filter(([word], at) => at >= 2 && !ADDRESS.test(word))
    .map((hit): Columns => [hit.index, hit.index + hit[0].length]);
}
