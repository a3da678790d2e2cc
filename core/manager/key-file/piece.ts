/** One piece of `client.keys`, as fgets gives it to the manager's reader: a record, or the reason why it is not one. */

import { type Address, readAddress } from "../address/index.ts";
import { rejectedAddressText } from "../address/rejected.ts";
import { type ByteString, cString } from "../bytes.ts";
import { type LogLine, ManagerLog } from "../messages.ts";
import type { Release } from "../releases.ts";

/**
 * Maximum bytes that the reader reads at once, including the line feed. The rest of a longer line is read as a line of
 * its own.
 */
export const PIECE_BYTES = 2047;

/** Bytes of a name, an address or a key that the reader keeps. */
export const FIELD_BYTES_KEPT = 127;

/** A piece that is a comment: it begins with `#` or a blank. Nothing is logged. */
export interface IgnoredPiece {
  readonly kind: "ignored";
}

/** A piece that the reader cannot read as a record. It logs this and continues. */
export type SkippedPiece = {
  readonly kind: "skipped";
  /** What the log shows: the id in full, or the whole piece with its line feed. */
  readonly shown: ByteString;
} & (
  | { readonly id: undefined; readonly longId: false }
  /** The reader got as far as the id, which still counts for the id counter. */
  | { readonly id: ByteString; readonly longId: boolean }
);

/** A removed record: `!` or `#` before the name. */
export interface RemovedPiece {
  readonly kind: "removed";
  readonly id: ByteString;
  readonly longId: boolean;
  /** The piece without its line feed. authd keeps it unless it purges. */
  readonly text: ByteString;
}

/** Four fields, each cut to the length that the reader keeps. */
export interface RecordFields {
  readonly id: ByteString;
  readonly longId: boolean;
  readonly name: ByteString;
  readonly ip: ByteString;
  readonly key: ByteString;
}

/** A live record. */
export interface RecordPiece extends RecordFields {
  readonly kind: "record";
  readonly address: Address;
}

/** A record whose address the manager rejects. The daemon that reads it exits. */
export interface FatalPiece extends RecordFields {
  readonly kind: "fatal";
}

export type Piece = IgnoredPiece | SkippedPiece | RemovedPiece | RecordPiece | FatalPiece;

const IGNORED: IgnoredPiece = { kind: "ignored" };
const HASH = 0x23;
const BANG = 0x21;
const BLANK = 0x20;

/** OS_ReadKeys for one piece, including its line feed if it has one. */
export function readPiece(piece: ByteString, release: Release): Piece {
  const text = cString(piece);
  const first = text.charCodeAt(0);
  if (first === HASH || first === BLANK) return IGNORED;
  const idEnd = text.indexOf(" ");
  if (idEnd < 0) return { kind: "skipped", id: undefined, longId: false, shown: text };
  const longId = idEnd > release.idBytesKept;
  const id = text.slice(0, longId ? release.idBytesKept : idEnd);
  const mark = text.charCodeAt(idEnd + 1);
  if (mark === HASH || mark === BANG) return { kind: "removed", id, longId, text: withoutLineFeed(text) };
  const nameEnd = text.indexOf(" ", idEnd + 1);
  const ipEnd = nameEnd < 0 ? -1 : text.indexOf(" ", nameEnd + 1);
  if (ipEnd < 0) return { kind: "skipped", id, longId, shown: text.slice(0, idEnd) };
  const name = kept(text.slice(idEnd + 1, nameEnd));
  const ip = kept(text.slice(nameEnd + 1, ipEnd));
  const key = kept(withoutLineFeed(text.slice(ipEnd + 1)));
  const address = readAddress(ip, release);
  if (address === undefined) return { kind: "fatal", id, longId, name, ip, key };
  return { kind: "record", id, longId, name, ip, key, address };
}

/** What the reader logs about a piece, in order. */
export function logOfPiece(piece: Piece, release: Release): readonly LogLine[] {
  if (piece.kind === "ignored") return [];
  // Nearly every piece is a record without a log line.
  if (piece.kind === "record" && !piece.longId) return [];
  const log = new ManagerLog(release);
  if (piece.longId && release.longIdLogged) log.add("reading-key-failed", piece.id);
  if (piece.kind === "skipped") log.add("reading-key-failed", piece.shown);
  if (piece.kind === "fatal") log.add("invalid-ip", rejectedAddressText(piece.ip, release));
  return log.lines;
}

function kept(field: ByteString): ByteString {
  return field.length > FIELD_BYTES_KEPT ? field.slice(0, FIELD_BYTES_KEPT) : field;
}

function withoutLineFeed(text: ByteString): ByteString {
  return text.endsWith("\n") ? text.slice(0, -1) : text;
}
