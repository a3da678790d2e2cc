/**
 * Many processes that take one lock again and again, and half of the time leave it as a crash would: two
 * never hold it at once.
 */

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Row } from "./table.ts";

export interface LocksRow extends Row {
  readonly what: string;
  /** How often the lock was taken. */
  taken: number;
  /** Of these, how often it was left as a crash leaves it. */
  crashed: number;
}

/** What a process reports at its end. */
export interface LockNews {
  readonly taken: number;
  readonly crashed: number;
  /** How often another process also held the lock, and how often it was lost before it was released. */
  readonly shared: number;
  readonly lost: number;
}

const worker = fileURLToPath(new URL("lock-worker.ts", import.meta.url));

export async function shareLock(processes: number, rounds: number, rows: LocksRow[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "keypoll-torture-"));
  const row: LocksRow = { what: `${processes} processes, one lock`, taken: 0, crashed: 0, wrong: [] };
  rows.push(row);
  const run = async (): Promise<void> => {
    const said = await printed([worker, join(folder, "client.keys"), String(rounds)]);
    if (!said.startsWith("{")) {
      row.wrong.push(said);
      return;
    }
    const news: LockNews = JSON.parse(said);
    row.taken += news.taken;
    row.crashed += news.crashed;
    if (news.shared > 0) row.wrong.push(`${news.shared} times another held the lock as well`);
    if (news.lost > 0) row.wrong.push(`${news.lost} times the lock was taken from its holder`);
  };
  await Promise.all(Array.from({ length: processes }, run));
  const left = readdirSync(folder).filter((name) => name !== ".client.keys.lock");
  if (left.length > 0) row.wrong.push(`${left.join(", ")} were left`);
  rmSync(folder, { recursive: true });
}

function printed(words: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  return new Promise((resolve) => child.once("close", () => resolve(said)));
}
