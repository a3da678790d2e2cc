/** A whole `client.keys`: what reading it logs, finds and keeps. */

import {
  encryptionKey,
  indexText,
  type KeyEntry,
  type KeyFileReading,
  type LogLine,
  type PlacedPiece,
  readKeyFile,
} from "../../../core/manager/index.ts";
import { bits, type Case, projected, type Record, rowFor, tagsOf } from "./case.ts";

export function keyFileCases(record: Record): readonly Case[] {
  return tagsOf(record).map((tag) => {
    const passEmpty = record.pass_empty === true;
    const reading = readKeyFile(record.file, { release: rowFor(tag), passEmpty });
    const facts = keysFacts(reading);
    return { kind: "keys", release: tag, expected: record.result, actual: projected(facts, record.result) };
  });
}

function place(at: PlacedPiece): { line: number; chunk?: number } {
  return at.chunk === 0 ? { line: at.line } : { line: at.line, chunk: at.chunk };
}

/** What a reading found, in the terms of the recordings. */
export function keysFacts(reading: KeyFileReading) {
  const { store } = reading;
  return {
    exit: reading.exit?.text ?? null,
    exit_line: reading.exitAt?.line ?? null,
    skipped: reading.skipped.map(({ at, log }) => ({ ...place(at), message: log.at(-1)?.text })),
    ignored: reading.ignored.map((at) => (at.chunk === 0 ? at.line : [at.line, at.chunk])),
    warnings: reading.warnings.map(({ at, log }) => ({ ...place(at), message: log.at(-1)?.text })),
    log: logOf(reading),
    entries: reading.records.map(({ at, entry }) => ({
      ...place(at),
      id: entry.id,
      name: entry.name,
      ip: indexText(entry.address),
      raw_key: entry.key,
      encryption_key: encryptionKey(entry.id, entry.name, entry.key),
      v6: entry.address.v6,
      ...bits(entry.address),
      ...foundBy(entry, reading),
    })),
    removed: reading.removed.map(({ at, text }) => ({ line: at.line, text })),
    id_counter: store.idCounter,
    ...(reading.exit === undefined ? { rewritten: store.write() } : {}),
  };
}

function foundBy(entry: KeyEntry, { store }: KeyFileReading) {
  const indexOf = (found: KeyEntry | undefined): number => (found ? store.entries.indexOf(found) : -1);
  return {
    by_id: indexOf(store.findById(entry.id)),
    by_ip: indexOf(store.findByIp(indexText(entry.address))),
    by_name: indexOf(store.findByName(entry.name)),
  };
}

/** Every line of the log in order; the line about a file without records has no place. */
function logOf({ skipped, warnings, exit, exitAt }: KeyFileReading): object[] {
  const atExit = exitAt !== undefined && exit !== undefined ? [{ at: exitAt, log: [exit] }] : [];
  const placed = [...warnings, ...skipped, ...atExit].sort((a, b) => a.at.start - b.at.start);
  const shown = ({ level, text }: LogLine): object => ({ level, text });
  const lines = placed.flatMap(({ at, log }) => log.map((line) => ({ ...place(at), ...shown(line) })));
  return exitAt === undefined && exit !== undefined ? [...lines, shown(exit)] : lines;
}
