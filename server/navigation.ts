/** From one record to the others that share its id, name or address. */

import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Position,
  type Range,
} from "vscode-languageserver";
import { type Field, fieldAt, fieldsOf } from "../core/lint/key-file/index.ts";
import type { OpenKeyFile } from "./key-files.ts";

/** The rule whose index has the lines with a common field. */
const relationOf: Readonly<Record<Field, string>> = {
  id: "duplicate-id",
  name: "duplicate-name",
  ip: "duplicate-ip",
  key: "shared-key",
};

/** Places of the field under the cursor on every line with the same value, in order. */
function sameField(file: OpenKeyFile, { line, character }: Position): readonly Range[] {
  const { model } = file;
  const field = fieldAt(model.factsAt(line), character)?.field;
  if (field === undefined) return [];
  const lines = model.sharing(relationOf[field], line);
  return (lines.length === 0 ? [line] : lines).flatMap((each) => {
    const place = fieldsOf(model.factsAt(each)).find((other) => other.field === field);
    if (place === undefined) return [];
    return [{ start: { line: each, character: place.start }, end: { line: each, character: place.end } }];
  });
}

/** The record that the manager finds for the field: the first one. */
export function definitionAt(file: OpenKeyFile, position: Position): Location[] {
  return sameField(file, position)
    .slice(0, 1)
    .map((range) => ({ uri: file.uri, range }));
}

export function referencesAt(file: OpenKeyFile, position: Position): Location[] {
  return sameField(file, position).map((range) => ({ uri: file.uri, range }));
}

export function highlightsAt(file: OpenKeyFile, position: Position): DocumentHighlight[] {
  return sameField(file, position).map((range) => ({ range, kind: DocumentHighlightKind.Text }));
}
