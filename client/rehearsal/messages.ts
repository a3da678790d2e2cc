/** The messages between the view of a rehearsal and the extension. */

import type { Measured } from "../../core/rehearsal/index.ts";
import type { FormName, RehearsalParts } from "../../core/rehearsal/report/index.ts";
import type { RehearsalWords } from "./words.ts";

/** The figures of a storm that the user can change in the view. */
export interface StormNumbers {
  readonly agents: number;
  readonly threads: number;
  readonly queueSize: number;
}

/** What was measured, with the last storm that was simulated from it. */
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
  /** Different for every rehearsal, but the same for other figures that were simulated from it. */
  readonly id: number;
  readonly subject: string;
  /** The report as markup of this extension. Every text in it is escaped. */
  readonly body: string;
  readonly storm: StormNumbers;
  /** Read out when it is shown. */
  readonly summary: string;
  readonly words: RehearsalWords;
  /** What the page keeps for the next start of the editor. */
  readonly kept: KeptRehearsal | undefined;
}

/** From the view. `ready` asks for the content. */
export type RehearsalRequest =
  | { readonly type: "ready" }
  | ({ readonly type: "simulate" } & StormNumbers)
  | { readonly type: "save"; readonly format: "html" | "json" }
  | { readonly type: "again" };
