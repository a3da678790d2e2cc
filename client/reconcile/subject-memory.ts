/** What was asked the last time for the keys of a client.keys, remembered in the workspace. */

import type { Memento, Uri } from "vscode";
import { isSubject, type Subject } from "./subject.ts";

/** By the address of the client.keys. */
const KEY = "keypoll.reconcileSubjects";

export class SubjectMemory {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  of(keys: Uri): Subject | undefined {
    const found = this.#all()[keys.toString()];
    return isSubject(found) ? found : undefined;
  }

  async keep(keys: Uri, subject: Subject): Promise<void> {
    await this.#state.update(KEY, { ...this.#all(), [keys.toString()]: subject });
  }

  #all(): Readonly<Record<string, unknown>> {
    return this.#state.get(KEY, {});
  }
}
