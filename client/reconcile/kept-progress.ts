/**
 * The progress of a cancelled run, in the extension's own file, so that the next run can continue. It contains no key.
 */

import { createHash } from "node:crypto";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile } from "../../core/files/index.ts";
import { journalOf, readJournal, type Tally } from "../../core/reconcile/index.ts";

/** The address of its client.keys identifies a run. */
export class KeptProgress {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The results of the same run. Undefined if there are none, or if they belong to another run. */
  async of(keys: string, mark: string, agents: number): Promise<Tally | undefined> {
    try {
      const reading = readJournal(await readFile(this.#fileOf(keys), "utf8"), mark, agents);
      return reading.kind === "read" && reading.tally.asked > 0 ? reading.tally : undefined;
    } catch {
      return undefined;
    }
  }

  /** Returns why it could not be kept. */
  async keep(keys: string, mark: string, tally: Tally): Promise<string | undefined> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    const bytes = Buffer.from(journalOf(mark, tally));
    const written = await replaceFile(this.#fileOf(keys), bytes, { backup: false });
    return written.kind === "failed" ? written.what : undefined;
  }

  async forget(keys: string): Promise<void> {
    await rm(this.#fileOf(keys), { force: true });
  }

  #fileOf(keys: string): string {
    const name = createHash("sha256").update(keys).digest("hex").slice(0, 32);
    return join(this.#folder, `${name}.json`);
  }
}
