/** Running a suite, and which lines of the script its samples ran: the same run, with some variables more in its environment. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { interpreterOf, type ScriptLanguage } from "../../languages/index.ts";
import { type Grammar, statementsOf } from "../../lint/script/index.ts";
import { textFromBytes } from "../../manager/index.ts";
import { said, say } from "../../words/index.ts";
import { readFirstLine } from "../run/shebang.ts";
import type { OpenedSuite } from "../suite/open-suite.ts";
import { runSuite, type SampleResult, type SuiteOptions } from "../suite/run-suite.ts";
import { type ScriptCall, scriptCall } from "../suite/script-call.ts";
import { type CoveredLine, coveredLines, type SampleRecord } from "./lines.ts";
import { OwnFiles } from "./own-files.ts";
import { linesIn, type Recorded, stretchesIn } from "./recorded.ts";
import { environmentOf, type LineRecorder, type Place, recorderOf } from "./recorders.ts";

export type SuiteCoverage =
  | {
      readonly kind: "covered";
      /** The script first, then what it loaded from its own folder. */
      readonly files: readonly CoveredFile[];
      /** Places of samples that were run and left no record. Lines that only they ran count as not run. */
      readonly silent: readonly number[];
      /** Why a sample may have left none; undefined if each has left one. */
      readonly reason: string | undefined;
    }
  /** Nothing is known, which is not the same as nothing was run. */
  | { readonly kind: "not-covered"; readonly reason: string };

export interface CoveredFile {
  /** Absolute path. */
  readonly file: string;
  readonly lines: readonly CoveredLine[];
}

export interface CoveredRun {
  readonly results: readonly SampleResult[];
  readonly coverage: SuiteCoverage;
}

/** Hands over the grammar of a language; asked only where the interpreter does not say which lines can run. */
export type GrammarOf = (language: ScriptLanguage) => Promise<Grammar>;

/** Runs the samples, whether or not their lines can be recorded. */
export async function runCovered(
  opened: OpenedSuite,
  options: SuiteOptions,
  grammarOf: GrammarOf,
): Promise<CoveredRun> {
  const recorder = recorderFor(opened);
  if (typeof recorder === "string") {
    return { results: await runSuite(opened, options), coverage: notCovered(recorder) };
  }
  const folder = mkdtempSync(path.join(tmpdir(), "keypoll-coverage-"));
  try {
    const hooks = path.join(folder, "hooks");
    placeHook(hooks, recorder.recorder);
    const recordsOf = (index: number): string => path.join(folder, String(index));
    const results = await runSuite(opened, {
      ...options,
      environmentFor: (index) => {
        const place: Place = { hooks, records: recordsOf(index) };
        mkdirSync(place.records, { recursive: true });
        return environmentOf(recorder.recorder, place, recorder.own.root, recorder.call.environment);
      },
    });
    return { results, coverage: await coverageOf(recorder, results, recordsOf, grammarOf) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Recorder {
  readonly call: ScriptCall;
  readonly own: OwnFiles;
  readonly recorder: LineRecorder;
}

/** How the lines of the suite's script are recorded, or why they are not. */
function recorderFor({ target }: OpenedSuite): Recorder | string {
  if (target.execPath === undefined)
    return say`The suite tests only a socket, and this run did not start its daemon.`;
  const call = scriptCall(target);
  const own = call === undefined ? undefined : OwnFiles.of(call.script);
  if (call === undefined) return say`exec_path names no script, but a program that is looked for in PATH.`;
  if (own === undefined) return say`There is no file ${call.script}.`;
  const recorder = recorderOf(programOf(call));
  return typeof recorder === "string" ? recorder : { call, own, recorder };
}

/** What interprets the script: the word before it in `exec_path`, else the one in its first line. */
function programOf({ interpreter, script }: ScriptCall): string | undefined {
  if (interpreter.length > 0) return interpreterOf(`#!${interpreter.join(" ")}`);
  const { interpreter: program, argument = "" } = readFirstLine(script);
  return program === undefined ? undefined : interpreterOf(textFromBytes(`#!${program} ${argument}`));
}

function placeHook(hooks: string, { hook }: LineRecorder): void {
  if (hook === undefined) return;
  const file = path.join(hooks, hook.file);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, hook.text);
}

async function coverageOf(
  { call, own, recorder }: Recorder,
  results: readonly SampleResult[],
  recordsOf: (index: number) => string,
  grammarOf: GrammarOf,
): Promise<SuiteCoverage> {
  const silent: number[] = [];
  const files = new Map<string, SampleRecord[]>();
  for (const { index: sample, asking } of results) {
    const isRun =
      asking?.run !== undefined && asking.run.notRun === undefined && asking.obstacle === undefined;
    if (!isRun) continue;
    const recorded =
      recorder.leaves === "v8"
        ? stretchesIn(recordsOf(sample))
        : linesIn(recordsOf(sample), call.workingDirectory);
    if (recorded === undefined) silent.push(sample);
    for (const [real, each] of recorded ?? []) addRecord(files, own.nameOf(real), sample, each);
  }
  if (files.size === 0)
    return notCovered(silent.length > 0 ? said(recorder.silent) : say`No sample ran a line of the script.`);
  const grammar = recorder.statements === undefined ? undefined : await grammarOf(recorder.statements);
  const covered = Array.from(files, ([file, records]): CoveredFile => {
    const isParsed = grammar !== undefined && recorder.statements !== undefined;
    const statements = isParsed ? statementsOf(grammar, recorder.statements, sourceOf(file)) : undefined;
    return { file, lines: coveredLines(records, statements) };
  });
  return {
    kind: "covered",
    files: covered.toSorted(
      (one, other) => rank(one, call) - rank(other, call) || compare(one.file, other.file),
    ),
    silent,
    reason: silent.length > 0 ? said(recorder.silent) : undefined,
  };
}

function addRecord(
  files: Map<string, SampleRecord[]>,
  file: string | undefined,
  sample: number,
  recorded: Recorded,
): void {
  if (file === undefined) return;
  const records = files.get(file) ?? [];
  files.set(file, [...records, { sample, recorded }]);
}

/** The text as Node counts it: a byte-order mark at its start is no part of it. */
function sourceOf(file: string): string {
  return new TextDecoder().decode(readFileSync(file));
}

function rank({ file }: CoveredFile, { script }: ScriptCall): number {
  return file === script ? 0 : 1;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : 1;
}

function notCovered(reason: string): SuiteCoverage {
  return { kind: "not-covered", reason };
}
