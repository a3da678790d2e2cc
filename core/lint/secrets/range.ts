/** A part of a text. */

/** From `start` up to, but not including, `end`. */
export type Range = readonly [start: number, end: number];
