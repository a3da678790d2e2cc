/**
 * Runs in Windows' Node: each command of the list in the file of the first argument, two at a time, with the
 * given arguments after Node; the result of each is written to the file of the second one. Plain JavaScript,
 * because nothing else is installed there.
 */

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const [listFile, resultFile] = process.argv.slice(2);
const commands = JSON.parse(readFileSync(listFile, "utf8"));
const results = {};

/** Milliseconds after which a command that hangs is ended, so that the others have results. */
const PATIENCE = 120_000;

/** `input` is given at once, or piece by piece: the next one when the output has what the piece waits for. */
function run({ name, folder, words, input = "", talk = [] }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, words, { cwd: folder, timeout: PATIENCE });
    const said = { stdout: "", stderr: "" };
    const pieces = [...talk];
    const goOn = () => {
      while (pieces.length > 0 && said.stdout.includes(pieces[0].after))
        child.stdin.write(pieces.shift().send);
    };
    for (const stream of ["stdout", "stderr"]) {
      child[stream].setEncoding("utf8").on("data", (text) => {
        said[stream] += text;
        goOn();
      });
    }
    child.stdin.on("error", () => {});
    if (talk.length === 0) child.stdin.end(input);
    else goOn();
    child.on("close", (code) => {
      results[name] = { code, ...said };
      resolve();
    });
  });
}

/** Commands of one line run one after another. */
async function runLine(line) {
  for (const command of line) await run(command);
}

const waiting = [...commands];
async function work() {
  for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) await runLine(line);
}
await Promise.all([work(), work()]);
writeFileSync(resultFile, JSON.stringify(results));
