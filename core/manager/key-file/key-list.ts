/**
 * The records of a whole `client.keys`, found as the manager finds them, even after a line at which a daemon would have
 * exited.
 */

import type { Address } from "../address/index.ts";
import { indexText } from "../address/write.ts";
import type { ByteString } from "../bytes.ts";
import { present } from "../present.ts";
import type { Release } from "../releases.ts";
import {
  type FatalPiece,
  PIECE_BYTES,
  type Piece,
  type RecordFields,
  type RecordPiece,
  readPiece,
} from "./piece.ts";
import { piecesOf } from "./pieces.ts";

/** A live record with its place. */
export interface KeyListEntry extends RecordFields {
  /** Its line, from 1, and the offset of its first byte in the file. */
  readonly line: number;
  readonly start: number;
  /** Undefined if the manager rejects the address. */
  readonly address: Address | undefined;
}

/** Holds only offsets, because a file may have a million records. A record is read again when it is needed. */
export class KeyList {
  readonly #file: ByteString;
  readonly #release: Release;
  readonly #starts: number[] = [];
  readonly #lines: number[] = [];
  /** Numbers of records. The first of two records with the same id or address is found. */
  readonly #byId = new Map<ByteString, number>();
  readonly #byIp = new Map<ByteString, number>();
  readonly #removed = new Set<ByteString>();

  constructor(file: ByteString, release: Release) {
    this.#file = file;
    this.#release = release;
    for (const { bytes, line, start } of piecesOf(file)) {
      const piece = readPiece(bytes, release);
      if (piece.kind === "removed") this.#removed.add(piece.id);
      if (!isLive(piece)) continue;
      const number = this.#starts.push(start) - 1;
      this.#lines.push(line);
      if (!this.#byId.has(piece.id)) this.#byId.set(piece.id, number);
      if (piece.kind === "fatal") continue;
      const ip = indexText(piece.address);
      if (!this.#byIp.has(ip)) this.#byIp.set(ip, number);
    }
  }

  /** Every record, in order. */
  *entries(): Generator<KeyListEntry> {
    for (let number = 0; number < this.#starts.length; number++) yield this.#read(number);
  }

  ids(): Iterable<ByteString> {
    return this.#byId.keys();
  }

  has(id: ByteString): boolean {
    return this.#byId.has(id);
  }

  isRemoved(id: ByteString): boolean {
    return this.#removed.has(id);
  }

  byId(id: ByteString): KeyListEntry | undefined {
    return this.#found(this.#byId.get(id));
  }

  byIp(ip: ByteString): KeyListEntry | undefined {
    return this.#found(this.#byIp.get(ip));
  }

  /** The offset of the record that an id finds. The record is not read. */
  startById(id: ByteString): number | undefined {
    return this.#start(this.#byId.get(id));
  }

  startByIp(ip: ByteString): number | undefined {
    return this.#start(this.#byIp.get(ip));
  }

  /** The bytes of the record that begins there. */
  bytesAt(start: number): ByteString {
    const feed = this.#file.indexOf("\n", start);
    const end = Math.min(feed < 0 ? this.#file.length : feed + 1, start + PIECE_BYTES);
    return this.#file.slice(start, end);
  }

  #start(number: number | undefined): number | undefined {
    return number === undefined ? undefined : this.#starts[number];
  }

  #found(number: number | undefined): KeyListEntry | undefined {
    return number === undefined ? undefined : this.#read(number);
  }

  #read(number: number): KeyListEntry {
    const start = present(this.#starts[number]);
    const piece = readPiece(this.bytesAt(start), this.#release);
    const line = present(this.#lines[number]);
    const fields = present([piece].find(isLive));
    return { address: undefined, ...fields, line, start };
  }
}

function isLive(piece: Piece): piece is RecordPiece | FatalPiece {
  return piece.kind === "record" || piece.kind === "fatal";
}
