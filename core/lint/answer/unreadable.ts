/** Why the manager's parser could not take an output, in words. */

import type { ByteString } from "../../manager/index.ts";

/** What stands at `end`, where the parser stopped. */
export function stopReason(output: ByteString, end: number): string {
  const rest = output.slice(end, end + 64);
  if (end >= output.length) return "the output ends before the object does";
  const before = lastToken(output, end);
  if (before === '"' && output.charCodeAt(end - 1) === 0x22 && !closes(output, end)) {
    return "a string begins there that never ends";
  }
  if (rest.startsWith("'")) return "JSON has no single quotes";
  if (/^(?:None|True|False|undefined|NaN|Infinity|nan|inf|nil)\b/.test(rest)) {
    return `JSON has no ${/^\w+/.exec(rest)?.[0] ?? "such word"}`;
  }
  if (/^(?:\/\/|\/\*|#)/.test(rest)) return "JSON has no comments";
  if (before === "," && /^[}\]]/.test(rest)) return "a comma stands before the closing bracket";
  if (rest.startsWith("\\")) return "JSON does not know this escape";
  if (/^[{[]/.test(rest) && end > 0) return "a value is missing, or brackets are nested too deep";
  if (/^[A-Za-z_]\w*\s*:/.test(rest)) return "a member name has no quotes";
  return end === 0 ? "a JSON value does not begin like this" : "JSON wants something else here";
}

/** The last byte before `end` that is no blank. */
function lastToken(output: ByteString, end: number): string {
  let at = end - 1;
  while (at >= 0 && output.charCodeAt(at) <= 0x20) at--;
  return at < 0 ? "" : output.charAt(at);
}

/** Whether any quote follows; an escaped one is rare enough to be wrong about. */
function closes(output: ByteString, end: number): boolean {
  return output.includes('"', end);
}

/** Line and column, from 1, in bytes. */
export function placeOf(output: ByteString, at: number): string {
  const before = output.slice(0, at);
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let next = before.indexOf("\n"); next >= 0; next = before.indexOf("\n", next + 1)) line++;
  return `line ${line}, byte ${at - lineStart + 1}`;
}
