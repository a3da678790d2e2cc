/** The agents that the manager already has: `--keys client.keys`. */

import { KeyMask } from "../../core/lint/mask.ts";
import { KeyStore, type Release, readKeyFile, textFromBytes } from "../../core/manager/index.ts";
import { byteString, readInput } from "../input.ts";
import { type Result, success } from "../terminal/problem.ts";

export interface KnownKeys {
  readonly store: KeyStore;
  /** Set if the file would stop the manager. The agents before that place count anyway. */
  readonly warning: string | undefined;
}

/** Reads a key file as authd does. Without a path the manager has no agents. */
export async function readKnownKeys(path: string | undefined, release: Release): Promise<Result<KnownKeys>> {
  if (path === undefined) return success({ store: new KeyStore(), warning: undefined });
  const input = await readInput(path);
  if (!input.ok) return input;
  const reading = readKeyFile(byteString(input.value), { release, passEmpty: true });
  const warning =
    reading.exit === undefined
      ? undefined
      : `${path}: a manager with this file exits with "${new KeyMask().hide(textFromBytes(reading.exit.text))}"; only the agents before that line are taken into account. keypoll lint ${path} says more.`;
  return success({ store: reading.store, warning });
}
