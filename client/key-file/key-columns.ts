/** Where the keys of a line of `client.keys` are. */

/** Half-open range of UTF-16 columns. */
export type Columns = readonly [start: number, end: number];

/** The fourth field and all behind it, however the fields are separated: a faulty line has a key too. */
const FOURTH_FIELD = /^\S+\s+\S+\s+\S+\s+(\S.*?)\s*$/d;

/** Half of a generated key and more. */
const HEX_RUN = /[0-9A-Fa-f]{32,}/g;

/** What to hide in a line: its key, and whatever looks like one, in order and without overlaps. */
export function keyColumns(line: string): readonly Columns[] {
  const isComment = line.startsWith("#") || line.startsWith(" ");
  const key = isComment ? undefined : FOURTH_FIELD.exec(line)?.indices?.[1];
  const runs = Array.from(line.matchAll(HEX_RUN), (hit): Columns => [hit.index, hit.index + hit[0].length]);
  // The fourth field reaches to the end, so a run lies before it or in it.
  return key === undefined ? runs : [...runs.filter(([start]) => start < key[0]), key];
}
