/** The speed of a run, and its remaining time. */

export interface Pace {
  readonly done: number;
  readonly total: number;
  readonly perSecond: number;
  /** Undefined until there is a rate. */
  readonly secondsLeft: number | undefined;
}

/** `doneBefore` was done by an earlier run, and does not count for the speed of this one. */
export function paceOf(done: number, total: number, doneBefore: number, elapsedMs: number): Pace {
  const now = done - doneBefore;
  const perSecond = elapsedMs > 0 ? (now * 1000) / elapsedMs : 0;
  return { done, total, perSecond, secondsLeft: perSecond > 0 ? (total - done) / perSecond : undefined };
}

/** `40 s`, `3 min` or `2 h 5 min`; never less than the remaining time. */
export function timeText(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
