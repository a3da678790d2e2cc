/**
 * Stand-in managers that are killed while agents enrol, and one with more clients than it accepts: `client.keys` stays
 * complete.
 */

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { enroll } from "../../stand-in/index.ts";
import { program } from "./commands.ts";
import type { Random } from "./random.ts";
import type { Row } from "./table.ts";

export interface ManagerRow extends Row {
  readonly what: string;
  rounds: number;
  /** Agents that got a key. */
  enrolled: number;
  /** Of these, agents that are in the file. The answer is sent before the file is written, as on a real manager. */
  kept: number;
}

/** Agents that enrol in a round, and milliseconds within which the kill happens. */
const AGENTS = 30;
const WINDOW = 1000;

interface Started {
  readonly port: number;
  readonly ca: string;
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
}

/** One folder, one manager after the other: each is killed at a random moment while agents enrol. */
export async function killManagers(rounds: number, random: Random, rows: ManagerRow[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "keypoll-torture-"));
  const row: ManagerRow = { what: "kill -9 while agents enrol", rounds: 0, enrolled: 0, kept: 0, wrong: [] };
  rows.push(row);
  const given = new Set<string>();
  let before: readonly string[] = [];
  for (let round = 1; round <= rounds; round++) {
    const manager = await start(folder);
    if (typeof manager === "string") {
      row.wrong.push(`round ${round} did not start: ${manager}`);
      break;
    }
    const killed = new Promise((resolve) => setTimeout(resolve, random.next() * WINDOW)).then(() =>
      manager.end("SIGKILL"),
    );
    const answers = await Promise.all(
      Array.from({ length: AGENTS }, (_, at) => enrolled(manager, `r${round}-${at}`)),
    );
    await killed;
    for (const answer of answers) if (answer !== undefined) given.add(answer);
    const now = linesOf(folder);
    row.wrong.push(...wrongIn(now, before).map((what) => `round ${round}: ${what} [${folder}]`));
    before = now;
    const last = new Set(before);
    row.rounds = round;
    row.enrolled = given.size;
    row.kept = [...given].filter((line) => last.has(line)).length;
  }
  if (row.wrong.length === 0) rmSync(folder, { recursive: true });
}

/** More connections than the service accepts, which then send nothing. When they are closed, agents enrol as before. */
export async function crowd(connections: number, rows: ManagerRow[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "keypoll-torture-"));
  const what = `${connections} connections at once`;
  const row: ManagerRow = { what, rounds: 1, enrolled: 0, kept: 0, wrong: [] };
  rows.push(row);
  const manager = await start(folder);
  if (typeof manager === "string") {
    row.wrong.push(manager);
    return;
  }
  const sockets = await Promise.all(Array.from({ length: connections }, () => opened(manager.port)));
  for (const socket of sockets) socket.destroy();
  const answer = await enrolled(manager, "after");
  await manager.end("SIGINT");
  const lines = linesOf(folder);
  row.wrong.push(...wrongIn(lines, []));
  if (answer === undefined) row.wrong.push("no agent could enrol afterwards");
  else row.enrolled = 1;
  if (answer !== undefined && lines.includes(answer)) row.kept = 1;
  if (row.wrong.length === 0) rmSync(folder, { recursive: true });
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.on("error", () => resolve(socket));
    socket.once("connect", () => resolve(socket));
  });
}

/** The record of the agent; undefined if the manager ended before. */
async function enrolled({ port, ca }: Started, name: string): Promise<string | undefined> {
  const done = await enroll({ host: "127.0.0.1", port, request: `OSSEC A:'${name}'`, ca, patience: 60_000 });
  return done.kind === "answered" ? /^OSSEC K:'(.*)'/.exec(done.answer)?.[1] : undefined;
}

/** The manager when it is ready, or its output instead. */
function start(folder: string): Promise<Started | string> {
  const child = spawn(process.execPath, [program, "manager", folder, "--format", "ndjson"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return new Promise((resolve) => {
    let said = "";
    const hear = (text: string): void => {
      said += text;
      const ready = /^\{"event":"ready".*\}$/m.exec(said)?.[0];
      if (ready === undefined) return;
      resolve({
        port: Number(/"enrolment":(\d+)/.exec(ready)?.[1]),
        ca: join(folder, "etc", "sslmanager.cert"),
        end: async (signal) => {
          child.kill(signal);
          await ended;
        },
      });
    };
    child.stdout.setEncoding("utf8").on("data", hear);
    child.stderr.setEncoding("utf8").on("data", hear);
    void ended.then(() => resolve(said));
  });
}

function linesOf(folder: string): readonly string[] {
  const text = readFileSync(join(folder, "etc", "client.keys"), "latin1");
  return text === "" ? [] : text.split("\n");
}

/** The file ends with a line feed, each line is a complete record, no id or name is duplicate, and nothing that was there is missing. */
function wrongIn(lines: readonly string[], before: readonly string[]): string[] {
  if (lines.length === 0) return before.length === 0 ? [] : ["client.keys is empty"];
  const records = lines.slice(0, -1);
  const broken = records.filter((line) => !/^\d{3,} [\w.-]+ any [0-9a-f]{64}$/.test(line));
  const ids = new Set(records.map((line) => line.split(" ")[0]));
  const lost = before.filter((line) => !lines.includes(line));
  return [
    ...(lines.at(-1) === "" ? [] : ["the last line is cut"]),
    ...broken.map((line) => `"${line}" is not a record`),
    ...(ids.size === records.length ? [] : ["an id was given twice"]),
    ...lost.map((line) => `"${line}" is lost`),
  ];
}
