/** The imports run one way, as ARCHITECTURE.md says. */

import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

/** Which rooms a room may open doors to; itself is always allowed. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "core/manager": [],
  "core/registration": ["core/manager"],
  "core/languages": [],
  "core/templates": ["core/languages"],
  "core/scaffold": ["core/manager", "core/suite", "core/templates"],
  "core/files": [],
  "core/lint": ["core/manager", "core/languages"],
  "core/suite": ["core/manager", "core/lint"],
  "core/documents": ["core/manager", "core/languages", "core/lint", "core/suite"],
  "core/rehearsal": [],
  "core/poll": [
    "core/manager",
    "core/languages",
    "core/lint",
    "core/suite",
    "core/documents",
    "core/rehearsal",
  ],
  server: [
    "core/manager",
    "core/languages",
    "core/files",
    "core/lint",
    "core/documents",
    "core/poll",
    "core/templates",
  ],
  client: [
    "core/manager",
    "core/languages",
    "core/files",
    "core/lint",
    "core/documents",
    "core/poll",
    "core/templates",
    "core/scaffold",
    "core/suite",
    "core/rehearsal",
  ],
  cli: [
    "core/manager",
    "core/languages",
    "core/files",
    "core/lint",
    "core/documents",
    "core/poll",
    "core/templates",
    "core/scaffold",
    "core/suite",
    "core/rehearsal",
    "stand-in",
  ],
  "stand-in": ["core/manager", "core/files", "core/lint", "core/poll", "core/registration"],
  library: ["core/manager", "core/lint", "core/poll", "core/suite"],
};

/** Packages that only one room may use. */
const owners: Readonly<Record<string, string>> = {
  vscode: "client",
  "vscode-languageclient": "client",
  "vscode-languageserver": "server",
  execa: "core/poll",
};

/** Who may start a process: one room, and one file that copies the rights of another. */
const starters = ["core/poll/", "core/files/attributes.ts"];

/** Rooms that know no file system, process, clock or console, so that a browser can have them too. */
const pure = new Set([
  "core/manager",
  "core/registration",
  "core/lint",
  "core/suite",
  "core/documents",
  "core/rehearsal",
  "core/scaffold",
]);

const rooms = Object.keys(allowed);
const roomOf = (path: string): string | undefined => rooms.find((room) => path.startsWith(`${room}/`));
const sources = globSync("{core,stand-in,server,client,cli,library}/**/*.ts").sort();

/** Every module that a file names, with the kind of module. */
function importsOf(path: string): readonly string[] {
  const text = readFileSync(path, "utf8");
  return Array.from(text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g), (match) => match[1] ?? "");
}

describe("imports", () => {
  for (const path of sources) {
    it(path, () => {
      const room = roomOf(path);
      expect(room, "every file belongs to a room").toBeDefined();
      for (const name of importsOf(path)) {
        if (!name.startsWith(".")) {
          const owner = Object.entries(owners).find(
            ([pack]) => name === pack || name.startsWith(`${pack}/`),
          )?.[1];
          expect(owner ?? room, `${name} belongs to ${owner}`).toBe(room);
          if (pure.has(room ?? "")) expect(name, "the core runs anywhere").not.toMatch(/^node:/);
          continue;
        }
        const target = roomOf(relative(".", join(dirname(path), name)));
        const doors = [room, ...(allowed[room ?? ""] ?? [])];
        if (target !== undefined) expect(doors, `${path} imports ${name}`).toContain(target);
      }
    });
  }

  it("start processes where that is allowed, and nowhere else", () => {
    const others = sources.filter((path) => !starters.some((each) => path.startsWith(each)));
    expect(others.filter((path) => importsOf(path).includes("node:child_process"))).toEqual([]);
  });

  it("finds the files", () => {
    expect(sources.length).toBeGreaterThan(50);
  });
});
