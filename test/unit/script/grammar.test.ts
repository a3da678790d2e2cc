/** How grammars are loaded: each once, and again after a failure. */

import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { Grammars, ScriptDocument, type WasmFile } from "../../../core/lint/script/index.ts";
import { installedWasm } from "../../../scripts/build-wasm.ts";

/** Files as they are installed, unless reading fails; and what was asked for. */
function reader(disk: { readonly fails: boolean }): {
  readonly asked: WasmFile[];
  readonly grammars: Grammars;
} {
  const asked: WasmFile[] = [];
  const grammars = new Grammars((file) => {
    asked.push(file);
    return disk.fails
      ? Promise.reject(new Error(`${file} cannot be read`))
      : Promise.resolve(readFileSync(installedWasm(file)));
  });
  return { asked, grammars };
}

const ofGrammar = (asked: readonly WasmFile[]): readonly WasmFile[] =>
  asked.filter((file) => file !== "web-tree-sitter.wasm");

describe("a grammar", () => {
  it("is loaded again after a failure, then only once", async () => {
    const disk = { fails: true };
    const { asked, grammars } = reader(disk);
    await expect(grammars.get("go")).rejects.toThrow("cannot be read");
    disk.fails = false;
    const [one, two] = await Promise.all([grammars.get("go"), grammars.get("go")]);
    expect(one).toBe(two);
    expect(await grammars.get("go")).toBe(one);
    expect(one.language).toBe("go");
    expect(ofGrammar(asked)).toEqual(["tree-sitter-go.wasm", "tree-sitter-go.wasm"]);
    const document = new ScriptDocument("go", "package main\n");
    expect(document.read(one).root.toString()).toBe("(source_file (package_clause (package_identifier)))");
    document.close();
  });

  it("needs its own file only, if another is loaded", async () => {
    const first = reader({ fails: false });
    await first.grammars.get("go");
    const { asked, grammars } = reader({ fails: false });
    await grammars.get("go");
    expect(asked).toEqual(["tree-sitter-go.wasm"]);
  });

  it("is not loaded without the library's own part, which is asked for once, and again after a failure", async () => {
    vi.resetModules();
    const { Grammars: Fresh } = await import("../../../core/lint/script/grammar.ts");
    const own = "web-tree-sitter.wasm";
    const asked: WasmFile[] = [];
    let isGone = true;
    const fresh = new Fresh((file) => {
      asked.push(file);
      return file === own && isGone
        ? Promise.reject(new Error("gone"))
        : Promise.resolve(readFileSync(installedWasm(file)));
    });
    await expect(fresh.get("go")).rejects.toThrow("gone");
    isGone = false;
    await fresh.get("go");
    await fresh.get("python");
    expect(asked).toEqual([
      own,
      "tree-sitter-go.wasm",
      own,
      "tree-sitter-go.wasm",
      "tree-sitter-python.wasm",
    ]);
  });
});
