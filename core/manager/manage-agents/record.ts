/** Finding the record of an agent, in a file by its id or on a line of its own. */

import { type ByteString, textFromBytes } from "../bytes.ts";
import type { KeyEntry } from "../key-file/key-store.ts";
import { readPiece } from "../key-file/piece.ts";
import { type KeyFileReading, readKeyFile } from "../key-file/read.ts";
import type { Release } from "../releases.ts";
import { type Refusal, refused, stopOf } from "./refusal.ts";

export interface FoundRecord {
  /** Offset of its first byte in the file. */
  readonly start: number;
  /** The record as it stands there, with its line feed if it has one. */
  readonly bytes: ByteString;
  readonly entry: KeyEntry;
}

/** The first live record with this id. A wholly numeric id is taken as three digits at least. */
export function recordOf(file: ByteString, id: ByteString, release: Release): FoundRecord | Refusal {
  const wanted = /^[0-9]+$/.test(id) ? id.padStart(3, "0") : id;
  const reading = readKeyFile(file, { release, passEmpty: true });
  const record = reading.records.find(({ entry }) => entry.id === wanted);
  if (record === undefined) return refused(notFound(wanted, reading));
  return { start: record.at.start, bytes: record.at.bytes, entry: record.entry };
}

function notFound(id: ByteString, reading: KeyFileReading): string {
  const stop = stopOf(reading);
  const where = stop === undefined ? "in the file." : `before the place where reading ends. ${stop}`;
  return `No agent with the id ${textFromBytes(id)} ${where}`;
}

/** The live record that a line holds, whatever the lines before it do to a daemon. */
export function recordOnLine(line: ByteString, release: Release): FoundRecord | undefined {
  const piece = readPiece(line, release);
  return piece.kind === "record" ? { start: 0, bytes: line, entry: piece } : undefined;
}
