/**
 * Reads what is added to a file while it is written. The file may be replaced by a new one, or emptied, as logs are.
 */

import { type FileHandle, open, stat } from "node:fs/promises";

/** Bytes for each read. */
const PIECE = 1 << 20;

export class Tail {
  readonly #path: string;
  readonly #buffer = Buffer.allocUnsafe(PIECE);
  #file: FileHandle | undefined;
  #inode = 0;
  #offset = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * Hands over what was added since the last call; the first call hands over the whole file. `take` must not keep a
   * reference to a piece. `begin` is called if a new file follows an old one. If the file is missing for the moment,
   * there is nothing new; other errors of the system are thrown. After the signal nothing more is read.
   */
  async read(take: (bytes: Uint8Array) => void, begin: () => void, signal?: AbortSignal): Promise<void> {
    if (this.#file === undefined) await this.#open();
    const now = await this.#look();
    if (now !== undefined && now.ino !== this.#inode) {
      // The old file is read to its end before the new one.
      await this.#readOn(take, signal);
      await this.close();
      await this.#open();
      begin();
    } else if (now !== undefined && now.size < this.#offset) {
      this.#offset = 0;
      begin();
    }
    await this.#readOn(take, signal);
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  async #open(): Promise<void> {
    this.#file = await open(this.#path);
    this.#inode = (await this.#file.stat()).ino;
    this.#offset = 0;
  }

  async #look(): Promise<{ readonly ino: number; readonly size: number } | undefined> {
    try {
      return await stat(this.#path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  async #readOn(take: (bytes: Uint8Array) => void, signal: AbortSignal | undefined): Promise<void> {
    while (signal?.aborted !== true) {
      const read = await this.#file?.read(this.#buffer, 0, PIECE, this.#offset);
      if (read === undefined || read.bytesRead === 0) return;
      this.#offset += read.bytesRead;
      take(this.#buffer.subarray(0, read.bytesRead));
    }
  }
}
