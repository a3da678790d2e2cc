/** Where the settings come from: from the editor if it can be asked, otherwise from what it sent at the start. */

import type { Connection, InitializeParams } from "vscode-languageserver";
import { type LintSettings, readLintSettings } from "../core/lint/settings.ts";

export class SettingsSource {
  readonly #connection: Connection;
  readonly #canAsk: boolean;
  /** The section as the editor last pushed it. */
  #pushed: unknown;

  constructor(connection: Connection, params: InitializeParams) {
    this.#connection = connection;
    this.#canAsk = params.capabilities.workspace?.configuration === true;
    this.#pushed = params.initializationOptions;
  }

  /** Stores the settings in a change. Editors that can be asked send nothing useful. */
  push(settings: unknown): void {
    const section =
      typeof settings === "object" && settings !== null && "keypoll" in settings
        ? settings.keypoll
        : undefined;
    if (section !== undefined) this.#pushed = section;
  }

  /** The current settings. Problems are logged at each read. Never fails. */
  async read(): Promise<LintSettings> {
    const { settings, problems } = readLintSettings(await this.#raw());
    for (const problem of problems) this.#connection.console.warn(`Setting keypoll.${problem}`);
    return settings;
  }

  /** The editor's answer, or what it last pushed if it answers with an error. */
  async #raw(): Promise<unknown> {
    if (!this.#canAsk) return this.#pushed;
    try {
      return await this.#connection.workspace.getConfiguration("keypoll");
    } catch (error) {
      this.#connection.console.error(`The editor did not say its settings: ${String(error)}`);
      return this.#pushed;
    }
  }
}
