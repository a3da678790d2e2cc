/** The parsers of scripts, where the package keeps them. */

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { ScriptLanguage } from "../../core/languages/index.ts";
import { type Grammar, Grammars } from "../../core/lint/script/index.ts";

/** From a part of the bundle, from the bundle itself, and from the sources. */
const FOLDERS = ["../../wasm/", "../wasm/", "../../dist/wasm/"];

const grammars = new Grammars(async (file) => await readFile(new URL(file, wasmFolder())));

/** Rejected where the package is not whole. */
export function grammarOf(language: ScriptLanguage): Promise<Grammar> {
  return grammars.get(language);
}

function wasmFolder(): URL {
  const folders = FOLDERS.map((folder) => new URL(folder, import.meta.url));
  const found = folders.find((folder) => existsSync(new URL("web-tree-sitter.wasm", folder)));
  if (found === undefined) throw new Error("The parsers of scripts are missing; install keypoll again.");
  return found;
}
