/** Reads a whole `client.keys` as a daemon does at its start. */

import type { ByteString } from "../bytes.ts";
import { type LogLine, ManagerLog, messageLevel } from "../messages.ts";
import type { Release } from "../releases.ts";
import { type KeyEntry, KeyStore } from "./key-store.ts";
import { logOfPiece, type RecordPiece, readPiece } from "./piece.ts";
import { type PlacedPiece, piecesOf } from "./pieces.ts";

/** Log lines in order, with the place that caused them. */
export interface PlacedLog {
  readonly at: PlacedPiece;
  readonly log: readonly LogLine[];
}

export interface KeyFileReading {
  /** The critical line with which the reading daemon exits, or undefined. */
  readonly exit: LogLine | undefined;
  /** The piece that made it exit. Undefined if the whole file is the reason. */
  readonly exitAt: PlacedPiece | undefined;
  readonly skipped: readonly PlacedLog[];
  readonly ignored: readonly PlacedPiece[];
  /** Logged for a record that still counts. */
  readonly warnings: readonly PlacedLog[];
  /** The live records that were read, in order, with their places. */
  readonly records: readonly { readonly at: PlacedPiece; readonly entry: KeyEntry }[];
  readonly removed: readonly { readonly at: PlacedPiece; readonly text: ByteString }[];
  /** What the daemon holds in memory. */
  readonly store: KeyStore;
}

export interface KeyFileReadingOptions {
  readonly release: Release;
  /** True if the daemon tolerates a file without a record (authd always; remoted by default). */
  readonly passEmpty: boolean;
  /** True if the daemon enforces the release's limit of agents (remoted does, authd does not). */
  readonly limited?: boolean;
}

/** OS_ReadKeys. Reading stops where the daemon exits. */
export function readKeyFile(file: ByteString, options: KeyFileReadingOptions): KeyFileReading {
  const reader = new Reader(options);
  for (const at of piecesOf(file)) {
    const exit = reader.take(at);
    if (exit !== undefined) return { ...reader.found, exit, exitAt: at };
  }
  return { ...reader.found, exit: exitOfEmpty(reader.found.store, options), exitAt: undefined };
}

class Reader {
  readonly found = {
    skipped: [] as PlacedLog[],
    ignored: [] as PlacedPiece[],
    warnings: [] as PlacedLog[],
    records: [] as { at: PlacedPiece; entry: KeyEntry }[],
    removed: [] as { at: PlacedPiece; text: ByteString }[],
    store: new KeyStore(),
  };
  readonly #options: KeyFileReadingOptions;

  constructor(options: KeyFileReadingOptions) {
    this.#options = options;
  }

  /** Reads one piece; returns the line with which the daemon exits there, if it does. */
  take(at: PlacedPiece): LogLine | undefined {
    const { release } = this.#options;
    const { store, ignored, skipped, warnings, removed } = this.found;
    const piece = readPiece(at.bytes, release);
    if (piece.kind === "ignored") {
      ignored.push(at);
      return undefined;
    }
    if (piece.id !== undefined) store.countId(piece.id);
    const log = logOfPiece(piece, release);
    if (piece.kind === "skipped") skipped.push({ at, log });
    else if (piece.longId && release.longIdLogged) warnings.push({ at, log: log.slice(0, 1) });
    if (piece.kind === "removed") {
      removed.push({ at, text: piece.text });
      store.removed.push(piece.text);
    }
    if (piece.kind === "record") return this.#add(at, piece);
    return piece.kind === "fatal" ? log.at(-1) : undefined;
  }

  #add(at: PlacedPiece, { id, name, address, key }: RecordPiece): LogLine | undefined {
    const entry: KeyEntry = { id, name, address, key };
    this.found.records.push({ at, entry });
    this.found.store.add(entry);
    const { limited, release } = this.#options;
    const log = limited === true ? exitOfFull(this.found.store, release) : [];
    if (log.length > 1) this.found.warnings.push({ at, log: log.slice(0, -1) });
    return log.at(-1);
  }
}

/** Whether a daemon that keeps to the limit of agents exits at this number of them. */
export function endsAtLimit(agents: number, { agentLimit, limitEndsReading }: Release): boolean {
  if (agentLimit === undefined) return false;
  return limitEndsReading === "reached" ? agents >= agentLimit : agents > agentLimit;
}

function exitOfFull(store: KeyStore, release: Release): readonly LogLine[] {
  const { agentLimit = 0 } = release;
  if (!endsAtLimit(store.entries.length, release)) return [];
  const log = new ManagerLog(release);
  log.add("too-many-agents", agentLimit);
  log.add("configuration-error", "/etc/client.keys");
  return log.lines;
}

/**
 * What a daemon does if the file is missing: what it logs, and whether it exits. If the daemon tolerates both a missing
 * and an empty file, both lines are debug.
 */
export function readMissingFile(
  path: ByteString,
  { release, passEmpty }: KeyFileReadingOptions,
): { readonly log: readonly LogLine[]; readonly exits: boolean } {
  const log = new ManagerLog(release);
  const exits = !(passEmpty && release.missingFileTolerated);
  log.addAt(exits ? messageLevel("keys-not-found", release) : "debug1", "keys-not-found", path);
  log.addAt(exits ? messageLevel("no-records", release) : "debug1", "no-records");
  return { log: log.lines, exits };
}

function exitOfEmpty(store: KeyStore, { passEmpty, release }: KeyFileReadingOptions): LogLine | undefined {
  if (passEmpty || store.entries.length > 0) return undefined;
  const log = new ManagerLog(release);
  log.add("no-records");
  return log.lines[0];
}
