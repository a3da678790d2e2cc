/** Runs the built command line as a process, as a shell would. */

import { spawn } from "node:child_process";
import { existsSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ACTIVE, REACHED } from "../../scripts/mutate/ledger.ts";
import { temporaryFolder } from "../temporary-folder.ts";

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

/** The scripts that all tests of polls use. */
export const scripts = join(projectRoot, "test", "fixtures", "scripts");

/** The built program, or another one that the environment names. */
export const program = process.env["KEYPOLL_PROGRAM"] ?? join(projectRoot, "dist", "cli", "keypoll.mjs");

export interface RunOptions {
  readonly input?: string | Buffer;
  readonly cwd?: string;
  /** Added to a minimal environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The Node to run on; the tests' own by default. */
  readonly node?: string;
  /** Called with all output so far, whenever there is more. */
  readonly onOutput?: (stdout: string, kill: (signal: NodeJS.Signals) => void) => void;
  /** Called as soon as the process runs. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
}

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `npm run mutate` tells a program with changed code. */
function changedCode(): Record<string, string> {
  const told = Object.entries(process.env).filter(([name]) => name === ACTIVE || name === REACHED);
  return Object.fromEntries(told.map(([name, value]) => [name, value ?? ""]));
}

/** Runs `keypoll` with the arguments until it ends. */
export function keypoll(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  if (!existsSync(program)) throw new Error(`${program} is not there: run npm run build first.`);
  const { input = "", cwd = scripts, env = {}, node = process.execPath, onOutput, onStart } = options;
  const child = spawn(node, [program, ...args], {
    cwd,
    env: { PATH: process.env["PATH"] ?? "", HOME: tmpdir(), ...changedCode(), ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const kill = (signal: NodeJS.Signals): void => void child.kill(signal);
  onStart?.(kill);
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    onOutput?.(stdout, kill);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** Calls back once, as soon as a file of this name is made in the folder. */
export function whenMade(folder: string, file: string, then: () => void): void {
  const watcher = watch(folder, (_event, name) => {
    if (name !== file) return;
    watcher.close();
    then();
  });
}

/** The mode that the manager gives to its own files with keys. */
export const PRIVATE = { mode: 0o640 };

/** A new folder with files that others cannot read. It is removed after the tests. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content, PRIVATE);
  return folder;
}

/** A key as the manager makes them; it must never be printed. */
export const KEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
