/** The parsers of scripts: WebAssembly files in the package. */

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { say } from "../words/index.ts";
import { type Carried, carried } from "./carried.ts";

/** Beside a bundle, above a part of a bundle, or from the sources. */
const FOLDERS = ["wasm/", "../wasm/", "../../wasm/", "../dist/wasm/", "../../dist/wasm/"];

/** Reads one of the parsers, for example `tree-sitter-bash.wasm`. Rejects if the package is incomplete. */
type ReadParser = (file: string) => Promise<Uint8Array>;

/** Reads the parsers that belong to the module at `url`. */
export function parsersOf(url: string, inside: Carried = carried): ReadParser {
  return async (file) => {
    await compileOnce();
    return inside(`dist/wasm/${file}`) ?? (await readFile(new URL(file, folderNear(url))));
  };
}

/**
 * Keeps V8 from optimising the parsers while they run. Their lexers are single functions of up to a megabyte. Node 20
 * needs a minute of CPU to optimise that of PowerShell, long after the script is parsed, and does not exit before.
 * Unoptimised they are fast enough.
 */
async function compileOnce(): Promise<void> {
  const { setFlagsFromString } = await import("node:v8");
  setFlagsFromString("--no-wasm-tier-up");
  setFlagsFromString("--no-wasm-dynamic-tiering");
}

function folderNear(url: string): URL {
  const folders = FOLDERS.map((each) => new URL(each, url));
  const found = folders.find((each) => existsSync(new URL("web-tree-sitter.wasm", each)));
  if (found === undefined) throw new Error(say`The parsers of scripts are missing; install keypoll again.`);
  return found;
}
