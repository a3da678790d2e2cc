/**
 * `--raw FOLDER`: the output, byte for byte, in a file for each run. It contains keys, so only its owner can read it.
 */

import { mkdirSync } from "node:fs";
import path from "node:path";
import { type FileProblem, replaceFile, writeProblem } from "../../core/files/index.ts";
import { printedBy } from "../../core/lint/answer/index.ts";
import type { Source } from "../../core/manager/index.ts";
import { failure, type Problem, type Result, success } from "../terminal/problem.ts";

export interface RawOutput {
  /** Writes the answer to the request at `place` on the command line, in the run of that number; both from 0. */
  keep(place: number, request: string, run: number, source: Source): void;
  /** What could not be written, once everything else is. */
  problem(): Promise<Problem | undefined>;
}

/** Makes the folder. Without one nothing is written. */
export function openRaw(folder: string | undefined): Result<RawOutput> {
  if (folder === undefined) return success({ keep: () => {}, problem: async () => undefined });
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { what, advice } = inFolder(writeProblem(folder, error));
    return failure(what, advice);
  }
  let problem: Problem | undefined;
  let writing = Promise.resolve();
  const write = async (file: string, text: string): Promise<void> => {
    const result = await replaceFile(file, Buffer.from(text, "latin1"), {
      backup: false,
      exactMode: 0o600,
      noLinks: true,
    });
    if (result.kind === "failed") problem ??= inFolder(result);
  };
  return success({
    keep: (place, request, run, source) => {
      const file = path.join(folder, fileName(place, request, run));
      const text = printedBy(source);
      writing = writing.then(() => write(file, text));
    },
    problem: async () => {
      await writing;
      return problem;
    },
  });
}

/** `1-id-001.out`, or `1-id-001.2.out` for repeated runs. */
function fileName(place: number, request: string, run: number): string {
  const plain = request.replace(/[^\w.]+/g, "-").slice(0, 64);
  return `${place + 1}-${plain}${run === 0 ? "" : `.${run + 1}`}.out`;
}

function inFolder({ what, advice }: FileProblem): Problem {
  return { what, advice: `${advice} Or name another folder with --raw.` };
}
