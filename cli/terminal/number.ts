/** Numbers in sentences. */

/** `1 poll`, `2 polls`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
}
