/**
 * A text that is too large for one string: read from its bytes piece by piece, and again when one of its lines is
 * needed.
 */

import { isAscii, isUtf8 } from "node:buffer";
import {
  codesOf,
  type OpenedText,
  type TextEncoding,
  type TextPiece,
} from "../../core/lint/key-file/index.ts";
import type { Bytes } from "./bytes.ts";

/** Bytes for each read. */
const RUN = 1024 * 1024;

const LINE_FEED = 0x0a;

/** Whole lines without the last line feed, in bytes that are valid only until the next run is read. */
interface Run {
  readonly start: number;
  readonly bytes: Buffer;
}

/**
 * Places are counted in bytes. The bytes are UTF-8 if all of them are valid, else each is a character. Every method
 * throws the errors of reading.
 */
export class TextInBytes implements OpenedText {
  readonly lineCount: number;
  readonly #bytes: Bytes;
  readonly #isUtf8: boolean;
  readonly #encoding: "utf8" | "latin1";
  readonly #onRead: (bytes: number) => void;

  /** `onRead` is called with the number of bytes read so far and the total. Every byte is read twice. */
  constructor(bytes: Bytes, onRead: (bytes: number, size: number) => void = () => {}) {
    this.#bytes = bytes;
    this.#onRead = (read) => onRead(read, bytes.size * 2);
    let lines = 0;
    let utf8 = true;
    let ascii = true;
    for (const { start, bytes } of this.#runs()) {
      lines += lineFeeds(bytes) + 1;
      ascii &&= isAscii(bytes);
      utf8 &&= ascii || isUtf8(bytes);
      this.#onRead(start + bytes.length);
    }
    this.lineCount = lines;
    this.#isUtf8 = utf8;
    // For ASCII both encodings give the same text, and latin1 is faster.
    this.#encoding = utf8 && !ascii ? "utf8" : "latin1";
  }

  get encoding(): TextEncoding {
    return this.#isUtf8 ? "utf-8" : "bytes";
  }

  *pieces(): Generator<TextPiece> {
    for (const { start, bytes } of this.#runs()) {
      yield this.#pieceOf(bytes, start);
      this.#onRead(this.#bytes.size + start + bytes.length);
    }
  }

  slice(start: number, end: number): string {
    return this.#textOf(this.#bytes.slice(start, end));
  }

  /** For ASCII, as in nearly every file, the bytes are the codes. */
  #pieceOf(bytes: Buffer, start: number): TextPiece {
    const asIndexed = (index: number): number => start + index;
    if (isAscii(bytes)) {
      return { codes: bytes, slice: (from, to) => bytes.toString("latin1", from, to), placeOf: asIndexed };
    }
    const text = this.#textOf(bytes);
    return {
      codes: codesOf(text),
      slice: (from, to) => text.slice(from, to),
      placeOf: this.#isUtf8 ? bytePlaces(text, start) : asIndexed,
    };
  }

  #textOf(bytes: Buffer): string {
    return bytes.toString(this.#encoding);
  }

  *#runs(): Generator<Run> {
    let buffer = Buffer.allocUnsafe(RUN);
    let start = 0;
    let filled = 0;
    for (;;) {
      const read = this.#bytes.read(buffer, filled, buffer.length - filled, start + filled);
      if (read === 0) break;
      filled += read;
      const end = buffer.subarray(0, filled).lastIndexOf(LINE_FEED);
      if (end >= 0) {
        yield { start, bytes: buffer.subarray(0, end) };
        buffer.copyWithin(0, end + 1, filled);
        start += end + 1;
        filled -= end + 1;
      } else if (filled === buffer.length) buffer = Buffer.concat([buffer], filled * 2);
    }
    yield { start, bytes: buffer.subarray(0, filled) };
  }
}

function lineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}

/** Maps the characters of a text that is not only ASCII to their places in its bytes. */
function bytePlaces(text: string, start: number): (index: number) => number {
  let [lastIndex, lastPlace] = [0, start];
  return (index) => {
    lastPlace += Buffer.byteLength(text.slice(lastIndex, index));
    lastIndex = index;
    return lastPlace;
  };
}
