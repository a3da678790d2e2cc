/** A part of a log: from a line's beginning to another one, read in a thread or here. */

import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import { afterEach, beforeEach, expect, it } from "vitest";
import { logTask, partFrom, type ReadPart } from "../../../cli/explain/log/log-task.ts";
import { readWhole } from "../../../cli/explain/log/pieces.ts";
import { pull } from "../../../cli/explain/log/pull.ts";
import { LogReader, Story } from "../../../core/log/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const line = (id: string, second = id.slice(1)): string =>
  `2026/11/21 10:00:${second} wazuh-remoted: WARNING: Agent key already in use: agent ID '${id}'\n`;
const [one, two, three] = [line("001"), line("002"), line("003")];

let path: string;
let file: number;

beforeEach(() => {
  path = join(temporaryFolder(), "ossec.log");
  writeFileSync(path, one + two + three.trimEnd());
  file = openSync(path, "r");
});
afterEach(() => closeSync(file));

/** The ids of the agents in a part, and the number of its lines. */
async function partOf(start: number, end: number, signal?: AbortSignal) {
  const story = new Story();
  const reader = new LogReader((known) => story.add(known));
  await pull({ file, start, end }, reader, signal);
  reader.end();
  return [[...story.agents.values()].map(({ id }) => id), reader.lines];
}

it("is read to its end, and not further", async () => {
  expect(await partOf(0, Number.POSITIVE_INFINITY)).toEqual([["001", "002", "003"], 3]);
  expect(await partOf(one.length, one.length + two.length)).toEqual([["002"], 1]);
  expect(await partOf(one.length + two.length, Number.POSITIVE_INFINITY)).toEqual([["003"], 1]);
  expect(await partOf(one.length, one.length)).toEqual([[], 0]);
});

it("is not read after the signal", async () => {
  expect(await partOf(0, Number.POSITIVE_INFINITY, AbortSignal.abort())).toEqual([[], 0]);
  expect((await partOf(0, one.length, new AbortController().signal))[1]).toBe(1);
});

it("is sent by a thread as one text, and the thread ends", async () => {
  const { port1, port2 } = new MessageChannel();
  const closed = new Promise((resolve) => port2.once("close", resolve));
  const text = new Promise<string>((resolve) => port2.once("message", resolve));
  await logTask(port1, { path, start: one.length, end: Number.POSITIVE_INFINITY });
  const { counts, story }: ReadPart = partFrom(await text);
  await closed;
  expect(counts).toEqual({
    lines: 2,
    known: 2,
    first: "2026/11/21 10:00:02",
    last: "2026/11/21 10:00:03",
  });
  const whole = new Story();
  expect(whole.append(story, 5, 1)).toBe(true);
  expect(whole.pairs.map(({ example }) => [example.file, example.line])).toEqual([
    [1, 6],
    [1, 7],
  ]);
});

it("belongs to a log that is read up to the signal", async () => {
  const story = new Story();
  const reader = new LogReader((known) => story.add(known));
  await readWhole(path, { reader, story, number: 0 }, AbortSignal.abort());
  expect(reader.lines).toBe(0);
});
