/** Findings that a project accepts: a file lists them, so that only new ones count. */

import path from "node:path";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { readInput } from "../input.ts";
import { putFile } from "../put-file.ts";
import type { FileFinding, FileResult, SeverityTotals } from "../report/report.ts";
import { failure, type Result, success } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** How often each finding of a file is known. The keys are fingerprints, so the file reveals nothing about agents. */
type KnownInFile = Readonly<Record<string, number>>;

export interface Baseline {
  readonly files: Readonly<Record<string, KnownInFile>>;
}

/** Reads a baseline that `--update-baseline` wrote. */
export async function readBaseline(file: string): Promise<Result<Baseline>> {
  const input = await readInput(file);
  if (!input.ok) return input;
  try {
    const value: unknown = JSON.parse(input.value.toString("utf8"));
    if (isBaseline(value)) return success(value);
  } catch {
    // The message is the same for text that is not JSON.
  }
  return failure(
    `${file} is not a baseline.`,
    "Create one: keypoll lint … --baseline FILE --update-baseline.",
  );
}

function isBaseline(value: unknown): value is Baseline {
  const isObject = (each: unknown): each is object => typeof each === "object" && each !== null;
  if (!isObject(value) || !("files" in value) || !isObject(value.files)) return false;
  return Object.values(value.files).every(
    (known) => isObject(known) && Object.values(known).every((count) => typeof count === "number"),
  );
}

/** Writes the findings of a run as known ones. False if that failed; the terminal has then shown why. */
export function writeBaseline(
  file: string,
  results: readonly FileResult[],
  terminal: Terminal,
): Promise<boolean> {
  const files = Object.fromEntries(
    results.map((result) => [keyOf(result.path, file), countsOf(result.findings)]),
  );
  const text = `${JSON.stringify({ version: 1, files }, null, 2)}\n`;
  return putFile(file, text, { backup: false, mode: 0o666 }, terminal);
}

function countsOf(findings: readonly FileFinding[]): KnownInFile {
  const counts: Record<string, number> = {};
  for (const finding of findings) {
    const print = fingerprint(finding);
    counts[print] = (counts[print] ?? 0) + 1;
  }
  return counts;
}

/** The result without known findings. The input must have all findings of the file. */
export function withoutKnown(result: FileResult, baseline: Baseline, file: string): FileResult {
  const left = { ...baseline.files[keyOf(result.path, file)] };
  const findings = result.findings.filter((finding) => {
    const print = fingerprint(finding);
    const known = left[print] ?? 0;
    left[print] = known - 1;
    return known <= 0;
  });
  const count = (severity: keyof SeverityTotals): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const totals = {
    error: count("error"),
    warning: count("warning"),
    information: count("information"),
    hint: count("hint"),
  };
  const { ruleTotals: _, ...rest } = result;
  return { ...rest, findings, totals };
}

/** Rule and line, without the line's number and key, so that lines can move. */
function fingerprint({ rule, excerpt }: FileFinding): string {
  const hash = bytesToHex(sha256(utf8ToBytes(excerpt.text))).slice(0, 12);
  return `${rule}:${hash}`;
}

/** Paths relative to the baseline's folder, because it is committed and used elsewhere. */
function keyOf(checked: string, file: string): string {
  return path
    .relative(path.dirname(path.resolve(file)), path.resolve(checked))
    .split(path.sep)
    .join("/");
}
