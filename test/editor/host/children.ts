/** Child processes that never outlive the test run: each leads a process group, and every group is killed at exit. */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

const groups = new Set<number>();
const lastActs: (() => void)[] = [];
let watching = false;

/** Starts `command` as the leader of a new process group that ends with this process, however this process ends. */
export function start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  watchForExit();
  const child = spawn(command, args, { ...options, detached: true });
  const { pid } = child;
  if (pid !== undefined) {
    groups.add(pid);
    // After the leader has ended, members of its group may remain, so the group is killed then, too.
    child.once("exit", () => {
      killGroup(pid, "SIGKILL");
      groups.delete(pid);
    });
  }
  return child;
}

/** Ends a child and its whole group: first with a signal, then by force after `patience` milliseconds. */
export async function stop(child: ChildProcess, patience = 3000): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  killGroup(pid, "SIGTERM");
  const force = setTimeout(() => killGroup(pid, "SIGKILL"), patience);
  await gone;
  clearTimeout(force);
}

/**
 * Runs a command until it ends, and returns its standard output. Throws with the command and the last lines
 * of both streams if its exit code is not 0.
 */
export async function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const child = start(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  const read = (stream: typeof child.stdout) => (stream ? text(stream) : Promise.resolve(""));
  const [stdout, stderr, code] = await Promise.all([read(child.stdout), read(child.stderr), ended]);
  if (code === 0) return stdout;
  const tail = `${stdout}\n${stderr}`.trim().split("\n").slice(-25).join("\n");
  throw new Error(`"${[command, ...args].join(" ")}" ended with ${code}:\n${tail}`);
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has already ended.
  }
}

/** Calls `act`, which must not throw, when this process ends, after the children were killed. */
export function atExit(act: () => void): void {
  watchForExit();
  lastActs.push(act);
}

function watchForExit(): void {
  if (watching) return;
  watching = true;
  process.once("exit", () => {
    for (const pid of groups) killGroup(pid, "SIGKILL");
    for (const act of lastActs) act();
  });
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    process.once(signal, () => process.exit(code));
  }
}
