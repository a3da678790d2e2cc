/** Groups of equal fields are found without reading the fields of all others. */

import { expect, it } from "vitest";
import { FieldIndex } from "../../../core/lint/key-file/document/field-index.ts";
import { hashOfText } from "../../../core/lint/key-file/document/hash.ts";

const LINES = 2000;

it.each([
  ["digits", (at: number) => String(at).padStart(5, "0")],
  ["letters of another script", (at: number) => String.fromCharCode(0x4e00 + (at % 100), 0x4e00 + at / 100)],
  [
    "signs beyond the first plane",
    (at: number) => String.fromCodePoint(0x1f300 + (at % 500), 0x1f300 + Math.floor(at / 500)),
  ],
  ["one field on every line", () => "web"],
])("%s", (_title, fieldOf) => {
  const fields = Array.from({ length: LINES }, (_, at) => fieldOf(at));
  let read = 0;
  const index = new FieldIndex((handle) => {
    read++;
    return fields[handle];
  });
  for (const [handle, field] of fields.entries()) index.add(handle, hashOfText(field));
  for (const [handle, field] of fields.entries()) index.remove(handle, hashOfText(field));
  expect(read).toBeLessThan(LINES * 10);
});
