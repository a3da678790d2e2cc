/** Where bytes are read from: a file on the disk, or memory. */

import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Bytes of a page, and the number of pages that are kept. */
const PAGE = 4 * 1024;
const PAGES_KEPT = 64;

export interface Bytes {
  readonly size: number;
  /** The bytes from `start` up to, but not including, `end`, or as many of them as there are. */
  slice(start: number, end: number): Buffer;
  /** Copies up to `length` bytes from `position` on into `target` from `offset` on. Returns how many; 0 at the end. */
  read(target: Buffer, offset: number, length: number, position: number): number;
}

/** Bytes that are already in memory. */
export function bytesInMemory(bytes: Buffer): Bytes {
  return {
    size: bytes.length,
    slice: (start, end) => bytes.subarray(start, end),
    read: (target, offset, length, position) => bytes.copy(target, offset, position, position + length),
  };
}

/** Every method throws the system's error if the file cannot be read. */
export class BytesOnDisk implements Bytes {
  readonly size: number;
  readonly #file: number;
  readonly #modified: number;
  readonly #pages = new Map<number, Buffer>();

  constructor(path: string) {
    this.#file = openSync(path, "r");
    const { size, mtimeMs } = fstatSync(this.#file);
    this.size = size;
    this.#modified = mtimeMs;
  }

  slice(start: number, end: number): Buffer {
    const page = Math.floor(start / PAGE);
    const from = page * PAGE;
    if (end > from + PAGE) return this.#load(start, end - start);
    return this.#page(page).subarray(start - from, end - from);
  }

  read(target: Buffer, offset: number, length: number, position: number): number {
    return readSync(this.#file, target, offset, length, position);
  }

  /** The file has changed since it was opened. */
  get hasChanged(): boolean {
    const { size, mtimeMs } = fstatSync(this.#file);
    return size !== this.size || mtimeMs !== this.#modified;
  }

  close(): void {
    closeSync(this.#file);
  }

  /** The last pages are kept: lines that are read again are in a few places. */
  #page(number: number): Buffer {
    const page = this.#pages.get(number) ?? this.#load(number * PAGE, PAGE);
    this.#pages.delete(number);
    this.#pages.set(number, page);
    for (const [oldest] of this.#pages) {
      if (this.#pages.size <= PAGES_KEPT) break;
      this.#pages.delete(oldest);
    }
    return page;
  }

  #load(start: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, this.read(bytes, 0, length, start));
  }
}
