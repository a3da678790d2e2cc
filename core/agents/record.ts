/** Finds the record of an agent: in a file by its id, or on a single line. */

import {
  type ByteString,
  type KeyEntry,
  type KeyFileReading,
  type Release,
  readKeyFile,
  readPiece,
  textFromBytes,
} from "../manager/index.ts";
import { say } from "../words/index.ts";

export interface Refusal {
  readonly kind: "refused";
  /** A sentence. */
  readonly reason: string;
}

export function refused(reason: string): Refusal {
  return { kind: "refused", reason };
}

/**
 * Why a daemon does not read a file to its end, in a sentence. Undefined if it does. The text in place of the
 * address is quoted.
 */
export function stopOf({ exit, exitAt }: KeyFileReading): string | undefined {
  return exit === undefined
    ? undefined
    : say`Line ${exitAt?.line ?? 1} stops every daemon that reads the file: ${textFromBytes(exit.text)}`;
}

export interface FoundRecord {
  /** Offset of its first byte in the file. */
  readonly start: number;
  /** The record as in the file, with its line feed if it has one. */
  readonly bytes: ByteString;
  readonly entry: KeyEntry;
}

/** The first live record with this id. A fully numeric id is padded to three digits. */
export function recordOf(file: ByteString, id: ByteString, release: Release): FoundRecord | Refusal {
  const wanted = /^[0-9]+$/.test(id) ? id.padStart(3, "0") : id;
  const reading = readKeyFile(file, { release, passEmpty: true });
  const record = reading.records.find(({ entry }) => entry.id === wanted);
  if (record === undefined) return refused(notFound(wanted, reading));
  return { start: record.at.start, bytes: record.at.bytes, entry: record.entry };
}

function notFound(id: ByteString, reading: KeyFileReading): string {
  const stop = stopOf(reading);
  return stop === undefined
    ? say`No agent with the id ${textFromBytes(id)} in the file.`
    : say`No agent with the id ${textFromBytes(id)} before the place where reading ends. ${stop}`;
}

/** The live record on a line, whatever the lines before it do to a daemon. */
export function recordOnLine(line: ByteString, release: Release): FoundRecord | undefined {
  const piece = readPiece(line, release);
  return piece.kind === "record" ? { start: 0, bytes: line, entry: piece } : undefined;
}
