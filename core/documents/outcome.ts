/** What came of a check. There is no fourth case: a file without findings was checked, or it is said why it was not. */

import type { FileKind } from "./kinds.ts";

/** `T` is what the check found out. */
export type Outcome<T> =
  | { readonly state: "fine"; readonly kind: FileKind; readonly result: T }
  | { readonly state: "findings"; readonly kind: FileKind; readonly result: T }
  | NotChecked;

export interface NotChecked {
  readonly state: "not-checked";
  /** A sentence. */
  readonly why: string;
  /** What to do, a sentence. */
  readonly advice: string;
}

export function notChecked(why: string, advice: string): NotChecked {
  return { state: "not-checked", why, advice };
}
