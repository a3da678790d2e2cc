/** Runs a poll script as the manager does: both streams in one pipe, no input, few variables. */

import { spawn } from "node:child_process";
import { bytesFromArray, type Execution } from "../../../core/manager/index.ts";

export interface Run {
  readonly execution: Execution;
  /** From the start to the end of both streams, in milliseconds. */
  readonly duration: number;
}

export interface RunOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds after which the program is killed, so that no test hangs. */
  readonly limit: number;
}

/** Starts the program with the arguments and waits until it ends. */
export function runScript(program: string, args: readonly string[], options: RunOptions): Promise<Run> {
  return new Promise((resolve) => {
    const started = performance.now();
    // The shell only joins the streams; exec replaces it.
    const child = spawn("/bin/sh", ["-c", 'exec "$@" 2>&1', "sh", program, ...args], {
      cwd: "/",
      env: { ...options.environment },
      stdio: ["ignore", "pipe", "ignore"],
      detached: true,
    });
    const chunks: Buffer[] = [];
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    }, options.limit);
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({
        duration: performance.now() - started,
        execution: {
          execPath: program,
          commandLine: [program, ...args].join(" "),
          output: bytesFromArray(Buffer.concat(chunks)),
          end: code === null ? { kind: "signal", signal: signal ?? "" } : { kind: "exit", code },
          timedOut,
          overLimit: false,
        },
      });
    });
  });
}
