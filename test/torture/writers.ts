/** Many that write one client.keys at once, and another program that writes in the middle of a command. */

import { spawn } from "node:child_process";
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commands, program, type WritingCommand } from "./commands.ts";
import { Stage } from "./stage.ts";

export interface WritersRow {
  readonly what: string;
  readonly runs: number;
  readonly wrong: readonly string[];
}

/** Pairs of two that add an agent at once, and as many as `crowd` at once. */
export async function addAtOnce(pairs: number, crowd: number): Promise<readonly WritersRow[]> {
  const inPairs = await adding(Array.from({ length: pairs }, (_, at) => [`a-${at}`, `b-${at}`]));
  const inCrowd = await adding([Array.from({ length: crowd }, (_, at) => `web-${at}`)]);
  return [
    { what: `${pairs} pairs of agent add`, runs: pairs * 2, wrong: inPairs },
    { what: `${crowd} agent add at once`, runs: crowd, wrong: inCrowd },
  ];
}

async function adding(groups: readonly (readonly string[])[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "keypoll-torture-"));
  const file = join(folder, "client.keys");
  const wrong: string[] = [];
  for (const group of groups) {
    const codes = await Promise.all(group.map((name) => run(["agent", "add", name, "--keys", file])));
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
  return wrong;
}

function run(args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [program, ...args], { stdio: "ignore" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
}

const KEY = "ab".repeat(32);

/** Each command that works on the agents of a file, while another program adds one as soon as the file is locked. */
export async function outsiders(rounds: number): Promise<readonly WritersRow[]> {
  const rows: WritersRow[] = [];
  for (const command of commands.filter(
    ({ files, args }) => "client.keys" in files && args[0] !== "upgrade",
  )) {
    const wrong: string[] = [];
    for (let round = 0; round < rounds; round++) wrong.push(...(await withOutsider(command)));
    rows.push({ what: `another program in the middle of ${command.name}`, runs: rounds, wrong });
  }
  return rows;
}

async function withOutsider(command: WritingCommand): Promise<readonly string[]> {
  const stage = new Stage(command);
  const file = join(stage.folder, "client.keys");
  const theirs = `9001 theirs any ${KEY}\n`;
  let isWritten = false;
  const watcher = watch(stage.folder, () => {
    if (!isWritten) appendFileSync(file, theirs);
    isWritten = true;
  });
  const { said } = await stage.run();
  watcher.close();
  const wrong =
    isWritten && !readFileSync(file, "latin1").includes(theirs) ? [`theirs is lost: ${said}`] : [];
  if (wrong.length === 0) stage.remove();
  else writeFileSync(join(stage.folder, "said"), said);
  return wrong;
}
