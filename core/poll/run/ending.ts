/** Reliably ends all processes that a run left. */

import { setTimeout as sleep } from "node:timers/promises";
import { here } from "../../platform/index.ts";
import { endTree, isAlive } from "../windows/end-tree.ts";
import type { Leftover } from "./poll-run.ts";
import { type LiveProcess, liveProcesses, type Traces } from "./processes.ts";

/** Milliseconds for processes that are about to end by themselves, such as the rest of a pipeline. */
const STRAGGLING = 20;

/** Milliseconds after which we give up on a process that survives even SIGKILL. */
const GIVE_UP = 2000;

/** Sends a signal to every process of a group, if it exists. Without signals, ends the process and its children. */
export function signalGroup(group: number, signal: "SIGTERM" | "SIGKILL"): void {
  if (!here.isUnix) {
    void endTree(group);
    return;
  }
  try {
    process.kill(-group, signal);
  } catch {
    // The group is already gone.
  }
}

/**
 * Kills every process of a run that is still alive, and returns them. `atOnce` does not wait for processes that are
 * about to end: the run is known to hang or was cancelled.
 */
export async function endLeftovers(
  traces: Traces,
  atOnce: boolean,
  onFound: (processes: number) => void,
): Promise<readonly Leftover[]> {
  if (!here.isUnix) return atOnce ? endedTree(traces.leader) : [];
  let found = await liveProcesses(traces);
  if (found.length > 0 && !atOnce) {
    await sleep(STRAGGLING);
    found = await liveProcesses(traces);
  }
  const met = new Map<number, LiveProcess>();
  const begun = performance.now();
  while (found.length > 0 && performance.now() - begun < GIVE_UP) {
    // A process that is being killed has already closed its pipes, so its first look counts.
    for (const one of found) if (!met.has(one.pid)) met.set(one.pid, one);
    onFound(met.size);
    signalGroup(traces.leader, "SIGKILL");
    for (const one of found) kill(one.pid);
    await sleep(2);
    // Processes that started while we looked are found in the next round.
    found = await liveProcesses(traces);
  }
  const alive = new Set(found.map((one) => one.pid));
  return [...met.values()].map((one) => leftoverOf(one, traces.leader, !alive.has(one.pid)));
}

function leftoverOf({ pid, name, session, heldPipe }: LiveProcess, leader: number, ended: boolean): Leftover {
  const place = pid === leader ? "script" : session === leader ? "script-group" : "own-session";
  return { pid, name, place, heldPipe, ended };
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It is already gone, or we may not end it. The next look shows which.
  }
}

/** On Windows, where only the script itself with its children is found. */
export async function endedTree(pid: number): Promise<readonly Leftover[]> {
  if (!isAlive(pid)) return [];
  return [{ pid, name: "script", place: "script", heldPipe: false, ended: await endTree(pid) }];
}
