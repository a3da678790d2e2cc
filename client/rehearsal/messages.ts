/** What the view of a rehearsal and the extension say to each other. */

import type { Measured } from "../../core/rehearsal/index.ts";
import type { FormName, RehearsalParts } from "../../core/rehearsal/report/index.ts";
import type { RehearsalWords } from "./words.ts";

/** The figures of a storm that a person may change in the view. */
export interface StormNumbers {
  readonly agents: number;
  readonly threads: number;
  readonly queueSize: number;
}

/** What was measured, with the storm that was simulated from it last. */
export interface KeptRehearsal extends Omit<RehearsalParts, "forms" | "cancelled"> {
  /** URI of the suite. */
  readonly suite: string;
  readonly forms: readonly KeptForm[];
}

export interface KeptForm {
  readonly name: FormName;
  readonly storm: Measured;
  readonly levels: readonly Measured[];
  readonly obstacle: string | undefined;
}

export interface ShowRehearsal {
  readonly type: "show";
  /** Another for every rehearsal; the same for other figures that were simulated from it. */
  readonly id: number;
  readonly subject: string;
  /** The report as markup of this extension; every text in it is escaped. */
  readonly body: string;
  readonly storm: StormNumbers;
  /** What is said aloud when it is there. */
  readonly summary: string;
  readonly words: RehearsalWords;
  /** What the page keeps for the next start of the editor. */
  readonly kept: KeptRehearsal | undefined;
}

/** From the view. `ready` asks for what it is to show. */
export type RehearsalRequest =
  | { readonly type: "ready" }
  | ({ readonly type: "simulate" } & StormNumbers)
  | { readonly type: "save"; readonly format: "html" | "json" }
  | { readonly type: "again" };
