/** The log of the server and of the extension, with the level in the settings. It never contains a key. */

import { Disposable, EventEmitter, LogLevel, type LogOutputChannel, window, workspace } from "vscode";
import { KeyMask } from "../../core/lint/mask.ts";

/** The values of `keypoll.logLevel`. Any other value leaves the level to the editor. */
const levels: Readonly<Record<string, LogLevel>> = {
  error: LogLevel.Error,
  warning: LogLevel.Warning,
  info: LogLevel.Info,
  debug: LogLevel.Debug,
  trace: LogLevel.Trace,
};

export class Log implements LogOutputChannel {
  readonly #channel: LogOutputChannel;
  readonly #onDidChangeLogLevel = new EventEmitter<LogLevel>();
  readonly onDidChangeLogLevel = this.#onDidChangeLogLevel.event;
  readonly #listeners: Disposable;
  /** A server that ends late still writes to the log. */
  #isClosed = false;

  constructor(name: string) {
    this.#channel = window.createOutputChannel(name, { log: true });
    const tell = (): void => this.#onDidChangeLogLevel.fire(this.logLevel);
    this.#listeners = Disposable.from(
      this.#onDidChangeLogLevel,
      this.#channel.onDidChangeLogLevel(tell),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("keypoll.logLevel") || event.affectsConfiguration("keypoll.trace"))
          tell();
      }),
    );
  }

  get name(): string {
    return this.#channel.name;
  }

  /** The effective level. A trace of the server needs the finest one. */
  get logLevel(): LogLevel {
    const settings = workspace.getConfiguration("keypoll");
    if (settings.get("trace.server") === "messages") return LogLevel.Trace;
    return levels[settings.get("logLevel", "")] ?? this.#channel.logLevel;
  }

  trace(message: string): void {
    this.#write(LogLevel.Trace, message);
  }

  debug(message: string): void {
    this.#write(LogLevel.Debug, message);
  }

  info(message: string): void {
    this.#write(LogLevel.Info, message);
  }

  warn(message: string): void {
    this.#write(LogLevel.Warning, message);
  }

  error(message: string | Error): void {
    this.#write(LogLevel.Error, String(message));
  }

  append(text: string): void {
    this.info(text);
  }

  appendLine(text: string): void {
    this.info(text);
  }

  replace(text: string): void {
    this.clear();
    this.info(text);
  }

  clear(): void {
    this.#channel.clear();
  }

  show(): void {
    this.#channel.show();
  }

  hide(): void {
    this.#channel.hide();
  }

  dispose(): void {
    this.#isClosed = true;
    this.#listeners.dispose();
    this.#channel.dispose();
  }

  #write(level: LogLevel, message: string): void {
    if (this.#isClosed || level < this.logLevel) return;
    const text = new KeyMask().hide(message);
    if (level === LogLevel.Error) this.#channel.error(text);
    else if (level === LogLevel.Warning) this.#channel.warn(text);
    else if (level === LogLevel.Info) this.#channel.info(text);
    // The editor's channel discards lines below its own level.
    else this.#channel.info(`[${LogLevel[level].toLowerCase()}] ${text}`);
  }
}
