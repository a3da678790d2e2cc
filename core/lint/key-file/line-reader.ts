/** Reads a line of `client.keys` in a single pass over its characters. */

import { PIECE_BYTES, type Release } from "../../manager/index.ts";
import { Char, HEX, NAME_CHARS } from "./characters.ts";
import { copyCodes } from "./codes.ts";
import { type TextEncoding, unitsWithin } from "./encoding.ts";
import { addressOf } from "./kept.ts";
import { laterPieces } from "./later-pieces.ts";
import { LineFacts, type LineSource } from "./line-facts.ts";
import { quickIpKind } from "./quick-ip.ts";
import { SoundLine } from "./sound-line.ts";
import { splitLine } from "./split-line.ts";

const NUL = 0;
const LINE_FEED = 0x0a;
const BLANK = 0x20;
const BANG = 0x21;
const HASH = 0x23;

/** Maximum bytes of one UTF-16 unit. */
const MOST_BYTES_OF_UNIT = 3;

/**
 * Reads one line after another. Each reading replaces the facts of the one before, so that reading a large file makes
 * no garbage: use them before the next `read`.
 */
export class LineReader extends LineFacts {
  #room: Uint8Array;
  readonly #sound = new SoundLine();

  constructor(release: Release, encoding: TextEncoding = "utf-8") {
    const room = new Uint8Array(256);
    super(release, encoding, room);
    this.#room = room;
  }

  /** Reads a line. `last` says that no line feed follows it. */
  read(text: string, last: boolean): this {
    this.#room = copyCodes(text, this.#room);
    this.codes = this.#room;
    this.start = 0;
    this.ownText = text;
    this.source = undefined;
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
    this.source = source;
    this.codes = codes;
    this.start = start;
    this.ownText = undefined;
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
      this.ipKind = plain ?? addressOf(this)?.kind ?? "none";
      this.kind = this.ipKind === "none" ? "fatal" : "record";
    }
  }
}
