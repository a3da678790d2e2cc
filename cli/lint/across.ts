/** `keypoll lint --across`: compares the agents of each client.keys with those of the others. */

import { readFile, stat } from "node:fs/promises";
import { keyFileFacts } from "../../core/files/index.ts";
import { AcrossFiles, type AcrossFinding, fingerprintsOf, sharedOf } from "../../core/lint/key-file/index.ts";
import { rulePage } from "../../core/lint/rule-page.ts";
import { findingOptions, type LintSettings } from "../../core/lint/settings.ts";
import type { Severity } from "../../core/lint/severity.ts";
import type { ByteString } from "../../core/manager/index.ts";
import { byteString, LARGEST_ON_DISK, readInput, STANDARD_INPUT, tooLarge, whyNot } from "../input.ts";
import type { FileFinding, FileResult } from "../report/report.ts";
import { failure, type Problem, type Result, success } from "../terminal/problem.ts";
import { lackOfMemory } from "./check-on-disk.ts";
import { excerptOfLine } from "./excerpt.ts";
import { type CountedOnly, withFindings } from "./file-result.ts";
import type { Subject } from "./subjects.ts";

export interface Across {
  /** Adds the findings about other files to a file's result. */
  readonly added: (result: FileResult) => FileResult;
  /** The lists that could not be compared with the others, by name. */
  readonly unread: ReadonlyMap<string, Problem>;
}

/** Undefined for the file of an agent. */
export type Fingerprints = Result<Float64Array> | undefined;

/**
 * Compares every manager's list among the subjects. An agent's own file has the same key as its manager's list, as it
 * should. The lists are read twice: first for the fingerprints of what they have, and then those that share something.
 * `ahead` has the fingerprints of a subject that a thread reads, by its number.
 */
export async function acrossOf(
  subjects: readonly Subject[],
  settings: LintSettings,
  ahead: (at: number) => Promise<Fingerprints> | undefined,
): Promise<Across> {
  const unread = new Map<string, Problem>();
  const lists = new Map<string, { readonly subject: Subject; readonly fingerprints: Float64Array }>();
  for (const [at, subject] of subjects.entries()) {
    const { name, kind } = subject;
    if (kind.kind !== "key-file" || lists.has(name)) continue;
    const found = await (ahead(at) ?? fingerprintsIn(subject, settings));
    if (found === undefined) continue;
    if (found.ok) lists.set(name, { subject, fingerprints: found.value });
    else unread.set(name, found.problem);
  }
  const shared = sharedOf([...lists.values()].map(({ fingerprints }) => fingerprints));
  const across = new AcrossFiles(settings.release);
  const numbers = new Map<string, number>();
  for (const [name, { subject, fingerprints }] of lists) {
    const count = fingerprints.filter((value) => shared.has(value)).length;
    if (count === 0) continue;
    const lacking = await lackOfHeap(name, HEAP_FOR_SHARED * count);
    const list: Result<ByteString> =
      lacking === undefined ? await readList(subject) : { ok: false, problem: lacking };
    if (list.ok)
      numbers.set(
        name,
        across.add(name, list.value, (value) => shared.has(value)),
      );
    else unread.set(name, list.problem);
  }
  const added = (result: FileResult): FileResult => {
    const number = numbers.get(result.path);
    if (number === undefined) return result;
    return withShared(result, across.findingsIn(number), settings);
  };
  return { added, unread };
}

/** Two lists may share a million records, so what is not shown is counted only. */
function withShared(result: FileResult, found: Iterable<AcrossFinding>, settings: LintSettings): FileResult {
  const { severities, cap } = findingOptions(settings);
  const shown: FileFinding[] = [];
  const countedOnly = new Map<string, CountedOnly>();
  for (const finding of found) {
    const { rule, severity: own } = finding;
    const severity = severities[rule] ?? own;
    if (severity === "off") continue;
    if (shown.length < cap) shown.push(fileFinding(finding, severity));
    else countedOnly.set(rule, { rule, severity, count: (countedOnly.get(rule)?.count ?? 0) + 1 });
  }
  return withFindings(result, shown, [...countedOnly.values()]);
}

/** What a list may share with others. */
export async function fingerprintsIn(subject: Subject, settings: LintSettings): Promise<Fingerprints> {
  if (await isAgents(subject.path, settings)) return undefined;
  const list = await readList(subject);
  return list.ok ? success(fingerprintsOf(list.value, settings.release)) : list;
}

/** A list of agents in memory, as large as one may be that is checked on the disk. */
async function readList({ path, input }: Subject): Promise<Result<ByteString>> {
  if (input !== undefined) return success(byteString(input));
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isFile() !== true) {
    const read = await readInput(path);
    return read.ok ? success(byteString(read.value)) : read;
  }
  if (stats.size > LARGEST_ON_DISK) return { ok: false, problem: tooLarge(path, LARGEST_ON_DISK) };
  const lacking =
    lackOfMemory(path, MEMORY_FOR_EACH * stats.size) ?? (await lackOfHeap(path, HEAP_FOR_EACH * stats.size));
  if (lacking !== undefined) return { ok: false, problem: lacking };
  try {
    return success(await readFile(path, "latin1"));
  } catch (error) {
    return failure(...whyNot(path, error as NodeJS.ErrnoException));
  }
}

/** The bytes, the same as a string, and the records of which something is shared. */
const MEMORY_FOR_EACH = 3;

/** The string and what is read of it. Measured: a list of 87 MB fails with a heap of 100 MB. */
const HEAP_FOR_EACH = 1.5;

/** Bytes for a key or a name that is shared: its record, and the findings about it. */
const HEAP_FOR_SHARED = 1000;

/** The part of the limit that is for young objects only. Measured: --max-old-space-size=200 is a limit of 411 MB. */
const YOUNG_OBJECTS = 211e6;

/** The problem of a file that is too large for Node's heap, which has its own limit. */
async function lackOfHeap(path: string, bytes: number): Promise<Problem | undefined> {
  const { getHeapStatistics } = await import("node:v8");
  const { heap_size_limit: limit, used_heap_size: used } = getHeapStatistics();
  const most = limit - YOUNG_OBJECTS;
  if (used + bytes <= most) return undefined;
  const needed = Math.ceil((used + bytes) / 1e6);
  return {
    what: `${path} needs a heap of about ${needed} MB to be compared with the other files, and Node allows ${Math.floor(most / 1e6)} MB.`,
    advice: `Set NODE_OPTIONS=--max-old-space-size=${needed}, or compare fewer files at once.`,
  };
}

async function isAgents(path: string, { role }: LintSettings): Promise<boolean> {
  if (role !== "auto") return role === "agent";
  return path !== STANDARD_INPUT && (await keyFileFacts(path)).role === "agent";
}

function fileFinding(finding: AcrossFinding, severity: Severity): FileFinding {
  const { rule, message, text, line } = finding;
  const { start, end } = finding.place;
  return {
    rule,
    severity,
    message,
    line: line + 1,
    column: start + 1,
    endColumn: Math.max(end, start + 1) + 1,
    related: [],
    excerpt: excerptOfLine(text, start, end),
    fixes: [],
    page: rulePage(rule),
  };
}
