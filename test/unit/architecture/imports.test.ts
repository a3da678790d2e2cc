/** The imports run one way, as ARCHITECTURE.md says. */

import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

/** The rooms that a room may import from; itself is always allowed. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "core/manager": [],
  "core/agents": ["core/words", "core/manager"],
  "core/registration": ["core/words", "core/manager"],
  "core/languages": [],
  "core/words": [],
  "core/templates": ["core/languages", "core/words"],
  "core/scaffold": ["core/words", "core/manager", "core/suite", "core/templates"],
  "core/platform": [],
  "core/files": ["core/words", "core/platform"],
  "core/lint": ["core/words", "core/manager", "core/agents", "core/languages"],
  "core/log": ["core/words", "core/manager", "core/lint"],
  "core/suite": ["core/words", "core/manager", "core/lint"],
  "core/documents": ["core/words", "core/manager", "core/languages", "core/lint", "core/suite"],
  "core/rehearsal": ["core/words"],
  "core/reconcile": ["core/words", "core/manager", "core/lint"],
  "core/poll": [
    "core/words",
    "core/platform",
    "core/manager",
    "core/reconcile",
    "core/languages",
    "core/lint",
    "core/suite",
    "core/documents",
    "core/rehearsal",
  ],
  "core/assistant": [
    "core/platform",
    "core/manager",
    "core/languages",
    "core/lint",
    "core/documents",
    "core/poll",
    "core/reconcile",
    "core/templates",
    "core/scaffold",
  ],
  server: [
    "core/words",
    "core/platform",
    "core/manager",
    "core/agents",
    "core/languages",
    "core/files",
    "core/lint",
    "core/log",
    "core/documents",
    "core/poll",
    "core/templates",
  ],
  client: [
    "core/words",
    "core/platform",
    "core/manager",
    "core/agents",
    "core/languages",
    "core/files",
    "core/lint",
    "core/log",
    "core/documents",
    "core/poll",
    "core/templates",
    "core/scaffold",
    "core/suite",
    "core/rehearsal",
    "core/reconcile",
    "stand-in",
    "core/assistant",
  ],
  cli: [
    "core/platform",
    "core/manager",
    "core/agents",
    "core/languages",
    "core/files",
    "core/lint",
    "core/log",
    "core/documents",
    "core/poll",
    "core/templates",
    "core/scaffold",
    "core/suite",
    "core/rehearsal",
    "core/reconcile",
    "core/assistant",
    "stand-in",
  ],
  "stand-in": [
    "core/words",
    "core/manager",
    "core/agents",
    "core/files",
    "core/lint",
    "core/platform",
    "core/poll",
    "core/registration",
    "core/suite",
  ],
  library: ["core/manager", "core/agents", "core/lint", "core/poll", "core/suite", "stand-in"],
};

/** Packages that only one room may use. */
const owners: Readonly<Record<string, string>> = {
  vscode: "client",
  "vscode-languageclient": "client",
  "vscode-languageserver": "server",
  execa: "core/poll",
  zod: "core/assistant",
  "@modelcontextprotocol/server": "cli",
};

/** What may start a process: one room, and one file that copies the rights of another. */
const starters = ["core/poll/", "core/files/attributes.ts"];

/** What changes the content of a file, or renames one: functions of Node, and calls of VS Code. */
const writing =
  /\b(?:(?:writeFile|appendFile|copyFile|rename|link|symlink|truncate|cp)(?:Sync)?|createWriteStream)$/;
const writingByEditor = /\bworkspace\.fs\.(?:writeFile|copy|rename|delete)\b/;
/** Opening a file other than for reading. */
const openingToWrite = /\bopen(?:Sync)?\([^()]*(?:"(?:[wa]x?\+?s?|r\+)"|O_(?:WRONLY|RDWR|CREAT|APPEND))/;

/** What writes files, and why not with `replaceFile` of `core/files/`. */
const writers: Readonly<Record<string, string>> = {
  "core/files/beside.ts": "the one way itself",
  "core/files/append-file.ts":
    "adds to the end of the stand-in's list, under the same lock; it can be made again",
  "core/files/attributes.ts": "the one way itself: what macOS copies along with a file",
  "core/files/lock.ts":
    "the one way itself: hands the file system to the library of locks, which makes folders alone",
  "core/poll/coverage/run-covered.ts": "puts what an interpreter loads into a temporary folder of its own",
  "core/poll/keeper/keeper.ts": "opens pipes, which have no content to lose",
  "stand-in/log.ts": "adds lines to a log, as a manager does",
  "stand-in/tools/run-tool.ts": "adds lines to the log of tools, which several may write at once",
  "client/put-with-editor.ts": "files that only VS Code can reach",
};

/** Rooms without file system, process, clock or console, so that a browser can use them too. */
const pure = new Set([
  "core/manager",
  "core/agents",
  "core/registration",
  "core/lint",
  "core/log",
  "core/suite",
  "core/documents",
  "core/rehearsal",
  "core/reconcile",
  "core/scaffold",
]);

const rooms = Object.keys(allowed);
const roomOf = (path: string): string | undefined => rooms.find((room) => path.startsWith(`${room}/`));
const sources = globSync("{core,stand-in,server,client,cli,library}/**/*.ts").sort();

/** Every module that a file imports, with the kind of import. */
function importsOf(path: string): readonly string[] {
  const text = readFileSync(path, "utf8");
  return Array.from(text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g), (match) => match[1] ?? "");
}

/** The files that a file imports, and those of which it only imports types. */
function localImports(path: string): readonly string[] {
  return importsOf(path)
    .filter((name) => name.startsWith("."))
    .map((name) => join(dirname(path), name).replaceAll("\\", "/"));
}

/** Every file that is reached by following imports at least once. */
function reachableFrom(path: string, next: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set(next.get(path));
  for (const each of reached) for (const further of next.get(each) ?? []) reached.add(further);
  return reached;
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

  it("start processes only where that is allowed", () => {
    const others = sources.filter((path) => !starters.some((each) => path.startsWith(each)));
    expect(others.filter((path) => importsOf(path).includes("node:child_process"))).toEqual([]);
  });

  it("ask for the system's name in one place", () => {
    const asking = sources.filter((path) =>
      /process\.platform|\bplatform\(\)/.test(readFileSync(path, "utf8")),
    );
    expect(asking).toEqual(["core/platform/index.ts"]);
  });

  it("write files only in the safe way", () => {
    const found = sources.filter((path) => {
      const text = readFileSync(path, "utf8");
      const named = Array.from(
        text.matchAll(/import (?:type )?\{([^}]*)\} from "node:fs(?:\/promises)?"/g),
        ([, names = ""]) => names.split(",").map((name) => name.trim().split(" as ")[0] ?? ""),
      ).flat();
      return (
        named.some((name) => writing.test(name)) ||
        /import (?:\* as \w+|\w+)(?:,.*)? from "node:fs/.test(text) ||
        writingByEditor.test(text) ||
        (text.includes('from "node:fs') && openingToWrite.test(text))
      );
    });
    expect(found).toEqual(Object.keys(writers).toSorted());
  });

  it("form no circle, with imports of types", () => {
    const next = new Map(sources.map((path) => [path, localImports(path)]));
    const inCircles = sources.filter((path) => reachableFrom(path, next).has(path));
    expect(inCircles).toEqual([]);
  });

  it("finds the files", () => {
    expect(sources.length).toBeGreaterThan(50);
  });
});
