/** Texts that wait for their document, kept in the extension's own files, so that they outlast the window. */

import { randomUUID } from "node:crypto";
import { chmod, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile } from "../../../core/files/index.ts";

/** The text of a document that differs from the one on the disk. */
export interface KeptText {
  /** The address of the document. */
  readonly uri: string;
  readonly text: string;
  /** Whether lines end in CR LF. */
  readonly crlf: boolean;
}

/** A text that no window put back, because its window has ended. */
export interface LeftText extends KeptText {
  /** The file in which it is kept. */
  readonly path: string;
}

/** A file has one line of JSON with everything except the text, and then the text. */
const SUFFIX = ".kept";

/** The texts in a folder, for one window. Only their owner can read them, because they contain keys. */
export class KeptTexts {
  readonly #folder: string;
  /** The files of this window, by address. */
  readonly #own = new Map<string, string>();
  /** Files that are being written. */
  readonly #writes = new Map<string, Promise<string | undefined>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Keeps a text and replaces an older one of the same document. Returns why this failed. */
  async keep({ text, ...facts }: KeptText): Promise<string | undefined> {
    const path = this.#own.get(facts.uri) ?? join(this.#folder, `${randomUUID()}${SUFFIX}`);
    this.#own.set(facts.uri, path);
    const write = this.#write(path, `${JSON.stringify(facts)}\n${text}`);
    this.#writes.set(path, write);
    try {
      return await write;
    } finally {
      if (this.#writes.get(path) === write) this.#writes.delete(path);
    }
  }

  /** Makes a left text one of this window. */
  adopt({ uri, path }: LeftText): void {
    this.#own.set(uri, path);
  }

  /** Makes a text of this window a left one. */
  abandon(uri: string): void {
    this.#own.delete(uri);
  }

  /** Removes this window's text of a document, if there is one. */
  async release(uri: string): Promise<void> {
    const path = this.#own.get(uri);
    this.#own.delete(uri);
    if (path === undefined) return;
    // A write in progress would bring the file back.
    await this.#writes.get(path);
    await rm(path, { force: true });
  }

  async discard({ path }: LeftText): Promise<void> {
    await rm(path, { force: true });
  }

  /** The texts of other windows, most of which have ended. */
  async left(): Promise<readonly LeftText[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const own = new Set(this.#own.values());
    const paths = names
      .filter((name) => name.endsWith(SUFFIX))
      .map((name) => join(this.#folder, name))
      .filter((path) => !own.has(path));
    const texts = await Promise.all(paths.map(readKept));
    return texts.filter((each) => each !== undefined);
  }

  /** All or nothing. Returns why it failed. */
  async #write(path: string, content: string): Promise<string | undefined> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await chmod(this.#folder, 0o700);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    // The file must outlast the end of the program. Waiting for the disk takes longer than VS Code waits.
    const options = { backup: false, exactMode: 0o600, durable: false };
    const result = await replaceFile(path, Buffer.from(content), options);
    return result.kind === "failed" ? result.what : undefined;
  }
}

/** Undefined for a file that `keep` did not write, or that has been removed. */
async function readKept(path: string): Promise<LeftText | undefined> {
  const content = await readFile(path, "utf8").catch(() => "");
  const end = content.indexOf("\n");
  try {
    const { uri, crlf }: Partial<KeptText> = Object(JSON.parse(content.slice(0, Math.max(end, 0))));
    if (typeof uri !== "string" || typeof crlf !== "boolean") return undefined;
    return { uri, crlf, text: content.slice(end + 1), path };
  } catch {
    return undefined;
  }
}
