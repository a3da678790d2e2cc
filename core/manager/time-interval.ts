/** Times as `<force>` and the registration service write them: `1h`, `30m`, `3600`. */

const SECONDS_OF: Readonly<Record<string, number>> = { "": 1, d: 86400, h: 3600, m: 60, s: 1 };

/**
 * Seconds of a time. Undefined if the manager rejects it. Numbers may be octal or hexadecimal, and only the first
 * letter of a unit counts. Source: get_time_interval.
 */
export function timeInterval(text: string): number | undefined {
  const match = /^[\t-\r ]*\+?(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)(.?)/s.exec(text);
  const [, digits = "", unit = ""] = match ?? [];
  const factor = match === null ? undefined : SECONDS_OF[unit];
  if (factor === undefined) return undefined;
  return (/^0\d/.test(digits) ? Number.parseInt(digits, 8) : Number(digits)) * factor;
}
