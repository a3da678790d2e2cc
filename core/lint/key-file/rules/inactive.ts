/** Rules on lines that are not live records: comments and removed agents. */

import { say } from "../../../words/index.ts";
import type { LineFacts } from "../line-facts.ts";
import { deleteLine } from "./layout.ts";
import { type LineRule, wholeLine } from "./rule.ts";

/** A record that a leading blank turns into a comment. */
function isIndentedRecord(line: LineFacts): boolean {
  return line.kind === "ignored" && /^ +[0-9]{1,8} [^ !#]+ [^ ]+ [^ ]/.test(line.seen);
}

export const inactiveRules: readonly LineRule[] = [
  {
    code: "leading-blank",
    severity: "error",
    title: "Blank before a record",
    applies: isIndentedRecord,
    describe: (line) => ({
      start: 0,
      end: line.text.length - line.text.trimStart().length,
      message: say`The manager reads a line that starts with a blank as a comment: this agent is unknown, and nothing is logged.`,
    }),
    fixes: (line, at) => {
      const end = line.text.length - line.text.trimStart().length;
      const edit = { startLine: at, startColumn: 0, endLine: at, endColumn: end, newText: "" };
      return [{ title: say`Remove the blank before the record`, edits: [edit], safe: false }];
    },
  },
  {
    code: "comment-lost",
    severity: "hint",
    title: "Comment that will be lost",
    applies: (line, { role }) => line.kind === "ignored" && role === "manager" && !isIndentedRecord(line),
    describe: (line) =>
      wholeLine(
        line,
        say`The registration daemon leaves out this line when it next rewrites the file: at the next enrolment or removal.`,
      ),
  },
  {
    code: "removed-record",
    severity: "hint",
    title: "Removed agent",
    applies: (line) => line.kind === "removed",
    describe: (line) =>
      wholeLine(
        line,
        line.text.split(" ").length > 3
          ? say`Removed agent: its id stays taken while the line is here, and the line still has its key.`
          : say`Removed agent: its id stays taken while the line is here.`,
      ),
    fixes: (_line, at) => [deleteLine(say`Purge this removed agent (its id may be used again)`, at, false)],
  },
];
