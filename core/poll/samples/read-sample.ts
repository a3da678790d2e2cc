/** A sample request as a person types it: `id:001`, `id 001` or `ip 192.168.1.100`. */

import { bytesFromText, type KeyRequest } from "../../manager/index.ts";
import { say } from "../../words/index.ts";

export type SampleReading =
  | { readonly kind: "sample"; readonly request: KeyRequest }
  | { readonly kind: "unreadable"; readonly message: string };

const formsText = (): string =>
  say`Write id:001 or id 001 for an agent's id, ip:192.168.1.100 or ip 192.168.1.100 for its address.`;

/**
 * Reads a sample. After a colon the value is used unchanged, including blanks inside and before it, so that hostile
 * values can be written. It may be empty or too long, because the manager has an answer to that.
 */
export function readSample(text: string): SampleReading {
  const trimmed = text.trim();
  const match = /^(id|ip)(?::(.*)|[ \t]+(.*)|)$/s.exec(trimmed);
  if (match !== null) {
    const selector = match[1] === "ip" ? "ip" : "id";
    const value = match[2] ?? match[3];
    if (value === undefined) return unreadable(say`The sample "${trimmed}" has no value. ${formsText()}`);
    return { kind: "sample", request: { selector, value: bytesFromText(value) } };
  }
  if (trimmed === "") return unreadable(say`The sample is empty. ${formsText()}`);
  if (/^(id|ip)\b/i.test(trimmed) && !/^(id|ip)/.test(trimmed)) {
    return unreadable(say`"${trimmed}": the manager only knows id and ip in lower case. ${formsText()}`);
  }
  const guess = guessOf(trimmed);
  const hint = guess === undefined ? "" : say` Did you mean ${guess}?`;
  return unreadable(say`"${trimmed}" does not begin with id or ip.${hint} ${formsText()}`);
}

function guessOf(text: string): string | undefined {
  if (/^\d{1,8}$/.test(text)) return `id:${text}`;
  return /^[\d.]{7,15}$|^[\da-f:]*:[\da-f:.]*$/i.test(text) ? `ip:${text}` : undefined;
}

function unreadable(message: string): SampleReading {
  return { kind: "unreadable", message };
}
