/** Rules on how the system starts the file: its first line and its mode. */

import { firstLineOf, languageFacts } from "../../../languages/index.ts";
import { say } from "../../../words/index.ts";
import { type PlacedFix, type Remark, wholeText } from "../../placed-finding.ts";
import type { ScriptContext, ScriptRule } from "./rule.ts";

const MARK = "\ufeff";

function missingShebang({ reading: { text, language } }: ScriptContext): readonly Remark[] {
  const { firstLine } = languageFacts[language];
  if (firstLine === undefined || text.startsWith("#!")) return [];
  const line = firstLineOf(text);
  if (text.startsWith(`${MARK}#!`)) {
    const message = say`A byte-order mark comes before #!, so the system does not recognise #! and runs this file with /bin/sh.`;
    const fix = {
      title: say`Remove the byte-order mark`,
      edits: [{ start: 0, end: 1, newText: "" }],
      safe: true,
    };
    return [{ start: 0, end: line.trimEnd().length, message, fixes: [fix] }];
  }
  const fix: PlacedFix = {
    title: say`Begin with ${firstLine}`,
    edits: [{ start: 0, end: 0, newText: `${firstLine}\n` }],
    safe: true,
  };
  const message = say`Without #! in the first line /bin/sh runs this file, unless exec_path names an interpreter.`;
  return [{ start: 0, end: line.trimEnd().length, message, fixes: [fix] }];
}

function carriageReturn({ reading: { text, language } }: ScriptContext): readonly Remark[] {
  if (languageFacts[language].firstLine === undefined) return [];
  const line = firstLineOf(text);
  if (!line.startsWith("#!") || !line.endsWith("\r")) return [];
  const edits = [];
  for (let at = text.indexOf("\r\n"); at >= 0; at = text.indexOf("\r\n", at + 1)) {
    edits.push({ start: at, end: at + 1, newText: "" });
  }
  return [
    {
      start: 0,
      end: line.length - 1,
      message: say`The line ends with CR LF, and the system reads the CR as part of the interpreter's name: the script does not start (exit code 127).`,
      fixes: [{ title: say`Save the file with LF line endings`, edits, safe: true }],
    },
  ];
}

function notExecutable({ reading: { text, language }, isExecutable }: ScriptContext): readonly Remark[] {
  if (isExecutable !== false || languageFacts[language].firstLine === undefined) return [];
  return [
    {
      ...wholeText(text),
      message: say`This file is not executable: the manager gets exit code 127, unless exec_path names an interpreter.`,
    },
  ];
}

export const firstLineRules: readonly ScriptRule[] = [
  { code: "missing-shebang", severity: "warning", title: "No #! in the first line", check: missingShebang },
  {
    code: "shebang-carriage-return",
    severity: "error",
    title: "Windows line ending after #!",
    everyScript: true,
    check: carriageReturn,
  },
  {
    code: "not-executable",
    severity: "warning",
    title: "File that is not executable",
    check: notExecutable,
  },
];
