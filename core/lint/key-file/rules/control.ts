/** The rule on invisible characters. */

import { say } from "../../../words/index.ts";
import { Char } from "../characters.ts";
import { fieldAt } from "../fields.ts";
import { isCut, kept } from "../kept.ts";
import type { LineFacts } from "../line-facts.ts";
import { bodyEnd } from "./line-end.ts";
import { hasFields, type LineRule } from "./rule.ts";

/** All except line feed and carriage return. */
const CONTROL = /[\0-\x09\x0b\x0c\x0e-\x1f\x7f]/;

/** Those that do not separate anything and are not white space. */
const RARE_CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/** The column of the first control character in what the manager keeps, or of a NUL after it; −1 if there is none. */
function controlColumn(line: LineFacts): number {
  const tabCounts = line.kind === "record" && (line.lineClass & Char.tab) !== 0;
  if (!tabCounts && (line.lineClass & Char.control) === 0) return -1;
  const body = line.text.slice(0, tabCounts ? bodyEnd(line) : line.seenEnd);
  const at = body.search(tabCounts ? CONTROL : RARE_CONTROL);
  if (at >= 0 && isKept(line, at)) return at;
  return line.seenEnd < line.text.length && line.text.charCodeAt(line.seenEnd) === 0 ? line.seenEnd : -1;
}

/** Whether a column of the line is outside the end of a field that the manager cuts off. */
function isKept(line: LineFacts, column: number): boolean {
  const field = fieldAt(line, column);
  if (field === undefined || !isCut(line, field.field)) return true;
  return line.bytesOf(line.text.slice(field.start, column + 1)).length <= kept(line, field.field).length;
}

/** What a control character does in a line. */
function effectOf(code: string, line: LineFacts): string {
  const isNul = code === "00";
  if (line.kind !== "skipped") {
    return isNul
      ? say`the manager ignores everything after it.`
      : say`the manager reads it as part of the field.`;
  }
  const why = isNul ? say`the manager ignores everything after it` : say`it separates no fields`;
  const shown = line.idEnd < 0 ? say`everything before it` : say`the id`;
  return say`${why}, so fields are missing: the line is skipped, and error 1401 shows ${isNul ? shown : line.idEnd < 0 ? say`the whole line with the key` : say`the id`}.`;
}

export const controlRules: readonly LineRule[] = [
  {
    code: "control-character",
    severity: "error",
    title: "Control character",
    applies: (line) => (line.kind === "skipped" || hasFields(line)) && controlColumn(line) >= 0,
    describe: (line) => {
      const at = controlColumn(line);
      const code = line.text.charCodeAt(at).toString(16).toUpperCase().padStart(2, "0");
      return {
        start: at,
        end: at + 1,
        message: say`Control character U+00${code}: ${effectOf(code, line)} Remove it.`,
      };
    },
    // Afterwards the text after a NUL counts again.
    fixes: (line, at) => {
      const edits = Array.from(line.text.matchAll(new RegExp(CONTROL, "g")), ({ index }) => ({
        startLine: at,
        startColumn: index,
        endLine: at,
        endColumn: index + 1,
        newText: "",
      }));
      return [{ title: say`Remove the control characters of this line`, edits, safe: false }];
    },
  },
];
