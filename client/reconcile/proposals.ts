/** What could be asked for the keys of a client.keys, from everything that is known here. */

import { dirname, join } from "node:path";
import { type QuickPickItem, Uri, workspace } from "vscode";
import { KeyMask } from "../../core/lint/mask.ts";
import { textFromBytes } from "../../core/manager/index.ts";
import { suiteFiles } from "../../core/poll/index.ts";
import { SUITE_SUFFIX } from "../../core/suite/index.ts";
import { say } from "../../core/words/index.ts";
import { readConfiguration } from "../poll/configuration.ts";
import type { SampleMemory } from "../poll/samples.ts";
import type { ScriptKinds } from "../poll/script-kinds.ts";
import { pollSettings } from "../poll/settings.ts";
import { suiteState } from "../suite/suite-document.ts";
import { isSameSubject, type Subject } from "./subject.ts";

export interface Proposal extends QuickPickItem {
  readonly subject: Subject;
}

/** Nobody chooses from more files of a kind than this. */
const MOST_FILES = 50;

export interface Known {
  readonly memory: SampleMemory;
  readonly scripts: ScriptKinds;
}

/** The likeliest first: the last choice, then whatever names this file. */
export async function proposalsFor(
  keys: Uri,
  last: Subject | undefined,
  known: Known,
): Promise<readonly Proposal[]> {
  const suites = await proposedSuites(keys);
  const before = last === undefined ? [] : [rowOf(last, say`as the last time`)];
  const all = [...before, ...suites, ...(await proposedConfigs(keys)), ...(await proposedRest(known))];
  return all.filter((row, at) => all.findIndex(({ subject }) => isSameSubject(subject, row.subject)) === at);
}

async function proposedSuites(keys: Uri): Promise<readonly Proposal[]> {
  const found = await filesLike(`**/*${SUITE_SUFFIX}`);
  const rows = await Promise.all(
    found.map(async (uri) => {
      const state = await suiteState(uri);
      if (state?.reading.kind !== "suite") return [];
      const { suite } = state.reading;
      const isOwn = suiteFiles(suite, dirname(uri.fsPath)).clientKeys === keys.fsPath;
      const row = rowOf(
        { kind: "suite", value: uri.fsPath },
        say`suite: ${suite.socket ?? suite.execPath ?? ""}`,
      );
      return [{ row, isOwn }];
    }),
  );
  const sorted = rows.flat().sort((a, b) => Number(b.isOwn) - Number(a.isOwn));
  return sorted.map(({ row }) => row);
}

/**
 * Configurations that name something to ask: the one in the settings, the one beside the file, those of the workspace.
 */
async function proposedConfigs(keys: Uri): Promise<readonly Proposal[]> {
  const { configFile, release } = pollSettings(keys);
  const found = await filesLike("**/ossec.conf");
  const beside = join(dirname(keys.fsPath), "ossec.conf");
  const paths = [
    ...(configFile === undefined ? [] : [configFile]),
    beside,
    ...found.map((uri) => uri.fsPath),
  ];
  const rows = await Promise.all(
    [...new Set(paths)].map(async (path) => {
      const read = await readConfiguration(path, release);
      if (read.kind === "unread") return [];
      const { execPath, socketPath } = read.polling;
      const asked = socketPath ?? (execPath === undefined ? undefined : textFromBytes(execPath));
      return asked === undefined ? [] : [rowOf({ kind: "config", value: path }, asked)];
    }),
  );
  return rows.flat();
}

async function proposedRest({ memory, scripts }: Known): Promise<readonly Proposal[]> {
  const open = await scripts.open("poll-script");
  const tested = memory.scripts().map((uri) => Uri.parse(uri));
  return [
    ...[...open.map(({ uri }) => uri), ...tested].map(({ fsPath }) =>
      rowOf({ kind: "script", value: fsPath }, say`poll script`),
    ),
    ...memory.sockets().map((path) => rowOf({ kind: "socket", value: path }, say`socket of a daemon`)),
  ];
}

async function filesLike(pattern: string): Promise<readonly Uri[]> {
  const found = await workspace.findFiles(pattern, "**/node_modules/**", MOST_FILES);
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function rowOf(subject: Subject, description: string): Proposal {
  const { kind, value } = subject;
  const mask = new KeyMask();
  const label = kind === "command" || kind === "socket" ? value : workspace.asRelativePath(value);
  return { label: mask.hide(label), description: mask.hide(description), subject };
}
