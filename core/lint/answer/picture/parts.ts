/** What the picture of a poll is made of: the verdict, and what is known of the run that led to it. */

import type { ByteString, Release, Source } from "../../../manager/index.ts";
import type { Verdict } from "../verdict.ts";

/** What a run tells beside its output. */
export interface PicturedRun {
  readonly argv: readonly ByteString[];
  /** Milliseconds for which the manager's thread would be busy. */
  readonly durationMs: number;
  readonly workingDirectory: string;
  readonly obstacle: { readonly message: string } | undefined;
  readonly leftover: readonly { readonly name: string; readonly pid: number }[];
  /** The output told apart by a second run, where there was one. */
  readonly streams?: { readonly stderr: ByteString } | undefined;
}

/** What the picture is made of. */
export interface PictureParts {
  readonly verdict: Verdict;
  /** What the verdict was judged on. */
  readonly source: Source;
  readonly release: Release;
  /** Undefined where nothing was run. */
  readonly run: PicturedRun | undefined;
  /** Milliseconds until a socket had answered, the script behind it included. */
  readonly socketMs?: number | undefined;
}
