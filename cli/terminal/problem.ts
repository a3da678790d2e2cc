/** What prevents a command from doing its work, as a value with a message. */

export interface Problem {
  /** What happened and why, in one sentence. */
  readonly what: string;
  /** What to do about it, in one sentence. */
  readonly advice: string;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failure(what: string, advice: string): Result<never> {
  return { ok: false, problem: { what, advice } };
}
