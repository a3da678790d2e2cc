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
