/** The stand-in's log: the manager's own lines, masked, for `ossec.log` and for listeners, with their meaning. */

import { appendFileSync } from "node:fs";
import { tagOf } from "../core/lint/answer/index.ts";
import { explainMessage } from "../core/lint/explain/index.ts";
import { KeyMask } from "../core/lint/mask.ts";
import {
  type ByteString,
  type LogLevel,
  type LogLine,
  levelWord,
  ManagerLog,
  type Release,
  type TableMessageId,
  textFromBytes,
} from "../core/manager/index.ts";

/** Who writes: daemons of the manager, or the stand-in itself for lines that no manager writes. */
export type Writer = "authd" | "remoted" | "api" | "stand-in";

export interface ShownLine {
  readonly at: Date;
  /** The daemon's name in `ossec.log`. */
  readonly daemon: string;
  readonly level: LogLevel;
  /** Without keys and passwords. */
  readonly text: string;
  /** What the line means, and what to do. Undefined for the stand-in's own lines. */
  readonly meaning: string | undefined;
}

export interface LogOptions {
  readonly release: Release;
  /** Path of `ossec.log`. */
  readonly path: string;
  /** The debug level of the daemons: 0, 1 or 2. */
  readonly debug: number;
  readonly onLine?: ((line: ShownLine) => void) | undefined;
}

export class StandInLog {
  readonly #options: LogOptions;
  readonly #secrets = new Set<string>();
  #mask = new KeyMask();

  constructor(options: LogOptions) {
    this.#options = options;
  }

  /** From now on hides the text wherever it occurs, for passwords. Keys are recognised by their form and place. */
  hide(secret: string): void {
    if (this.#secrets.has(secret)) return;
    this.#secrets.add(secret);
    this.#mask = new KeyMask(this.#secrets);
  }

  /** The text without secrets. */
  hidden(text: string): string {
    return this.#mask.hide(text);
  }

  /** Writes a message of a daemon. */
  say(writer: Writer, id: TableMessageId, ...values: readonly (ByteString | number)[]): void {
    const lines = new ManagerLog(this.#options.release);
    lines.add(id, ...values);
    this.write(writer, lines.lines);
  }

  /** Writes the lines of a daemon that its debug level allows. */
  write(writer: Writer, lines: readonly LogLine[]): void {
    for (const { id, level, text } of lines) {
      const debug = level === "debug1" ? 1 : level === "debug2" ? 2 : 0;
      if (debug > this.#options.debug) continue;
      const own = `${this.#options.release.daemonPrefix}-${writer}`;
      // What is wrong with client.keys is also a message of authd.
      const daemon = writer === "remoted" ? own : (tagOf(id, this.#options.release) ?? own);
      this.#put(daemon, level, textFromBytes(text), id);
    }
  }

  /** A line without its own meaning: more detail for the message before it, with the same daemon and level. */
  more(id: LogLine["id"], level: LogLevel, text: string): void {
    this.#put(tagOf(id, this.#options.release) ?? "wazuh-authd", level, text, undefined);
  }

  /** A line that no manager writes: what the stand-in does differently, or cannot do. */
  note(text: string, level: LogLevel = "info"): void {
    this.#put("stand-in", level, text, undefined);
  }

  #put(daemon: string, level: LogLevel, secretText: string, id: LogLine["id"] | undefined): void {
    const { path, onLine } = this.#options;
    const at = new Date();
    const text = this.hidden(secretText);
    appendFileSync(path, `${stamp(at)} ${daemon}: ${levelWord(level)}: ${text}\n`, { mode: 0o640 });
    onLine?.({
      at,
      daemon,
      level,
      text,
      meaning: id === undefined ? undefined : explainMessage(id)?.[0]?.meaning,
    });
  }
}

/** `2026/11/28 05:46:25`, in local time as the manager writes it. */
export function stamp(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}/${two(at.getMonth() + 1)}/${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
