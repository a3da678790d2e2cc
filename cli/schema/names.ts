/** The names of the schemas. */

export const schemaNames = ["report", "config", "suite", "success", "error"] as const;

export type SchemaName = (typeof schemaNames)[number];
