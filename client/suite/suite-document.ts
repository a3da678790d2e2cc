/** A suite file in the editor: which documents are suites, their text, and the defaults for what they leave out. */

import { basename, dirname } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type TextDocument, type Uri, workspace } from "vscode";
import { openSuite, type SuiteFiles, type SuiteOpening, suiteFiles } from "../../core/poll/index.ts";
import {
  type Problem,
  readSuite,
  SUITE_SUFFIX,
  type SuiteDefaults,
  type SuiteReading,
} from "../../core/suite/index.ts";
import { say } from "../../core/words/index.ts";
import { pollSettings } from "../poll/settings.ts";

/** The text of a suite as it was read, and its content. */
export interface SuiteState {
  readonly text: string;
  /** The defaults for what it leaves out. */
  readonly defaults: SuiteDefaults;
  readonly reading: SuiteReading;
  /** The files that its results depend on, itself first. */
  readonly files: readonly string[];
  /** Undefined if the suite cannot be read, or names no script. */
  readonly script: string | undefined;
}

/** Only files on this machine can be run. */
export function isSuite(document: TextDocument): boolean {
  return document.uri.scheme === "file" && document.uri.path.endsWith(SUITE_SUFFIX);
}

/** The current content of a suite: of the editor if it is open, or else of the disk. Undefined if it is gone. */
export async function suiteState(uri: Uri): Promise<SuiteState | undefined> {
  const text = await textOf(uri);
  if (text === undefined) return undefined;
  const defaults = defaultsFor(uri);
  const reading = readSuite(text, defaults);
  const none: SuiteFiles = { script: undefined, clientKeys: undefined };
  const { script, clientKeys } =
    reading.kind !== "broken" ? suiteFiles(reading.suite, dirname(uri.fsPath)) : none;
  return {
    text,
    defaults,
    reading,
    script,
    files: [uri.fsPath, script, clientKeys].flatMap((file) => file ?? []),
  };
}

/** The suite ready to run, with the current content of the editor; or why not. */
export async function openedSuite(uri: Uri): Promise<SuiteOpening> {
  const name = basename(uri.fsPath);
  const state = await suiteState(uri);
  if (state === undefined) return { kind: "problem", message: say`${name} cannot be read.` };
  if (state.reading.kind === "broken") {
    const message = [name, ...state.reading.problems.slice(0, 1).map(problemText)].join(": ");
    return { kind: "problem", message };
  }
  if (state.reading.kind === "registration") {
    const message = say`${name} is for a registration script, which is not polled.`;
    return { kind: "problem", message };
  }
  return openSuite(state.reading.suite, dirname(uri.fsPath));
}

/** Whether two states describe the same suite. */
export function isSameSuite(one: SuiteState | undefined, other: SuiteState): boolean {
  return one?.text === other.text && isDeepStrictEqual(one.defaults, other.defaults);
}

/** What is wrong with a suite, and in which line. */
export function problemText({ message, place }: Problem): string {
  return say`Line ${place.start.line + 1}: ${message}`;
}

async function textOf(uri: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

function defaultsFor(uri: Uri): SuiteDefaults {
  const { keysFile, hostName, ...settings } = pollSettings(uri);
  return { ...settings, clientKeys: keysFile, hostName: hostName === "" ? undefined : hostName };
}
