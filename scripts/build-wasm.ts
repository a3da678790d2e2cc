/** Puts the parsers of scripts where the server and the command line expect them: `dist/wasm/`. */

import { copyFileSync, mkdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { scriptLanguages } from "../core/languages/index.ts";
import type { WasmFile } from "../core/lint/script/index.ts";

const FOLDER = "dist/wasm";

/** The library's own part, and a grammar for each language. */
const files: readonly WasmFile[] = [
  "web-tree-sitter.wasm",
  ...scriptLanguages.map((language) => `tree-sitter-${language}.wasm` as const),
];

/** The path of a file in its package. */
export function installedWasm(file: WasmFile): string {
  const { resolve } = createRequire(import.meta.url);
  return resolve(`${packageOf(file)}/${file}`);
}

/** The folders of the packages whose parsers are shipped. */
export function wasmPackages(): readonly string[] {
  return files.map((file) => {
    const name = /^(?:@[^/]+\/)?[^/]+/.exec(packageOf(file))?.[0] ?? "";
    return `node_modules/${name}`;
  });
}

function packageOf(file: WasmFile): string {
  if (file === "web-tree-sitter.wasm") return "web-tree-sitter";
  // The package of VS Code has no grammar for Perl.
  if (file === "tree-sitter-perl.wasm") return "@cursorless/tree-sitter-wasms/out";
  return "@vscode/tree-sitter-wasm/wasm";
}

/** Copies only missing files, so that programs that read the others are not disturbed. */
export function buildWasm(): void {
  mkdirSync(FOLDER, { recursive: true });
  for (const file of files) {
    const from = installedWasm(file);
    const to = `${FOLDER}/${file}`;
    if (statSync(to, { throwIfNoEntry: false })?.size !== statSync(from).size) copyFileSync(from, to);
  }
}
