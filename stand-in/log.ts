/** The stand-in's log: the manager's own lines, masked, each for `ossec.log` and for those who listen, with what it means. */

import { appendFileSync } from "node:fs";
import { tagOf } from "../core/lint/answer/index.ts";
import { explainMessage } from "../core/lint/explain/index.ts";
import { KeyMask } from "../core/lint/mask.ts";
import {
  type LogLevel,
  type LogLine,
  levelWord,
  type Release,
  textFromBytes,
} from "../core/manager/index.ts";

/** Who writes: daemons of the manager, or the stand-in itself where no manager would write anything. */
export type Writer = "authd" | "remoted" | "api" | "stand-in";

export interface ShownLine {
  readonly at: Date;
  /** The daemon as `ossec.log` names it. */
  readonly daemon: string;
  readonly level: LogLevel;
  /** Without keys and passwords. */
  readonly text: string;
  /** What the line means, and what to do; undefined for the stand-in's own lines. */
  readonly meaning: string | undefined;
}

export interface LogOptions {
  readonly release: Release;
  /** Where `ossec.log` is. */
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

  /** From now on the text is hidden wherever it occurs: a password. Keys are known by their form and place. */
  hide(secret: string): void {
    if (this.#secrets.has(secret)) return;
    this.#secrets.add(secret);
    this.#mask = new KeyMask(this.#secrets);
  }

  /** The text without what may not be shown. */
  hidden(text: string): string {
    return this.#mask.hide(text);
  }

  /** Lines of a daemon, of those that its debug level lets through. */
  write(writer: Writer, lines: readonly LogLine[]): void {
    for (const { id, level, text } of lines) {
      const debug = level === "debug1" ? 1 : level === "debug2" ? 2 : 0;
      if (debug > this.#options.debug) continue;
      const daemon = tagOf(id, this.#options.release) ?? `wazuh-${writer}`;
      this.#put(daemon, level, textFromBytes(text), id);
    }
  }

  /** A line without a meaning of its own: it says more about the message before it, of the same daemon and level. */
  more(id: LogLine["id"], level: LogLevel, text: string): void {
    this.#put(tagOf(id, this.#options.release) ?? "wazuh-authd", level, text, undefined);
  }

  /** A line that no manager would write: what the stand-in does differently, or cannot do. */
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
