/** The messages between the view of verdicts and the extension. */

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
  /** Different for every test, so that the view recognises a new one. */
  readonly id: string;
  /** The name of the script or suite. */
  readonly subject: string;
  /** URI of the script. Undefined if there is none to open or to test. */
  readonly script: string | undefined;
  /** What was run, for a suite. Undefined if a script was tested directly. */
  readonly ofSuite: TestedSamples | undefined;
  /** The release in words: `4.14.x`. */
  readonly release: string;
  /** What the user should know about this test. */
  readonly remarks: readonly string[];
  readonly polls: readonly PollPicture[];
}

export interface ShowVerdicts {
  readonly type: "show";
  readonly test: PicturedTest;
  readonly words: VerdictWords;
  /** The first poll to show. Undefined lets the view choose. */
  readonly poll: number | undefined;
}

/** From the view. `ready` asks for the content. */
export type VerdictRequest =
  | { readonly type: "ready" }
  | { readonly type: "copy"; readonly poll: number }
  | { readonly type: "test-again" }
  | { readonly type: "open-script" };
