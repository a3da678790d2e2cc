/** Starts the tests with the changed code, reads what they tell, and kills them if they come to a standstill. */

import { spawn } from "node:child_process";
import { existsSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Entry, entriesOf, PLAN, type Plan, REACHED, type Trial } from "./ledger.ts";

export interface MutationResult {
  readonly reached: ReadonlySet<string>;
  readonly noticed: ReadonlySet<string>;
  readonly problems: readonly string[];
}

/** A run that tells nothing for so long hangs in the change that it tried last. */
const STANDSTILL_MS = 60_000;
/** A file is loaded again for each change, which takes time: only so many are, those that noticed most beside it. */
const MOST_LOADS = 3;

/** `tests` are in order of closeness; `sourceOf` is the file of a change. */
export async function runTests(
  tests: readonly string[],
  changed: Plan["changed"],
  sourceOf: (id: string) => string,
  folder: string,
  program: string | undefined,
): Promise<MutationResult> {
  const reached = new Set<string>();
  const noticed = new Set<string>();
  const problems: string[] = [];
  const loads = new Map<string, string[]>();
  const scores = new Map<string, number>();
  const score = (id: string, test: string): number => scores.get(`${sourceOf(id)} ${test}`) ?? 0;
  let file = "";
  const take = (entry: Entry): void => {
    if ("file" in entry) file = entry.file;
    if ("noticed" in entry) {
      noticed.add(entry.noticed);
      scores.set(`${sourceOf(entry.noticed)} ${file}`, score(entry.noticed, file) + 1);
    }
    if ("problem" in entry) problems.push(`${file}: ${entry.problem}`);
    for (const id of "reached" in entry ? entry.reached : []) reached.add(id);
    for (const id of "atLoad" in entry ? entry.atLoad : []) loads.set(id, [...(loads.get(id) ?? []), file]);
  };
  /** The entries of a run that had to be killed; none if it ended. */
  const round = async (plan: Pick<Plan, "tests" | "trials">): Promise<readonly Entry[]> => {
    const { entries, killed } = await child({ ...plan, changed, program, noticed: [...noticed] }, folder);
    for (const entry of entries) take(entry);
    const hangs = killed || stoppedShort(entries);
    const hung = hangs ? last(entries, "try") : undefined;
    if (hung !== undefined) noticed.add(hung);
    if (!hangs) return [];
    if (hung === undefined) problems.push(`${last(entries, "file") ?? "a test"} does not end.`);
    return entries;
  };

  for (let left = tests; left.length > 0; ) {
    const entries = await round({ tests: left });
    const file = last(entries, "file");
    const next = left.slice(file === undefined ? left.length : left.indexOf(file));
    left = last(entries, "try") === undefined ? next.slice(1) : next;
  }
  for (const id of loads.keys()) reached.add(id);
  for (let trials = trialsOf(loads, tests, noticed, score); trials.length > 0; ) {
    const entries = await round({ tests, trials });
    const tried = entries.flatMap((entry) => ("try" in entry ? [entry.try] : []));
    trials = tried.length === 0 ? [] : trialsAfter(trials, tried).filter(({ id }) => !noticed.has(id));
  }
  return { reached, noticed, problems };
}

function trialsOf(
  loads: ReadonlyMap<string, readonly string[]>,
  tests: readonly string[],
  noticed: ReadonlySet<string>,
  score: (id: string, test: string) => number,
): readonly Trial[] {
  const trials = [...loads]
    .filter(([id]) => !noticed.has(id))
    .flatMap(([id, files]) => {
      const best = files.toSorted((one, other) => score(id, other) - score(id, one));
      return best.slice(0, MOST_LOADS).map((test) => ({ id, test }));
    });
  return trials.sort((one, other) => tests.indexOf(one.test) - tests.indexOf(other.test));
}

/** What is left when the run has tried these changes, in order. It skips those that were noticed meanwhile. */
function trialsAfter(trials: readonly Trial[], tried: readonly string[]): readonly Trial[] {
  return tried.reduce((left, id) => left.slice(left.findIndex((trial) => trial.id === id) + 1), trials);
}

function last(entries: readonly Entry[], key: "try" | "file"): string | undefined {
  return entries.flatMap((entry) => (key in entry ? Object.values(entry) : [])).at(-1);
}

/** Whether the process died inside a change that it tried, for example because it filled the memory. */
function stoppedShort(entries: readonly Entry[]): boolean {
  const tried = entries.findLastIndex((entry) => "try" in entry);
  return tried > entries.findLastIndex((entry) => "atLoad" in entry || "file" in entry || "done" in entry);
}

/** `killed`: it came to a standstill. */
async function child(
  given: Omit<Plan, "ledger">,
  folder: string,
): Promise<{ readonly entries: readonly Entry[]; readonly killed: boolean }> {
  const plan: Plan = { ...given, ledger: path.join(folder, "ledger") };
  const file = path.join(folder, "plan.json");
  rmSync(plan.ledger, { force: true });
  writeFileSync(file, JSON.stringify(plan));
  const started = spawn(process.execPath, ["scripts/mutate/child.ts"], {
    env: {
      ...process.env,
      [PLAN]: file,
      ...(given.program !== undefined && {
        KEYPOLL_PROGRAM: given.program,
        [REACHED]: path.join(folder, "reached"),
      }),
    },
    stdio: ["ignore", "ignore", "inherit"],
    detached: true,
  });
  const kill = (): void => {
    if (started.pid !== undefined) process.kill(-started.pid, "SIGKILL");
  };
  process.once("exit", kill);
  let toldAt = Date.now();
  let size = 0;
  let killed = false;
  const watch = setInterval(() => {
    const now = existsSync(plan.ledger) ? statSync(plan.ledger).size : 0;
    if (now !== size) {
      size = now;
      toldAt = Date.now();
    } else if (Date.now() - toldAt > STANDSTILL_MS) {
      killed = true;
      kill();
    }
  }, 1000);
  await new Promise((resolve, reject) => {
    started.on("error", reject);
    started.on("close", resolve);
  });
  clearInterval(watch);
  process.off("exit", kill);
  return { entries: existsSync(plan.ledger) ? entriesOf(plan.ledger) : [], killed };
}
