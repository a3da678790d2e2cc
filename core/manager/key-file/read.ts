/** Reading a whole `client.keys` as a daemon does at its start. */

import type { ByteString } from "../bytes.ts";
import type { LogLine } from "../log.ts";
import { ManagerLog } from "../messages.ts";
import type { Release } from "../releases.ts";
import { type KeyEntry, KeyStore } from "./key-store.ts";
import { logOfPiece, readPiece } from "./piece.ts";
import { type PlacedPiece, piecesOf } from "./pieces.ts";

/** Log lines, in order, with the place that caused them. */
export interface PlacedLog {
  readonly at: PlacedPiece;
  readonly log: readonly LogLine[];
}

export interface KeyFileReading {
  /** The critical line with which the reading daemon exits, or undefined. */
  readonly exit: LogLine | undefined;
  /** The piece that made it exit; undefined where the whole file is the reason. */
  readonly exitAt: PlacedPiece | undefined;
  readonly skipped: readonly PlacedLog[];
  readonly ignored: readonly PlacedPiece[];
  /** Logged for a record that counts all the same. */
  readonly warnings: readonly PlacedLog[];
  /** The live records that were read, in order, with their places. */
  readonly records: readonly { readonly at: PlacedPiece; readonly entry: KeyEntry }[];
  readonly removed: readonly { readonly at: PlacedPiece; readonly text: ByteString }[];
  /** What the daemon holds in memory. */
  readonly store: KeyStore;
}

export interface KeyFileReadingOptions {
  readonly release: Release;
  /** The daemon tolerates a file without a record (authd always; remoted by default). */
  readonly passEmpty: boolean;
}

/** OS_ReadKeys. Reading stops where the daemon exits. */
export function readKeyFile(file: ByteString, options: KeyFileReadingOptions): KeyFileReading {
  const { release, passEmpty } = options;
  const store = new KeyStore();
  const reading = {
    skipped: [] as PlacedLog[],
    ignored: [] as PlacedPiece[],
    warnings: [] as PlacedLog[],
    records: [] as { at: PlacedPiece; entry: KeyEntry }[],
    removed: [] as { at: PlacedPiece; text: ByteString }[],
    store,
  };
  for (const at of piecesOf(file)) {
    const piece = readPiece(at.bytes, release);
    if (piece.kind === "ignored") {
      reading.ignored.push(at);
      continue;
    }
    if (piece.id !== undefined) store.countId(piece.id);
    const log = logOfPiece(piece, release);
    if (piece.kind === "skipped") reading.skipped.push({ at, log });
    else if (piece.longId && log.length > 0) reading.warnings.push({ at, log: log.slice(0, 1) });
    if (piece.kind === "fatal") return { ...reading, exit: log.at(-1), exitAt: at };
    if (piece.kind === "removed") {
      reading.removed.push({ at, text: piece.text });
      store.removed.push(piece.text);
    }
    if (piece.kind === "record") {
      const entry: KeyEntry = { id: piece.id, name: piece.name, address: piece.address, key: piece.key };
      reading.records.push({ at, entry });
      store.add(entry);
    }
  }
  return { ...reading, exit: exitOfEmpty(store, passEmpty, release), exitAt: undefined };
}

function exitOfEmpty(store: KeyStore, passEmpty: boolean, release: Release): LogLine | undefined {
  if (passEmpty || store.entries.length > 0) return undefined;
  const log = new ManagerLog(release);
  log.add("no-records");
  return log.lines[0];
}
