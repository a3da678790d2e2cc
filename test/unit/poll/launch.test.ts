/** The step before the script: GNU env, or a shell that ignores SIGPIPE and passes every byte on. */

import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, it, test } from "vitest";
import { Keeper } from "../../../core/poll/keeper/keeper.ts";
import {
  complaintOf,
  directLaunch,
  isMarked,
  type Launch,
  launchOf,
  markedBy,
  shellLaunch,
  stepName,
} from "../../../core/poll/run/launch.ts";
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

const nothing = { ignorePipe: false, blockEnding: false };
const pipeOnly = { ignorePipe: true, blockEnding: false };

describe("a start", () => {
  it("has a step of GNU env that sets the signals, under a name of its own", () => {
    const launch = launchOf(["/poll.sh", "--db", "x"], manager, "mask");
    expect(launch).toEqual({
      file: "/usr/bin/env",
      words: ["--ignore-signal=PIPE", "--block-signal=TERM,HUP,INT", "--", "/poll.sh", "--db", "x"],
      complains: "keypoll-launch",
      signals: manager,
    });
    expect(stepName(launch)).toBe("keypoll-launch");
    const old = launchOf(["/poll.sh"], pipeOnly, "mask");
    expect(old).toMatchObject({ words: ["--ignore-signal=PIPE", "--", "/poll.sh"], signals: pipeOnly });
  });

  it("has no step if there is nothing to set", () => {
    const launch = launchOf(["/poll.sh", "x"], nothing, "mask");
    expect(launch).toEqual({ file: "/poll.sh", words: ["x"], complains: undefined, signals: nothing });
    expect(stepName(launch)).toBeUndefined();
    expect(directLaunch("/poll.sh", ["x"])).toEqual(launch);
  });

  it("has a step of a shell where env cannot do it, or would read the program as a variable", () => {
    const byShell = {
      file: "/bin/sh",
      words: ["-c", `trap '' PIPE; exec "$@"`, "keypoll-launch", "/a=b", "x"],
      complains: "keypoll-launch",
      signals: pipeOnly,
    };
    expect(launchOf(["/a=b", "x"], manager, "trap")).toEqual(byShell);
    expect(launchOf(["/a=b", "x"], manager, "mask")).toEqual(byShell);
  });

  it("has a shell for words in invalid UTF-8, and env after it if there is one", () => {
    const source = `w0=$(printf '\\141.'); w0=\${w0%.}; w1=$(printf '\\377\\001.'); w1=\${w1%.}; set -- "$w0" "$w1"; `;
    const byEnv = launchOf(["a", "\xff\x01"], manager, "mask");
    const env = "/usr/bin/env --ignore-signal=PIPE --block-signal=TERM,HUP,INT --";
    expect(byEnv).toEqual({
      file: "/bin/sh",
      words: ["-c", `trap '' PIPE; ${source}exec ${env} "$@"`, "keypoll-launch"],
      complains: "/usr/bin/env",
      signals: manager,
    });
    expect(stepName(byEnv)).toBeUndefined();
    expect(launchOf(["a", "\xff\x01"], nothing, "mask")).toEqual({
      file: "/bin/sh",
      words: ["-c", `${source}exec "$@"`, "keypoll-launch"],
      complains: "keypoll-launch",
      signals: nothing,
    });
  });

  it("of a file that has no format is one of /bin/sh", () => {
    expect(shellLaunch("/srv/poll", ["poll", "schl\xc3\xbcssel", "id"])).toEqual({
      file: "/bin/sh",
      words: ["/srv/poll", "schl\u00fcssel", "id"],
      complains: undefined,
      signals: nothing,
    });
  });
});

describe("a step that marks", () => {
  it("comes first, if the keeper says that a limit can mark", async () => {
    const keeper = new Keeper();
    const mark = keeper.nextMark();
    const first = [`--locks=${mark.limit}:${mark.limit}`, "--"];
    const marked = (launch: Launch) => markedBy(keeper, launch, mark);
    const [direct, env, shell] = [
      await marked(directLaunch("/poll.sh", ["x"])),
      await marked(launchOf(["/poll.sh"], pipeOnly, "mask")),
      await marked(launchOf(["a", "\xff"], pipeOnly, "mask")),
    ];
    const able = await keeper.marksByLimit();
    await keeper.close();
    expect([direct, env, shell].map(isMarked)).toEqual([able, able, able]);
    if (!able) return;
    expect(direct).toEqual({
      file: "/usr/bin/prlimit",
      words: [...first, "/poll.sh", "x"],
      complains: "keypoll-launch",
      signals: nothing,
    });
    expect(env).toEqual({
      file: "/usr/bin/prlimit",
      words: [...first, "/usr/bin/env", "--ignore-signal=PIPE", "--", "/poll.sh"],
      complains: "/usr/bin/env",
      signals: pipeOnly,
    });
    expect(shell).toMatchObject({ complains: "/usr/bin/env" });
    expect(shell.words.slice(0, 4)).toEqual([...first, "/bin/sh", "-c"]);
  });

  it("is missing without a keeper", async () => {
    const launch = launchOf(["/poll.sh"], manager, "mask");
    expect(await markedBy(undefined, launch, { text: "a", limit: "1" })).toBe(launch);
    expect(isMarked(launch)).toBe(false);
  });
});

describe("what a step says", () => {
  const step = launchOf(["/no/such/poll"], manager, "mask");
  const said = (output: string, launch = step) => complaintOf(launch, "/no/such/poll", output);

  it.each(["mask", "trap"] as const)("is why the program did not start, with %s", (able) => {
    const launch = launchOf(["/no/such/poll"], manager, able);
    const argv0 = stepName(launch);
    const { stderr } = spawnSync(launch.file, launch.words, {
      encoding: "latin1",
      ...(argv0 === undefined ? {} : { argv0 }),
    });
    // A system whose env has no such options says that instead.
    if (!stderr.includes("option"))
      expect(said(stderr, launch)).toMatch(/^(?:No such file or directory|not found)$/);
  });

  it("counts only if it is the whole output, and about this program", () => {
    const line = "keypoll-launch: '/no/such/poll': Permission denied\n";
    expect(said(line)).toBe("Permission denied");
    expect(said(`${line}${line}`)).toBeUndefined();
    expect(said(line.trimEnd())).toBeUndefined();
    expect(said(line, directLaunch("/no/such/poll", []))).toBeUndefined();
    expect(said(line.replace("keypoll-launch", "sh"))).toBeUndefined();
    expect(said(line.replace("/no/such/poll", "/other"))).toBeUndefined();
    expect(said("\n")).toBeUndefined();
    const other = "keypoll-launch: '/schl\xc3\xbcssel': Permission denied\n";
    expect(complaintOf(step, "/schl\u00fcssel", other)).toBe("Permission denied");
  });
});
