/** An open document after any edits agrees with a new one. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { KeyFileDocument } from "../../../core/lint/key-file/document/key-file-document.ts";
import { findingsOf } from "../../../core/lint/key-file/findings.ts";
import { newestRelease } from "../../../core/manager/index.ts";
import { file } from "./random-file.ts";

export const context = { release: newestRelease, role: "manager", hostName: "manager-1" } as const;
export const options = { severities: {}, cap: 10_000 };

export const edit = fc.record({
  startLine: fc.nat(14),
  startColumn: fc.nat(90),
  lines: fc.nat(3),
  columns: fc.nat(90),
  newText: fc.oneof(file, fc.constantFrom("", "\n", " ", "x", "\n\n")),
});

export const incrementalEqualsWhole = fc.property(file, fc.array(edit, { maxLength: 8 }), (text, edits) => {
  const document = new KeyFileDocument(text, context);
  for (const { startLine, startColumn, lines, columns, newText } of edits) {
    const endColumn = lines === 0 ? startColumn + columns : columns;
    document.applyEdit({ startLine, startColumn, endLine: startLine + lines, endColumn, newText });
    // An editor asks after every edit, and results may be cached.
    findingsOf(document, options);
  }
  const fresh = new KeyFileDocument(document.getText(), context);
  assert.deepEqual(document.fileFacts(), fresh.fileFacts());
  assert.deepEqual(findingsOf(document, options), findingsOf(fresh, options));
});
