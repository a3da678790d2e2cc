/**
 * Runs the tests of a file once as they are, then again for each change that they reach. A change is switched on inside
 * the process, so that a test is repeated in the time that the test itself takes. In a second round a file is loaded
 * again for each change that takes effect while it is loaded.
 */

import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { type RunnerTestCase, type RunnerTestFile, type RunnerTestSuite, TestRunner, vi } from "vitest";
import { ACTIVE, type Entry, noteIn, planned, REACHED } from "./ledger.ts";

/** What the changed code reads and writes; `@stryker-mutator/instrumenter` puts the reader into it. */
interface Switchboard {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { readonly static: Hits; readonly perTest: Record<string, Hits> };
}
type Hits = Record<string, number>;

/** A test is not repeated if it takes more of the processor, and no more if all its repetitions take more. */
/** A test that runs the program is repeated for so many changes: each starts a process. */
const MOST_PROCESSES = 150;
const SLOW_MS = { once: 5000, inAll: 20_000, ofRecordings: 120_000 };
/** Milliseconds after which a repetition waits for nothing, and how much longer it may take than the test itself. */
const STUCK = { factor: 20, more: 5000 };
/** A change that is reached so much more often than without it has made an endless loop. */
const HITS = { factor: 100, more: 1_000_000, atLeast: 10_000, atLoad: 5_000_000 };

const board: Switchboard = {};
Object.assign(globalThis, { __stryker__: board });

const plan = planned();
const noticed = new Set(plan.noticed);
const note = (entry: Entry): void => noteIn(plan.ledger, entry);

function notice(id: string): void {
  noticed.add(id);
  note({ noticed: id });
}

export default class MutationRunner extends TestRunner {
  readonly #trials = [...(plan.trials ?? [])];
  #failed = false;

  override importFile(filepath: string, source: "collect" | "setup"): unknown {
    vi.resetModules();
    board.mutantCoverage = { static: {}, perTest: {} };
    this.#failed = false;
    if (plan.trials === undefined) {
      note({ file: path.relative(process.cwd(), filepath) });
      return super.importFile(filepath, source);
    }
    const id = this.#trials.shift()?.id;
    if (id === undefined || noticed.has(id)) return;
    note({ try: id });
    board.activeMutant = id;
    board.hitCount = 0;
    board.hitLimit = HITS.atLoad;
    return super.importFile(filepath, source);
  }

  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    if (this.#failed) test.mode = "skip";
    await super.onBeforeRunTask(test);
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    if (plan.trials === undefined) return repeat(test);
    try {
      await TestRunner.getTestFn(test)();
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }

  override onAfterRunFiles(files: RunnerTestFile[]): void {
    super.onAfterRunFiles(files);
    const id = board.activeMutant;
    board.activeMutant = undefined;
    if (plan.trials === undefined) note({ atLoad: Object.keys(board.mutantCoverage?.static ?? {}) });
    else if (id !== undefined) {
      if (files.some(({ result }) => result?.state === "fail")) notice(id);
      note({ done: id });
    }
  }
}

async function repeat(test: RunnerTestCase): Promise<void> {
  const { fullName } = test;
  const body = async (): Promise<void> => TestRunner.getTestFn(test)();
  const begun = performance.now();
  const { hits, duration } = await runAsItIs(body);
  const patience = STUCK.more + STUCK.factor * (performance.now() - begun);
  const left = Object.entries(hits).filter(([id]) => !noticed.has(id));
  if (left.length === 0) return;
  note({ reached: left.map(([id]) => id) });
  if (duration > SLOW_MS.once) {
    return note({ problem: `not repeated (${Math.round(duration)} ms): ${fullName}` });
  }
  // Vitest itself calls the hooks before the first run and those after the last one.
  await callHooks(test, "afterEach");
  await callEndings(test);
  await repeatFor(left, test, async () => {
    await callHooks(test, "beforeEach");
    try {
      await within(patience, body());
    } finally {
      await callHooks(test, "afterEach");
      await callEndings(test);
    }
  });
  await callHooks(test, "beforeEach");
}

/** Calls what a run has handed to `onTestFinished`, the last first. Vitest's types do not have the list. */
async function callEndings(test: RunnerTestCase): Promise<void> {
  const endings: unknown = Reflect.get(test, "onFinished");
  if (!Array.isArray(endings)) return;
  for (const end of endings.splice(0).reverse()) await end(test.context);
}

/** Fails if it does not end, for example because a change has made it wait for an answer that never arrives. */
async function within(milliseconds: number, run: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("It does not end.")), milliseconds);
  });
  try {
    await Promise.race([run, stuck]);
  } finally {
    clearTimeout(timer);
  }
}

/** As vitest does: before a test the hooks of its file come first, after it they come last. */
async function callHooks(test: RunnerTestCase, name: "beforeEach" | "afterEach"): Promise<void> {
  const suites: RunnerTestSuite[] = [test.file];
  for (let suite = test.suite; suite !== undefined && suite !== test.file; suite = suite.suite) {
    suites.splice(1, 0, suite);
  }
  const hooks = suites.flatMap((suite) =>
    TestRunner.getSuiteHooks(suite)[name].map((hook) => () => hook(test.context, suite)),
  );
  for (const hook of name === "beforeEach" ? hooks : hooks.reverse()) await hook();
}

async function repeatFor(
  left: readonly (readonly [id: string, count: number])[],
  { fullName, file }: RunnerTestCase,
  run: () => Promise<unknown>,
): Promise<void> {
  if (!(await passes(run))) return note({ problem: `passes only once: ${fullName}` });
  const most = file.filepath.includes("/test/conformance/") ? SLOW_MS.ofRecordings : SLOW_MS.inAll;
  const start = process.cpuUsage();
  for (const [at, [id, count]] of left.entries()) {
    note({ try: id });
    if (!(await passes(run, id, count))) notice(id);
    if (spentSince(start) > most || (plan.program !== undefined && at >= MOST_PROCESSES)) {
      note({ problem: `not repeated for ${left.length - at - 1} changes: ${fullName}` });
      break;
    }
  }
  // What a change leaves in memory would make the tests after it fail without a reason.
  if (!(await passes(run))) throw new Error("A change left something behind that makes this test fail.");
}

async function runAsItIs(run: () => Promise<unknown>): Promise<{ hits: Hits; duration: number }> {
  const id = "this test";
  board.currentTestId = id;
  const start = process.cpuUsage();
  try {
    await run();
  } finally {
    board.currentTestId = undefined;
  }
  const hits = { ...board.mutantCoverage?.perTest[id], ...reachedByProgram() };
  if (board.mutantCoverage !== undefined) delete board.mutantCoverage.perTest[id];
  return { hits, duration: spentSince(start) };
}

/** What the processes of the program have reached since the last call. */
function reachedByProgram(): Hits {
  const file = process.env[REACHED];
  if (file === undefined || !existsSync(file)) return {};
  const ids = readFileSync(file, "utf8").split("\n");
  rmSync(file);
  return Object.fromEntries(ids.filter((id) => id !== "").map((id) => [id, 1]));
}

/** Milliseconds of the processor. */
function spentSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** An error from outside the test may come from the change before, so the test is then repeated once more. */
async function passes(run: () => Promise<unknown>, id?: string, count = 0): Promise<boolean> {
  const end = await endOf(run, id, count);
  return (end === "thrown outside" ? await endOf(run, id, count) : end) === "passed";
}

async function endOf(
  run: () => Promise<unknown>,
  id: string | undefined,
  count: number,
): Promise<"passed" | "failed" | "thrown outside"> {
  board.activeMutant = id;
  if (id !== undefined) process.env[ACTIVE] = id;
  board.hitCount = 0;
  board.hitLimit = HITS.atLeast + Math.min(count * HITS.factor, count * 2 + HITS.more);
  // What it reaches now is of no interest.
  board.currentTestId = "a repetition";
  // Vitest fails a run in which something is thrown outside the test, for example when bytes arrive.
  let isThrown = false;
  const fail = (): void => {
    isThrown = true;
  };
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  try {
    await run();
    return isThrown ? "thrown outside" : "passed";
  } catch {
    return "failed";
  } finally {
    process.off("uncaughtException", fail);
    process.off("unhandledRejection", fail);
    board.activeMutant = undefined;
    delete process.env[ACTIVE];
    board.currentTestId = undefined;
    reachedByProgram();
  }
}
