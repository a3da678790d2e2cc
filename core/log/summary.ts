/** The story of one or several logs, with what can be counted in them. */

import { isProblem } from "../lint/severity.ts";
import { type ExplainedStory, explainStory } from "./explained-story.ts";
import type { LogReader } from "./reader.ts";
import type { Records } from "./records.ts";
import type { Story } from "./story.ts";

/** A log that was read. */
export interface ReadLog {
  readonly path: string;
  readonly reader: LogReader;
}

export interface Summary extends ExplainedStory {
  /** No cause needs action. */
  readonly ok: boolean;
  readonly files: readonly { readonly path: string; readonly lines: number; readonly known: number }[];
  readonly lines: number;
  readonly known: number;
  /** Lines that match no message of the table. They may be about anything. */
  readonly unknown: number;
  /** The earliest and the latest time. */
  readonly first: string | undefined;
  readonly last: string | undefined;
}

/** What has been read so far. */
export function summaryOf(logs: readonly ReadLog[], story: Story, records?: Records): Summary {
  const explained = explainStory(story, records);
  const files = logs.map(({ path, reader: { lines, known } }) => ({ path, lines, known }));
  const lines = files.reduce((sum, each) => sum + each.lines, 0);
  const known = files.reduce((sum, each) => sum + each.known, 0);
  const times = logs.flatMap(({ reader: { first, last } }) => [first ?? [], last ?? []].flat()).sort();
  return {
    ok: !explained.causes.some(({ severity }) => isProblem(severity)),
    files,
    lines,
    known,
    unknown: lines - known,
    first: times[0],
    last: times.at(-1),
    ...explained,
  };
}
