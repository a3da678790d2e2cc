/** An edited open log gives the same result as if it were opened now. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { LogText } from "../../../core/log/index.ts";

const texts = [
  "2026/11/21 10:00:00 wazuh-remoted: WARNING: Agent key already in use: agent ID '012'",
  "2026/11/21 10:00:01 wazuh-remoted: WARNING: (1408): Invalid ID 044 for the source ip: '10.0.0.9' (name 'unknown').",
  "something else",
  "",
];
const ends = ["\n", "\r\n", "\r", ""];
const text = fc
  .array(fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...ends)), { maxLength: 6 })
  .map((lines) => lines.flat().join(""));
const edits = fc.array(
  fc.record({ atEnd: fc.boolean(), at: fc.nat(200), length: fc.nat(80), newText: text, looks: fc.boolean() }),
  { maxLength: 8 },
);

/** Line and column of an offset; an offset between CR and LF is not a position. */
function placeOf(whole: string, offset: number): readonly [number, number] | undefined {
  if (whole[offset] === "\n" && whole[offset - 1] === "\r") return undefined;
  const lines = whole.slice(0, offset).split(/\r\n|\n|\r/);
  return [lines.length - 1, lines.at(-1)?.length ?? 0];
}

it("after any edits, at any time", () => {
  fc.assert(
    fc.property(text, edits, (before, changes) => {
      let whole = before;
      const log = new LogText("ossec.log", before);
      for (const { atEnd, at, length, newText, looks } of changes) {
        if (looks) expect(log.summary.lines).toBeGreaterThanOrEqual(0);
        const start = atEnd ? whole.length : Math.min(at, whole.length);
        const end = Math.min(start + (atEnd ? 0 : length), whole.length);
        const edited = whole.slice(0, start) + newText + whole.slice(end);
        const [from, to] = [placeOf(whole, start), placeOf(whole, end)];
        if (from === undefined || to === undefined) continue;
        if (start < whole.length && joins(edited, [start, start + newText.length])) continue;
        const [startLine, startColumn] = from;
        const [endLine, endColumn] = to;
        log.applyEdit({ startLine, startColumn, endLine, endColumn, newText });
        whole = edited;
      }
      const anew = new LogText("ossec.log", whole);
      expect(log.summary).toEqual(anew.summary);
      expect(log.known).toEqual(anew.known);
    }),
    { numRuns: 200 },
  );
});

/**
 * Whether an edit joins two line ends to one CR LF. Positions in lines do not tell line ends apart, so no editor makes
 * such an edit. Only a log that grows may do it: at its end.
 */
function joins(edited: string, seams: readonly number[]): boolean {
  return seams.some((seam) => edited[seam - 1] === "\r" && edited[seam] === "\n");
}

it("reads only what was added", () => {
  const grown = `${texts[0]}\n`;
  const log = new LogText("ossec.log", grown.repeat(3));
  const [first] = log.known;
  log.applyEdit({ startLine: 3, startColumn: 0, endLine: 3, endColumn: 0, newText: grown });
  expect(log.known).toHaveLength(4);
  // The lines from before were not read again.
  expect(log.known[0]).toBe(first);
  expect(log.summary.causes[0]).toMatchObject({ count: 4 });
});
