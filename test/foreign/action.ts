/** Reads `action.yml` as GitHub does, and returns what each of its steps would be run with. */

import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";
import { NoOperationTraceWriter } from "@actions/workflow-parser/templates/trace-writer";
import { parse } from "yaml";
import { fileText } from "./machine.ts";

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
  readonly run: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export const action: Action = parse(fileText("action.yml"));

/** The errors of GitHub's own reader of actions. */
export function problemsOfAction(): readonly string[] {
  const file = { name: "action.yml", content: fileText("action.yml") };
  return parseAction(file, new NoOperationTraceWriter()).context.errors.getErrors().map(String);
}

/** What is known when a step starts. */
export interface Known {
  readonly inputs: Readonly<Record<string, string>>;
  readonly github: Readonly<Record<string, string>>;
  /** By the id of a step that has run. */
  readonly outcomes: Readonly<Record<string, string>>;
}

export function isWanted(step: Step, known: Known): boolean {
  const failed = Object.values(known.outcomes).includes("failure");
  const text = /^\$\{\{(.*)\}\}$/.exec(step.if ?? "")?.[1] ?? "true";
  // A condition that does not ask for the status is false after a failure.
  return text.includes("cancelled()") || !failed ? evaluated(text, known) === "true" : false;
}

/** A text with its expressions replaced. */
export function filled(text: string, known: Known): string {
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => evaluated(expression, known));
}

function evaluated(expression: string, { inputs, github, outcomes }: Known): string {
  const steps = dictionary(
    Object.entries(outcomes).map(([id, outcome]) => [id, texts({ outcome })] as const),
  );
  const context = dictionary([
    ["inputs", texts(inputs)],
    ["github", texts(github)],
    ["steps", steps],
  ]);
  const functions = [{ name: "cancelled", minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(false) }];
  const { tokens } = new Lexer(expression).lex();
  const parsed = new Parser(tokens, ["inputs", "github", "steps"], functions).parse();
  const known = new Map(functions.map((each) => [each.name, each]));
  return new Evaluator(parsed, context, known).evaluate().coerceString();
}

function texts(values: Readonly<Record<string, string>>): data.Dictionary {
  return dictionary(Object.entries(values).map(([key, value]) => [key, new data.StringData(value)] as const));
}

function dictionary(entries: readonly (readonly [string, data.ExpressionData])[]): data.Dictionary {
  return new data.Dictionary(...entries.map(([key, value]) => ({ key, value })));
}
