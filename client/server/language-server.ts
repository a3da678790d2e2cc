/** The life cycle of the language server: started with the extension, restarted on request, stopped with it. */

import { Disposable, EventEmitter, l10n, workspace } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { onDidChangeKeysShown } from "../key-file/keys-shown.ts";
import { configSelector, keyFileSelector, scriptSelector } from "../key-file/language.ts";
import { logSelector } from "../log/language.ts";
import { Log } from "./log.ts";
import type { ServerState } from "./states.ts";

/** Loads the library and makes the client. The client starts the process or worker later. */
export type CreateClient = (name: string, options: LanguageClientOptions) => Promise<BaseLanguageClient>;

interface Listener {
  readonly method: string;
  readonly heard: () => void;
}

const NAME = "Key Poll Language Server";

export class LanguageServer implements Disposable {
  /** What the server and the extension report to a user who looks for a problem. */
  readonly log = new Log(NAME);
  readonly #createClient: CreateClient;
  readonly #onDidChangeState = new EventEmitter<void>();
  /** Kept here because the client is made later. */
  readonly #listeners = new Set<Listener>();
  /** Made at the first start: a window that needs no server does not load the library. */
  #client: BaseLanguageClient | undefined;
  #state: ServerState = "stopped";
  /** Trust changes the settings of the check, and hidden keys change where findings on them are marked. */
  readonly #changes = Disposable.from(
    workspace.onDidGrantWorkspaceTrust(() => this.#sayNewSettings()),
    onDidChangeKeysShown(() => this.#sayNewSettings()),
  );
  /** Changes of state run one after the other. */
  #running: Promise<void> = Promise.resolve();
  /** A restart that has not begun yet. Another request joins it. */
  #queued: Promise<void> | undefined;

  constructor(createClient: CreateClient) {
    this.#createClient = createClient;
  }

  readonly onDidChangeState = this.#onDidChangeState.event;

  get state(): ServerState {
    return this.#state;
  }

  /** Starts the server. A failure is logged and shown by the client, but not thrown. */
  start(): Promise<void> {
    return this.#next(() => this.#startClient());
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
      await this.#stopClient();
      await this.#startClient();
    });
    return this.#queued;
  }

  async stop(): Promise<void> {
    await this.#next(() => this.#stopClient());
  }

  /** Asks the server. Undefined if it is not running or stops before it answers. */
  async request<T>(method: string, params: unknown): Promise<T | undefined> {
    if (this.#client === undefined || this.state !== "running") return undefined;
    try {
      return await this.#client.sendRequest<T>(method, params);
    } catch (error) {
      this.log.debug(`${method}: ${String(error)}`);
      return undefined;
    }
  }

  /** Notifies the server. Does nothing if it is not running. */
  notify(method: string, params: unknown): void {
    if (this.state === "running") void this.#client?.sendNotification(method, params);
  }

  /** Calls `heard` for each notification that is not part of the protocol. */
  onNotification(method: string, heard: () => void): Disposable {
    const listener = { method, heard };
    this.#listeners.add(listener);
    if (this.#client !== undefined) this.#listen(this.#client, listener);
    return new Disposable(() => this.#listeners.delete(listener));
  }

  dispose(): void {
    this.#changes.dispose();
    this.#onDidChangeState.dispose();
    this.log.dispose();
  }

  #sayNewSettings(): void {
    this.notify("workspace/didChangeConfiguration", { settings: null });
  }

  async #startClient(): Promise<void> {
    if (this.#client === undefined) this.#become("starting");
    try {
      this.#client ??= await this.#makeClient();
    } catch (error) {
      this.#become("failed");
      throw error;
    }
    await this.#client.start();
  }

  async #stopClient(): Promise<void> {
    if (this.#client?.needsStop() === true) await this.#client.stop();
  }

  async #makeClient(): Promise<BaseLanguageClient> {
    const [{ middleware }, { stateNamed }] = await Promise.all([
      import("./middleware.ts"),
      import("./states.ts"),
    ]);
    const client = await this.#createClient(NAME, {
      documentSelector: [...keyFileSelector, ...configSelector, ...scriptSelector, logSelector],
      outputChannel: this.log,
      traceOutputChannel: this.log,
      middleware,
      // Its translations are in the same bundle as those of the extension, which has previews of its own.
      initializationOptions: { bundle: l10n.bundle, ownPreviews: true },
    });
    client.onDidChangeState(({ newState }) => this.#become(stateNamed(newState)));
    for (const listener of this.#listeners) this.#listen(client, listener);
    return client;
  }

  #listen(client: BaseLanguageClient, listener: Listener): void {
    client.onNotification(listener.method, () => {
      if (this.#listeners.has(listener)) listener.heard();
    });
  }

  #become(state: ServerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#onDidChangeState.fire();
  }

  #next(step: () => Promise<void>): Promise<void> {
    this.#running = this.#running.then(step).catch((error: unknown) => this.log.error(String(error)));
    return this.#running;
  }
}
