/** A hostile or awkward request, what must be true of the result, and why. */

import type { KeyRequest, Outcome } from "../../manager/index.ts";
import type { Variation } from "../samples/variation.ts";
import type { Asking } from "../target/target.ts";

export interface TortureCase {
  /** The only name of the case: in results, on the command line, in tests. */
  readonly name: string;
  /** The requests to send. `hits` are samples that should succeed. An empty list means that the case needs a hit. */
  readonly sent: (hits: readonly KeyRequest[]) => readonly KeyRequest[];
  /** Arguments added after exec_path. Left out for a socket. */
  readonly extraWords?: string;
  /** Send all requests at once. */
  readonly atOnce?: true;
  /** How often each request is sent. `row` stands for the row length in the options. */
  readonly repeat?: number | "row";
  readonly mustHold: () => string;
  readonly why: () => string;
  /** What is wrong, in one sentence. Undefined if the case passes. */
  readonly judge: (seen: Seen) => string | undefined;
}

/** The results of the requests of one case. */
export interface Seen {
  readonly asked: readonly Asked[];
  /** Samples whose runs differed. */
  readonly variations: readonly Variation[];
}

export interface Asked {
  readonly request: KeyRequest;
  /** Undefined if the manager discards the request before it asks. */
  readonly asking: Asking | undefined;
  readonly outcome: Outcome;
}
