/** Groups of equal fields are found without reading the fields of all others. */

import { describe, expect, it } from "vitest";
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
  for (const field of fields) index.sizeOf(field);
  for (const [handle, field] of fields.entries()) index.remove(handle, hashOfText(field));
  expect(read).toBeLessThan(LINES * 10);
});

describe("a field index", () => {
  /** An index of lines whose fields can change, as those of an open document. */
  function indexOf(...given: string[]) {
    const fields = [...given];
    const index = new FieldIndex((handle) => fields[handle]);
    const add = (handle: number, field = fields[handle] ?? "") => {
      fields[handle] = field;
      return index.add(handle, hashOfText(field));
    };
    const remove = (handle: number) => index.remove(handle, hashOfText(fields[handle] ?? ""));
    return { index, add, remove };
  }

  it("reads no field while no hash is there twice", () => {
    const index = new FieldIndex(() => {
      throw new Error("A field was read.");
    });
    expect(index.add(3, 77)).toBe(3);
    expect(index.remove(3, 77)).toEqual({ size: 0, head: undefined });
  });

  it.each([
    ["the first line", 0, [1, 2]],
    ["a line in between", 1, [0, 2]],
    ["the last line", 2, [0, 1]],
  ])("gives %s of a group a new field", (_which, moved, left) => {
    const { index, add, remove } = indexOf("web", "web", "web", "db");
    for (const handle of [0, 1, 2]) add(handle);
    expect(remove(moved)).toEqual({ size: 2, head: left[0] });
    expect(add(moved, "db")).toBe(moved);
    expect([...index.members("web")]).toEqual(left);
    expect([...index.members("db")]).toEqual([moved]);
    expect([index.sizeOf("web"), index.sizeOf("db")]).toEqual([2, 1]);
    expect(add(3)).toBe(moved);
    expect([...index.members("db")]).toEqual([moved, 3]);
    expect(index.sizeAt(moved)).toBe(2);
  });

  it.each([0, 1])("keeps a group of two when line %s leaves, and takes it back", (gone) => {
    const { index, add, remove } = indexOf("web", "web", "web");
    for (const handle of [0, 1]) add(handle);
    const left = 1 - gone;
    expect(remove(gone)).toEqual({ size: 1, head: left });
    expect([...index.members("web")]).toEqual([left]);
    expect(add(2)).toBe(left);
    expect(add(gone)).toBe(left);
    expect([...index.members("web")]).toEqual([left, 2, gone]);
    for (const handle of [left, 2]) remove(handle);
    expect(remove(gone)).toEqual({ size: 0, head: undefined });
    expect(add(gone, "db")).toBe(gone);
    expect([...index.members("db")]).toEqual([gone]);
  });

  it("keeps fields apart whose hashes are equal", () => {
    const fields = ["web", "db", "web", "dc"];
    const index = new FieldIndex((handle) => fields[handle]);
    const hash = hashOfText("db");
    expect(index.add(0, hash)).toBe(0);
    expect(index.sizeOf("db")).toBe(0);
    expect([...index.members("db")]).toEqual([]);
    expect(index.add(1, hash)).toBe(1);
    expect(index.add(2, hash)).toBe(0);
    expect([...index.members("db")]).toEqual([1]);
    const shared: unknown[] = [];
    index.addMany(Int32Array.of(3), Int32Array.of(hash), 1, (...each) => void shared.push(each));
    expect(shared).toEqual([]);
    expect(index.remove(0, hash)).toEqual({ size: 1, head: 2 });
    expect(index.remove(1, hash)).toEqual({ size: 0, head: undefined });
    expect(index.remove(2, hash)).toEqual({ size: 0, head: undefined });
    expect(index.holds(hash)).toBe(true);
    expect(index.remove(3, hash)).toEqual({ size: 0, head: undefined });
    expect(index.holds(hash)).toBe(false);
  });
});

describe("a field index that grows", () => {
  /** An index in which some lines are added together, and others one by one. */
  function grown() {
    const fields = Array.from({ length: 500 }, (_, at) => `${at}`);
    const index = new FieldIndex((handle) => fields[handle]);
    const addAll = (from: number, to: number): void => {
      for (let handle = from; handle < to; handle++) index.add(handle, hashOfText(String(handle)));
    };
    const addTogether = (from: number, to: number, count = to - from): void => {
      const handles = Int32Array.from({ length: to - from }, (_, at) => from + at);
      const hashes = handles.map((handle) => hashOfText(String(handle)));
      index.addMany(handles, hashes, count, () => expect.unreachable());
    };
    const missing = (to: number) => fields.slice(0, to).filter((field) => index.sizeOf(field) !== 1);
    return { index, addAll, addTogether, missing };
  }

  it("grows for lines that are added together, and for those after them", () => {
    const { addAll, addTogether, missing } = grown();
    addAll(0, 40);
    addTogether(40, 140);
    addAll(140, 340);
    expect(missing(340)).toEqual([]);
    expect(missing(341)).toEqual(["340"]);
  });

  it("adds only the number of lines that is given", () => {
    const { addTogether, missing } = grown();
    addTogether(0, 10, 9);
    expect(missing(10)).toEqual(["9"]);
  });

  it("does not shrink when less room is asked for than it has", () => {
    const { index, addAll, missing } = grown();
    addAll(0, 300);
    index.reserve(1);
    expect(missing(300)).toEqual([]);
  });
});
