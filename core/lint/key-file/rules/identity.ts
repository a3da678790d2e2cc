/** Rules on the identity of an agent: its id and its name. */

import { counterValue, generatedId } from "../../../manager/index.ts";
import { say } from "../../../words/index.ts";
import { Char, NAME_CHARS_ONLY } from "../characters.ts";
import { byteOrderMark } from "../encoding.ts";
import { kept } from "../kept.ts";
import type { LineFacts } from "../line-facts.ts";
import { giveNextId } from "./relations.ts";
import type { LineRule } from "./rule.ts";

const DIGITS_ONLY = ~Char.digit;

function isRecord(line: LineFacts): boolean {
  return line.kind === "record";
}

function onId(line: LineFacts, message: string): { start: number; end: number; message: string } {
  return { start: 0, end: line.idEnd, message };
}

function onName(line: LineFacts, message: string): { start: number; end: number; message: string } {
  return { start: line.idEnd + 1, end: line.nameEnd, message };
}

/** The id counter reads every line that has an id, whatever happens to the line. */
function countsForNextId(line: LineFacts): boolean {
  return line.idEnd > 0 && line.kind !== "ignored" && line.kind !== "end";
}

export const identityRules: readonly LineRule[] = [
  {
    code: "byte-order-mark",
    severity: "error",
    title: "Byte-order mark",
    applies: (line) => line.hasMark,
    describe: (line) => ({
      start: 0,
      end: line.idEnd > 0 ? line.idEnd : Math.min(1, line.text.length),
      message:
        line.kind === "record"
          ? say`Byte-order mark: it becomes part of the id, which no agent has. Remove it, or save the file as UTF-8 without one.`
          : say`Byte-order mark: the manager reads it as text. Remove it, or save the file as UTF-8 without one.`,
    }),
    fixes: (line, at) => [
      {
        title: say`Remove the byte-order mark`,
        edits: [
          {
            startLine: at,
            startColumn: 0,
            endLine: at,
            endColumn: byteOrderMark(line.encoding).length,
            newText: "",
          },
        ],
        safe: true,
      },
    ],
  },
  {
    code: "invalid-id",
    severity: "error",
    title: "Unusable id",
    applies: (line) =>
      isRecord(line) && !line.hasMark && ((line.idClass & DIGITS_ONLY) !== 0 || line.idEnd > 8),
    describe: (line) =>
      onId(
        line,
        (line.idClass & DIGITS_ONLY) !== 0
          ? say`The id "${line.id.slice(0, 40)}" has other characters than digits: the manager loads it, but refuses messages with it.`
          : say`The manager loads an id of more than 8 digits, but the agent cannot send it: the id is cut off on the way.`,
      ),
    fixes: (line, at, nextId) => [giveNextId(line, at, nextId)],
  },
  {
    code: "reserved-id",
    severity: "warning",
    title: "Reserved id",
    applies: (line) => isRecord(line) && (line.idClass & DIGITS_ONLY) === 0 && /^0+$/.test(line.id),
    describe: (line) => onId(line, say`Id ${line.id} is reserved: no agent may have it.`),
    fixes: (line, at, nextId) => [giveNextId(line, at, nextId)],
  },
  {
    code: "unpadded-id",
    severity: "warning",
    title: "Id without leading zeros",
    applies: (line) =>
      isRecord(line) &&
      line.idEnd < 3 &&
      line.idEnd > 0 &&
      (line.idClass & DIGITS_ONLY) === 0 &&
      !/^0+$/.test(line.id),
    describe: (line) => {
      const padded = line.id.padStart(3, "0");
      return onId(
        line,
        say`Id ${line.id} is not ${padded}: ids are text, and tools look for at least three digits.`,
      );
    },
    fixes: (line, at) => [
      {
        title: say`Write the id as ${line.id.padStart(3, "0")}`,
        edits: [
          {
            startLine: at,
            startColumn: 0,
            endLine: at,
            endColumn: line.idEnd,
            newText: line.id.padStart(3, "0"),
          },
        ],
        safe: false,
      },
    ],
  },
  {
    code: "huge-id",
    severity: "warning",
    title: "Id that makes the next id unusable",
    onSoundLines: true,
    applies: (line) =>
      countsForNextId(line) && line.idEnd > 7 && (counterValue(kept(line, "id")) ?? 0) >= 99999999,
    describe: (line, { release }) => {
      const next = generatedId(counterValue(kept(line, "id")) ?? 0, release);
      return onId(
        line,
        say`After this id the manager generates ${next}, which an agent cannot send or which the manager mistakes for another id.`,
      );
    },
  },
  {
    code: "invalid-name",
    severity: "warning",
    title: "Name that enrolment refuses",
    applies: (line, { release }) => {
      const length = line.nameEnd - line.idEnd - 1;
      if (!isRecord(line) || length === 0) return false;
      if ((line.nameClass & NAME_CHARS_ONLY) !== 0 || length < 2 || length > 128) return true;
      return release.leadingDotRefused && line.text.charAt(line.idEnd + 1) === ".";
    },
    describe: (line, { release }) => {
      const name = line.name;
      const why =
        name.length < 2
          ? say`it has fewer than 2 characters`
          : name.length > 128
            ? say`it has more than 128 characters`
            : release.leadingDotRefused && name.startsWith(".")
              ? say`it starts with a dot, refused from 4.14.6 on`
              : say`only letters, digits, - _ and . are allowed`;
      return onName(line, say`The manager loads this name, but enrolment and the agent refuse it: ${why}.`);
    },
  },
  {
    code: "manager-name",
    severity: "warning",
    title: "The manager's own name",
    onSoundLines: true,
    onPlainLines: ({ hostName }) => hostName !== undefined,
    applies: (line, { hostName }) => isRecord(line) && hostName !== undefined && line.name === hostName,
    describe: (line) =>
      onName(line, say`This is the manager's own host name: registration refuses it with 9008.`),
  },
];
