/** `kill -9` at random moments of every writing command, and at each of its calls that change the file system. */

import { spawnSync } from "node:child_process";
import { watch } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import type { WritingCommand } from "./commands.ts";
import type { Random } from "./random.ts";
import { endAll, type Reference, referenceOf, Stage, wrongIn } from "./stage.ts";
import type { Row } from "./table.ts";

export interface KillRow extends Row {
  readonly command: string;
  /** Runs that were ended by the signal. */
  kills: number;
  /** Of these, while the file was locked: during a write. */
  whileWriting: number;
  /** Runs that ended before the signal came. */
  tooLate: number;
  /** Further runs of the command on the files that the killed one left. */
  next: number;
}

/** The calls of Linux that give a file its name, its mode and its content. */
export const CALLS = [
  "mkdir",
  "rmdir",
  "link",
  "rename",
  "unlink",
  "ftruncate",
  "fsync",
  "fchmod",
  "chmod",
  "utimensat",
];

export const canTrace = spawnSync("strace", ["-qq", "-e", "trace=fsync", "true"]).status === 0;

export async function killAll(
  kills: number,
  chosen: readonly WritingCommand[],
  random: Random,
  rows: KillRow[],
): Promise<void> {
  for (const [at, command] of chosen.entries()) {
    // The remaining kills are shared among the remaining commands.
    const done = rows.reduce((sum, each) => sum + each.kills, 0);
    const share = Math.ceil((kills - done) / (chosen.length - at));
    const row = { command: command.name, kills: 0, whileWriting: 0, tooLate: 0, next: 0, wrong: [] };
    rows.push(row);
    const reference = await referenceOf(command);
    if (canTrace) await killAtCalls(command, reference, row);
    while (row.kills < share) {
      const batch = Array.from({ length: 8 }, () => killAtRandom(command, reference, row, random));
      await Promise.all(batch);
    }
    console.log(`  ${row.command}: ${row.kills} kills, ${row.whileWriting} of them while writing`);
  }
}

/** At every such call in turn, until the command succeeds. */
async function killAtCalls(command: WritingCommand, reference: Reference, row: KillRow): Promise<void> {
  const killAt = async (call: string): Promise<void> => {
    for (let time = 1; ; time++) {
      const stage = new Stage(command);
      const { code } = await stage.run(undefined, traced(call, `signal=SIGKILL:when=${time}`));
      const isKilled = code === null || code === 137;
      await judge(stage, isKilled, { reference, row, goesOn: true, how: `at ${call} ${time}` });
      if (!isKilled) break;
    }
  };
  await Promise.all(CALLS.map(killAt));
}

/** Runs a command with an event at one of its system calls. */
export function traced(call: string, what: string): readonly string[] {
  const inject = `inject=${call}:${what}`;
  return ["strace", "-f", "-qq", "-o", "/dev/null", "--seccomp-bpf", "-e", `trace=${call}`, "-e", inject];
}

async function killAtRandom(
  command: WritingCommand,
  reference: Reference,
  row: KillRow,
  random: Random,
): Promise<void> {
  const stage = new Stage(command);
  // Half of them at any time, half of them after something appears in the folder.
  const anywhere = random.below(2) === 0;
  const delay = anywhere ? reference.ms * (0.2 + random.next()) : random.next() * 40;
  const { signal } = await stage.run((child) => {
    const kill = (): void => endAll(child, "SIGKILL");
    const timers: NodeJS.Timeout[] = [];
    if (anywhere) timers.push(setTimeout(kill, delay));
    const watcher = anywhere
      ? undefined
      : watch(stage.folder, { recursive: true }, () => {
          if (timers.length === 0) timers.push(setTimeout(kill, delay));
        });
    child.once("exit", () => {
      watcher?.close();
      for (const timer of timers) clearTimeout(timer);
    });
  });
  const goesOn = random.below(4) === 0;
  await judge(stage, signal === "SIGKILL", { reference, row, goesOn, how: `after ${delay.toFixed(1)} ms` });
}

/** Checks the folder, and often whether the command can do its work on it. */
async function judge(
  stage: Stage,
  isKilled: boolean,
  { reference, row, goesOn, how }: { reference: Reference; row: KillRow; goesOn: boolean; how: string },
): Promise<void> {
  const { command } = stage;
  if (isKilled) row.kills++;
  else row.tooLate++;
  const wrong = [...wrongIn(stage.contents(), reference, command)];
  if (stage.leftovers().length > 0) {
    row.whileWriting++;
    if (goesOn) {
      row.next++;
      stage.letLocksAge();
      const left = stage.contents();
      const { said } = await stage.run();
      wrong.push(...wrongIn(stage.contents(), reference, command));
      if (said.includes("another keypoll is writing")) wrong.push(`its lock blocks the next one: ${said}`);
      // A command that finds its work done locks nothing, and removes nothing.
      const isDone = isDeepStrictEqual(stage.contents(), left);
      if (!isDone && stage.leftovers().length > 0) wrong.push(`${stage.leftovers()} were left: ${said}`);
    }
  }
  row.wrong.push(...wrong.map((what) => `${command.name}, killed ${how}: ${what} [${stage.folder}]`));
  if (wrong.length === 0) stage.remove();
}
