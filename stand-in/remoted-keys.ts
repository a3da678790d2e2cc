/** The list of agents as remoted has it: the one of the start, read again when the file has changed. */

import type { KeyStore, Release } from "../core/manager/index.ts";
import { markOf, readKeys } from "./key-list.ts";
import type { StandInLog } from "./log.ts";
import type { Remoted } from "./remoted.ts";

/** remoted reads the same file as authd at the start, so it is read once. remoted knows no removed agents. */
export function agentsOfRemoted(store: KeyStore): KeyStore {
  const copy = store.copy();
  copy.purges = true;
  copy.removed.length = 0;
  return copy;
}

export interface WatchedKeys {
  /** Path of `client.keys`. */
  readonly path: string;
  /** Seconds between two looks at it. */
  readonly seconds: number;
  readonly release: Release;
}

/** Checks the file at intervals, as remoted does. */
export function watchKeys(
  { path, seconds, release }: WatchedKeys,
  remoted: Remoted,
  log: StandInLog,
): { close(): Promise<void> } {
  let mark = markOf(path);
  const look = (): void => {
    const now = markOf(path);
    if (now === mark) return;
    mark = now;
    log.say("remoted", "keys-changed");
    log.say("remoted", "keys-reading");
    const { exit, store } = readKeys(path, release, true);
    if (exit === undefined) remoted.reload(store);
    else {
      log.write("remoted", [exit]);
      log.note("A manager's remoted would end here. The stand-in keeps the list that it had.", "critical");
    }
  };
  const timer = setInterval(look, seconds * 1000);
  return {
    close: () => {
      clearInterval(timer);
      return Promise.resolve();
    },
  };
}
