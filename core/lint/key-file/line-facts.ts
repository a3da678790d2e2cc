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
import { Char, CLASSES, HEX, NAME_CHARS } from "./characters.ts";
import { copyCodes } from "./codes.ts";
import { hashOf } from "./document/hash.ts";
import { type QuickRange, quickIpKind, quickRange } from "./quick-ip.ts";
import { SoundLine } from "./sound-line.ts";

/** What the reader makes of a line; `end` is the empty rest behind the last line feed, which is no line to the manager. */
export type LineKind = "end" | "ignored" | "skipped" | "removed" | "record" | "fatal";

export type FieldName = "id" | "name" | "ip" | "key";

/** What a line stands in. */
export interface LineSource {
  /** One code for each character, as `codesOf` has them. */
  readonly codes: Uint8Array;
  /** The characters between two indexes of `codes`. */
  slice(start: number, end: number): string;
}

const LINE_FEED = 0x0a;

/**
 * The facts about one line. Offsets are UTF-16 units in `text`. One object is filled again for each line, so that reading a
 * large file makes no garbage: use it before the next `read`.
 */
export class LineFacts {
  readonly release: Release;
  /** The codes of the text that the line stands in, and where it stands there. */
  codes: Uint8Array;
  start = 0;
  end = 0;
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
  /** The name has a capital letter or a dot, so that it may be like another name without being equal. */
  nameFolds = false;
  /** The text that the line stands in. */
  #source: LineSource | undefined;
  #text: string | undefined = "";
  #room: Uint8Array = new Uint8Array(256);
  readonly #sound = new SoundLine();

  constructor(release: Release) {
    this.release = release;
    this.codes = this.#room;
  }

  /** The line without its line feed. */
  get text(): string {
    this.#text ??= this.#source?.slice(this.start, this.end) ?? "";
    return this.#text;
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

  /** The range of a sound line whose `ipKind` is `range`. */
  quickRange(): QuickRange {
    return quickRange(this.codes, this.start + this.nameEnd + 1, this.start + this.ipEnd);
  }

  /** Where the key starts in `codes`; the line must have one. */
  get keyStart(): number {
    return this.start + this.ipEnd + 1;
  }

  /** A hash of a field that the line has; equal to that of the field's text. */
  hashOf(field: FieldName): number {
    const { codes, start } = this;
    if (field === "id") return hashOf(codes, start, start + Math.max(this.idEnd, 0));
    if (field === "name") return hashOf(codes, start + this.idEnd + 1, start + this.nameEnd);
    if (field === "ip") return hashOf(codes, start + this.nameEnd + 1, start + this.ipEnd);
    return hashOf(codes, this.keyStart, this.end);
  }

  /** The address in binary; undefined where the manager refuses it. */
  address(): Address | undefined {
    return readAddress(bytesFromText(this.ip), this.release);
  }

  /** Reads a line. `last` says that no line feed follows it. */
  read(text: string, last: boolean): this {
    this.#room = copyCodes(text, this.#room);
    this.codes = this.#room;
    this.start = 0;
    this.#text = text;
    this.#source = undefined;
    if (this.#sound.walk(this.codes, 0, text.length) === text.length) this.#readSound(text.length, last);
    else this.#readOther(text.length, last);
    return this;
  }

  /**
   * Reads the line that starts at `start` in `source`, up to its line feed or the end of the codes. `last` says that no line
   * feed follows it, neither there nor behind them.
   */
  readFrom(source: LineSource, start: number, last: boolean): this {
    const { codes } = source;
    this.#source = source;
    this.codes = codes;
    this.start = start;
    this.#text = undefined;
    const end = this.#sound.walk(codes, start, codes.length);
    if (end >= 0) {
      this.#readSound(end, last);
      return this;
    }
    const feed = codes.indexOf(LINE_FEED, start);
    this.#readOther(feed < 0 ? codes.length : feed, last);
    return this;
  }

  /** The facts that the walk over a sound line has found or implies. */
  #readSound(end: number, last: boolean): void {
    this.end = end;
    this.isSound = true;
    this.kind = "record";
    this.idEnd = this.#sound.idEnd;
    this.nameEnd = this.#sound.nameEnd;
    this.ipEnd = this.#sound.ipEnd;
    this.nameFolds = this.#sound.nameFolds;
    this.idClass = Char.digit;
    this.nameClass = NAME_CHARS;
    this.ipClass = Char.printable;
    this.keyClass = HEX;
    this.lineClass = NAME_CHARS | Char.printable;
    this.bytes = end - this.start + (last ? 0 : 1);
    this.ipIsPlain = true;
    this.ipKind = this.#sound.ipKind;
  }

  #readOther(end: number, last: boolean): void {
    this.end = end;
    this.isSound = false;
    const { text } = this;
    this.#split(text);
    this.bytes = text.length + (last ? 0 : 1);
    if (this.lineClass & Char.beyondAscii) this.bytes = bytesFromText(text).length + (last ? 0 : 1);
    if (text === "" && last) this.kind = "end";
    else if (this.bytes > PIECE_BYTES || this.lineClass & Char.control) this.#readPieces(last);
    else this.#decide();
    this.nameFolds = (this.nameClass & (Char.upper | Char.upperHex)) !== 0 || this.name.includes(".");
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
      const plain = this.#plainIpKind();
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
      const read = readPiece(piece, this.release);
      if (chunk === 0) this.kind = read.kind;
      if (read.kind === "fatal") this.kind = "fatal";
      if (chunk === 0 && read.kind === "record") {
        this.ipKind = read.address.kind;
        this.ipIsPlain = this.#plainIpKind() !== undefined;
      }
    }
  }

  #plainIpKind(): ReturnType<typeof quickIpKind> {
    return quickIpKind(this.codes, this.start + this.nameEnd + 1, this.start + this.ipEnd);
  }
}
