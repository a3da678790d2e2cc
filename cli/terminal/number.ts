/** Numbers in sentences. */

/**
 * `1,234`, for numbers of things. The platform's own formatter costs 25 ms at its first use, more than everything else
 * at the start.
 */
export function inThousands(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `1 poll`, `2 polls`. */
export function count(number: number, noun: string): string {
  return `${inThousands(number)} ${noun}${number === 1 ? "" : "s"}`;
}
