/** Puts the parsers of scripts where the server and the command line look for them: `dist/wasm/`. */

import { copyFileSync, mkdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { scriptLanguages } from "../core/lint/script/languages.ts";

const FOLDER = "dist/wasm";

/** The library's own part, and a grammar for each language. */
const files: readonly string[] = [
  "web-tree-sitter/web-tree-sitter.wasm",
  ...scriptLanguages.map((language) => `@vscode/tree-sitter-wasm/wasm/tree-sitter-${language}.wasm`),
];

/** Copies what is not there yet; whoever reads the others meanwhile is not disturbed. */
export function buildWasm(): void {
  const { resolve } = createRequire(import.meta.url);
  mkdirSync(FOLDER, { recursive: true });
  for (const file of files) {
    const from = resolve(file);
    const to = `${FOLDER}/${file.slice(file.lastIndexOf("/") + 1)}`;
    if (statSync(to, { throwIfNoEntry: false })?.size !== statSync(from).size) copyFileSync(from, to);
  }
}
