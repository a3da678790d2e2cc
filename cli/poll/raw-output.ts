/** `--raw FOLDER`: what was printed, byte for byte, in a file for each run. Keys stand in them, so only their owner may read. */

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { printedBy } from "../../core/lint/answer/index.ts";
import type { Source } from "../../core/manager/index.ts";
import { failure, type Problem, type Result, success } from "../terminal/problem.ts";

export interface RawOutput {
  /** Writes what came back for the request at `place` on the command line, in the run of that number; both from 0. */
  keep(place: number, request: string, run: number, source: Source): void;
  /** What could not be written. */
  problem(): Problem | undefined;
}

/** Makes the folder; without one nothing is written. */
export function openRaw(folder: string | undefined): Result<RawOutput> {
  if (folder === undefined) return success({ keep: () => {}, problem: () => undefined });
  let problem: Problem | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { what, advice } = notWritten(folder, error);
    return failure(what, advice);
  }
  return success({
    keep: (place, request, run, source) => {
      const file = path.join(folder, fileName(place, request, run));
      try {
        // A file that is there already would keep its own mode.
        rmSync(file, { force: true });
        writeFileSync(file, Buffer.from(printedBy(source), "latin1"), { mode: 0o600 });
      } catch (error) {
        problem ??= notWritten(file, error);
      }
    },
    problem: () => problem,
  });
}

/** `1-id-001.out`, of repeated runs `1-id-001.2.out`. */
function fileName(place: number, request: string, run: number): string {
  const plain = request.replace(/[^\w.]+/g, "-").slice(0, 64);
  return `${place + 1}-${plain}${run === 0 ? "" : `.${run + 1}`}.out`;
}

function notWritten(target: string, error: unknown): Problem {
  const why = error instanceof Error ? error.message : String(error);
  return { what: `${target} cannot be written: ${why}.`, advice: "Name another folder with --raw." };
}
