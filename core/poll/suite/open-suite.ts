/** Prepares a suite: its paths are resolved against its folder, and its client.keys is read. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { KeyMask } from "../../lint/mask.ts";
import { bytesFromText, KeyStore, readKeyFile, textFromBytes } from "../../manager/index.ts";
import type { Suite } from "../../suite/index.ts";
import { say } from "../../words/index.ts";
import type { PollTarget } from "../target/target.ts";

export interface OpenedSuite {
  readonly suite: Suite;
  readonly target: PollTarget;
  /** The suite's client.keys, if it names one. */
  readonly keysFile: string | undefined;
  /** The agents that the manager already has. */
  readonly known: KeyStore;
  /** Facts about the surroundings of all samples that the user should know. */
  readonly remarks: readonly string[];
}

export type SuiteOpening =
  | { readonly kind: "opened"; readonly opened: OpenedSuite }
  /** What happened, why, and what to do. */
  | { readonly kind: "problem"; readonly message: string };

/** Prepares a suite to run. `folder` is the folder of its file. */
export async function openSuite(suite: Suite, folder: string): Promise<SuiteOpening> {
  const { settings } = suite;
  const target = targetOf(suite, folder);
  const file = inFolder(folder, suite.clientKeys);
  if (file === undefined)
    return { kind: "opened", opened: { suite, target, keysFile: file, known: new KeyStore(), remarks: [] } };
  try {
    const reading = readKeyFile((await readFile(file)).toString("latin1"), {
      release: settings.release,
      passEmpty: true,
    });
    const remarks = reading.exit === undefined ? [] : [exitRemark(file, reading.exit.text)];
    return { kind: "opened", opened: { suite, target, keysFile: file, known: reading.store, remarks } };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      kind: "problem",
      message: say`client_keys of the suite cannot be read: ${why}. Check the path.`,
    };
  }
}

/** What the suite asks. `folder` is the folder of its file. */
export function targetOf(suite: Suite, folder: string): PollTarget {
  const { execPath, socket, settings, timeoutSeconds, profile, workingDirectory, environment } = suite;
  return {
    execPath: execPath === undefined ? undefined : bytesFromText(execPath),
    socketPath: inFolder(folder, socket),
    release: settings.release,
    timeoutSeconds,
    profile,
    workingDirectory: inFolder(folder, workingDirectory),
    standInDirectory: folder,
    environment,
  };
}

/** A path of the suite, made absolute. */
export function inFolder(folder: string, given: string | undefined): string | undefined {
  return given === undefined ? undefined : path.resolve(folder, given);
}

function exitRemark(file: string, text: string): string {
  const said = new KeyMask().hide(textFromBytes(text));
  return say`${file}: a manager with this file exits with "${said}". Only the agents before that line are used.`;
}
