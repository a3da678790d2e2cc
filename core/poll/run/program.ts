/** Runs a program without a request: its own arguments, the user's environment, a pipe for each stream. */

import type { ByteString, Execution, Release } from "../../manager/index.ts";
import { withKeeper } from "../keeper/keeper-lease.ts";
import { attempt } from "./attempt.ts";
import type { Leftover, Obstacle } from "./poll-run.ts";
import { surroundingsOf } from "./surroundings.ts";

export interface ProgramOptions {
  /** The program and its arguments, as bytes. */
  readonly argv: readonly ByteString[];
  readonly workingDirectory: string;
  /** Added to the user's own environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly release: Release;
  readonly signal?: AbortSignal | undefined;
}

export interface ProgramRun {
  readonly end: Execution["end"];
  readonly obstacle: Obstacle | undefined;
  readonly stdout: ByteString;
  readonly stderr: ByteString;
  readonly timedOut: boolean;
  readonly cancelled: boolean;
  readonly durationMs: number;
  readonly leftover: readonly Leftover[];
}

/** Runs it once, and ends everything that it left. Nothing that a program or a setting can cause is thrown. */
export function runProgram(options: ProgramOptions): Promise<ProgramRun> {
  return withKeeper(async (keeper, mark) => {
    const asked = { ...options, profile: "as-me", graceSeconds: 0 } as const;
    const surroundings = surroundingsOf(asked, mark);
    const given = { argv: options.argv, options: asked, surroundings, keeper, streams: "separate" } as const;
    const { end, obstacle, outputs, course, leftover } = await attempt(given);
    const [stdout = "", stderr = ""] = outputs;
    const { timedOut, cancelled, durationMs } = course;
    return { end, obstacle, stdout, stderr, timedOut, cancelled, durationMs, leftover };
  });
}
