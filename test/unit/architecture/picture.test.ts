/** The picture in ARCHITECTURE.md has the arrows of the code, without those that follow from others. */

import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

/** Any room may use these, so the picture leaves them out. */
const everywhere = new Set(["core/words", "core/platform", "core/languages", "core/files"]);

/** `core/lint` for `core/lint/key-file/mask.ts`, and `client` for what is in it. */
function roomOf(path: string): string {
  const [first = "", second = ""] = path.split("/");
  return first === "core" ? `${first}/${second}` : first;
}

/** `a --> b` for every room that imports another. */
function importedRooms(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const path of globSync("{core,stand-in,server,client,cli,library}/**/*.ts")) {
    const room = roomOf(path.replaceAll("\\", "/"));
    const own = found.get(room) ?? new Set();
    found.set(room, own);
    for (const [, name = ""] of readFileSync(path, "utf8").matchAll(
      /(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+)"/g,
    )) {
      const other = roomOf(join(dirname(path), name).replaceAll("\\", "/"));
      // Data, such as a schema, is in no room.
      if (name.endsWith(".json")) continue;
      if (other !== room && !everywhere.has(room) && !everywhere.has(other)) own.add(other);
    }
  }
  return found;
}

/** Whether there is a way from a room to another one, other than the arrow itself. */
function follows(from: string, to: string, next: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const reached = new Set([...(next.get(from) ?? [])].filter((room) => room !== to));
  for (const each of reached) for (const further of next.get(each) ?? []) reached.add(further);
  return reached.has(to);
}

it("has every arrow, and no other", () => {
  const rooms = importedRooms();
  const arrows = [...rooms].flatMap(([from, others]) =>
    [...others].filter((to) => !follows(from, to, rooms)).map((to) => `${from} --> ${to}`),
  );
  const drawn = readFileSync("ARCHITECTURE.md", "utf8").match(/^ {2}\S+ --> \S+$/gm) ?? [];
  expect(drawn.map((arrow) => arrow.trim()).toSorted()).toEqual(arrows.toSorted());
  expect(arrows.length).toBeGreaterThan(20);
});
