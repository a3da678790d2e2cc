/**
 * The cost of `keypoll reconcile`: agents per second over a socket, and scripts compared with bare runs of
 * the same script.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { defaultSettings, readKeyFile } from "../../core/manager/index.ts";
import { endPolling, reconcile } from "../../core/poll/index.ts";
import { defaultErrorMeanings, Roll } from "../../core/reconcile/index.ts";
import { rounded } from "./numbers.ts";

export interface ReconcileBench {
  readonly agents: number;
  /** The planted differences, and how many of them were found without any other difference. */
  readonly planted: number;
  readonly found: number;
  readonly perSecond: number;
  /** Peak resident memory, in megabytes. */
  readonly memoryMb: number;
  /** All runs of a script, one after the other, bare and through the command. */
  readonly scripts: number;
  readonly bareMs: number;
  readonly reconcileMs: number;
  readonly ratio: number;
}

const AGENTS = 100_000;
/** The database has another key for every agent with such a number. */
const EVERY = 100;
/** In four rounds: each starts with what a whole file pays once. */
const SCRIPTS = 1000;

const settings = defaultSettings();
const { release } = settings;

const keyOf = (number: number): string => (number * 7919).toString(16).padStart(64, "5");
const rowOf = (number: number) => ({
  id: String(number).padStart(3, "0"),
  name: `web-${number}`,
  ip: "any",
  key: keyOf(number),
});

function rollOf(agents: number): Roll {
  const lines = Array.from({ length: agents }, (_, at) => Object.values(rowOf(at + 1)).join(" "));
  return new Roll(readKeyFile(`${lines.join("\n")}\n`, { release, passEmpty: true }));
}

/** In a separate thread: a daemon that answers every id. */
async function serve(socket: string): Promise<void> {
  const server = createServer((connection) => {
    connection.on("error", () => {});
    connection.on("data", (bytes) => {
      const number = Number(bytes.toString().slice(3));
      const data = { ...rowOf(number), ...(number % EVERY === 0 ? { key: keyOf(number + 1) } : {}) };
      connection.end(JSON.stringify({ error: 0, data }));
    });
  });
  await once(server.listen(socket), "listening");
  parentPort?.postMessage("listening");
}

export async function benchReconcile(): Promise<ReconcileBench> {
  const folder = mkdtempSync(path.join(tmpdir(), "keypoll-bench-"));
  try {
    return { ...(await measureSocket(path.join(folder, "keys.sock"))), ...(await measureScripts(folder)) };
  } finally {
    await endPolling();
    rmSync(folder, { recursive: true });
  }
}

const base = { settings, errors: defaultErrorMeanings };

async function measureSocket(socketPath: string) {
  const daemon = new Worker(import.meta.filename, { workerData: { socketPath } });
  await once(daemon, "message");
  const roll = rollOf(AGENTS);
  const begun = performance.now();
  let memory = 0;
  const { tally } = await reconcile({
    ...base,
    target: { execPath: undefined, socketPath, release },
    roll,
    threads: 8,
    onResult: (place) => {
      if (place % 1000 === 0) memory = Math.max(memory, process.memoryUsage.rss());
    },
  });
  const seconds = (performance.now() - begun) / 1000;
  await daemon.terminate();
  const others = tally.others();
  const isPlanted = others.every(
    ({ place, result }) => result.state === "other-key" && (place + 1) % EVERY === 0,
  );
  return {
    agents: AGENTS,
    planted: AGENTS / EVERY,
    found: isPlanted ? others.length : 0,
    perSecond: Math.round(AGENTS / seconds),
    memoryMb: Math.round(memory / 1e6),
  };
}

async function measureScripts(folder: string) {
  const script = path.join(folder, "script.sh");
  writeFileSync(script, `#!/bin/sh\nsleep 0.02\necho '{"error":4,"message":"No agent"}'\n`, { mode: 0o755 });
  const target = { execPath: script, socketPath: undefined, release };
  const rolls = (): Promise<unknown> => reconcile({ ...base, target, roll: rollOf(SCRIPTS / 4), threads: 1 });
  const bares = async (): Promise<void> => {
    for (let run = 0; run < SCRIPTS / 4; run++) {
      const child = spawn(script, ["id", "001"], { stdio: ["ignore", "pipe", "pipe"] });
      child.stdout.resume();
      child.stderr.resume();
      await once(child, "close");
    }
  };
  await rolls();
  let [bareMs, reconcileMs] = [0, 0];
  // Alternately, so that other load on the machine affects both.
  for (let round = 0; round < 4; round++) {
    bareMs += await timed(bares);
    reconcileMs += await timed(rolls);
  }
  return {
    scripts: SCRIPTS,
    bareMs: Math.round(bareMs),
    reconcileMs: Math.round(reconcileMs),
    ratio: rounded(reconcileMs / bareMs),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

if (!isMainThread) await serve(workerData.socketPath);
else if (process.argv[1] === import.meta.filename) console.table(await benchReconcile());
