/** A tool for assistants: a question with a schema, and a short answer with a schema, without keys. */

import * as z from "zod";
import { withoutKeys } from "../lint/key-file/index.ts";
import type { ReadWasm } from "../lint/script/index.ts";
import type { ToolName } from "./names.ts";

/** What a face provides to its tools. */
export interface World {
  /** The base of relative paths. */
  readonly folder: string;
  /** The user has agreed that scripts are started. */
  readonly mayRun: boolean;
  /** How the user agrees, in a sentence. */
  readonly consent: string;
  readonly readWasm: ReadWasm;
  /** The page of a rule. Undefined if the package contains only the program. */
  readonly pageOf: (rule: string) => string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Why there is no answer, and what to do. */
export interface Refusal {
  readonly kind: "refused";
  readonly what: string;
  readonly advice: string;
}

export type Answer<T> = { readonly kind: "answer"; readonly value: T } | Refusal;

interface ToolWords {
  readonly name: ToolName;
  readonly title: string;
  /** For the assistant: when to use the tool, and what it returns. */
  readonly description: string;
  /** It starts processes of the user. */
  readonly runs: boolean;
}

export interface Tool extends ToolWords {
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /** The whole result is masked. */
  readonly call: (input: unknown, world: World) => Promise<Answer<Readonly<Record<string, unknown>>>>;
}

interface ToolDefinition<I extends z.ZodObject, O extends z.ZodObject> extends ToolWords {
  readonly input: I;
  readonly output: O;
  readonly answer: (input: z.infer<I>, world: World) => Answer<z.infer<O>> | Promise<Answer<z.infer<O>>>;
}

export function tool<I extends z.ZodObject, O extends z.ZodObject>({
  answer,
  ...words
}: ToolDefinition<I, O>): Tool {
  return {
    ...words,
    call: async (input, world) => {
      const given = words.input.safeParse(input);
      if (!given.success)
        return refused(`The input is wrong: ${problemsOf(given.error)}.`, "Correct it by the schema.");
      if (words.runs && !world.mayRun)
        return refused(NOT_ALLOWED, `${world.consent} lint_script and judge_answer start nothing.`);
      const found = await answer(given.data, world);
      if (found.kind === "refused") return refused(withoutKeys(found.what), withoutKeys(found.advice));
      return { kind: "answer", value: words.output.parse(masked(found.value)) };
    },
  };
}

/** The schema of the input as JSON, for documents. Members with a default are optional. */
export function inputSchemaOf({ input }: Tool): object {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(input, { io: "input" });
  return schema;
}

export function refused(what: string, advice: string): Refusal {
  return { kind: "refused", what, advice };
}

const NOT_ALLOWED = "Nobody has agreed that scripts are started.";

function problemsOf({ issues }: z.ZodError): string {
  return withoutKeys(
    issues
      .map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message))
      .join("; "),
  );
}

/** Hides what a tool itself did not mask. */
function masked(value: unknown): unknown {
  if (typeof value === "string") return withoutKeys(value);
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, masked(each)]));
}
