/** The facts about one line of `client.keys`, found in a single pass over its characters. */

import {
  type Address,
  type ByteString,
  PIECE_BYTES,
  type Piece,
  type Release,
  readAddress,
  readPiece,
} from "../../manager/index.ts";
import { Char, HEX, NAME_CHARS } from "./characters.ts";
import { copyCodes } from "./codes.ts";
import { byteOrderMark, bytesOf, type TextEncoding, unitsWithin } from "./encoding.ts";
import { kept } from "./kept.ts";
import { laterPieces } from "./later-pieces.ts";
import { type QuickRange, quickIpKind, quickRange } from "./quick-ip.ts";
import { SoundLine } from "./sound-line.ts";
import { splitLine } from "./split-line.ts";

/**
 * How the reader reads a line. `end` is the empty rest after the last line feed, which is not a line to the manager.
 */
export type LineKind = "end" | "ignored" | "skipped" | "removed" | "record" | "fatal";

export type FieldName = "id" | "name" | "ip" | "key";

/** The text that contains a line. */
export interface LineSource {
  /** One code for each character, as in `codesOf`. */
  readonly codes: Uint8Array;
  /** The characters between two indexes of `codes`. */
  slice(start: number, end: number): string;
}

const NUL = 0;
const LINE_FEED = 0x0a;
const BLANK = 0x20;
const BANG = 0x21;
const HASH = 0x23;

/** Maximum bytes of one UTF-16 unit. */
const MOST_BYTES_OF_UNIT = 3;

/**
 * The facts about one line. Fields and kind are those of its first piece up to a NUL, which for nearly all lines is the
 * whole line. Offsets are UTF-16 units in `text`. The object is reused for each line, so that reading a large file
 * makes no garbage: use it before the next `read`.
 */
export class LineFacts {
  readonly release: Release;
  readonly encoding: TextEncoding;
  /** The codes of the text that contains the line, and its place there. */
  codes: Uint8Array;
  start = 0;
  end = 0;
  kind: LineKind = "end";
  /** The daemon that reads the line exits, at its first piece or at a later one. */
  exits = false;
  /** The manager reads the line in more than one piece. */
  isLong = false;
  /** The end of what the manager reads of the first piece. A NUL also ends it. */
  seenEnd = 0;
  /** No line feed follows. */
  isLast = true;
  /** After the id, the name and the address; −1 if the line has no such field. */
  idEnd = -1;
  nameEnd = -1;
  ipEnd = -1;
  /** Kinds of characters in each field, and in all that is read. A NUL after it counts as well. */
  idClass = 0;
  nameClass = 0;
  ipClass = 0;
  keyClass = 0;
  lineClass = 0;
  /** How the address is read, if the line is a record. */
  ipKind: "none" | "any" | "host" | "range" = "none";
  /** The line's own form is normal, so most rules need not check it. */
  isSound = false;
  /** `any` or IPv4 in the form that every release reads in the same way. */
  ipIsPlain = false;
  /** The name has a capital letter or a dot, so it may be similar to another name without being equal. */
  nameFolds = false;
  /** The text that contains the line. */
  #source: LineSource | undefined;
  #text: string | undefined = "";
  #room: Uint8Array = new Uint8Array(256);
  readonly #sound = new SoundLine();

  constructor(release: Release, encoding: TextEncoding = "utf-8") {
    this.release = release;
    this.encoding = encoding;
    this.codes = this.#room;
  }

  /** The line without its line feed. */
  get text(): string {
    this.#text ??= this.#source?.slice(this.start, this.end) ?? "";
    return this.#text;
  }

  /** What the manager reads of the first piece. */
  get seen(): string {
    return this.text.slice(0, this.seenEnd);
  }

  /** Bytes of the line, including its line feed. */
  get bytes(): number {
    return this.bytesOf(this.text).length + (this.isLast ? 0 : 1);
  }

  /** Whether a carriage return is anywhere in the line. */
  get hasReturn(): boolean {
    return !this.isSound && this.text.includes("\r");
  }

  bytesOf(text: string): ByteString {
    return bytesOf(text, this.encoding);
  }

  /**
   * Whether the line starts with a byte-order mark: it is the first line of a file that an editor on Windows has saved.
   */
  get hasMark(): boolean {
    return (this.lineClass & Char.beyondAscii) !== 0 && this.text.startsWith(byteOrderMark(this.encoding));
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

  /** Everything after the third blank, including blanks and a carriage return. */
  get key(): string {
    return this.ipEnd < 0 ? "" : this.text.slice(this.ipEnd + 1, this.seenEnd);
  }

  /** The range of a sound line whose `ipKind` is `range`. */
  quickRange(): QuickRange {
    return quickRange(this.codes, this.start + this.nameEnd + 1, this.start + this.ipEnd);
  }

  /** Where the key starts in `codes`; the line must have one. */
  get keyStart(): number {
    return this.start + this.ipEnd + 1;
  }

  /** The address in binary. Undefined if the manager rejects it. */
  address(): Address | undefined {
    return readAddress(kept(this, "ip"), this.release);
  }

  /** How a manager of `release` reads the first piece. */
  firstPiece(release: Release): Piece {
    return readPiece(this.bytesOf(this.seen), release);
  }

  /** Reads a line. `last` says that no line feed follows it. */
  read(text: string, last: boolean): this {
    this.#room = copyCodes(text, this.#room);
    this.codes = this.#room;
    this.start = 0;
    this.#text = text;
    this.#source = undefined;
    this.isLast = last;
    if (this.#sound.walk(this.codes, 0, text.length) === text.length) this.#readSound(text.length);
    else this.#readOther(text.length);
    return this;
  }

  /**
   * Reads the line that starts at `start` in `source`, up to its line feed or the end of the codes. `last` says that no
   * line feed follows it, not even after the end of the codes.
   */
  readFrom(source: LineSource, start: number, last: boolean): this {
    const { codes } = source;
    this.#source = source;
    this.codes = codes;
    this.start = start;
    this.#text = undefined;
    this.isLast = last;
    const end = this.#sound.walk(codes, start, codes.length);
    if (end >= 0) {
      this.#readSound(end);
      return this;
    }
    const feed = codes.indexOf(LINE_FEED, start);
    this.#readOther(feed < 0 ? codes.length : feed);
    return this;
  }

  /** The facts that the pass over a sound line has found or implies. */
  #readSound(end: number): void {
    this.end = end;
    this.seenEnd = end - this.start;
    this.isSound = true;
    this.isLong = false;
    this.exits = false;
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
    this.ipIsPlain = true;
    this.ipKind = this.#sound.ipKind;
  }

  #readOther(end: number): void {
    this.end = end;
    this.isSound = false;
    const { text } = this;
    const mayBeLong = text.length * MOST_BYTES_OF_UNIT >= PIECE_BYTES;
    this.isLong = mayBeLong && this.bytes > PIECE_BYTES;
    splitLine(this, this.isLong ? unitsWithin(text, PIECE_BYTES, this.encoding) : text.length);
    this.#decide();
    this.exits =
      this.kind === "fatal" || (this.isLong && laterPieces(this).some(({ kind }) => kind === "fatal"));
    this.nameFolds = (this.nameClass & (Char.upper | Char.upperHex)) !== 0 || this.name.includes(".");
  }

  /** The decisions of the manager's reader. */
  #decide(): void {
    const { text, seenEnd } = this;
    const first = seenEnd > 0 ? text.charCodeAt(0) : NUL;
    const mark = this.idEnd + 1 < seenEnd ? text.charCodeAt(this.idEnd + 1) : NUL;
    if (text === "" && this.isLast) this.kind = "end";
    else if (first === HASH || first === BLANK) this.kind = "ignored";
    else if (this.idEnd < 0) this.kind = "skipped";
    else if (mark === BANG || mark === HASH) this.kind = "removed";
    else if (this.ipEnd < 0) this.kind = "skipped";
    else {
      const plain = quickIpKind(this.codes, this.start + this.nameEnd + 1, this.start + this.ipEnd);
      this.ipIsPlain = plain !== undefined;
      this.ipKind = plain ?? this.address()?.kind ?? "none";
      this.kind = this.ipKind === "none" ? "fatal" : "record";
    }
  }
}
