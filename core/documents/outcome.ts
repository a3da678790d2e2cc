/**
 * The result of a check. There is no fourth case: a file without findings was checked, or there is a reason why it was
 * not.
 */

import type { FileKind } from "./kinds.ts";

/** `T` is the result of the check. */
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
