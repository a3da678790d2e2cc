/** The life cycle of the language server: started with the extension, restarted on request, stopped with it. */

import { Disposable, l10n, workspace } from "vscode";
import {
  type BaseLanguageClient,
  type Event,
  type LanguageClientOptions,
  State,
  type StateChangeEvent,
} from "vscode-languageclient";
import { onDidChangeKeysShown } from "../key-file/keys-shown.ts";
import { configSelector, keyFileSelector, scriptSelector } from "../key-file/language.ts";
import { logSelector } from "../log/language.ts";
import { Log } from "./log.ts";
import { middleware } from "./middleware.ts";

/** How an entry point makes its client. The client starts the process or worker later. */
export type CreateClient = (name: string, options: LanguageClientOptions) => BaseLanguageClient;

const NAME = "Key Poll Language Server";

export class LanguageServer implements Disposable {
  /** What the server and the extension report to a user who looks for a problem. */
  readonly log = new Log(NAME);
  readonly #client: BaseLanguageClient;
  /** In a trusted workspace the settings of the check differ, and so do the marks of findings on a hidden key. */
  readonly #changes = Disposable.from(
    workspace.onDidGrantWorkspaceTrust(() => this.#sayNewSettings()),
    onDidChangeKeysShown(() => this.#sayNewSettings()),
  );
  /** Changes of state run one after the other. */
  #running: Promise<void> = Promise.resolve();
  /** A restart that waits for its turn. A second request for a restart while it waits does nothing. */
  #queued: Promise<void> | undefined;

  constructor(createClient: CreateClient) {
    this.#client = createClient(NAME, {
      documentSelector: [...keyFileSelector, ...configSelector, ...scriptSelector, logSelector],
      outputChannel: this.log,
      traceOutputChannel: this.log,
      middleware,
      // Its translations are in the same bundle as those of the extension.
      initializationOptions: { bundle: l10n.bundle },
    });
  }

  get onDidChangeState(): Event<StateChangeEvent> {
    return this.#client.onDidChangeState;
  }

  get state(): State {
    return this.#client.state;
  }

  /** Starts the server. A failure is logged and shown by the client, but not thrown. */
  start(): Promise<void> {
    return this.#next(async () => this.#client.start());
  }

  /** Waits for a start, restart or stop that is in progress. */
  settled(): Promise<void> {
    return this.#running;
  }

  /** Ends the server and starts it again. */
  restart(): Promise<void> {
    this.#queued ??= this.#next(async () => {
      this.#queued = undefined;
      this.log.info("Restarting on request.");
      if (this.#client.needsStop()) await this.#client.stop();
      await this.#client.start();
    });
    return this.#queued;
  }

  async stop(): Promise<void> {
    await this.#next(async () => {
      if (this.#client.needsStop()) await this.#client.stop();
    });
  }

  /** Asks the server. Undefined if it is not running or stops before it answers. */
  async request<T>(method: string, params: unknown): Promise<T | undefined> {
    if (this.state !== State.Running) return undefined;
    try {
      return await this.#client.sendRequest<T>(method, params);
    } catch (error) {
      this.log.debug(`${method}: ${String(error)}`);
      return undefined;
    }
  }

  /** Notifies the server. Does nothing if it is not running. */
  notify(method: string, params: unknown): void {
    if (this.state === State.Running) void this.#client.sendNotification(method, params);
  }

  /** Listens to the server's notifications beyond the protocol. */
  onNotification(method: string, heard: () => void): Disposable {
    return this.#client.onNotification(method, heard);
  }

  dispose(): void {
    this.#changes.dispose();
    this.log.dispose();
  }

  #sayNewSettings(): void {
    this.notify("workspace/didChangeConfiguration", { settings: null });
  }

  #next(step: () => Promise<void>): Promise<void> {
    this.#running = this.#running.then(step).catch((error: unknown) => this.log.error(String(error)));
    return this.#running;
  }
}
