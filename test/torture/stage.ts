/** A folder in which a writing command runs, and what may be in it afterwards, however the command ended. */

import { type ChildProcess, spawn } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { program, type WritingCommand } from "./commands.ts";

/** Contents by path in the folder; a byte is a character. */
export type Contents = ReadonlyMap<string, string>;

export const LOCK = /(?:^|\/)\.[^/]+\.lock$/;
const DRAFT = /(?:^|\/)\.keypoll-[^/]+-[0-9a-f]{8}$/;
const BACKUP = /^(.*)\.\d{8}T\d{6}(?:-\d+)?\.bak$/;

/** Logs are appended to, never replaced. */
const LOG = /(?:^|\/)logs\//;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly ms: number;
  readonly said: string;
}

/** An undisturbed run: its system calls and what it writes. */
export interface Reference {
  readonly ms: number;
  readonly code: number | null;
  readonly before: Contents;
  readonly after: Contents;
}

/** Commands that run now, which end with this program. */
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) endAll(child, "SIGKILL");
});

export class Stage {
  readonly folder: string;
  readonly command: WritingCommand;

  constructor(command: WritingCommand, under = tmpdir()) {
    this.command = command;
    this.folder = mkdtempSync(join(under, "keypoll-torture-"));
    for (const [name, text] of Object.entries(command.files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
  }

  /** Runs the command, after other arguments if given; `during` may disturb it. */
  run(during: (child: ChildProcess) => void = () => {}, before: readonly string[] = []): Promise<Ended> {
    const [first = process.execPath, ...words] = [...before, process.execPath, program, ...this.command.args];
    const begun = performance.now();
    const child = spawn(first, words, {
      cwd: this.folder,
      stdio: ["ignore", "pipe", "pipe"],
      // A separate group, which is ended as a whole. One thread makes all calls, so that they can be counted.
      detached: true,
      env: { PATH: process.env["PATH"], HOME: tmpdir(), UV_THREADPOOL_SIZE: "1" },
    });
    running.add(child);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        const { untilPrinted } = this.command;
        if (untilPrinted !== undefined && said.includes(untilPrinted)) endAll(child, "SIGTERM");
      });
    }
    during(child);
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      // What a killed command has started must not continue to write.
      child.once("exit", () => {
        running.delete(child);
        endAll(child, "SIGKILL");
      });
      child.once("close", (code, signal) => resolve({ code, signal, ms: performance.now() - begun, said }));
    });
  }

  contents(): Contents {
    const files = new Map<string, string>();
    for (const entry of readdirSync(this.folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name).slice(this.folder.length + 1);
      if (entry.isFile()) {
        const text = readFileSync(join(this.folder, path), "latin1");
        files.set(path, text.replaceAll(this.folder, "FOLDER"));
      } else if (LOCK.test(path)) files.set(path, "");
    }
    return files;
  }

  /** What a crash left: locks and drafts. */
  leftovers(): readonly string[] {
    return [...this.contents().keys()].filter((path) => LOCK.test(path) || DRAFT.test(path));
  }

  /** As if the time had passed after which a lock is free. */
  letLocksAge(): void {
    for (const path of this.leftovers().filter((each) => LOCK.test(each))) {
      const { atimeMs, mtimeMs } = statSync(join(this.folder, path));
      utimesSync(join(this.folder, path), (atimeMs - 60_000) / 1000, (mtimeMs - 60_000) / 1000);
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Ends the command with all that it has started. */
export function endAll({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // All have ended already.
  }
}

export async function referenceOf(command: WritingCommand): Promise<Reference> {
  const stage = new Stage(command);
  try {
    const before = stage.contents();
    const { code, ms, said } = await stage.run();
    if (code === 2) throw new Error(`${command.name} does not work here: ${said}`);
    const after = stage.contents();
    if (![...after].some(([path, text]) => before.get(path) !== text))
      throw new Error(`${command.name} writes nothing: ${said}`);
    return { ms, code, before, after };
  } finally {
    stage.remove();
  }
}

/** The path of the file, also of its backups. */
export function nameOf(path: string): string {
  return BACKUP.exec(path)?.[1] ?? path;
}

/** The problem of the folder: a file that is neither the old one nor a new one, or a backup that is not the old one. */
export function wrongIn(
  found: Contents,
  { before, after }: Reference,
  command: WritingCommand,
): readonly string[] {
  const wrong: string[] = [];
  for (const [path, text] of before) {
    if (!found.has(path)) wrong.push(`${path} is gone (${text.length} bytes)`);
  }
  for (const [path, text] of found) {
    if (LOCK.test(path) || DRAFT.test(path) || LOG.test(path)) continue;
    // A command that runs again backs up what the first one wrote.
    const original = nameOf(path);
    const isOld = text === before.get(original);
    const wanted = after.get(original);
    const isNew =
      command.isWhole?.(text) ?? (wanted !== undefined && withoutKeys(text) === withoutKeys(wanted));
    if (!isOld && !isNew) wrong.push(`${path} is neither the old nor a new one (${text.length} bytes)`);
  }
  return wrong;
}

/** Keys of 64 digits are random. */
function withoutKeys(text: string): string {
  return text.replace(/\b[0-9a-f]{64}\b/g, "KEY");
}
