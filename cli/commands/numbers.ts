/** Numbers on the command line. */

import { InvalidArgumentError } from "commander";

/** A whole number of at least 0. */
export function readFromZero(text: string): number {
  return readWhole(text, 0, Number.MAX_SAFE_INTEGER);
}

/** A whole number of at least 1. */
export function readPositive(text: string): number {
  return readWhole(text, 1, Number.MAX_SAFE_INTEGER);
}

/** Reads whole numbers in a range. */
export function readInRange(least: number, most: number): (text: string) => number {
  return (text) => readWhole(text, least, most);
}

function readWhole(text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d{1,15}$/.test(text) && number >= least && number <= most) return number;
  const upTo = most === Number.MAX_SAFE_INTEGER ? "on" : `to ${most}`;
  throw new InvalidArgumentError(`Write a whole number from ${least} ${upTo}.`);
}
