/** `keypoll explain --log`: whatever the log comes from, what comes out is the same. */

import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folderWith, keypoll } from "./keypoll.ts";

const inUse = (id: string): string =>
  `2026/11/21 10:00:00 wazuh-remoted: WARNING: Agent key already in use: agent ID '${id}'\n`;

async function story(path: string, options: Parameters<typeof keypoll>[1]) {
  const { code, stdout, stderr } = await keypoll(["explain", "--log", path, "--format", "json"], options);
  expect([code, stderr]).toEqual([1, ""]);
  const { files, lines, known, causes } = JSON.parse(stdout);
  return { files, lines, known, examples: causes.map(({ example }: { example: object }) => example) };
}

const small = {
  lines: 2,
  known: 2,
  examples: [{ file: 0, line: 1, text: expect.stringContaining("agent ID '001'") }],
};

it("standard input", async () => {
  const input = inUse("001") + inUse("002").trimEnd();
  expect(await story("-", { input })).toEqual({
    ...small,
    files: [{ path: "standard input", lines: 2, known: 2 }],
  });
});

it("a named pipe", async () => {
  const cwd = folderWith({ "ossec.log": inUse("001") + inUse("002") });
  spawnSync("mkfifo", ["pipe"], { cwd });
  spawn("sh", ["-c", "(head -n 1 ossec.log; sleep 0.1; tail -n 1 ossec.log) > pipe"], { cwd });
  expect(await story("pipe", { cwd })).toEqual({ ...small, files: [{ path: "pipe", lines: 2, known: 2 }] });
});

it("a file that begins with one byte of gzip's mark, and an empty one", async () => {
  const cwd = folderWith({ "a.log": `\u001f\n${inUse("001")}`, "b.log": "" });
  expect(await story("a.log", { cwd })).toMatchObject({ lines: 2, known: 1, examples: [{ line: 2 }] });
  const { code, stdout } = await keypoll(["explain", "--log", "b.log", "--format", "json"], { cwd });
  expect([code, JSON.parse(stdout).lines]).toEqual([0, 0]);
});

it("a file so large that a thread reads the second part of it", async () => {
  const cwd = folderWith({});
  // A file with holes, which are read as zeros. The parts of it meet in the middle of the line at 87 MB.
  const file = openSync(join(cwd, "large.log"), "w");
  const put = (text: string, at: number): void => void writeSync(file, text, at);
  put(inUse("001"), 0);
  put(`\n${inUse("002")}`, 63e6);
  put(`\n${inUse("003")}`, 87e6 - 40);
  put(`\n${inUse("004")}`, 100e6);
  put(`\n${inUse("005").trimEnd()}`, 110e6);
  closeSync(file);
  const { code, stdout } = await keypoll(["explain", "--log", "large.log", "--format", "json"], { cwd });
  const { lines, known, agents, causes } = JSON.parse(stdout);
  expect({ code, lines, known }).toEqual({ code: 1, lines: 9, known: 5 });
  const linesOf = ({ id, causes: [cause] }: { id: string; causes: [{ example: { line: number } }] }) => [
    id,
    cause.example.line,
  ];
  expect(agents.map(linesOf)).toEqual([
    ["001", 1],
    ["002", 3],
    ["003", 5],
    ["004", 7],
    ["005", 9],
  ]);
  expect(causes[0]).toMatchObject({ count: 5, example: { line: 1 } });
});
