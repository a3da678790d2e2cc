/** The step before the script, if the system has no GNU env: a shell that ignores SIGPIPE and passes every byte on. */

import { execFileSync, spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { launchOf, stepName } from "../../../core/poll/run/launch.ts";
import { script } from "./support.ts";

const manager = { ignorePipe: true, blockEnding: true };

function output(argv: readonly string[], able: "mask" | "trap"): string {
  const launch = launchOf(argv, manager, able);
  const argv0 = stepName(launch);
  return execFileSync(launch.file, launch.words, {
    encoding: "latin1",
    ...(argv0 === undefined ? {} : { argv0 }),
  });
}

test("arguments arrive unchanged through the shell, with quotes, dollars and invalid UTF-8", () => {
  const words = ["a b", "'", '"', "$HOME", "*", "\\", "", "-n", "\xff\xe9", "\n"];
  for (const given of [words, words.filter((word) => !word.includes("\xff"))]) {
    const { message } = JSON.parse(output([script("shows-arguments.py"), ...given], "trap"));
    expect(message.slice(1)).toEqual(given);
  }
});

test("SIGPIPE is ignored, and the run says that nothing is blocked", () => {
  const launch = launchOf([script("broken-pipe.sh")], manager, "trap");
  const { stdout, stderr } = spawnSync(launch.file, launch.words, { encoding: "latin1" });
  expect(stdout).toContain('"error":0');
  expect(stderr).toMatch(/Broken pipe|EPIPE/i);
  expect(launchOf(["a"], manager, "trap").signals).toEqual({ ignorePipe: true, blockEnding: false });
  expect(launchOf(["a"], manager, "mask").signals).toEqual(manager);
  expect(launchOf(["a"], { ignorePipe: false, blockEnding: false }, "mask")).toMatchObject({
    file: "a",
    words: [],
  });
});
