/** What one line of `client.keys` is, found in a single pass over its characters. */

import {
  type Address,
  bytesFromText,
  PIECE_BYTES,
  piecesOf,
  type Release,
  readAddress,
  readPiece,
} from "../../manager/index.ts";
import { quickIpKind } from "./quick-ip.ts";

/** Kinds of characters, as bits that are or-ed over a field. */
export const Char = {
  digit: 1,
  lowerHex: 2,
  upperHex: 4,
  lower: 8,
  upper: 16,
  /** `-`, `_` and `.` */
  namePunctuation: 32,
  printable: 64,
  blank: 128,
  tab: 256,
  carriageReturn: 512,
  control: 1024,
  beyondAscii: 2048,
} as const;

const HEX = Char.digit | Char.lowerHex;
export const LOWER_HEX_ONLY = ~HEX;
const NAME_CHARS =
  Char.digit | Char.lowerHex | Char.upperHex | Char.lower | Char.upper | Char.namePunctuation;
export const NAME_CHARS_ONLY = ~NAME_CHARS;

function classOf(code: number): number {
  const char = String.fromCharCode(code);
  if (/[0-9]/.test(char)) return Char.digit;
  if (/[a-f]/.test(char)) return Char.lowerHex;
  if (/[A-F]/.test(char)) return Char.upperHex;
  if (/[g-z]/.test(char)) return Char.lower;
  if (/[G-Z]/.test(char)) return Char.upper;
  if (/[-_.]/.test(char)) return Char.namePunctuation;
  if (char === " ") return Char.blank;
  if (char === "\t") return Char.tab;
  if (char === "\r") return Char.carriageReturn;
  return code < 0x20 || code === 0x7f ? Char.control : Char.printable;
}

const OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

/** A record as the manager itself writes it, whose address every release reads alike. */
const SOUND = new RegExp(
  "^(?!0+ )[0-9]{3,8} [A-Za-z0-9_-][A-Za-z0-9._-]{1,126} " +
    `(?:any|(?!0)${OCTET}(?:\\.${OCTET}){3}(?:/(?:3[0-2]|[12][0-9]|[0-9]))?) [0-9a-f]{64}$`,
);

const CLASSES = Uint16Array.from({ length: 128 }, (_, code) => classOf(code));

/** What the reader makes of a line; `end` is the empty rest behind the last line feed, which is no line to the manager. */
export type LineKind = "end" | "ignored" | "skipped" | "removed" | "record" | "fatal";

/**
 * The facts about one line. Offsets are UTF-16 units in `text`. One object is filled again for each line, so that reading a
 * large file makes no garbage: use it before the next `read`.
 */
export class LineFacts {
  /** The line without its line feed. */
  text = "";
  kind: LineKind = "end";
  /** Behind the id, the name and the address; −1 where the line has no such field. */
  idEnd = -1;
  nameEnd = -1;
  ipEnd = -1;
  /** Character kinds of each field, and of the whole line. */
  idClass = 0;
  nameClass = 0;
  ipClass = 0;
  keyClass = 0;
  lineClass = 0;
  /** Bytes of the line with its line feed. */
  bytes = 0;
  /** How the address reads, where the line is a record. */
  ipKind: "none" | "any" | "host" | "range" = "none";
  /** Nothing in the line's own form is out of the ordinary, so most rules need not look at it. */
  isSound = false;
  /** `any` or IPv4 in the form that every release reads alike. */
  ipIsPlain = false;
  readonly #release: Release;

  constructor(release: Release) {
    this.#release = release;
  }

  get release(): Release {
    return this.#release;
  }

  get id(): string {
    return this.text.slice(0, Math.max(this.idEnd, 0));
  }

  get name(): string {
    return this.nameEnd < 0 ? "" : this.text.slice(this.idEnd + 1, this.nameEnd);
  }

  get ip(): string {
    return this.ipEnd < 0 ? "" : this.text.slice(this.nameEnd + 1, this.ipEnd);
  }

  /** Everything behind the third blank, blanks and carriage return included. */
  get key(): string {
    return this.ipEnd < 0 ? "" : this.text.slice(this.ipEnd + 1);
  }

  /** The address in binary; undefined where the manager refuses it. */
  address(): Address | undefined {
    return readAddress(bytesFromText(this.ip), this.#release);
  }

  /** Reads a line. `last` says that no line feed follows it. */
  read(text: string, last: boolean): this {
    this.text = text;
    this.isSound = SOUND.test(text);
    if (this.isSound) return this.#readSound(last);
    this.#split(text);
    this.bytes = text.length + (last ? 0 : 1);
    if (this.lineClass & Char.beyondAscii) this.bytes = bytesFromText(text).length + (last ? 0 : 1);
    if (text === "" && last) this.kind = "end";
    else if (this.bytes > PIECE_BYTES || this.lineClass & Char.control) this.#readPieces(last);
    else this.#decide();
    return this;
  }

  /** The facts that the expression for sound lines already says; only the ends of the fields are left to find. */
  #readSound(last: boolean): this {
    const { text } = this;
    this.kind = "record";
    this.idEnd = text.indexOf(" ");
    this.nameEnd = text.indexOf(" ", this.idEnd + 1);
    this.ipEnd = text.indexOf(" ", this.nameEnd + 1);
    this.idClass = Char.digit;
    this.nameClass = NAME_CHARS;
    this.ipClass = Char.printable;
    this.keyClass = HEX;
    this.lineClass = NAME_CHARS | Char.printable;
    this.bytes = text.length + (last ? 0 : 1);
    this.ipIsPlain = true;
    const slash = text.indexOf("/", this.nameEnd);
    if (text.startsWith("any ", this.nameEnd + 1)) this.ipKind = "any";
    else this.ipKind = slash < 0 ? "host" : "range";
    return this;
  }

  #split(text: string): void {
    let ends = 0;
    let all = 0;
    let field = 0;
    this.idEnd = this.nameEnd = this.ipEnd = -1;
    this.idClass = this.nameClass = this.ipClass = this.keyClass = 0;
    this.ipKind = "none";
    this.ipIsPlain = false;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const char = code < 128 ? (CLASSES[code] ?? 0) : Char.beyondAscii;
      if (char !== Char.blank || ends === 3) {
        field |= char;
        continue;
      }
      all |= field;
      if (ends === 0) {
        this.idEnd = at;
        this.idClass = field;
      } else if (ends === 1) {
        this.nameEnd = at;
        this.nameClass = field;
      } else {
        this.ipEnd = at;
        this.ipClass = field;
      }
      ends++;
      field = 0;
    }
    if (ends === 3) this.keyClass = field;
    this.lineClass = all | field;
  }

  /** The decisions of the manager's reader, for a line that is one piece. */
  #decide(): void {
    const first = this.text.charCodeAt(0);
    const mark = this.text.charCodeAt(this.idEnd + 1);
    if (first === 0x23 || first === 0x20) this.kind = "ignored";
    else if (this.idEnd < 0) this.kind = "skipped";
    else if (mark === 0x21 || mark === 0x23) this.kind = "removed";
    else if (this.ipEnd < 0) this.kind = "skipped";
    else {
      const plain = quickIpKind(this.text, this.nameEnd + 1, this.ipEnd);
      this.ipIsPlain = plain !== undefined;
      this.ipKind = plain ?? this.address()?.kind ?? "none";
      this.kind = this.ipKind === "none" ? "fatal" : "record";
    }
  }

  /** A line that the manager does not read as it stands (too long, or with NUL): the model decides, piece by piece. */
  #readPieces(last: boolean): void {
    const bytes = bytesFromText(last ? this.text : `${this.text}\n`);
    this.kind = "skipped";
    for (const { bytes: piece, chunk } of piecesOf(bytes)) {
      const read = readPiece(piece, this.#release);
      if (chunk === 0) this.kind = read.kind;
      if (read.kind === "fatal") this.kind = "fatal";
      if (chunk === 0 && read.kind === "record") this.ipKind = read.address.kind;
    }
  }
}
