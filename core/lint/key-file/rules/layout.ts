/** Rules on how a line is laid out: what separates the fields, what stands around them. */

import { Char } from "../characters.ts";
import type { Fix } from "../finding.ts";
import { LineFacts } from "../line-facts.ts";
import { type LineRule, wholeLine } from "./rule.ts";

/** All but line feed and carriage return. */
const CONTROL = /[\0-\x09\x0b\x0c\x0e-\x1f\x7f]/;

/** White space that separates nothing: a line of blanks is a comment, not this. */
const NO_TEXT = /^[\t\r]*$/;

/** A line without text, which is read for nothing but an error in the log. */
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

/** A record or a line that ends the daemon: the fields are there. */
function hasFields(line: LineFacts): boolean {
  return line.kind === "record" || line.kind === "fatal";
}

/** The first field that a doubled blank leaves empty; the key does not count. */
function emptyField(line: LineFacts): "name" | "ip" | undefined {
  if (line.nameEnd === line.idEnd + 1) return "name";
  return line.ipEnd === line.nameEnd + 1 ? "ip" : undefined;
}

/** Where the blanks stand of which one is enough. */
function doubledBlanks(line: LineFacts): { start: number; end: number } {
  const empty = emptyField(line);
  const start = empty === "name" ? line.idEnd : empty === "ip" ? line.nameEnd : line.ipEnd;
  return { start, end: start + (/^ +/.exec(line.text.slice(start))?.[0].length ?? 0) };
}

/** The line without carriage returns at its end, which are a rule of their own. */
function body(line: LineFacts): string {
  return line.text.replace(/\r+$/, "");
}

/** Blanks and tabs at the end of the body. */
function trailingBlanks(line: LineFacts): number {
  return body(line).length - body(line).trimEnd().length;
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
        "Blank line: every daemon that reads the file logs error 1401 for it. Delete the line.",
      ),
    fixes: (_line, at) => [deleteLine("Delete the blank line", at, true)],
  },
  {
    code: "tab-separator",
    severity: "error",
    title: "Tab between fields",
    applies: (line) =>
      (line.kind === "skipped" || line.kind === "fatal") &&
      (line.lineClass & Char.tab) !== 0 &&
      /\S\t+\S/.test(line.text),
    describe: (line) => ({
      start: line.text.indexOf("\t"),
      end: line.text.indexOf("\t") + 1,
      message:
        line.kind === "fatal"
          ? "Tab between fields: only blanks separate them, so the address is read wrong and the daemon exits."
          : `Tab between fields: only blanks separate them, so the line is skipped, and error 1401 shows ${line.idEnd < 0 ? "all of it, key included" : "the text before its first blank"}.`,
    }),
    fixes: (line, at) =>
      replaceLine(
        "Separate the fields by single blanks",
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
      !((line.lineClass & Char.tab) !== 0 && /\S\t+\S/.test(line.text)),
    describe: (line) => {
      const fields = line.text.trim().split(/ +/).length;
      return wholeLine(
        line,
        `Only ${fields} of 4 fields (id, name, address, key): the line is skipped, error 1401 is logged, and the agent is unknown.`,
      );
    },
  },
  {
    code: "double-space",
    severity: "error",
    title: "Two blanks in a row",
    applies: (line) =>
      hasFields(line) && (emptyField(line) !== undefined || line.text.charAt(line.ipEnd + 1) === " "),
    describe: (line) => {
      const empty = emptyField(line);
      const { start, end } = doubledBlanks(line);
      const why =
        empty === undefined
          ? "the second one is part of the key to the manager."
          : line.kind === "fatal"
            ? `the ${empty === "ip" ? "address" : "name"} is empty, the fields after it shift, and the daemon that reads the file exits.`
            : "the name is empty and the fields after it shift: another agent than it looks like.";
      return { start, end, message: `Two blanks in a row: ${why}` };
    },
    fixes: (line, at) => {
      const { start, end } = doubledBlanks(line);
      const { kind } = line;
      const isEmpty = emptyField(line) !== undefined;
      const after = new LineFacts(line.release).read(
        `${line.text.slice(0, start)} ${line.text.slice(end)}`,
        false,
      ).kind;
      // A field that is missing is not found by closing the gap.
      if (after === "skipped" || (after === "fatal" && kind !== "fatal")) return [];
      const edit = { startLine: at, startColumn: start, endLine: at, endColumn: end, newText: " " };
      // An agent that got its key by import has the blank before it as well; only a person can know.
      return [{ title: "Use a single blank", edits: [edit], safe: isEmpty && after === "record" }];
    },
  },
  {
    code: "trailing-whitespace",
    severity: "error",
    title: "Blank behind the key",
    applies: (line) => hasFields(line) && line.key.trim() !== "" && trailingBlanks(line) > 0,
    describe: (line) => {
      const end = body(line).length;
      const message =
        "Blank behind the key: it is part of the key to the manager, so the agent's messages cannot be read.";
      return { start: end - trailingBlanks(line), end, message };
    },
    fixes: (line, at) => {
      const end = body(line).length;
      const start = end - trailingBlanks(line);
      const edit = { startLine: at, startColumn: start, endLine: at, endColumn: end, newText: "" };
      return [{ title: "Remove the blanks behind the key", edits: [edit], safe: true }];
    },
  },
  {
    code: "carriage-return",
    severity: "error",
    title: "Windows line ending",
    // On a Windows agent CR LF is what the reader expects.
    applies: (line, { role }) => role === "manager" && hasFields(line) && line.text.endsWith("\r"),
    describe: (line) => ({
      start: line.ipEnd + 1,
      end: body(line).length,
      message:
        "Windows line ending (CR LF): the carriage return is part of the key to a manager on Linux, so the agent's messages cannot be read. Save the file with LF.",
    }),
    fixes: (line, at) => {
      const [start, end] = [body(line).length, line.text.length];
      const edit = { startLine: at, startColumn: start, endLine: at, endColumn: end, newText: "" };
      return [{ title: "Remove the carriage return", edits: [edit], safe: true }];
    },
  },
  {
    code: "control-character",
    severity: "error",
    title: "Control character",
    applies: (line) =>
      (line.kind === "skipped" && (line.lineClass & Char.control) !== 0) ||
      (hasFields(line) &&
        ((line.lineClass & Char.control) !== 0 ||
          ((line.lineClass & Char.tab) !== 0 &&
            line.kind === "record" &&
            body(line).trimEnd().includes("\t")))),
    describe: (line) => {
      const at = line.text.search(CONTROL);
      const code = line.text.charCodeAt(at).toString(16).toUpperCase().padStart(2, "0");
      const why =
        code === "00"
          ? "everything behind it is lost to the manager"
          : "it is part of the field to the manager";
      return { start: at, end: at + 1, message: `Control character U+00${code}: ${why}. Remove it.` };
    },
    // What stands behind a NUL counts again then.
    fixes: (line, at) => {
      const edits = Array.from(line.text.matchAll(new RegExp(CONTROL, "g")), ({ index }) => ({
        startLine: at,
        startColumn: index,
        endLine: at,
        endColumn: index + 1,
        newText: "",
      }));
      return [{ title: "Remove the control characters of this line", edits, safe: false }];
    },
  },
];
