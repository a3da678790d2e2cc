/**
 * The command *Reconcile with the database*: asks what to ask, asks it for every agent with progress, shows the result.
 */

import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type QuickPickItem, type TextDocument, Uri, window, workspace } from "vscode";
import { type ByteString, bytesFromArray } from "../../core/manager/index.ts";
import { prepareReconcile, type Reconciled, reconcile, subjectOfTarget } from "../../core/poll/index.ts";
import { defaultErrorMeanings, type Roll, Tally } from "../../core/reconcile/index.ts";
import { SUITE_SUFFIX } from "../../core/suite/index.ts";
import { say } from "../../core/words/index.ts";
import { keyFileDocument } from "../key-file/target.ts";
import { isAllowed } from "../poll/script.ts";
import { oneAtATime, withProgress } from "../poll/stage.ts";
import type { TestDiagnostics } from "../poll/test-diagnostics.ts";
import { bytesOf } from "../registration/edit.ts";
import { showLine } from "../show-line.ts";
import { openedSuite } from "../suite/suite-document.ts";
import { askForSubject, askForThreads } from "./ask-subject.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import type { KeptProgress } from "./kept-progress.ts";
import { type Plan, planFor } from "./plan.ts";
import type { Known } from "./proposals.ts";
import { progressText, viewOf } from "./report.ts";
import type { Given, Subject } from "./subject.ts";
import type { SubjectMemory } from "./subject-memory.ts";
import type { ReconcileTable } from "./view.ts";

/** What the command works with. */
export interface Room {
  readonly known: Known;
  readonly memory: SubjectMemory;
  readonly progress: KeptProgress;
  readonly diagnostics: TestDiagnostics;
  readonly table: ReconcileTable;
}

/** A run ends after this many agents without an answer. */
const MOST_FAILURES = 100;
/** Milliseconds between two progress messages. */
const PACE = 300;

export async function reconcileWithDatabase(room: Room, clicked: unknown, given?: Given): Promise<void> {
  if (!(await isAllowed())) return;
  const document = await documentFor(clicked);
  if (document === undefined) return;
  const { keys, suite } = document;
  const last = room.memory.of(keys.uri);
  const subject = given?.subject ?? suite ?? (await askForSubject(keys.uri, last, room.known));
  if (subject === undefined) return;
  const planning = await planFor(subject, keys.uri);
  if (planning.kind === "problem") {
    void window.showErrorMessage(planning.message);
    return;
  }
  const usual = planning.plan.threads;
  const threads = given === undefined ? await askForThreads(usual) : (given.threads ?? usual);
  if (threads === undefined) return;
  await room.memory.keep(keys.uri, subject);
  await oneAtATime(keys, () => askAll(room, keys, { ...planning.plan, threads }, subject, given?.goOn));
}

interface Meant {
  readonly keys: TextDocument;
  /** If the command was called on a suite, the suite says what is asked. */
  readonly suite: Subject | undefined;
}

/** The client.keys to work on: the one that was clicked on or is open, or the one of a suite. */
async function documentFor(clicked: unknown): Promise<Meant | undefined> {
  const near = clicked instanceof Uri ? clicked : window.activeTextEditor?.document.uri;
  if (near?.path.endsWith(SUITE_SUFFIX) !== true) {
    const keys = await keyFileDocument(clicked);
    if (keys === undefined || keys.uri.scheme === "file") return keys && { keys, suite: undefined };
    void window.showInformationMessage(say`Save the file first: it has to be on this machine.`);
    return undefined;
  }
  const opening = await openedSuite(near);
  if (opening.kind === "problem") {
    void window.showErrorMessage(opening.message);
    return undefined;
  }
  const named = opening.opened.keysFile;
  const path = named === undefined ? await chooseKeyFile() : Uri.file(named);
  if (path === undefined) return undefined;
  const keys = await workspace.openTextDocument(path);
  return { keys, suite: { kind: "suite", value: near.fsPath } };
}

/** For a suite that names none. */
async function chooseKeyFile(): Promise<Uri | undefined> {
  const found = await workspace.findFiles("**/client.keys", "**/node_modules/**");
  if (found.length === 0) {
    void window.showInformationMessage(
      say`There is no client.keys to compare. Set client_keys in the suite, or put a client.keys into the folder.`,
    );
    return undefined;
  }
  const rows = found.map((uri): QuickPickItem & { uri: Uri } => ({
    label: workspace.asRelativePath(uri),
    uri,
  }));
  const title = say`Which client.keys do you want to compare with the database?`;
  return rows.length === 1 ? rows[0]?.uri : (await window.showQuickPick(rows, { title }))?.uri;
}

async function askAll(
  room: Room,
  document: TextDocument,
  plan: Plan,
  subject: Subject,
  goOn: boolean | undefined,
): Promise<void> {
  const { target, settings } = plan;
  const name = basename(document.fileName);
  const errors = defaultErrorMeanings;
  const prepared = prepareReconcile({ keys: await contentOf(document), target, settings, errors });
  if (prepared.kind === "nobody") {
    void window.showErrorMessage(say`There is no agent in the file.`);
    return;
  }
  if (prepared.kind === "exits") {
    void tellExit(document, prepared);
    return;
  }
  const { roll, mark } = prepared;
  const kept = goOn === false ? undefined : await room.progress.of(document.uri.toString(), mark, roll.size);
  const choice = kept === undefined ? "anew" : goOn === true ? "go-on" : await askToGoOn(kept);
  if (choice === undefined) return;
  const done = await runWithProgress(name, plan, roll, choice === "go-on" ? kept : undefined);
  await keepProgress(room, document.uri.toString(), mark, done);
  const shown = done.tally.others().map(({ result }) => result);
  room.diagnostics.set(document, diagnosticsOf(document, shown));
  const parts = { keys: name, subject: subjectOfTarget(target), release: settings.release };
  const view = viewOf({ ...parts, remarks: plan.remarks, done });
  room.table.show({ keys: document.uri, subject, threads: plan.threads, view });
}

/** The bytes on the disk, because not all of them are text. Unsaved edits are included. */
async function contentOf(document: TextDocument): Promise<ByteString> {
  return document.isDirty ? bytesOf(document) : bytesFromArray(await readFile(document.uri.fsPath));
}

async function askToGoOn({ asked, agents }: Tally): Promise<"go-on" | "anew" | undefined> {
  const rows = [
    {
      label: say`Continue where it was cancelled`,
      description: say`${asked} of ${agents} agents`,
      choice: "go-on",
    },
    { label: say`Start again`, description: "", choice: "anew" },
  ] as const;
  const title = say`Reconcile with the database`;
  return (await window.showQuickPick(rows, { title, ignoreFocusOut: true }))?.choice;
}

/** With a button for the line, if there is one. */
async function tellExit(
  document: TextDocument,
  { text, line }: { readonly text: string; readonly line: number | undefined },
): Promise<void> {
  const why = say`A manager with ${basename(document.fileName)} exits (${text.replace(/\.$/, "")}). Fix the file first: otherwise it is unknown which agents the manager has.`;
  const go = line === undefined ? [] : [say`Go to line ${line}`];
  const answer = await window.showErrorMessage(why, ...go);
  if (answer !== undefined && line !== undefined) await showLine(document, line - 1);
}

async function runWithProgress(
  name: string,
  plan: Plan,
  roll: Roll,
  before: Tally | undefined,
): Promise<Reconciled> {
  const tally = before ?? new Tally(roll.size);
  const known = tally.asked;
  const title = say`Reconciling ${name}`;
  const { result } = await withProgress(title, async (progress, signal) => {
    const begun = performance.now();
    let percent = 0;
    const timer = setInterval(() => {
      const done = (tally.asked / tally.agents) * 100;
      const message = progressText(tally, known, performance.now() - begun);
      progress.report({ message, increment: done - percent });
      percent = done;
    }, PACE);
    try {
      const errors = defaultErrorMeanings;
      return await reconcile({ ...plan, roll, errors, tally, maxFailures: MOST_FAILURES, signal });
    } finally {
      clearInterval(timer);
    }
  });
  return result;
}

/** Results are kept as long as some agents remain to be asked. */
async function keepProgress(
  { progress }: Room,
  keys: string,
  mark: string,
  { tally }: Reconciled,
): Promise<void> {
  if (tally.asked === tally.agents && tally.unchecked === 0) return await progress.forget(keys);
  const problem = await progress.keep(keys, mark, tally);
  if (problem !== undefined) {
    void window.showWarningMessage(say`The progress could not be saved: ${problem}`);
  }
}
