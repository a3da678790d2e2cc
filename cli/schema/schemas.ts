/** The schemas as text, from inside the program. */

import config from "../../schemas/config.schema.json";
import error from "../../schemas/error.schema.json";
import report from "../../schemas/report.schema.json";
import success from "../../schemas/success.schema.json";
import suite from "../../schemas/suite.schema.json";
import type { SchemaName } from "./names.ts";

const schemas: Readonly<Record<SchemaName, object>> = { report, config, suite, success, error };

export function schemaText(name: SchemaName): string {
  return `${JSON.stringify(schemas[name], null, 2)}\n`;
}
