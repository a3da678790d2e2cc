/** Rules on the key: whether it works. */

import { FIELD_BYTES_KEPT } from "../../../manager/index.ts";
import { say } from "../../../words/index.ts";
import { isPlaceholderWord } from "../../placeholder.ts";
import { Char, LOWER_HEX_ONLY } from "../characters.ts";
import { isCut } from "../kept.ts";
import type { LineFacts } from "../line-facts.ts";
import type { LineRule } from "./rule.ts";

/** Characters. A shorter key can be guessed. */
const SHORTEST_STRONG_KEY = 32;

/** Minimum different characters in a random key of that length. */
const FEWEST_DIFFERENT = 6;

/** The intended key: without the blanks and the carriage return that other rules report. */
function meant(line: LineFacts): string {
  return line.key.trim();
}

function isPlaceholder(line: LineFacts): boolean {
  if (line.ipEnd < 0) return false;
  const length = line.seenEnd - line.ipEnd - 1;
  return length <= 24 && (meant(line) === "" || isPlaceholderWord(meant(line)));
}

function isWeak(line: LineFacts): boolean {
  if (line.isSound) return !hasVariety(line.codes, line.keyStart, line.end);
  if (isPlaceholder(line)) return false;
  const key = meant(line);
  return key.length < SHORTEST_STRONG_KEY || new Set(key).size < FEWEST_DIFFERENT;
}

/** Whether 64 hexadecimal digits contain enough different ones. A random key shows this within a few digits. */
function hasVariety(codes: Uint8Array, start: number, end: number): boolean {
  // The lower five bits distinguish the digits.
  let seen = 0;
  let different = 0;
  for (let at = start; at < end && different < FEWEST_DIFFERENT; at++) {
    const bit = 1 << ((codes[at] ?? 0) & 31);
    if ((seen & bit) === 0) different++;
    seen |= bit;
  }
  return different >= FEWEST_DIFFERENT;
}

/** 64 lower-case hexadecimal digits, as the manager generates them. Blanks around it have their own rules. */
function looksGenerated(line: LineFacts): boolean {
  const length = line.seenEnd - line.ipEnd - 1;
  if (length === 64 && (line.keyClass & LOWER_HEX_ONLY) === 0) return true;
  return (
    (line.keyClass & ~(Char.digit | Char.lowerHex | Char.blank | Char.tab | Char.carriageReturn)) === 0 &&
    meant(line).length === 64
  );
}

function onKey(line: LineFacts, message: string): { start: number; end: number; message: string } {
  return { start: Math.min(line.ipEnd + 1, line.seenEnd), end: line.seenEnd, message };
}

export const keyRules: readonly LineRule[] = [
  {
    code: "placeholder-key",
    severity: "error",
    title: "No real key",
    applies: (line) => line.kind === "record" && isPlaceholder(line),
    describe: (line) =>
      meant(line) === ""
        ? {
            start: line.nameEnd + 1,
            end: line.seenEnd,
            message: say`The key is empty: the manager loads the record, but no agent can connect with it.`,
          }
        : onKey(line, say`This is not a key. A tool wrote it instead of a key, and anyone can guess it.`),
  },
  {
    code: "key-too-long",
    severity: "information",
    title: "Key too long",
    applies: (line) => line.kind === "record" && isCut(line, "key"),
    describe: (line) =>
      onKey(
        line,
        say`The manager and the agent use the first ${FIELD_BYTES_KEPT} bytes of this key and cut off the rest.`,
      ),
  },
  {
    code: "weak-key",
    severity: "warning",
    title: "Weak key",
    onSoundLines: true,
    applies: (line) => line.kind === "record" && isWeak(line),
    describe: (line) => {
      const key = meant(line);
      const why =
        key.length < SHORTEST_STRONG_KEY
          ? say`of ${key.length} characters`
          : say`of few different characters`;
      return onKey(
        line,
        say`A key ${why} is easy to guess. The manager generates 64 lower-case hexadecimal digits, and 5.0 requires them.`,
      );
    },
  },
  {
    code: "unusual-key",
    severity: "hint",
    title: "Key in another format",
    // On a manager of 5.x the agent cannot connect with it, which lost-on-upgrade reports.
    applies: (line, { release, role }) =>
      (release.poller !== "none" || role === "agent") &&
      line.kind === "record" &&
      !looksGenerated(line) &&
      !isPlaceholder(line) &&
      !isWeak(line),
    describe: (line, { release }) =>
      onKey(
        line,
        release.poller === "none"
          ? say`Not 64 lower-case hexadecimal digits, which later versions of 5.0 require. Ask the manager for a new key (keypoll agent rekey there).`
          : say`Not 64 lower-case hexadecimal digits: valid up to 4.14, but 5.0 requires them. Before an upgrade: keypoll agent rekey.`,
      ),
  },
];
