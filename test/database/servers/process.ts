/** Server processes that end with the tests, however the tests end. */

import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** A user of the system that runs a server. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Whether the tests run as root, which can change to other users and install packages. */
export const isRoot = process.getuid?.() === 0;

/** The user with a name, if the tests can switch to it. */
export function accountOf(name: string): Account | undefined {
  if (!isRoot) return undefined;
  const number = (option: string) => Number(execFileSync("id", [option, name], { encoding: "utf8" }));
  return { uid: number("-u"), gid: number("-g") };
}

/** Starts a server. The kernel ends it when the tests end, even if they are killed. */
export function startServer(command: string, args: readonly string[], account?: Account): ChildProcess {
  const change =
    account === undefined ? [] : [`--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups"];
  const child = spawn("setpriv", ["--pdeathsig", "KILL", ...change, command, ...args], { stdio: "ignore" });
  running.add(child);
  child.on("error", () => running.delete(child));
  child.on("exit", () => running.delete(child));
  return child;
}

/** Stops a server, by force if necessary. Resolves when it has ended. */
export async function endServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGCONT");
  child.kill("SIGKILL");
  await gone;
}

/** Runs a command until it ends. Throws with its output if it fails. */
export function runTool(command: string, args: readonly string[], input = "", account?: Account): void {
  const run = spawnSync(command, args, { input, encoding: "utf8", cwd: "/", ...account });
  if (run.status !== 0) throw new Error(`${command}: ${run.error ?? ""}${run.stdout}${run.stderr}`);
}

/** Waits until a command that asks the server succeeds. Throws after 60 s, or when the server has ended. */
export async function waitFor(child: ChildProcess, command: string, args: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (spawnSync(command, args, { stdio: "ignore" }).status === 0) return;
    if (child.exitCode !== null) break;
    await pause(200);
  }
  throw new Error(`${child.spawnargs.slice(3).join(" ")} does not answer`);
}

/** Stops a server from running at all, as on a machine under heavy load. */
export function stopped(child: ChildProcess) {
  return {
    name: "stopped",
    begin: () => {
      child.kill("SIGSTOP");
      return Promise.resolve(() => {
        child.kill("SIGCONT");
      });
    },
  };
}

/** Runs statements in a client that stays connected, until its output reports their end. */
export function holdOpen(
  command: string,
  args: readonly string[],
  statements: string,
  through: string,
): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const client = spawn(command, args, { stdio: ["pipe", "pipe", "ignore"] });
    running.add(client);
    client.on("exit", () => {
      running.delete(client);
      reject(new Error(`${command} ended early`));
    });
    client.stdout.on("data", (text: Buffer) => {
      if (text.includes(through)) resolve(() => void client.stdin.end());
    });
    client.stdin.write(statements);
  });
}

/** The path of a program that is not on the PATH, such as PostgreSQL on Debian. */
export function programIn(folders: readonly string[], name: string): string | undefined {
  return folders.map((folder) => `${folder}/${name}`).find((path) => existsSync(path));
}

/** The folders in a folder, newest version first; none if it does not exist. */
export function versionsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).sort((a, b) => Number.parseFloat(b) - Number.parseFloat(a));
}
