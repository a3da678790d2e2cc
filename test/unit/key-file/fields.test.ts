/** Which field of a line a column is in. */

import { describe, expect, it } from "vitest";
import { fieldAt, fieldsOf } from "../../../core/lint/key-file/fields.ts";
import { LineReader } from "../../../core/lint/key-file/line-reader.ts";
import { newestRelease } from "../../../core/manager/index.ts";

const read = (text: string) => new LineReader(newestRelease).read(text, true);
const RECORD = "001 web-1 any secret";

describe("the fields of a line", () => {
  it.each([
    ["a record", RECORD, ["id 001", "name web-1", "ip any", "key secret"]],
    ["a line that ends a daemon", "001 web ANY k", ["id 001", "name web", "ip ANY", "key k"]],
    ["a key with blanks", "001 web any two words", ["id 001", "name web", "ip any", "key two words"]],
    ["a NUL in the key", "001 web any k\0rest", ["id 001", "name web", "ip any", "key k"]],
    ["a removed agent", "001 !web any k", []],
    ["a comment", "# 001 web any k", []],
    ["a field too few", "001 web any", []],
    ["nothing", "", []],
  ])("of %s", (_what, text, expected) => {
    const fields = fieldsOf(read(text)).map(({ field, start, end }) => `${field} ${text.slice(start, end)}`);
    expect(fields).toEqual(expected);
  });

  it("have the blank after them too, where a column is asked about", () => {
    const columns = Array.from(RECORD, (_, column) => fieldAt(read(RECORD), column)?.field.charAt(0));
    expect(columns.join("")).toBe("iiiinnnnnniiiikkkkkk");
    expect(fieldAt(read(RECORD), RECORD.length)).toEqual({ field: "key", start: 14, end: 20 });
    expect(fieldAt(read(RECORD), RECORD.length + 1)).toBeUndefined();
    expect(fieldAt(read("# note"), 2)).toBeUndefined();
  });
});
