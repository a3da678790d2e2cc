/** The basis of a poll's picture: the verdict, and the facts about the run that led to it. */

import type { ByteString, Release, Source } from "../../../manager/index.ts";
import type { Verdict } from "../verdict.ts";

/** The facts about a run besides its output. */
export interface PicturedRun {
  readonly argv: readonly ByteString[];
  /** Milliseconds for which the manager's thread would be busy. */
  readonly durationMs: number;
  readonly workingDirectory: string;
  readonly obstacle: { readonly message: string } | undefined;
  readonly leftover: readonly { readonly name: string; readonly pid: number }[];
  /** The output separated into streams by a second run, if there was one. */
  readonly streams?: { readonly stderr: ByteString } | undefined;
}

/** The basis of a picture. */
export interface PictureParts {
  readonly verdict: Verdict;
  /** What was judged. */
  readonly source: Source;
  readonly release: Release;
  /** Undefined if nothing was run. */
  readonly run: PicturedRun | undefined;
  /** Milliseconds until a socket answered, including the script behind it. */
  readonly socketMs?: number | undefined;
}
