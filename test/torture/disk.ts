/** A disk that is full, and one that reports an error, at every point of every writing command. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WritingCommand } from "./commands.ts";
import { CALLS, canTrace, traced } from "./kills.ts";
import { type Reference, referenceOf, Stage, wrongIn } from "./stage.ts";
import type { Row } from "./table.ts";

export interface DiskRow extends Row {
  readonly command: string;
  /** Runs on a file system with too little space, and how many of them reported it. */
  full: number;
  saidFull: number;
  /** Runs in which a system call failed with EIO, and how many of them reported it. */
  errors: number;
  saidError: number;
}

const MEGABYTE = 1024 * 1024;
const PAGE = 4096;

export async function fillAndBreak(chosen: readonly WritingCommand[], rows: DiskRow[]): Promise<void> {
  const small = smallDisk();
  if (small === undefined) console.log("Full disks: not run, for only root can mount a small file system.");
  if (!canTrace) console.log("Disk errors: not run, for strace is not here or may not trace.");
  const tidy = (): void => {
    if (small === undefined) return;
    spawnSync("umount", [small]);
    rmSync(small, { recursive: true, force: true });
  };
  // Also if the part is interrupted.
  process.once("exit", tidy);
  try {
    for (const command of chosen) {
      const row = { command: command.name, full: 0, saidFull: 0, errors: 0, saidError: 0, wrong: [] };
      rows.push(row);
      const reference = await referenceOf(command);
      if (small !== undefined) await fill(small, command, reference, row);
      if (canTrace) await Promise.all(CALLS.map((call) => breakAt(call, command, reference, row)));
      console.log(`  ${row.command}: ${row.full} full disks, ${row.errors} disk errors`);
    }
  } finally {
    process.off("exit", tidy);
    tidy();
  }
}

function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "keypoll-torture-disk-"));
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]);
  if (status === 0) return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}

/** With no space at all, then with a little more each time, until the command succeeds. */
async function fill(
  disk: string,
  command: WritingCommand,
  reference: Reference,
  row: DiskRow,
): Promise<void> {
  for (let pages = 0; pages < MEGABYTE / PAGE; pages = pages * 3 + 1) {
    const stage = new Stage(command, disk);
    const { bavail, bsize } = statfsSync(disk);
    const filler = join(disk, "filler");
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - pages * PAGE)));
    const { said, code } = await stage.run();
    const wrong = wrongIn(stage.contents(), reference, command);
    rmSync(filler);
    row.full++;
    const isSaid = said.includes("the disk is full");
    if (isSaid) row.saidFull++;
    judge(row, `with room for ${pages} pages`, [
      ...wrong,
      ...(isSaid === (code === 2) ? [] : [`ended with ${code}: ${said.slice(0, 300)}`]),
      ...stage.leftovers().map((path) => `${path} was left`),
    ]);
    stage.remove();
    if (!isSaid) return;
  }
}

/** At every such call in turn, until the command succeeds. */
async function breakAt(
  call: string,
  command: WritingCommand,
  reference: Reference,
  row: DiskRow,
): Promise<void> {
  // strace ends by the signal that ends such a command.
  const endsBySignal = command.untilPrinted !== undefined;
  for (let time = 1; time < 20; time++) {
    const stage = new Stage(command);
    const { said, code } = await stage.run(undefined, traced(call, `error=EIO:when=${time}`));
    const isSaid = said.includes("the disk reported an error");
    judge(row, `with an error at ${call} ${time}`, [
      ...wrongIn(stage.contents(), reference, command),
      ...(said.includes("should not have happened") || (code === null && !endsBySignal)
        ? [said.slice(0, 300)]
        : []),
    ]);
    const isOther = code !== reference.code && !(code === null && endsBySignal);
    const isHit = isSaid || isOther || stage.leftovers().length > 0;
    stage.remove();
    if (!isHit) return;
    row.errors++;
    if (isSaid) row.saidError++;
  }
}

function judge(row: DiskRow, how: string, wrong: readonly string[]): void {
  row.wrong.push(...wrong.map((what) => `${row.command}, ${how}: ${what}`));
}
