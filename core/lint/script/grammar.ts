/** The parsers: a grammar and its query for each language, made when the first script of that language is opened. */

import { Language, Parser, Query } from "web-tree-sitter";
import type { ScriptLanguage } from "../../languages/index.ts";
import { scriptQueries } from "./queries/index.ts";

/** The WebAssembly files that a face must provide. */
export type WasmFile = "web-tree-sitter.wasm" | `tree-sitter-${ScriptLanguage}.wasm`;

/** How a face reads these files: from its disk, or through its editor. */
export type ReadWasm = (file: WasmFile) => Promise<Uint8Array>;

export interface Grammar {
  readonly language: ScriptLanguage;
  readonly parser: Parser;
  readonly query: Query;
}

/** The library's own part is shared by the whole process. A failure is forgotten, so that the next call tries again. */
let runtime: Promise<void> | undefined;

/** Loads each grammar once. */
export class Grammars {
  readonly #read: ReadWasm;
  readonly #grammars = new Map<ScriptLanguage, Promise<Grammar>>();

  constructor(read: ReadWasm) {
    this.#read = read;
  }

  /** The grammar of a language. Rejects if its file cannot be read. */
  get(language: ScriptLanguage): Promise<Grammar> {
    const known = this.#grammars.get(language);
    if (known !== undefined) return known;
    const loading = this.#load(language);
    this.#grammars.set(language, loading);
    loading.catch(() => this.#grammars.delete(language));
    return loading;
  }

  async #load(language: ScriptLanguage): Promise<Grammar> {
    runtime ??= this.#start();
    const [bytes] = await Promise.all([this.#read(`tree-sitter-${language}.wasm`), runtime]);
    const loaded = await Language.load(bytes);
    const parser = new Parser();
    parser.setLanguage(loaded);
    return { language, parser, query: new Query(loaded, scriptQueries[language]) };
  }

  async #start(): Promise<void> {
    try {
      const wasmBinary = await this.#read("web-tree-sitter.wasm");
      // With these bytes the library looks for no file. Without this function it would ask for its own place.
      await Parser.init({ wasmBinary, locateFile: (file: string) => file });
    } catch (error) {
      runtime = undefined;
      throw error;
    }
  }
}
