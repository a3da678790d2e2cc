/** What happens to the agents of a key file when another one replaces it, and how the records are found. */

import { describe, expect, it } from "vitest";
import { endsAtLimit, newestRelease, releaseFor, successorsOf } from "../../../core/manager/index.ts";
import { KeyList } from "../../../core/manager/key-file/key-list.ts";

function followed(oldFile: readonly string[], nextFile: readonly string[]): readonly string[] {
  const file = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");
  const { known, changed, added, gone } = successorsOf(file(oldFile), file(nextFile), newestRelease);
  return [
    `${known} known`,
    ...changed.map(({ old, next, change }) => `${change} ${old.line}-${next?.line ?? ""}`),
    ...added.map(({ id }) => `added ${id}`),
    ...(gone === 0 ? [] : [`${gone} gone`]),
  ];
}

it.each<[what: string, old: readonly string[], next: readonly string[], changes: readonly string[]]>([
  ["the same", ["001 web any k"], ["001 web any k"], []],
  ["another place", ["001 a any k", "002 b any l"], ["002 b any l", "001 a any k"], []],
  ["missing", ["001 web any k", "002 b any l"], ["002 b any l"], ["missing 1-", "1 gone"]],
  ["removed", ["001 web any k"], ["001 !web any k"], ["removed 1-", "1 gone"]],
  ["another key", ["001 web any k"], ["001 web any l"], ["key 1-1"]],
  ["another name", ["001 web any k"], ["001 db any k"], ["name 1-1"]],
  ["another owner", ["001 web any k"], ["001 db any l"], ["owner 1-1"]],
  ["a smaller range", ["001 web 10.0.0.0/8 k"], ["001 web 10.0.0.0/16 k"], ["address 1-1"]],
  ["a larger range", ["001 web 10.0.0.0/16 k"], ["001 web 10.0.0.0/8 k"], ["wider 1-1"]],
  ["key and address", ["001 web any k"], ["001 web 10.0.0.0/8 l"], ["key 1-1", "address 1-1"]],
  ["a host in a range", ["001 web 10.0.0.1 k"], ["001 web 10.0.0.0/8 k"], ["lookup 1-1"]],
  ["another host", ["001 web 10.0.0.1 k"], ["001 web 10.0.0.2 k"], ["address 1-1"]],
  [
    "a host that another record has now",
    ["001 web 10.0.0.1 k"],
    ["002 db 10.0.0.1 l", "001 web any k"],
    ["lookup 1-2", "added 002"],
  ],
  [
    "a host whose second record of its id is found",
    ["001 web 10.0.0.1 k"],
    ["001 db any l", "001 web 10.0.0.1 k"],
    [],
  ],
  [
    "a host whose second record of its id has another name",
    ["001 web 10.0.0.1 k"],
    ["001 db any l", "001 wob 10.0.0.1 k"],
    ["name 1-2"],
  ],
  ["an address that is rejected now", ["001 web any k"], ["001 web host k"], []],
  ["an address that was rejected", ["001 web host k"], ["001 web any k"], []],
  ["an address that was rejected, and a host", ["001 web host k"], ["001 web 10.0.0.1 k"], []],
  ["a new agent", ["001 web any k"], ["001 web any k", "002 b any l", "002 c any l"], ["added 002"]],
  [
    "a new agent with an address that is rejected",
    ["001 web any k"],
    ["001 web any k", "002 b host l"],
    ["added 002"],
  ],
])("%s", (_what, old, next, changes) => {
  expect(followed(old, next)).toEqual([`${old.length} known`, ...changes]);
});

describe("an agent that could not be found", () => {
  it.each([
    ["the second of an id", ["001 a any k", "001 b any l"], ["001 a any k"]],
    ["the second of a host", ["001 a 10.0.0.1 k", "002 b 10.0.0.1 l"], ["001 a 10.0.0.1 k", "002 b any k"]],
    ["an id of letters", ["001 a any k", "x1 b any l"], ["001 a any k", "x1 b any k"]],
    ["an id with a letter at its end", ["001 a any k", "1x b any l"], ["001 a any k", "1x b any k"]],
  ])("loses nothing: %s", (_what, old, next) => {
    const [known, ...changes] = followed(old, next);
    expect([known, changes.filter((line) => !line.endsWith("gone"))]).toEqual(["1 known", []]);
  });

  it("is still lost if its address was rejected, for its id finds it", () => {
    expect(followed(["x1 a host k"], [])).toEqual(["1 known", "missing 1-", "1 gone"]);
  });
});

describe("the records of a file", () => {
  const list = new KeyList(
    "001 a 10.0.0.1 k\n# note\n002 !gone any k\n001 b 10.0.0.1 l\n003 c host m\n005 d any n",
    newestRelease,
  );

  it("are found by the first with the id or the address, those with a rejected address by id only", () => {
    expect(list.byId("001")).toMatchObject({ line: 1, start: 0, name: "a", key: "k" });
    expect(list.byIp("10.0.0.1")).toMatchObject({ line: 1, name: "a" });
    expect(list.byId("003")).toMatchObject({ line: 5, kind: "fatal", address: undefined });
    expect([list.byIp("host"), list.byId("002"), list.byId("009")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([list.has("001"), list.has("002"), list.has("003")]).toEqual([true, false, true]);
    expect([list.isRemoved("002"), list.isRemoved("001")]).toEqual([true, false]);
    expect([list.startById("009"), list.startByIp("10.0.0.1")]).toEqual([undefined, 0]);
  });

  it("come in order, with their bytes", () => {
    expect([...list.entries()].map(({ line, id, name }) => [line, id, name])).toEqual([
      [1, "001", "a"],
      [4, "001", "b"],
      [5, "003", "c"],
      [6, "005", "d"],
    ]);
    expect([...list.ids()]).toEqual(["001", "003", "005"]);
    expect(list.bytesAt(0)).toBe("001 a 10.0.0.1 k\n");
    expect(list.bytesAt(list.startById("005") ?? 0)).toBe("005 d any n");
  });

  it("are cut where the reader cuts them", () => {
    const long = new KeyList(`001 a any ${"k".repeat(3000)}\n`, newestRelease);
    expect(long.bytesAt(0)).toHaveLength(2047);
  });
});

// MAX_AGENTS of each release.
it.each([
  ["3.8", 13_997, false],
  ["3.8", 13_998, true],
  ["3.13", 99_997, false],
  ["3.13", 99_998, true],
  ["4.0.4", 99_998, false],
  ["4.0.4", 99_999, true],
  ["4.1", 1_000_000, false],
])("%s ends the reading at %i agents: %j", (version, agents, ends) => {
  expect(endsAtLimit(agents, releaseFor(version) ?? newestRelease)).toBe(ends);
});
