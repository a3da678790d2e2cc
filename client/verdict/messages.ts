/** What the view of verdicts and the extension say to each other. */

import type { PollPicture } from "../../core/lint/answer/index.ts";
import type { VerdictWords } from "./words.ts";

/** Samples of a suite. */
export interface TestedSamples {
  /** URI of the suite. */
  readonly suite: string;
  /** The samples, as the Test Explorer names them. */
  readonly samples: readonly string[];
}

/** The polls of one test, without keys: all that the view shows. */
export interface PicturedTest {
  /** Another for every test, so that the view knows when it has a new one. */
  readonly id: string;
  /** The script or suite, by its name. */
  readonly subject: string;
  /** URI of the script; undefined where there is none to open or to test. */
  readonly script: string | undefined;
  /** What was run where a suite was; undefined where a script was tested by itself. */
  readonly ofSuite: TestedSamples | undefined;
  /** The release, as people name it: `4.14.x`. */
  readonly release: string;
  /** What is to be known of this test. */
  readonly remarks: readonly string[];
  readonly polls: readonly PollPicture[];
}

export interface ShowVerdicts {
  readonly type: "show";
  readonly test: PicturedTest;
  readonly words: VerdictWords;
  /** The poll to begin with; undefined lets the view choose. */
  readonly poll: number | undefined;
}

/** From the view. `ready` asks for what it is to show. */
export type VerdictRequest =
  | { readonly type: "ready" }
  | { readonly type: "copy"; readonly poll: number }
  | { readonly type: "test-again" }
  | { readonly type: "open-script" };
