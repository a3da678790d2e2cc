/** A log that is read to its end, and again whenever it has grown, until the user stops it. */

import { Tail } from "../../core/files/index.ts";
import { LogReader, Story, type Summary, summaryOf } from "../../core/log/index.ts";

/** Milliseconds between two checks of a log, and between two messages while it is read. */
const LOOK_AGAIN = 1000;

export class Followed {
  readonly #path: string;
  readonly #story = new Story();
  readonly #reader = new LogReader((line) => this.#story.add(line));
  readonly #tail: Tail;
  readonly #changed: () => void;
  readonly #over = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #told = 0;
  #begun = false;
  #isRead = false;

  /** `changed` is called when there is more to show, and when the log can no longer be read. */
  constructor(path: string, changed: () => void) {
    this.#path = path;
    this.#tail = new Tail(path);
    this.#changed = changed;
  }

  /** Begins to read. Throws an error of the system about the file; a later error ends the following. */
  async begin(): Promise<void> {
    if (this.#begun) return;
    this.#begun = true;
    await this.#read();
  }

  async #read(): Promise<void> {
    const before = this.#reader.lines;
    await this.#tail.read(
      (bytes) => this.#take(bytes),
      () => this.#reader.end(),
      this.#over.signal,
    );
    if (this.isOver) {
      await this.#tail.close();
      return;
    }
    this.#isRead = true;
    if (this.#reader.lines > before) this.#changed();
    this.#timer = setTimeout(() => {
      void this.#read().catch(() => {
        this.stop();
        this.#changed();
      });
    }, LOOK_AGAIN);
  }

  /** Reading a large log takes a while, so what is known so far is shown meanwhile. */
  #take(bytes: Uint8Array): void {
    this.#reader.push(bytes);
    const now = performance.now();
    if (now - this.#told < LOOK_AGAIN) return;
    this.#told = now;
    this.#changed();
  }

  /** The log was read to its end at least once. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /** The log is no longer read. What was read stays. */
  get isOver(): boolean {
    return this.#over.signal.aborted;
  }

  get summary(): Summary {
    return summaryOf([{ path: this.#path, reader: this.#reader }], this.#story);
  }

  stop(): void {
    this.#over.abort();
    clearTimeout(this.#timer);
    void this.#tail.close();
  }
}
