/** Bytes line by line: escapes and hidden keys differ from text, and marks have the numbers of their findings. */

import type { ByteLine, BytePiece, ByteView } from "../../../core/lint/answer/index.ts";
import type { VerdictWords } from "../../verdict/words.ts";
import { el, filled } from "../parts/element.ts";

export function byteBlock({ lines, before, after }: ByteView, words: VerdictWords): Node {
  const rest = (text: string, count: number): Node | false =>
    count > 0 && el("p", { class: "quiet" }, filled(text, count.toLocaleString()));
  return el(
    "figure",
    { class: "bytes", "aria-label": words.bytes },
    rest(words.bytesBefore, before),
    el("ol", { class: "data" }, ...lines.map((line) => lineItem(line, words))),
    rest(words.bytesMore, after),
  );
}

function lineItem({ number, pieces }: ByteLine, words: VerdictWords): Node {
  return el(
    "li",
    { value: String(number) },
    el("span", { class: "number", "aria-hidden": "true" }, String(number)),
    el("code", {}, ...runs(pieces).map((run) => runNode(run, words))),
  );
}

/** Joins neighbours with the same marks, so that a mark over several pieces is drawn as one. */
function runs(pieces: readonly BytePiece[]): readonly (readonly BytePiece[])[] {
  const found: BytePiece[][] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (last?.[0]?.marks.join() === piece.marks.join()) last.push(piece);
    else found.push([piece]);
  }
  return found;
}

function runNode(run: readonly BytePiece[], words: VerdictWords): Node {
  const marks = run[0]?.marks ?? [];
  const nodes = run.map(({ text, kind }) => (kind === "text" ? text : el("span", { class: kind }, text)));
  if (marks.length === 0) return el("span", {}, ...nodes);
  const numbers = marks.join(" ");
  return el(
    "mark",
    {},
    el("span", { class: "unseen" }, ` ${filled(words.mark, numbers)}: `),
    ...nodes,
    el("sup", { "aria-hidden": "true" }, numbers),
  );
}
