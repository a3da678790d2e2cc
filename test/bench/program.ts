/** The cost of the built command line: from its start to its first output, and for a file of a million records. */

import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { keyFile } from "./files.ts";
import { median, rounded } from "./numbers.ts";

const ROUNDS = 9;
const PROGRAM = fileURLToPath(new URL("../../dist/cli/keypoll.mjs", import.meta.url));

export interface ProgramBench {
  /** Milliseconds of `node -e 0`, and until `keypoll lint` prints its first output for a small file. */
  readonly nodeMs: number;
  readonly firstOutputMs: number;
  readonly moreThanNodeMs: number;
  /** A whole `keypoll lint` on a million records: milliseconds, and its peak memory in megabytes. */
  readonly millionMs: number;
  readonly millionMb: number;
}

export async function benchProgram(): Promise<ProgramBench> {
  const small = keyFile(10);
  const node: number[] = [];
  const first: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    node.push(await untilOutput(["-p", "0"]));
    first.push(await untilOutput([PROGRAM, "lint", small]));
  }
  const [nodeMs, firstOutputMs] = [median(node), median(first)];
  return {
    nodeMs: rounded(nodeMs),
    firstOutputMs: rounded(firstOutputMs),
    moreThanNodeMs: rounded(firstOutputMs - nodeMs),
    ...million(),
  };
}

function untilOutput(args: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  return new Promise((resolve) => {
    child.stdout.once("data", () => resolve(performance.now() - start));
  });
}

function million(): Pick<ProgramBench, "millionMs" | "millionMb"> {
  const script =
    "process.on('exit', () => console.error(process.resourceUsage().maxRSS)); await import(process.env.PROGRAM)";
  const path = keyFile(1_000_000);
  const start = performance.now();
  const { stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script, "lint", path, "-q"], {
    env: { ...process.env, PROGRAM },
    encoding: "utf8",
  });
  // The mode of the file is a finding, so only the last line counts.
  const kilobytes = Number(stderr.trim().split("\n").at(-1));
  return { millionMs: rounded(performance.now() - start), millionMb: rounded(kilobytes / 1000) };
}
