/** Files of the package are found from a bundle, from a part of a bundle, and from the sources. */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { bundlesOf, parsersOf } from "../../../core/files/index.ts";
import { rulePagesOf } from "../../../core/files/rule-pages.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const at = (name: string): string => pathToFileURL(join(folder, name)).href;

describe("translations", () => {
  it.each([
    ["dist/keypoll.mjs", "dist/l10n"],
    ["dist/parts/keypoll.mjs", "dist/l10n"],
    ["server/main.ts", "l10n"],
    ["out/keypoll.mjs", "out/l10n"],
  ])("of %s are in %s", async (program, place) => {
    write(`${place}/bundle.l10n.de.json`, "{}");
    expect(await bundlesOf(at(program))("de")).toBe("{}");
    expect(await bundlesOf(at(program))("fr")).toBeUndefined();
  });

  it("beside the program come first", async () => {
    write("dist/l10n/bundle.l10n.de.json", "near");
    write("l10n/bundle.l10n.de.json", "far");
    expect(await bundlesOf(at("dist/keypoll.mjs"))("de")).toBe("near");
  });
});

describe("parsers", () => {
  it.each([
    ["dist/cli.mjs", "dist/wasm"],
    ["out/cli.mjs", "out/wasm"],
    ["out/cli/keypoll.mjs", "out/wasm"],
    ["dist/cli/keypoll.mjs", "dist/wasm"],
    ["dist/cli/parts/keypoll.mjs", "dist/wasm"],
    ["cli/keypoll.ts", "dist/wasm"],
    ["core/lint/parsers.ts", "dist/wasm"],
  ])("of %s are in %s", async (program, place) => {
    write(`${place}/web-tree-sitter.wasm`, "the parser of all");
    write(`${place}/tree-sitter-bash.wasm`, "a parser");
    const bytes = await parsersOf(at(program))("tree-sitter-bash.wasm");
    expect(Buffer.from(bytes).toString()).toBe("a parser");
  });

  it("are not in a folder that has the name, but not the parser of all", async () => {
    write("dist/cli/wasm/tree-sitter-bash.wasm", "of others");
    write("dist/wasm/web-tree-sitter.wasm", "the parser of all");
    write("dist/wasm/tree-sitter-bash.wasm", "a parser");
    const bytes = await parsersOf(at("dist/cli/keypoll.mjs"))("tree-sitter-bash.wasm");
    expect(Buffer.from(bytes).toString()).toBe("a parser");
  });

  it("that are missing are reported with what to do", async () => {
    const read = parsersOf(at("dist/keypoll.mjs"));
    await expect(read("tree-sitter-bash.wasm")).rejects.toThrow(
      "The parsers of scripts are missing; install keypoll again.",
    );
    write("dist/wasm/web-tree-sitter.wasm", "");
    await expect(read("tree-sitter-bash.wasm")).rejects.toThrow(/ENOENT.*tree-sitter-bash\.wasm/);
  });
});

describe("pages of rules", () => {
  const pages = JSON.stringify({ "double-space": "# Two blanks" });

  it.each([
    ["dist/keypoll.mjs", "dist"],
    ["out/keypoll.mjs", "out"],
    ["out/cli/keypoll.mjs", "out"],
    ["dist/cli/keypoll.mjs", "dist"],
    ["cli/keypoll.ts", "dist"],
    ["core/files/keypoll.ts", "dist"],
  ])("of %s are in %s", (program, place) => {
    write(`${place}/rule-pages.json`, pages);
    const pageOf = rulePagesOf(at(program));
    expect(pageOf("double-space")).toBe("# Two blanks");
    expect(pageOf("no-such-rule")).toBeUndefined();
  });

  it("are read once, and there are none without the file", () => {
    const pageOf = rulePagesOf(at("dist/keypoll.mjs"));
    expect(pageOf("double-space")).toBeUndefined();
    write("dist/rule-pages.json", pages);
    expect(pageOf("double-space")).toBeUndefined();
    const read = rulePagesOf(at("dist/keypoll.mjs"));
    expect(read("double-space")).toBe("# Two blanks");
    write("dist/rule-pages.json", "{}");
    expect(read("double-space")).toBe("# Two blanks");
  });
});

/** What the single executable holds, under the paths that the files have in the package. */
const executable =
  (files: Readonly<Record<string, string>>) =>
  (path: string): Buffer => {
    const text = files[path];
    if (text === undefined) throw new Error(`The executable has no ${path}.`);
    return Buffer.from(text);
  };

describe("a single executable", () => {
  const holds = executable({
    "dist/l10n/bundle.l10n.de.json": '{"Yes":"J\u00e4"}',
    "dist/wasm/tree-sitter-bash.wasm": "a parser",
    "dist/rule-pages.json": '{"double-space":"# Zwei L\u00fccken"}',
  });

  it("holds translations, parsers and pages, which come before those in a folder", async () => {
    write("dist/l10n/bundle.l10n.de.json", "other");
    write("dist/wasm/web-tree-sitter.wasm", "other");
    write("dist/wasm/tree-sitter-bash.wasm", "other");
    write("dist/rule-pages.json", '{"double-space":"other"}');
    const program = at("dist/keypoll.mjs");
    expect(await bundlesOf(program, holds)("de")).toBe('{"Yes":"J\u00e4"}');
    expect(Buffer.from(await parsersOf(program, holds)("tree-sitter-bash.wasm")).toString()).toBe("a parser");
    expect(rulePagesOf(program, holds)("double-space")).toBe("# Zwei L\u00fccken");
  });

  it("has no translation into other languages, and no page without the file: nothing beside it is read", async () => {
    write("dist/l10n/bundle.l10n.fr.json", "other");
    write("dist/rule-pages.json", '{"double-space":"other"}');
    const program = at("dist/keypoll.mjs");
    expect(await bundlesOf(program, holds)("fr")).toBeUndefined();
    expect(rulePagesOf(program, executable({}))("double-space")).toBeUndefined();
    await expect(parsersOf(program, holds)("tree-sitter-go.wasm")).rejects.toThrow("tree-sitter-go.wasm");
  });
});
