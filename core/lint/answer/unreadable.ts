/** Why the manager's parser rejected an output, in words. */

import type { ByteString } from "../../manager/index.ts";
import { say } from "../../words/index.ts";

/**
 * The byte that causes the rejection, if the parser stopped at `end`: for a member name that is not a string it has
 * passed the first byte.
 */
export function blamed(output: ByteString, end: number): number {
  const passed = end > 0 && output.charAt(end - 1) !== '"' && /^[{,]$/.test(lastToken(output, end - 1));
  return passed ? end - 1 : end;
}

/** What is at `at`, the byte that causes the rejection. */
export function stopReason(output: ByteString, at: number): string {
  const rest = output.slice(at, at + 64);
  if (at >= output.length) return say`the output ends before the object does`;
  const before = lastToken(output, at);
  if (/^\\(?!["\\/bfnrt]|u[0-9A-Fa-f]{4})/.test(rest)) return say`JSON does not know this escape`;
  if (output.charAt(at - 1) === '"' && /^[{[,:]?$/.test(lastToken(output, at - 1))) {
    return say`a string is never closed`;
  }
  if (rest.startsWith("'")) return say`JSON has no single quotes`;
  const word = /^(?:None|True|False|undefined|NaN|Infinity|nan|inf|nil)\b/.exec(rest);
  if (word !== null) return say`JSON has no ${word[0]}`;
  if (/^(?:\/\/|\/\*|#)/.test(rest)) return say`JSON has no comments`;
  if (before === "," && /^[}\]]/.test(rest)) return say`there is a comma before the closing bracket`;
  if (rest.startsWith("\\")) return say`JSON does not know this escape`;
  if (rest.startsWith('"') && at > 0) return say`a comma or a colon is missing`;
  if (/^[A-Za-z_]\w*\s*:/.test(rest)) return say`a member name has no quotes`;
  return at === 0 ? say`a JSON value does not begin like this` : say`this is not valid JSON here`;
}

/** The last byte before `end` that is not a blank; empty if there is none. */
function lastToken(output: ByteString, end: number): string {
  let at = end - 1;
  while (at >= 0 && output.charCodeAt(at) <= 0x20) at--;
  return at < 0 ? "" : output.charAt(at);
}

/** Line and column, from 1, in bytes. */
export function placeOf(output: ByteString, at: number): string {
  let line = 1;
  let start = 0;
  for (let next = output.indexOf("\n"); next >= 0 && next < at; next = output.indexOf("\n", next + 1)) {
    line++;
    start = next + 1;
  }
  return say`line ${line}, byte ${at - start + 1}`;
}
