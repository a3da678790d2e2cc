/** The agents that the manager already has, from a `client.keys`. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { KeyMask } from "../../core/lint/mask.ts";
import {
  bytesFromArray,
  type KeyEntry,
  KeyStore,
  type Release,
  readKeyFile,
  textFromBytes,
} from "../../core/manager/index.ts";
import { say } from "../../core/words/index.ts";

export interface KnownAgents {
  readonly store: KeyStore;
  /** What is wrong with the file, in words. */
  readonly problem: string | undefined;
}

/** The agents of a file, or none and the reason if it cannot be read. Without a file the manager knows no agents. */
export async function knownAgents(path: string | undefined, release: Release): Promise<KnownAgents> {
  if (path === undefined) return { store: new KeyStore(), problem: undefined };
  try {
    const bytes = bytesFromArray(await readFile(path));
    const { store, exit } = readKeyFile(bytes, { release, passEmpty: true });
    const problem =
      exit === undefined
        ? undefined
        : say`${path} ends every daemon that reads it: ${new KeyMask().hide(textFromBytes(exit.text))}`;
    return { store, problem };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const problem = say`It is unknown which agents the manager has: ${reason}`;
    return { store: new KeyStore(), problem };
  }
}

/** Records to propose samples from: those of the file in the settings, or else of a `client.keys` in the folder. */
export async function recordsToPropose(
  path: string | undefined,
  folder: string,
  release: Release,
): Promise<readonly KeyEntry[]> {
  const { store } = await knownAgents(path ?? join(folder, "client.keys"), release);
  return store.entries;
}
