/** Bytes in a form that cannot deceive a reader: every byte that is not a visible character is an escape. */

import { type ByteString, type Span, textFromBytes } from "../../../manager/index.ts";
import { type KeyMask, MASK } from "../../mask.ts";
import type { ByteLine, BytePiece, ByteView } from "./picture.ts";

export interface Mark extends Span {
  readonly number: number;
}

/** Invisible characters, line breaks and direction marks, which also affect their neighbours. */
const UNSEEN = /[\0-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;
const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** The UTF-8 characters by their first byte. Any other sequence is not a character. */
const CHARACTER = /[\0-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/y;

/** The part of `bytes` in `shown`. `mask` sees all of them, so that no half of a key remains. */
export function byteView(
  bytes: ByteString,
  shown: Span,
  { marks, mask }: { readonly marks: readonly Mark[]; readonly mask: KeyMask },
): ByteView {
  const lines: ByteLine[] = [];
  let pieces: BytePiece[] = [];
  let number = bytes.slice(0, shown.start).split("\n").length;
  const endLine = (): void => {
    lines.push({ number: number++, pieces });
    pieces = [];
  };
  for (const atom of atoms(bytes, shown, mask.hiddenIn(bytes))) {
    const { start, end, text, kind } = atom;
    const found = marks.filter((mark) => mark.start < end && mark.end > start).map((mark) => mark.number);
    const last = pieces.at(-1);
    if (last?.kind === kind && kind !== "key" && last.marks.join() === found.join()) {
      pieces[pieces.length - 1] = { ...last, text: last.text + text };
    } else pieces.push({ text, kind, marks: found });
    if (bytes.charAt(end - 1) === "\n" && kind === "escape") endLine();
  }
  if (pieces.length > 0) endLine();
  return { lines, before: shown.start, after: Math.max(0, bytes.length - shown.end) };
}

interface Atom extends Span {
  readonly text: string;
  readonly kind: BytePiece["kind"];
}

/** The smallest parts that are shown as one: a character, an escape, a key. */
function* atoms(
  bytes: ByteString,
  shown: Span,
  hidden: readonly (readonly [start: number, end: number])[],
): Generator<Atom> {
  const keys = hidden.values();
  let key = keys.next().value;
  for (let at = shown.start; at < shown.end; ) {
    while (key !== undefined && key[1] <= at) key = keys.next().value;
    if (key !== undefined && key[0] <= at) {
      yield { start: at, end: key[1], text: MASK, kind: "key" };
      at = key[1];
      continue;
    }
    const atom = atomAt(bytes, at);
    yield atom;
    at = atom.end;
  }
}

function atomAt(bytes: ByteString, at: number): Atom {
  CHARACTER.lastIndex = at;
  const encoded = CHARACTER.exec(bytes)?.[0] ?? "";
  const text = textFromBytes(encoded);
  const end = at + Math.max(1, encoded.length);
  // Some sequences of the right form are not characters. Decoding shows this.
  const isCharacter = encoded !== "" && (!text.includes("\ufffd") || encoded === "\xef\xbf\xbd");
  if (!isCharacter) return { start: at, end: at + 1, text: hex(bytes.charCodeAt(at)), kind: "escape" };
  if (!UNSEEN.test(text)) return { start: at, end, text, kind: "text" };
  const code = text.charCodeAt(0);
  const escaped = SHORT[text] ?? (code < 0x80 ? hex(code) : `\\u${code.toString(16).padStart(4, "0")}`);
  return { start: at, end, text: escaped, kind: "escape" };
}

function hex(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}
