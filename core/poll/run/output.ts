/** The bytes that a script wrote, in the order of arrival, as far as the manager reads them. */

import { type ByteString, OUTPUT_LIMIT } from "../../manager/index.ts";

const SMALLEST_BLOCK = 4096;
const LARGEST_BLOCK = 1024 * 1024;

/**
 * Copies into its own blocks, so a script that writes byte by byte costs no more than one that writes everything at
 * once.
 */
export class Output {
  overLimit = false;
  readonly #full: Buffer[] = [];
  #block = Buffer.alloc(0);
  #used = 0;
  #length = 0;

  /** Adds the bytes up to the limit. Notes that there were more, and discards them. */
  add(bytes: Uint8Array): void {
    const room = OUTPUT_LIMIT - this.#length;
    if (bytes.length > room) this.overLimit = true;
    let rest = bytes.subarray(0, room);
    this.#length += rest.length;
    while (rest.length > 0) {
      if (this.#used === this.#block.length) this.#nextBlock();
      const part = rest.subarray(0, this.#block.length - this.#used);
      this.#block.set(part, this.#used);
      this.#used += part.length;
      rest = rest.subarray(part.length);
    }
  }

  text(): ByteString {
    return [...this.#full, this.#block.subarray(0, this.#used)]
      .map((block) => block.toString("latin1"))
      .join("");
  }

  #nextBlock(): void {
    const size = Math.min(LARGEST_BLOCK, Math.max(SMALLEST_BLOCK, this.#block.length * 2));
    if (this.#used > 0) this.#full.push(this.#block);
    this.#block = Buffer.alloc(size);
    this.#used = 0;
  }
}
