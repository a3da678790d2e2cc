/** `--resume FILE`: the results of a run so far, for a run that continues it. */

import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { type FileProblem, replaceFile } from "../../core/files/index.ts";
import { journalOf, readJournal, Tally } from "../../core/reconcile/index.ts";
import { readInput } from "../input.ts";
import { failure, type Problem, type Result, success } from "../terminal/problem.ts";

/** Maximum milliseconds of work that a crash can cost. */
const EVERY = 10_000;

export interface Journal {
  /** The results from before. */
  readonly tally: Tally;
  /** Writes the current results, unless it did so recently. */
  note(): void;
  /** Writes the current results. If nothing is left to ask or to do, the file is removed. */
  close(isDone: boolean): Promise<Problem | undefined>;
}

/** `subject` identifies a run. With `again` everything that is not equal is asked again. */
export async function openJournal(
  path: string | undefined,
  subject: string,
  agents: number,
  again: boolean,
): Promise<Result<Journal>> {
  if (path === undefined)
    return success({ tally: new Tally(agents), note: () => {}, close: async () => undefined });
  if (!existsSync(path)) return success(new JournalFile(path, subject, new Tally(agents)));
  const input = await readInput(path);
  if (!input.ok) return input;
  const reading = readJournal(input.value.toString(), subject, agents, again);
  if (reading.kind === "broken") {
    return failure(`${path} was not written by keypoll reconcile --resume.`, "Name another file.");
  }
  if (reading.kind === "other-run") {
    return failure(
      `${path} belongs to another run: client.keys, the ids, the script or the manager's settings differ.`,
      "Remove it to start again, or name another file.",
    );
  }
  return success(new JournalFile(path, subject, reading.tally));
}

class JournalFile implements Journal {
  readonly tally: Tally;
  readonly #path: string;
  readonly #subject: string;
  #writing: Promise<FileProblem | undefined> | undefined;
  #lastTime = performance.now();

  constructor(path: string, subject: string, tally: Tally) {
    this.tally = tally;
    this.#path = path;
    this.#subject = subject;
  }

  note(): void {
    if (this.#writing !== undefined || performance.now() - this.#lastTime < EVERY) return;
    this.#writing = this.#write().finally(() => {
      this.#writing = undefined;
      this.#lastTime = performance.now();
    });
  }

  async close(isDone: boolean): Promise<Problem | undefined> {
    await this.#writing;
    if (!isDone || this.tally.asked < this.tally.agents || this.tally.unchecked > 0)
      return await this.#write();
    await rm(this.#path, { force: true });
    return undefined;
  }

  async #write(): Promise<FileProblem | undefined> {
    const bytes = Buffer.from(journalOf(this.#subject, this.tally));
    const written = await replaceFile(this.#path, bytes, { backup: false });
    return written.kind === "failed" ? written : undefined;
  }
}
