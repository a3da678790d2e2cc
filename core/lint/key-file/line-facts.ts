/** The facts about one line of `client.keys`. */

import { type ByteString, type Piece, type Release, readPiece } from "../../manager/index.ts";
import { Char } from "./characters.ts";
import { byteOrderMark, bytesOf, type TextEncoding } from "./encoding.ts";
import { type QuickRange, quickRange } from "./quick-ip.ts";

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

/**
 * The facts about one line. Fields and kind are those of its first piece up to a NUL, which for nearly all lines is the
 * whole line. Offsets are UTF-16 units in `text`. A `LineReader` sets the facts.
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
  /** The text that contains the line. Undefined if the line is `ownText`. */
  protected source: LineSource | undefined;
  protected ownText: string | undefined = "";

  constructor(release: Release, encoding: TextEncoding, codes: Uint8Array) {
    this.release = release;
    this.encoding = encoding;
    this.codes = codes;
  }

  /** The line without its line feed. */
  get text(): string {
    this.ownText ??= this.source?.slice(this.start, this.end) ?? "";
    return this.ownText;
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

  /** How a manager of `release` reads the first piece. */
  firstPiece(release: Release): Piece {
    return readPiece(this.bytesOf(this.seen), release);
  }
}
