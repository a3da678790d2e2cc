/** Rules on the layout of a line: what separates the fields, what is around them. */

import { say } from "../../../words/index.ts";
import { Char } from "../characters.ts";
import type { Fix } from "../finding.ts";
import { isCut } from "../kept.ts";
import type { LineFacts } from "../line-facts.ts";
import { LineReader } from "../line-reader.ts";
import { body, bodyEnd, endWithout } from "./line-end.ts";
import { hasFields, type LineRule, wholeLine } from "./rule.ts";

/** A tab in place of a separating blank. */
const SEPARATING_TAB = /\S\t+\S/;

/** White space that separates nothing. A line of blanks is a comment, not this. */
const NO_TEXT = /^[\t\r]*$/;

/** A line without text, whose only effect is an error in the log. */
export function isBlankLine(line: LineFacts): boolean {
  return line.kind === "skipped" && NO_TEXT.test(line.text);
}

function replaceLine(
  title: string,
  line: LineFacts,
  at: number,
  newText: string,
  safe: boolean,
): readonly Fix[] {
  const edit = { startLine: at, startColumn: 0, endLine: at, endColumn: line.text.length, newText };
  return [{ title, edits: [edit], safe }];
}

/** Removes a whole line with its line feed. */
export function deleteLine(title: string, at: number, safe: boolean): Fix {
  return {
    title,
    edits: [{ startLine: at, startColumn: 0, endLine: at + 1, endColumn: 0, newText: "" }],
    safe,
  };
}

/** The first field that a doubled blank leaves empty. The key does not count. */
function emptyField(line: LineFacts): "name" | "ip" | undefined {
  if (line.nameEnd === line.idEnd + 1) return "name";
  return line.ipEnd === line.nameEnd + 1 ? "ip" : undefined;
}

/** The place of several blanks where one is enough. */
function doubledBlanks(line: LineFacts): { start: number; end: number } {
  const empty = emptyField(line);
  const start = empty === "name" ? line.idEnd : empty === "ip" ? line.nameEnd : line.ipEnd;
  return { start, end: start + (/^ +/.exec(line.text.slice(start))?.[0].length ?? 0) };
}

/** The end of a key that is cut is not part of it. */
function hasWholeKey(line: LineFacts): boolean {
  return hasFields(line) && !isCut(line, "key");
}

export const layoutRules: readonly LineRule[] = [
  {
    code: "blank-line",
    severity: "warning",
    title: "Blank line",
    applies: isBlankLine,
    describe: (line) =>
      wholeLine(
        line,
        say`Blank line: every daemon that reads the file logs error 1401 for it. Delete the line.`,
      ),
    fixes: (_line, at) => [deleteLine(say`Delete the blank line`, at, true)],
  },
  {
    code: "tab-separator",
    severity: "error",
    title: "Tab between fields",
    applies: (line) =>
      (line.kind === "skipped" || line.kind === "fatal") &&
      (line.lineClass & Char.tab) !== 0 &&
      SEPARATING_TAB.test(line.seen),
    describe: (line) => ({
      start: line.text.indexOf("\t"),
      end: line.text.indexOf("\t") + 1,
      message:
        line.kind === "fatal"
          ? say`Tab between fields: only blanks separate them, so the address is read wrong and the daemon exits.`
          : say`Tab between fields: only blanks separate them, so the line is skipped, and error 1401 shows ${line.idEnd < 0 ? say`the whole line with the key` : say`the text before its first blank`}.`,
    }),
    fixes: (line, at) =>
      replaceLine(
        say`Separate the fields by single blanks`,
        line,
        at,
        line.text.trimEnd().replace(/[\t ]+/g, " "),
        false,
      ),
  },
  {
    code: "missing-field",
    severity: "error",
    title: "Missing field",
    applies: (line) =>
      line.kind === "skipped" &&
      !NO_TEXT.test(line.text) &&
      (line.lineClass & Char.control) === 0 &&
      !((line.lineClass & Char.tab) !== 0 && SEPARATING_TAB.test(line.seen)),
    describe: (line) => {
      const fields = line.seen.trim().split(/ +/).length;
      return wholeLine(
        line,
        say`Only ${fields} of 4 fields (id, name, address, key): the line is skipped, error 1401 is logged, and the agent is unknown.`,
      );
    },
  },
  {
    code: "double-space",
    severity: "error",
    title: "Two blanks in a row",
    applies: (line) => hasFields(line) && (emptyField(line) !== undefined || line.key.startsWith(" ")),
    describe: (line) => {
      const empty = emptyField(line);
      const { start, end } = doubledBlanks(line);
      const why =
        empty === undefined
          ? say`the manager reads the second one as part of the key.`
          : line.kind === "fatal"
            ? empty === "ip"
              ? say`the address is empty, the fields after it shift, and the daemon that reads the file exits.`
              : say`the name is empty, the fields after it shift, and the daemon that reads the file exits.`
            : say`the name is empty and the fields after it shift: the record is not the agent that it seems to be.`;
      return { start, end, message: say`Two blanks in a row: ${why}` };
    },
    fixes: (line, at) => {
      const { start, end } = doubledBlanks(line);
      const { kind } = line;
      const isEmpty = emptyField(line) !== undefined;
      const after = new LineReader(line.release, line.encoding).read(
        `${line.text.slice(0, start)} ${line.text.slice(end)}`,
        false,
      ).kind;
      // Closing the gap does not restore a missing field.
      if (after === "skipped" || (after === "fatal" && kind !== "fatal")) return [];
      const edit = { startLine: at, startColumn: start, endLine: at, endColumn: end, newText: " " };
      // An agent that got its key by import has the blank before it as well, so only the user can decide.
      return [{ title: say`Use a single blank`, edits: [edit], safe: isEmpty && after === "record" }];
    },
  },
  {
    code: "trailing-whitespace",
    severity: "error",
    title: "Blank after the key",
    applies: (line) => {
      if (!hasWholeKey(line)) return false;
      const end = bodyEnd(line);
      return end > line.ipEnd + 1 && end < body(line).length;
    },
    describe: (line) => {
      const end = body(line).length;
      const message = say`Blank after the key: the manager reads it as part of the key, so it cannot read the agent's messages.`;
      return { start: bodyEnd(line), end, message };
    },
    fixes: (line, at) => {
      const end = body(line).length;
      // All of a mixture with carriage returns, so that one round is enough.
      const start = endWithout(line.text, end, " \t\r");
      const edit = { startLine: at, startColumn: start, endLine: at, endColumn: end, newText: "" };
      return [{ title: say`Remove the blanks after the key`, edits: [edit], safe: true }];
    },
  },
  {
    code: "carriage-return",
    severity: "error",
    title: "Windows line ending",
    // On a Windows agent CR LF is what the reader expects.
    applies: (line, { role }) => role === "manager" && hasWholeKey(line) && line.key.endsWith("\r"),
    describe: (line) => ({
      start: line.ipEnd + 1,
      end: body(line).length,
      message: say`Windows line ending (CR LF): a manager on Linux reads the carriage return as part of the key, so it cannot read the agent's messages. Save the file with LF.`,
    }),
    fixes: (line, at) => {
      const [start, end] = [body(line).length, line.seenEnd];
      const edit = { startLine: at, startColumn: start, endLine: at, endColumn: end, newText: "" };
      return [{ title: say`Remove the carriage return`, edits: [edit], safe: true }];
    },
  },
];
