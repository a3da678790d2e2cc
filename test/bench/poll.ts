/** The cost of a poll: compared with the bare spawn of the same script, and four workers with `xargs -P4`. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { newestRelease } from "../../core/manager/index.ts";
import { endPolling, pollSamples, runPoll } from "../../core/poll/index.ts";

export interface PollBench {
  /** Medians in milliseconds over `runs` runs, alternately. */
  readonly bareMs: number;
  readonly pollMs: number;
  readonly ratio: number;
  readonly overheadMs: number;
  /** Means of the processor time of this process and its children, in milliseconds; undefined without /proc. */
  readonly bareCpuMs: number | undefined;
  readonly pollCpuMs: number | undefined;
  readonly runs: number;
  /** Scripts per second with four at once. */
  readonly xargsPerSecond: number;
  readonly workersPerSecond: number;
  readonly throughput: number;
}

const RUNS = 200;
const ROUNDS = 5;
const PER_ROUND = 100;
const request = { selector: "id", value: "001" } as const;

/** A script that needs 20 ms. */
const SCRIPT = `#!/bin/sh
sleep 0.02
echo '{"error":4,"message":"No agent key found"}'
`;

export async function benchPoll(): Promise<PollBench> {
  const folder = mkdtempSync(path.join(tmpdir(), "keypoll-bench-"));
  const script = path.join(folder, "script.sh");
  writeFileSync(script, SCRIPT, { mode: 0o755 });
  try {
    const overhead = await measureOverhead(script);
    const throughput = await measureThroughput(script);
    return { ...overhead, ...throughput };
  } finally {
    await endPolling();
    rmSync(folder, { recursive: true });
  }
}

async function measureOverhead(script: string) {
  const bare: number[] = [];
  const poll: number[] = [];
  let [bareCpu, pollCpu] = [0, 0];
  const pollOnce = () => runPoll({ execPath: script, request, release: newestRelease });
  for (let run = -5; run < RUNS; run++) {
    const begun = cpuMs();
    const bareTime = await timed(() => runBare(script));
    const between = cpuMs();
    const pollTime = await timed(pollOnce);
    // The first runs pay for what is created only once.
    if (run < 0) continue;
    bare.push(bareTime);
    poll.push(pollTime);
    bareCpu += between - begun;
    pollCpu += cpuMs() - between;
  }
  const [bareMs, pollMs] = [median(bare), median(poll)];
  const isKnown = existsSync(OWN_STAT);
  const [bareCpuMs, pollCpuMs] = isKnown ? [bareCpu / RUNS, pollCpu / RUNS] : [undefined, undefined];
  const overhead = { ratio: pollMs / bareMs, overheadMs: pollMs - bareMs };
  return { bareMs, pollMs, ...overhead, bareCpuMs, pollCpuMs, runs: RUNS };
}

const OWN_STAT = "/proc/self/stat";

/** Milliseconds of processor time of this process and of the children that it has waited for. Linux counts in hundredths of a second. */
function cpuMs(): number {
  if (!existsSync(OWN_STAT)) return 0;
  const { user, system } = process.cpuUsage();
  const fields = readFileSync(OWN_STAT, "latin1").split(") ").at(-1)?.split(" ") ?? [];
  return (user + system) / 1000 + (Number(fields[13]) + Number(fields[14])) * 10;
}

async function measureThroughput(script: string) {
  const xargs: number[] = [];
  const workers: number[] = [];
  const row = { execPath: script, release: newestRelease, workers: 4, repeat: PER_ROUND };
  for (let round = 0; round < ROUNDS; round++) {
    xargs.push(await timed(() => runXargs(script)));
    workers.push(await timed(() => pollSamples([request], row)));
  }
  const perSecond = (times: readonly number[]): number => (PER_ROUND * 1000) / median(times);
  const [xargsPerSecond, workersPerSecond] = [perSecond(xargs), perSecond(workers)];
  return { xargsPerSecond, workersPerSecond, throughput: workersPerSecond / xargsPerSecond };
}

async function runBare(script: string): Promise<void> {
  const child = spawn(script, ["id", "001"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.resume();
  child.stderr.resume();
  await once(child, "close");
}

async function runXargs(script: string): Promise<void> {
  const child = spawn("xargs", ["-P4", "-n1", script, "id"], { stdio: ["pipe", "ignore", "inherit"] });
  child.stdin.end("001\n".repeat(PER_ROUND));
  await once(child, "close");
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

if (process.argv[1] === import.meta.filename) {
  const result = await benchPoll();
  if (process.argv.includes("--json")) console.log(JSON.stringify(result));
  else {
    const ms = (value: number): string => `${value.toFixed(2)} ms`;
    console.table({
      "bare spawn": { median: ms(result.bareMs) },
      poll: { median: ms(result.pollMs), ratio: result.ratio.toFixed(3), goal: "≤ 1.05" },
      overhead: { median: ms(result.overheadMs), goal: "≤ 5 ms" },
      "CPU of a bare spawn": { mean: ms(result.bareCpuMs ?? Number.NaN) },
      "CPU of a poll": {
        mean: ms(result.pollCpuMs ?? Number.NaN),
        ratio: ((result.pollCpuMs ?? Number.NaN) / (result.bareCpuMs ?? Number.NaN)).toFixed(3),
      },
      "xargs -P4": { median: `${result.xargsPerSecond.toFixed(0)} per s` },
      "4 workers": {
        median: `${result.workersPerSecond.toFixed(0)} per s`,
        ratio: result.throughput.toFixed(3),
        goal: "≥ 0.95",
      },
    });
  }
}
