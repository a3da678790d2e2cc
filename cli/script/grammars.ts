/** The parsers of scripts, each loaded when the first script of its language is read. */

import { parsersOf } from "../../core/files/index.ts";
import type { ScriptLanguage } from "../../core/languages/index.ts";
import { type Grammar, Grammars, type ReadWasm } from "../../core/lint/script/index.ts";

export const readWasm: ReadWasm = parsersOf(import.meta.url);

const grammars = new Grammars(readWasm);

/** Rejects if the package is incomplete. */
export function grammarOf(language: ScriptLanguage): Promise<Grammar> {
  return grammars.get(language);
}
