/** A line as it may be shown: secrets hidden, no control characters. */

import { KeyMask, MASK } from "../../core/lint/mask.ts";
import { onOneLine } from "../terminal/printable.ts";

/** A part of the line and the text that is shown for it. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly shown: string;
  readonly isHidden: boolean;
}

const mask = new KeyMask();

export class ShownLine {
  readonly #parts: readonly Part[];

  /** `secrets` are columns of the line in any order. Text that looks like a key is hidden in any case. */
  constructor(line: string, secrets: readonly (readonly [start: number, end: number])[]) {
    const parts: Part[] = [];
    let at = 0;
    const open = (end: number): void => {
      if (end > at) parts.push({ start: at, end, shown: onOneLine(line.slice(at, end)), isHidden: false });
      at = end;
    };
    for (const [start, end] of mask.hiddenIn(line, secrets)) {
      open(start);
      parts.push({ start, end, shown: MASK, isHidden: true });
      at = end;
    }
    open(line.length);
    this.#parts = parts;
  }

  get text(): string {
    return this.#parts.map(({ shown }) => shown).join("");
  }

  /** The shown column for a column of the line. A column in a hidden part becomes that part's start or end. */
  column(column: number, isEnd: boolean): number {
    let shown = 0;
    for (const part of this.#parts) {
      if (isEnd ? column <= part.end : column < part.end) {
        if (column <= part.start) return shown;
        if (!part.isHidden) return shown + column - part.start;
        return isEnd ? shown + part.shown.length : shown;
      }
      shown += part.shown.length;
    }
    return shown;
  }
}
