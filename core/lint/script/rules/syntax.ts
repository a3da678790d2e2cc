/** The rule on scripts that their interpreter rejects before it runs anything. */

import type { ScriptLanguage } from "../../../languages/index.ts";
import { say } from "../../../words/index.ts";
import { KeyMask } from "../../mask.ts";
import type { Remark } from "../../placed-finding.ts";
import type { ScriptReading } from "../reading.ts";
import type { SyntaxCheck } from "../syntax-check.ts";
import { countsDiffer, treeError } from "../tree-errors.ts";
import { python2Rule } from "./python2.ts";
import type { ScriptContext, ScriptRule } from "./rule.ts";

interface SyntaxFacts {
  readonly name: () => string;
  /** The consequence of an error, as a clause. */
  readonly effect: () => string;
  /** How to be certain, as a clause. */
  readonly tells: () => string;
  /** Some grammars do not cover all of their language: their errors count less, and only with further evidence. */
  readonly treeSeverity: "warning" | "information";
}

const nothingRunsText = (): string => say`nothing of the script runs`;

const syntaxFacts: Readonly<Record<ScriptLanguage, SyntaxFacts>> = {
  python: facts("Python", () => say`python3 -m py_compile FILE says`),
  bash: {
    ...facts(
      () => say`shell`,
      () => say`bash -n FILE says`,
      "information",
    ),
    effect: () => say`the shell stops here with an error`,
  },
  javascript: facts("JavaScript", () => say`node --check FILE says`),
  perl: facts("Perl", () => say`perl -c FILE says, and runs its BEGIN blocks`),
  php: facts("PHP", () => say`php -l FILE says`),
  ruby: facts("Ruby", () => say`ruby -c FILE says`),
  go: { ...facts("Go", () => say`gofmt -e FILE says`), effect: () => say`the program cannot be built` },
  powershell: facts("PowerShell", () => say`pwsh says when it runs the script`, "information"),
};

function facts(
  name: string | (() => string),
  tells: () => string,
  treeSeverity: SyntaxFacts["treeSeverity"] = "warning",
): SyntaxFacts {
  return { name: typeof name === "string" ? () => name : name, effect: nothingRunsText, tells, treeSeverity };
}

/** The interpreter decides; the tree only if no interpreter was asked. */
function check(context: ScriptContext): readonly Remark[] {
  const { reading, syntax } = context;
  if (syntax?.kind === "accepted") return [];
  const printed = python2Rule.check(context).map(({ start }) => lineOf(reading.text, start));
  // The rule on print statements is more precise, and has a fix.
  if (syntax === undefined || printed.includes(syntax.line)) return byTree(reading);
  return [byInterpreter(syntax, reading)];
}

function byInterpreter(
  { program, line, column, message }: SyntaxCheck & { readonly kind: "rejected" },
  { text, language }: ScriptReading,
): Remark {
  return {
    ...placeOf(text, line, column),
    message: say`${program} rejects the script here: ${new KeyMask().hide(message)}. As long as it does, ${syntaxFacts[language].effect()}.`,
  };
}

function byTree(reading: ScriptReading): readonly Remark[] {
  const error = treeError(reading);
  if (error === undefined) return [];
  const { name, effect, tells, treeSeverity } = syntaxFacts[reading.language];
  if (treeSeverity === "information" && !countsDiffer(reading.text, reading.language)) return [];
  const { what, start, end } = error;
  const message = say`This looks like a syntax error in ${name()}: ${what}. If the interpreter rejects it too, ${effect()}; ${tells()}.`;
  return [{ start, end, message, severity: treeSeverity }];
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/**
 * From the column, or from the first character, to the end of the line. For an empty line, or one after the end, the
 * last line with text before it.
 */
function placeOf(text: string, line: number, column: number | undefined): { start: number; end: number } {
  const lines = text.split("\n");
  const given = lines.slice(0, line).findLastIndex((each) => each.trim() !== "");
  const at = Math.max(0, given);
  const shown = lines[at] ?? "";
  const lineStart = lines.slice(0, at).reduce((sum, each) => sum + each.length + 1, 0);
  const end = shown.trimEnd().length;
  const first = Math.min(end, shown.length - shown.trimStart().length);
  const from = column !== undefined && at === line - 1 && column <= end ? column - 1 : first;
  return { start: lineStart + Math.max(0, from), end: lineStart + end };
}

export const syntaxRule: ScriptRule = {
  code: "syntax-error",
  severity: "error",
  title: "Script that its interpreter rejects",
  everyScript: true,
  check,
};
