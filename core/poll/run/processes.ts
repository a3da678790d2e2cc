/** Which processes of a run are alive: by group, by session, by their marks, and by the pipe that they hold. */

import { execFile } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readlinkSync, readSync } from "node:fs";
import { promisify } from "node:util";
import { LIMIT_NAME, MARK_VARIABLE, type RunMark } from "../keeper/run-mark.ts";

/** What the processes of one run have in common. */
export interface Traces {
  /** The script's process, group and session. */
  readonly leader: number;
  readonly mark: RunMark;
  /** Names of the pipes. Only searched for while one of them is still open. */
  readonly openPipes: readonly string[];
  /** The run was so short that process numbers cannot have wrapped around unnoticed. */
  readonly recent: boolean;
}

export interface LiveProcess {
  readonly pid: number;
  readonly name: string;
  readonly group: number;
  readonly session: number;
  readonly heldPipe: boolean;
}

/** The live processes of a run. A process that is dead but not yet waited for does not count. */
export function liveProcesses(traces: Traces): Promise<readonly LiveProcess[]> | readonly LiveProcess[] {
  return hasProc() ? listedInProc(traces) : listedElsewhere(traces);
}

/** Without /proc. */
export function listedElsewhere(traces: Traces): Promise<readonly LiveProcess[]> {
  return listedByPs(traces).catch(() => groupAlone(traces));
}

/** Whether the system shows its processes as files. */
export function hasProc(): boolean {
  return existsSync("/proc/self/stat");
}

/** Above this many candidates, reading the folder is cheaper than trying numbers. */
const MOST_TRIED = 2000;

function listedInProc(traces: Traces): readonly LiveProcess[] {
  const { leader, recent } = traces;
  const found: LiveProcess[] = [];
  let parents: Parents = { oldest: 0, adopters: new Set() };
  const look = (pid: number): void => {
    const live = ifOurs(pid, traces, parents);
    if (live !== undefined) found.push(live);
  };
  let last = lastProcess();
  if (!recent || last < leader || last - leader > MOST_TRIED) {
    for (const name of readdirSync("/proc")) if (/^\d+$/.test(name)) look(Number(name));
    return found;
  }
  // Numbers are assigned in order, so the run's processes have numbers from the script's own to the last one assigned.
  // A process can start a child and end while we look. The child then has a number after the last one, and is looked at
  // next.
  let next = leader;
  parents = { oldest: leader, adopters: adopters() };
  for (let round = 0; next <= last && round < MOST_ROUNDS; round++) {
    while (next <= last) look(next++);
    last = lastProcess();
  }
  return found;
}

/** On a machine that starts processes all the time, the search has to end at some point. */
const MOST_ROUNDS = 50;

/** The parents that a process of the run can have. */
interface Parents {
  /** The lowest number of a process of the run itself. */
  readonly oldest: number;
  readonly adopters: ReadonlySet<number>;
}

function ifOurs(pid: number, traces: Traces, { oldest, adopters }: Parents): LiveProcess | undefined {
  const stat = statOf(pid);
  if (stat === undefined) return undefined;
  const { parent, ...shown } = stat;
  const looksForPipes = traces.openPipes.length > 0;
  // Most processes of a busy machine belong to others. Their parents show this.
  if (!looksForPipes && parent < oldest && !adopters.has(parent)) return undefined;
  const heldPipe = looksForPipes && holdsPipe(pid, traces.openPipes);
  // The script's group is part of its session.
  const ours = stat.session === traces.leader || heldPipe || hasMark(pid, traces.mark);
  return ours && !isThread(pid) ? { pid, heldPipe, ...shown } : undefined;
}

/**
 * The processes that can be the parent of a process of a run without being part of it: the one that started the script;
 * init, or the process outside that replaces it; and any of our ancestors, because Linux gives an orphan to the nearest
 * ancestor that asked for orphans.
 */
function adopters(): ReadonlySet<number> {
  const found = new Set([0, 1]);
  for (let pid = process.pid; !found.has(pid); pid = statOf(pid)?.parent ?? 0) found.add(pid);
  return found;
}

/** The last process number that was assigned, or 0 if the system does not say. */
function lastProcess(): number {
  return Number(textOf("/proc/loadavg").split(" ")[4] ?? 0);
}

interface Stat {
  readonly name: string;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
}

function statOf(pid: number): Stat | undefined {
  const stat = textOf(`/proc/${pid}/stat`);
  // The name is in brackets and may contain brackets itself.
  const match = /\((.*)\) (\S) (\d+) (\d+) (\d+) /s.exec(stat);
  if (match === null || match[2] === "Z" || match[2] === "X") return undefined;
  const [, name = "", , parent, group, session] = match;
  return { name, parent: Number(parent), group: Number(group), session: Number(session) };
}

function hasMark(pid: number, { text, limit }: RunMark): boolean {
  const environment = `\0${textOf(`/proc/${pid}/environ`)}\0`;
  if (environment.includes(`\0${MARK_VARIABLE}=${text}\0`)) return true;
  return limitOf(pid) === limit;
}

/** The limit by which processes are marked, in digits. */
function limitOf(pid: number): string | undefined {
  return LIMIT.exec(textOf(`/proc/${pid}/limits`))?.[1];
}

const LIMIT = new RegExp(`${LIMIT_NAME} +(\\d+)`);

/** Threads have numbers too, but the folder does not list them. */
function isThread(pid: number): boolean {
  return !textOf(`/proc/${pid}/status`).includes(`\nTgid:\t${pid}\n`);
}

function holdsPipe(pid: number, names: readonly string[]): boolean {
  try {
    const folder = `/proc/${pid}/fd`;
    return (
      pid !== process.pid &&
      readdirSync(folder).some((descriptor) => {
        const target = readlinkSync(`${folder}/${descriptor}`);
        return names.some((name) => target === name || target === `${name} (deleted)`);
      })
    );
  } catch {
    return false;
  }
}

/** Many files are read after each run, and most have a few hundred bytes: `readFileSync` takes half as long again. */
const room = Buffer.allocUnsafe(65_536);

/** Empty for a process that has ended or that we may not read. */
function textOf(file: string): string {
  // Asking first is much cheaper than an error.
  if (!existsSync(file)) return "";
  let opened: number | undefined;
  try {
    opened = openSync(file, "r");
    let text = "";
    for (let size = room.length; size === room.length; ) {
      size = readSync(opened, room);
      text += room.toString("latin1", 0, size);
    }
    return text;
  } catch {
    return "";
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** More than any list of processes with their environments. */
const PS_BYTES = 256 * 1024 * 1024;

/** Without /proc: ps shows the environment of our own processes, except those that the system protects. */
async function listedByPs(traces: Traces): Promise<readonly LiveProcess[]> {
  const columns = ["-o", "pid=", "-o", "pgid=", "-o", "stat=", "-o", "command="];
  const { stdout } = await promisify(execFile)("ps", ["-axwwE", ...columns], { maxBuffer: PS_BYTES });
  return stdout.split("\n").flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\S+)(.*)/.exec(line);
    if (match === null || match[3]?.startsWith("Z") === true) return [];
    const group = Number(match[2]);
    const marked = `${match[5]} `.includes(` ${MARK_VARIABLE}=${traces.mark.text} `);
    const name = match[4]?.split("/").at(-1) ?? "";
    const found = { pid: Number(match[1]), name, group, session: marked ? 0 : group, heldPipe: false };
    return marked || group === traces.leader ? [found] : [];
  });
}

/** Without a usable ps, too: the system only tells whether the group has a member. */
function groupAlone({ leader }: Traces): readonly LiveProcess[] {
  try {
    process.kill(-leader, 0);
    return [{ pid: leader, name: "its group", group: leader, session: leader, heldPipe: false }];
  } catch {
    return [];
  }
}
