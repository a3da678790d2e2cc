/**
 * The setting that switches the extension off: everything that was started ends, and starts again when it is switched
 * on.
 */

import { Disposable, type ExtensionContext, workspace } from "vscode";

/** Starts everything with its own context. The returned function ends what a disposable cannot end. */
export type Start = (context: ExtensionContext) => () => Promise<unknown>;

export class Switched implements Disposable {
  readonly #context: ExtensionContext;
  readonly #start: Start;
  readonly #listener: Disposable;
  /** Ends what was started. Undefined while the extension is off. */
  #end: (() => Promise<void>) | undefined;
  /** Changes run one after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(context: ExtensionContext, start: Start) {
    this.#context = context;
    this.#start = start;
    this.#follow();
    this.#listener = workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("keypoll.enable")) this.#turn = this.#turn.then(() => this.#follow());
    });
  }

  /** Ends everything for good. */
  async close(): Promise<void> {
    this.dispose();
    await this.#turn;
    await this.#end?.();
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #follow(): Promise<void> | undefined {
    const isOn = workspace.getConfiguration("keypoll").get("enable", true);
    if (isOn === (this.#end !== undefined)) return undefined;
    if (!isOn) return this.#end?.();
    const subscriptions: Disposable[] = [];
    // The editor's own context is frozen, and its list is emptied only when the window closes.
    const stop = this.#start(Object.create(this.#context, { subscriptions: { value: subscriptions } }));
    this.#end = async () => {
      this.#end = undefined;
      await stop();
      Disposable.from(...subscriptions.reverse()).dispose();
    };
    return undefined;
  }
}
