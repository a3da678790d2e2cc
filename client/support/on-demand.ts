/** A part of the extension that is loaded when it is needed: by the first call of one of its commands, or for another reason. */

import { CancellationError, commands, Disposable } from "vscode";

export class OnDemand<T> implements Disposable {
  readonly #load: () => Promise<() => T>;
  /** Commands that load the part. The part registers the real ones in their place. */
  readonly #doors: Disposable;
  #part: Promise<T> | undefined;
  #isOver = false;

  /** `load` loads the code; what it returns registers `ids` and starts the part. */
  constructor(ids: readonly string[], load: () => Promise<() => T>) {
    this.#load = load;
    this.#doors = Disposable.from(...ids.map((id) => this.#door(id)));
  }

  /** Starts the part unless it is started already. */
  start(): Promise<T> {
    this.#part ??= this.#begin();
    return this.#part;
  }

  /** The part, if it is started. */
  get started(): Promise<T> | undefined {
    return this.#part;
  }

  dispose(): void {
    this.#isOver = true;
    this.#doors.dispose();
  }

  #door(id: string): Disposable {
    return commands.registerCommand(id, async (...given: unknown[]) => {
      await this.start();
      return await commands.executeCommand(id, ...given);
    });
  }

  async #begin(): Promise<T> {
    const begin = await this.#load();
    // The extension was switched off meanwhile.
    if (this.#isOver) throw new CancellationError();
    this.#doors.dispose();
    return begin();
  }
}
