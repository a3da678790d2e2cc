/** A hostile or awkward request, what must hold for it, and why. */

import type { KeyRequest, Outcome } from "../../manager/index.ts";
import type { Variation } from "../samples/variation.ts";
import type { Asking } from "../target/target.ts";

export interface TortureCase {
  /** The only name of the case: in results, on the command line, in tests. */
  readonly name: string;
  /** The requests to send; `hits` are samples that are said to succeed. An empty row means that the case needs a hit. */
  readonly sent: (hits: readonly KeyRequest[]) => readonly KeyRequest[];
  /** Words put after exec_path; a socket is spared the case. */
  readonly extraWords?: string;
  /** All requests at once. */
  readonly atOnce?: true;
  /** How often each request is sent; `row` stands for the long row of the options. */
  readonly repeat?: number | "row";
  readonly mustHold: string;
  readonly why: string;
  /** What is wrong, in one sentence; undefined where the case held. */
  readonly judge: (seen: Seen) => string | undefined;
}

/** What came of the requests of one case. */
export interface Seen {
  readonly asked: readonly Asked[];
  /** Samples whose runs differed. */
  readonly variations: readonly Variation[];
}

export interface Asked {
  readonly request: KeyRequest;
  /** Undefined where the manager drops the request before it asks anybody. */
  readonly asking: Asking | undefined;
  readonly outcome: Outcome;
}
