/** Threads check many lists of agents, one thread for each core, while the main thread shows the results in order. */

import { stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { STANDARD_INPUT } from "../input.ts";
import { startThread } from "../threads/thread.ts";
import type { CheckedFile, CheckOptions } from "./check-file.ts";
import type { CheckedAhead, ThreadSettings, ToCheck } from "./lint-task.ts";
import type { Subject } from "./subjects.ts";

/** Total bytes of all files from which on threads are worth their start. */
const WORTH_THREADS = 16e6;

/** Bytes. The main thread checks larger files, so that the memory for two of them is not needed at once. */
const LARGEST_FOR_THREAD = 32e6;

interface Awaited {
  readonly resolve: (checked: CheckedAhead) => void;
  readonly reject: (error: unknown) => void;
}

interface ThreadOptions extends CheckOptions {
  /** The lists are compared with each other too. */
  readonly across?: boolean | undefined;
}

/** Files that are being checked in threads. */
export class Threads {
  readonly #awaited = new Map<number, Awaited>();
  readonly #results = new Map<number, Promise<CheckedAhead>>();
  readonly #workers: readonly Worker[];
  readonly #left: Iterator<ToCheck>;

  constructor(files: readonly ToCheck[], { settings, across = false }: ThreadOptions, threads: number) {
    for (const { at } of files) {
      const result = new Promise<CheckedAhead>((resolve, reject) =>
        this.#awaited.set(at, { resolve, reject }),
      );
      // The error is reported to the caller who asks for the result.
      result.catch(() => {});
      this.#results.set(at, result);
    }
    this.#left = files.values();
    const data: ThreadSettings = {
      ...settings,
      release: settings.release.id,
      upgradeTo: settings.upgradeTo?.id,
      across,
    };
    this.#workers = Array.from({ length: threads }, () => this.#started(data));
  }

  /** The result of the subject with this number. Undefined if no thread has it. */
  take(at: number): Promise<CheckedFile> | undefined {
    const result = this.#results.get(at);
    this.#results.delete(at);
    return result?.then(({ checked }) => checked);
  }

  /** What the subject with this number may share with others, if they are compared. Undefined if no thread has it. */
  fingerprints(at: number): Promise<CheckedAhead["fingerprints"]> | undefined {
    return this.#results.get(at)?.then(({ fingerprints }) => fingerprints);
  }

  async end(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #started(data: ThreadSettings): Worker {
    const worker = startThread({ task: "lint", data });
    worker.on("message", (ahead: CheckedAhead) => {
      this.#awaited.get(ahead.at)?.resolve(ahead);
      this.#awaited.delete(ahead.at);
      this.#next(worker);
    });
    worker.on("error", (error) => {
      for (const { reject } of this.#awaited.values()) reject(error);
    });
    this.#next(worker);
    return worker;
  }

  #next(worker: Worker): void {
    const { done, value } = this.#left.next();
    if (done !== true) worker.postMessage(value);
  }
}

/** Starts threads if there are cores and files for them. Threads never check files that are to be fixed. */
export async function startThreads(
  subjects: readonly Subject[],
  options: ThreadOptions,
): Promise<Threads | undefined> {
  const cores = availableParallelism();
  if (options.fix === true || cores < 2) return undefined;
  const lists = subjects.flatMap((subject, at) => (isList(subject) ? [{ at, subject }] : []));
  if (lists.length < 2) return undefined;
  const sizes = await Promise.all(lists.map(({ subject }) => sizeForThread(subject.path)));
  const files = lists.filter((_, at) => sizes[at] !== undefined);
  const whole = sizes.reduce<number>((sum, size = 0) => sum + size, 0);
  if (files.length < 2 || whole < WORTH_THREADS) return undefined;
  return new Threads(files, options, Math.min(cores, files.length));
}

/** A list of agents that a thread can read itself. */
function isList({ path, kind, input }: Subject): boolean {
  return kind.kind === "key-file" && path !== STANDARD_INPUT && input === undefined;
}

/** Bytes of a file. Undefined if it is too large for a thread, or not a file. */
async function sizeForThread(path: string): Promise<number | undefined> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isFile() === true && stats.size <= LARGEST_FOR_THREAD ? stats.size : undefined;
}
