/** The kinds of vectors: how each is asked of the model, and how the model's facts read in the vector's words. */

import { isDeepStrictEqual } from "node:util";
import {
  type Address,
  type AgentState,
  defaultSettings,
  encryptionKey,
  hexOfWords,
  indexText,
  isValidId,
  isValidName,
  type KeyEntry,
  type KeyFileReading,
  type Outcome,
  outcomeOf,
  type PlacedPiece,
  type Release,
  readAddress,
  readKeyFile,
  releases,
} from "../../core/manager/index.ts";

/** What the vectors of a folder refer to by name. */
export interface Known {
  readonly keysFiles: Readonly<Record<string, string>>;
}

export interface Comparison {
  readonly kind: string;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly agrees: boolean;
}

interface AnswerOptions {
  readonly force: boolean;
  readonly wdb: AgentState["status"] | "none";
  readonly disc_age: number;
  readonly reg_age: number;
  readonly request: string;
  readonly host: string;
}

// biome-ignore lint/suspicious/noExplicitAny: vectors are read as they are; this file is their decoder.
type Vector = any;

function releaseNamed(id: string): Release {
  const release = releases.find((row) => row.id === id);
  if (release === undefined) throw new Error(`no release ${id}`);
  return release;
}

const NEWEST = releaseNamed("4.14");
const BEFORE_IPV6 = releaseNamed("4.3");

function comparison(kind: string, expected: unknown, actual: unknown): Comparison {
  return { kind, expected, actual, agrees: isDeepStrictEqual(expected, actual) };
}

/** Asks the model what one record says, once for each release that it has a result for. */
export function differenceIn(record: Vector, known: Known): readonly Comparison[] {
  if ("ip" in record) {
    const results = [comparison("ip", record.result, ipFacts(record.ip, NEWEST, true))];
    if ("pre44" in record) {
      results.push(comparison("ip before 4.4", record.pre44, ipFacts(record.ip, BEFORE_IPV6, false)));
    }
    return results;
  }
  if ("name" in record) {
    const results = [comparison("name", record.valid, Number(isValidName(record.name, NEWEST)))];
    if ("pre4146" in record) {
      const older = Number(isValidName(record.name, BEFORE_IPV6));
      results.push(comparison("name before 4.14.6", record.pre4146, older));
    }
    return results;
  }
  if ("id" in record) return [comparison("id", record.valid, Number(isValidId(record.id)))];
  if ("file" in record) {
    const reading = readKeyFile(record.file, { release: NEWEST, passEmpty: false });
    return [comparison("keys", record.result, keysFacts(reading))];
  }
  if ("output" in record) return [comparison("answer", record.result, answerFacts(record, known))];
  throw new Error(`unknown kind of vector: ${JSON.stringify(record).slice(0, 80)}`);
}

function ipFacts(ip: string, release: Release, tellsFamily: boolean): unknown {
  const address = readAddress(ip, release);
  if (address === undefined) return { valid: 0, stored: null };
  const valid = address.kind === "host" ? 1 : 2;
  const family = tellsFamily ? { v6: address.v6 } : {};
  return { valid, stored: address.stored, ...family, ...bits(address) };
}

function bits(address: Address): { addr: string; mask: string } {
  return { addr: hexOfWords(address.network), mask: hexOfWords(address.mask) };
}

function place(at: PlacedPiece): { line: number; chunk?: number } {
  return at.chunk === 0 ? { line: at.line } : { line: at.line, chunk: at.chunk };
}

function keysFacts(reading: KeyFileReading): unknown {
  const { store } = reading;
  const indexOf = (entry: KeyEntry | undefined): number => (entry ? store.entries.indexOf(entry) : -1);
  return {
    exit: reading.exit?.text ?? null,
    exit_line: reading.exitAt?.line ?? null,
    skipped: reading.skipped.map(({ at, log }) => ({ ...place(at), message: log.at(-1)?.text })),
    ignored: reading.ignored.map((at) => (at.chunk === 0 ? at.line : [at.line, at.chunk])),
    warnings: reading.warnings.map(({ at, log }) => ({ ...place(at), message: log.at(-1)?.text })),
    entries: reading.records.map(({ at, entry }) => ({
      ...place(at),
      id: entry.id,
      name: entry.name,
      ip: indexText(entry.address),
      raw_key: entry.key,
      encryption_key: encryptionKey(entry.id, entry.name, entry.key),
      v6: entry.address.v6,
      ...bits(entry.address),
      by_id: indexOf(store.findById(entry.id)),
      by_ip: indexOf(store.findByIp(indexText(entry.address))),
      by_name: indexOf(store.findByName(entry.name)),
    })),
    removed: reading.removed.map(({ at, text }) => ({ line: at.line, text })),
    id_counter: store.idCounter,
    ...(reading.exit === undefined ? { rewritten: store.write() } : {}),
  };
}

function answerFacts(record: Vector, known: Known): unknown {
  const options: AnswerOptions = record.opts;
  const defaults = defaultSettings(NEWEST);
  const state: AgentState | undefined =
    options.wdb === "none"
      ? undefined
      : {
          status: options.wdb,
          disconnectedFor: options.wdb === "disconnected" ? options.disc_age : undefined,
          registeredFor: options.reg_age,
        };
  const settings = {
    ...defaults,
    hostName: options.host,
    force: { ...defaults.force, enabled: options.force },
    stateOf: () => state,
  };
  const file = known.keysFiles[record.keys] ?? "";
  const { store } = readKeyFile(file, { release: NEWEST, passEmpty: true });
  const outcome = outcomeOf(options.request, { kind: "output", output: record.output }, store, settings);
  return outcomeFacts(outcome, record.output);
}

/** Lines that the recorder left out: it looked at the dispatch of one request only. */
const NOT_RECORDED: ReadonlySet<string> = new Set(["request-failed", "exec-output"]);

function outcomeFacts(outcome: Outcome, output: string): unknown {
  const { verdict, registration } = outcome;
  const log = outcome.log
    .filter(({ id }) => !NOT_RECORDED.has(id))
    .map(({ level, text }) => ({ level, msg: text }));
  const read = {
    parsed: verdict !== "parse-error",
    verdict,
    code: registration?.kind === "rejected" ? registration.code : null,
    parse_end: parseEnd(outcome, output),
    log,
  };
  if (verdict === "crash") return { ...read, signal: 11 };
  const added = registration?.kind === "added" ? registration.entry : undefined;
  return {
    ...read,
    ret: outcome.failed ? -1 : 0,
    inserted:
      added === undefined
        ? null
        : {
            id: added.id,
            name: added.name,
            ip: indexText(added.address),
            key: added.key,
            v6: added.address.v6,
            ...bits(added.address),
          },
    deleted: registration?.replaced.map(({ id }) => id) ?? [],
    id_counter: outcome.store.idCounter,
    written: added === undefined ? null : outcome.store.write(),
  };
}

/** The recorder parsed every output, also where the request had been discarded before. */
function parseEnd(outcome: Outcome, output: string): number {
  if (outcome.json !== undefined) return outcome.json.end;
  const { store } = outcome;
  const asked = outcomeOf("id:001", { kind: "output", output }, store, defaultSettings(NEWEST));
  return asked.json?.end ?? 0;
}
