/** Many processes that write one client.keys at once, and another program that writes during a command. */

import { spawn } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { program, type WritingCommand } from "./commands.ts";
import type { Random } from "./random.ts";
import { type Contents, LOCK, nameOf, type Reference, referenceOf, Stage, wrongIn } from "./stage.ts";
import type { Row } from "./table.ts";

export interface CrowdRow extends Row {
  readonly what: string;
  runs: number;
}

export interface OutsiderRow extends Row {
  readonly command: string;
  /** How often the other program wrote during a command. */
  writes: number;
  /** What must happen to what it wrote. */
  readonly theirs: string;
}

/** Pairs that add an agent at once, and as many as `crowd` at once. */
export async function addAtOnce(pairs: number, crowd: number, rows: CrowdRow[]): Promise<void> {
  const two = Array.from({ length: pairs }, (_, at) => [`a-${at}`, `b-${at}`]);
  await adding(`${pairs} pairs of agent add`, two, rows);
  const many = Array.from({ length: crowd }, (_, at) => `web-${at}`);
  await adding(`${crowd} agent add at once`, [many], rows);
}

async function adding(what: string, groups: readonly (readonly string[])[], rows: CrowdRow[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "keypoll-torture-"));
  const file = join(folder, "client.keys");
  const row: CrowdRow = { what, runs: 0, wrong: [] };
  rows.push(row);
  const { wrong } = row;
  for (const group of groups) {
    const codes = await Promise.all(group.map((name) => run(["agent", "add", name, "--keys", file])));
    row.runs += codes.length;
    for (const [at, code] of codes.entries()) {
      if (code !== 0) wrong.push(`agent add ${group[at]} ended with ${code}`);
    }
  }
  const records = readFileSync(file, "latin1")
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" "));
  const names = new Set(records.map(([, name]) => name));
  for (const name of groups.flat()) if (!names.has(name)) wrong.push(`${name} is lost`);
  if (new Set(records.map(([id]) => id)).size < records.length) wrong.push("an id was given twice");
  const left = readdirSync(folder).filter((name) => name.startsWith("."));
  if (left.length > 0) wrong.push(`${left.join(", ")} were left`);
  rmSync(folder, { recursive: true });
}

function run(args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [program, ...args], { stdio: "ignore" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
}

/** Each command, while another program writes into every file that the command has just locked. */
export async function outsiders(
  rounds: number,
  chosen: readonly WritingCommand[],
  random: Random,
  rows: OutsiderRow[],
): Promise<void> {
  for (const command of chosen) {
    const reference = await referenceOf(command);
    const row = { command: command.name, writes: 0, theirs: command.outsider ?? "kept", wrong: [] };
    rows.push(row);
    // The second way is how editors and the manager's daemons write.
    for (let round = 0; round < rounds; round += 2) {
      await Promise.all(
        ["adds", "moves"].map((way) => withOutsider(command, reference, row, { way, random })),
      );
    }
    console.log(`  ${row.command}: ${row.writes} writes of another program`);
  }
}

const THEIRS = `9001 theirs any ${"ab".repeat(32)}\n`;

/** Milliseconds after the lock within which the other program writes: about as long as a command needs. */
const WINDOW = 15;

async function withOutsider(
  command: WritingCommand,
  reference: Reference,
  row: OutsiderRow,
  { way, random }: { way: string; random: Random },
): Promise<void> {
  const stage = new Stage(command);
  const met = new Set<string>();
  const written = new Set<string>();
  const write = (path: string): void => {
    const file = join(stage.folder, path);
    if (way === "adds" || !existsSync(file)) appendFileSync(file, THEIRS);
    else {
      writeFileSync(`${file}.theirs`, readFileSync(file, "latin1") + THEIRS, "latin1");
      renameSync(`${file}.theirs`, file);
    }
    written.add(path);
  };
  const watcher = watch(stage.folder, { recursive: true }, (_, name) => {
    if (name === null || met.has(name) || !LOCK.test(name)) return;
    met.add(name);
    const file = basename(name).replace(/^\.|\.lock$/g, "");
    setTimeout(write, random.next() * WINDOW, join(dirname(name), file));
  });
  const { said } = await stage.run();
  watcher.close();
  row.writes += written.size;
  const wrong = [...written].flatMap((path) => lostIn(stage.contents(), path, reference, command));
  row.wrong.push(
    ...wrong.map((what) => `${command.name}, another program ${way}: ${what}: ${said} [${stage.folder}]`),
  );
  if (wrong.length === 0) stage.remove();
}

/** The problem of a file into which another program has written, with its backups. */
function lostIn(
  found: Contents,
  path: string,
  reference: Reference,
  command: WritingCommand,
): readonly string[] {
  if (command.generated?.test(path) === true) return [];
  const theirs = [...found].filter(([each, text]) => nameOf(each) === path && text.includes(THEIRS));
  if (command.outsider === undefined && !theirs.some(([each]) => each === path))
    return [`${path} lost their line`];
  if (command.outsider === "kept in a backup" && theirs.length === 0)
    return [`${path} has their line nowhere`];
  if (command.outsider !== "replaced") return [];
  const text = (found.get(path) ?? "").replace(THEIRS, "");
  return text === "" ? [] : wrongIn(new Map([...reference.before, [path, text]]), reference, command);
}
