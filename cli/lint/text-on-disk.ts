/** The text of a file that stays on the disk: read piece by piece, and again where a line of it is asked for. */

import { isAscii, isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { codesOf, type OpenedText, type TextPiece } from "../../core/lint/key-file/index.ts";

/** Bytes that are read at once; those around a line that is asked for; and how often the latter are kept. */
const RUN = 1024 * 1024;
const PAGE = 4 * 1024;
const PAGES_KEPT = 64;

/** The first line of a script is not longer. */
const BEGINNING = 256;

const LINE_FEED = 0x0a;

/** Whole lines without the last line feed, in bytes that hold only until the next run is read. */
interface Run {
  readonly start: number;
  readonly bytes: Buffer;
}

/**
 * Places are bytes of the file. It is UTF-8 where all of it is that, else it is read byte by byte. Every method throws what
 * the system says where the file cannot be read.
 */
export class TextOnDisk implements OpenedText {
  readonly lineCount: number;
  readonly #file: number;
  readonly #size: number;
  readonly #modified: number;
  readonly #isUtf8: boolean;
  readonly #onRead: (bytes: number, size: number) => void;
  readonly #pages = new Map<number, Buffer>();

  /** `onRead` hears how many bytes have been read, of how many; each is read twice. */
  constructor(path: string, onRead: (bytes: number, size: number) => void) {
    this.#file = openSync(path, "r");
    const { size, mtimeMs } = fstatSync(this.#file);
    this.#size = size;
    this.#modified = mtimeMs;
    this.#onRead = (bytes) => onRead(bytes, size * 2);
    let lines = 0;
    let utf8 = true;
    for (const { start, bytes } of this.#runs()) {
      lines += lineFeeds(bytes) + 1;
      utf8 &&= isUtf8(bytes);
      this.#onRead(start + bytes.length, size);
    }
    this.lineCount = lines;
    this.#isUtf8 = utf8;
  }

  /** Enough of it to tell what kind of file it is. */
  get beginning(): string {
    return this.slice(0, Math.min(this.#size, BEGINNING));
  }

  /** It is another file now than it was when it was opened. */
  get hasChanged(): boolean {
    const { size, mtimeMs } = fstatSync(this.#file);
    return size !== this.#size || mtimeMs !== this.#modified;
  }

  *pieces(): Generator<TextPiece> {
    for (const { start, bytes } of this.#runs()) {
      yield this.#pieceOf(bytes, start);
      this.#onRead(this.#size + start + bytes.length, this.#size);
    }
  }

  slice(start: number, end: number): string {
    const page = Math.floor(start / PAGE);
    const from = page * PAGE;
    if (end > from + PAGE) return this.#textOf(this.#read(start, end - start));
    return this.#textOf(this.#page(page).subarray(start - from, end - from));
  }

  close(): void {
    closeSync(this.#file);
  }

  /** Of ASCII, as nearly every file is, the bytes are the codes. */
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
    return bytes.toString(this.#isUtf8 ? "utf8" : "latin1");
  }

  /** The pages that were asked for last are kept: lines that are looked at again stand in a few places. */
  #page(number: number): Buffer {
    const page = this.#pages.get(number) ?? this.#read(number * PAGE, PAGE);
    this.#pages.delete(number);
    this.#pages.set(number, page);
    for (const [oldest] of this.#pages) {
      if (this.#pages.size <= PAGES_KEPT) break;
      this.#pages.delete(oldest);
    }
    return page;
  }

  #read(start: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(this.#file, bytes, 0, length, start));
  }

  *#runs(): Generator<Run> {
    let buffer = Buffer.allocUnsafe(RUN);
    let start = 0;
    let filled = 0;
    for (;;) {
      const read = readSync(this.#file, buffer, filled, buffer.length - filled, start + filled);
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

/** Where characters of a text with others than ASCII stand in its bytes. */
function bytePlaces(text: string, start: number): (index: number) => number {
  let [lastIndex, lastPlace] = [0, start];
  return (index) => {
    lastPlace += Buffer.byteLength(text.slice(lastIndex, index));
    lastIndex = index;
    return lastPlace;
  };
}
