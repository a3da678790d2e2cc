/** Compiles schemas to plain code, so that nothing is compiled at run time, not even in a browser. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { _, Ajv, type KeywordCxt } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import { putFile } from "./put-file.ts";

/** Which room uses which schemas. Its validators are in its folder `generated`. */
const rooms = {
  "core/lint/answer": ["success", "error"],
  "core/suite": ["suite"],
} as const;

const DECLARATIONS = `/** What a schema has against a value. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}
interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}
`;

/** What only editors read: completions, and texts for hovers. */
const EDITOR_KEYWORDS = ["defaultSnippets", "enumDescriptions", "patternErrorMessage"];

/** Writes `generated/validators.js` into every room, with one exported validator for each schema, and its declarations. */
export function buildSchemas(): void {
  for (const [room, names] of Object.entries(rooms)) buildRoom(room, names);
}

function buildRoom(room: string, names: readonly string[]): void {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    // "One of these members" is written beside the members, not again inside each branch.
    strictRequired: false,
    code: { source: true, esm: true },
  });
  addByteLength(ajv);
  ajv.addVocabulary(EDITOR_KEYWORDS);
  // The reader of suites compiles every expression, so it finds more errors than a format could.
  ajv.addFormat("regex", true);
  for (const name of names) ajv.addSchema(readSchema(name), name);
  const code = standaloneCode(ajv, Object.fromEntries(names.map((name) => [name, name])));
  if (code.includes("require("))
    throw new Error("The compiled schemas need a module that is not there at run time.");
  const target = fileURLToPath(new URL(`../${room}/generated/`, import.meta.url));
  putFile(join(target, "validators.js"), code);
  const declared = names.map((name) => `export declare const ${name}: Validator;\n`).join("");
  putFile(join(target, "validators.d.ts"), DECLARATIONS + declared);
}

/**
 * `maxBytes`: the documentation counts UTF-8 bytes, but JSON Schema's own `maxLength` counts characters. The schemas
 * have both, for tools that only support the latter. Here the stricter one is enough.
 */
function addByteLength(ajv: Ajv): void {
  ajv.addKeyword({
    keyword: "maxBytes",
    type: "string",
    schemaType: "number",
    code(context: KeywordCxt) {
      context.fail(_`new TextEncoder().encode(${context.data}).length > ${context.schemaCode}`);
    },
  });
  ajv.removeKeyword("maxLength");
  ajv.addKeyword({ keyword: "maxLength", schemaType: "number" });
}

function readSchema(name: string): Record<string, unknown> {
  const path = new URL(`../schemas/${name}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildSchemas();
