/** Rules on lines that are no live record: comments and removed agents. */

import { deleteLine } from "./layout.ts";
import { type LineRule, wholeLine } from "./rule.ts";

export const inactiveRules: readonly LineRule[] = [
  {
    code: "comment-lost",
    severity: "hint",
    title: "Comment that will be lost",
    applies: (line, { role }) => line.kind === "ignored" && role === "manager",
    describe: (line) =>
      wholeLine(
        line,
        "The registration daemon drops this line as soon as it rewrites the file: at the next enrolment or removal.",
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
        "Removed agent: its id stays taken while the line is here, and its key is still in it.",
      ),
    fixes: (_line, at) => [deleteLine("Purge this removed agent (its id may be used again)", at, false)],
  },
];
