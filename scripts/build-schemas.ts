/** Compiles the schemas of answers to plain code, so that nothing is compiled where they are used, not even in a browser. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { _, Ajv, type KeywordCxt } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";

const schemas = ["success", "error"] as const;
const target = new URL("../core/lint/answer/generated/", import.meta.url);

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
${schemas.map((name) => `export declare const ${name}: Validator;\n`).join("")}`;

/** Writes `core/lint/answer/generated/validators.js` with one exported validator for each schema, and its declarations. */
export function buildSchemas(): void {
  const ajv = new Ajv({ allErrors: true, strict: true, code: { source: true, esm: true } });
  addByteLength(ajv);
  for (const name of schemas) ajv.addSchema(readSchema(name), name);
  const code = standaloneCode(ajv, Object.fromEntries(schemas.map((name) => [name, name])));
  if (code.includes("require("))
    throw new Error("The compiled schemas need a module that is not there at run time.");
  mkdirSync(target, { recursive: true });
  writeFileSync(new URL("validators.js", target), code);
  writeFileSync(new URL("validators.d.ts", target), DECLARATIONS);
}

/**
 * `maxBytes`: the documentation counts bytes of UTF-8, JSON Schema's own `maxLength` characters. The schemas say both, for
 * tools that know only the latter; here the sharper one is enough.
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
