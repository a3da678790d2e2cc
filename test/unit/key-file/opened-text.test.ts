/** A document whose text arrives in pieces is the same as one whose text is in memory. */

import fc from "fast-check";
import { expect, it } from "vitest";
import { codesOf } from "../../../core/lint/key-file/codes.ts";
import { KeyFileDocument } from "../../../core/lint/key-file/document/key-file-document.ts";
import type { OpenedText } from "../../../core/lint/key-file/document/opened-text.ts";
import { findingsOf } from "../../../core/lint/key-file/findings.ts";
import { newestRelease } from "../../../core/manager/index.ts";
import { file } from "./random-file.ts";

const context = { release: newestRelease, role: "manager", hostName: "manager-1" } as const;

/** The text cut at every line feed for which `cuts` has a true; its places are characters, counted from 1000. */
function inPieces(text: string, cuts: readonly boolean[]): OpenedText {
  const pieces: string[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    if (at === 0 || cuts[at % cuts.length] === true) pieces.push(line);
    else pieces.push(`${pieces.pop()}\n${line}`);
  }
  return {
    encoding: "utf-8",
    lineCount: text.split("\n").length,
    *pieces() {
      let first = 1000;
      for (const piece of pieces) {
        const start = first;
        const codes = codesOf(piece);
        yield { codes, slice: (from, to) => piece.slice(from, to), placeOf: (index) => start + index };
        codes.fill(0);
        first += piece.length + 1;
      }
    },
    slice: (start, end) => text.slice(start - 1000, end - 1000),
  };
}

it("finds the same wherever the text is cut", () => {
  fc.assert(
    fc.property(file, fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }), (text, cuts) => {
      const whole = new KeyFileDocument(text, context);
      const cut = new KeyFileDocument(inPieces(text, cuts), context);
      expect(cut.getText()).toBe(text);
      expect(cut.fileFacts()).toEqual(whole.fileFacts());
      const options = { severities: {}, cap: 10_000 };
      expect(findingsOf(cut, options)).toEqual(findingsOf(whole, options));
    }),
    { numRuns: 2000 },
  );
});
