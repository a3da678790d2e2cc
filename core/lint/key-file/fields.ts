/** Which field of a line a column is in. */

import type { LineFacts } from "./line-facts.ts";

export type Field = "id" | "name" | "ip" | "key";

export interface FieldPlace {
  readonly field: Field;
  readonly start: number;
  readonly end: number;
}

/** The fields of a line that has all of them, in order. */
export function fieldsOf(line: LineFacts): readonly FieldPlace[] {
  if (line.kind !== "record" && line.kind !== "fatal") return [];
  const { idEnd, nameEnd, ipEnd, seenEnd } = line;
  return [
    { field: "id", start: 0, end: idEnd },
    { field: "name", start: idEnd + 1, end: nameEnd },
    { field: "ip", start: nameEnd + 1, end: ipEnd },
    { field: "key", start: ipEnd + 1, end: seenEnd },
  ];
}

/** The field at a column; between two fields, the one before. */
export function fieldAt(line: LineFacts, column: number): FieldPlace | undefined {
  return fieldsOf(line).find(({ end }) => column <= end);
}
