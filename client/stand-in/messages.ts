/** The messages between the view of the stand-in and the extension. */

import type { Passage } from "../../stand-in/passage.ts";
import type { StandInState } from "./state.ts";
import type { StandInWords } from "./words.ts";

/** To the view: everything, or one item that is new or has got further. */
export type StandInMessage =
  | {
      readonly type: "show";
      readonly state: StandInState;
      readonly passages: readonly Passage[];
      readonly words: StandInWords;
    }
  | { readonly type: "passage"; readonly state: StandInState; readonly passage: Passage };

/** From the view. `ready` asks for the content. */
export interface StandInRequest {
  readonly type: "ready" | "start" | "stop" | "restart" | "reset" | "copy" | "keys" | "enroll" | "knock";
}
