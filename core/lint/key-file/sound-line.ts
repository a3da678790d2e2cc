/**
 * The lines in nearly every file, records as the manager itself writes them, recognised in one pass over their
 * characters.
 */

import { quickIpKind } from "./quick-ip.ts";

const NEWLINE = 0x0a;
const BLANK = 0x20;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

const SHORTEST_ID = 3;
const LONGEST_ID = 8;
const LONGEST_NAME = 127;
const KEY_LENGTH = 64;
/** `255.255.255.255/32` */
const LONGEST_IP = 18;

const FOLDS = 2;

/** 0 for characters that a name must not have, `FOLDS` for capital letters and the dot, 1 for all others. */
const NAME_CHARS = charTable((char) => (/[A-Z.]/.test(char) ? FOLDS : /[a-z0-9_-]/.test(char) ? 1 : 0));
const HEX_CHARS = charTable((char) => (/[0-9a-f]/.test(char) ? 1 : 0));

function charTable(kindOf: (char: string) => number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => kindOf(String.fromCharCode(code)));
}

/**
 * A sound line: an id of three to eight digits that is not zero, a name that every release accepts, `any` or a plain
 * IPv4 address or range, and 64 lower-case hexadecimal digits. Each pass reuses the object.
 */
export class SoundLine {
  /** Ends of the fields, from the start of the line. */
  idEnd = 0;
  nameEnd = 0;
  ipEnd = 0;
  /** The name has a capital letter or a dot. */
  nameFolds = false;
  ipKind: "any" | "host" | "range" = "any";

  /**
   * Reads the line that starts at `start`, up to its line feed or to `limit`. Returns its end, or −1 if it is not
   * sound.
   */
  walk(codes: Uint8Array, start: number, limit: number): number {
    const idEnd = endOfId(codes, start, limit);
    if (idEnd < 0) return -1;
    const nameEnd = this.#endOfName(codes, idEnd + 1, limit);
    if (nameEnd < 0) return -1;
    const ipEnd = endOfIp(codes, nameEnd + 1, limit);
    const ipKind = ipEnd < 0 ? undefined : quickIpKind(codes, nameEnd + 1, ipEnd);
    if (ipKind === undefined) return -1;
    this.idEnd = idEnd - start;
    this.nameEnd = nameEnd - start;
    this.ipEnd = ipEnd - start;
    this.ipKind = ipKind;
    return endOfKey(codes, ipEnd + 1, limit);
  }

  #endOfName(codes: Uint8Array, start: number, limit: number): number {
    const end = Math.min(limit, start + LONGEST_NAME + 1);
    let seen = 0;
    let at = start;
    for (; at < end; at++) {
      const kind = NAME_CHARS[codes[at] ?? 0] ?? 0;
      if (kind === 0) break;
      seen |= kind;
    }
    this.nameFolds = (seen & FOLDS) !== 0;
    const length = at - start;
    const isName = length >= 2 && length <= LONGEST_NAME && codes[start] !== DOT;
    return isName && at < limit && codes[at] === BLANK ? at : -1;
  }
}

function endOfId(codes: Uint8Array, start: number, limit: number): number {
  const end = Math.min(limit, start + LONGEST_ID + 1);
  let bits = 0;
  let at = start;
  for (; at < end; at++) {
    const code = codes[at] ?? 0;
    if (code < ZERO || code > NINE) break;
    bits |= code - ZERO;
  }
  const length = at - start;
  const isId = length >= SHORTEST_ID && length <= LONGEST_ID && bits !== 0;
  return isId && at < limit && codes[at] === BLANK ? at : -1;
}

function endOfIp(codes: Uint8Array, start: number, limit: number): number {
  const end = Math.min(limit, start + LONGEST_IP + 1);
  for (let at = start; at < end; at++) if (codes[at] === BLANK) return at;
  return -1;
}

function endOfKey(codes: Uint8Array, start: number, limit: number): number {
  const end = start + KEY_LENGTH;
  if (end > limit) return -1;
  let all = 1;
  for (let at = start; at < end; at++) all &= HEX_CHARS[codes[at] ?? 0] ?? 0;
  return all === 1 && (end === limit || codes[end] === NEWLINE) ? end : -1;
}
