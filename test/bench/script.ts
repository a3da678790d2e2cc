/**
 * The cost of a keystroke in a poll script of 500 lines: the parse of what changed, and every rule on the whole script.
 */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Edit } from "web-tree-sitter";
import { languageOfFile } from "../../core/languages/index.ts";
import { findingsOf, Grammars, ScriptDocument } from "../../core/lint/script/index.ts";
import { templates } from "../../core/templates/index.ts";
import { buildWasm } from "../../scripts/build-wasm.ts";
import { median, rounded } from "./numbers.ts";

const LINES = 500;
const KEYSTROKES = 200;

export interface ScriptBench {
  readonly language: string;
  readonly lines: number;
  /** Milliseconds until the first findings in a new process: grammar, query, parse, rules. */
  readonly firstMs: number;
  /** Milliseconds of one keystroke, and of the parse in it. */
  readonly keystrokeMs: number;
  readonly worstMs: number;
  readonly parseMs: number;
  /** Milliseconds of a parse without an older tree. */
  readonly wholeParseMs: number;
}

/** One template of each language, made longer by repeating its functions. */
export async function benchScripts(): Promise<readonly ScriptBench[]> {
  buildWasm();
  const folder = new URL("../../dist/wasm/", import.meta.url);
  const grammars = new Grammars((file) => readFile(new URL(file, folder)));
  const rows: ScriptBench[] = [];
  for (const { fileName, text, source, form } of templates()) {
    const language = languageOfFile(fileName, text);
    if (language === undefined || source !== "csv" || form !== "script") continue;
    const long = lengthened(text);
    const start = performance.now();
    const grammar = await grammars.get(language);
    const document = new ScriptDocument(language, long);
    findingsOf(document.read(grammar), { severities: {} });
    const firstMs = performance.now() - start;
    const middle = long.indexOf("\n", long.length / 2) + 1;
    const line = long.slice(0, middle).split("\n").length - 1;
    const changed = `${long.slice(0, middle)} ${long.slice(middle)}`;
    const place = { row: line, column: 0 };
    const typed = new Edit({
      startIndex: middle,
      oldEndIndex: middle,
      newEndIndex: middle + 1,
      startPosition: place,
      oldEndPosition: place,
      newEndPosition: { row: line, column: 1 },
    });
    const [whole, parse, all] = [[], [], []] as [number[], number[], number[]];
    for (let at = 0; at < KEYSTROKES; at++) {
      const began = performance.now();
      const isTyped = at % 2 === 0;
      const edit = { startLine: line, startColumn: 0, endLine: line, endColumn: isTyped ? 0 : 1 };
      document.applyEdit({ ...edit, newText: isTyped ? " " : "" });
      const reading = document.read(grammar);
      findingsOf(reading, { severities: {} });
      all.push(performance.now() - began);
      // Only the parse, on separate trees.
      const old = grammar.parser.parse(long);
      const from = performance.now();
      old?.edit(typed);
      grammar.parser.parse(changed, old)?.delete();
      parse.push(performance.now() - from);
      const anew = performance.now();
      grammar.parser.parse(changed)?.delete();
      whole.push(performance.now() - anew);
      old?.delete();
    }
    document.close();
    rows.push({
      language,
      lines: long.split("\n").length,
      firstMs: rounded(firstMs),
      keystrokeMs: rounded(median(all)),
      worstMs: rounded(Math.max(...all)),
      parseMs: rounded(median(parse)),
      wholeParseMs: rounded(median(whole)),
    });
  }
  return rows;
}

function lengthened(text: string): string {
  const lines = text.trimEnd().split("\n");
  const [head = "", ...body] = lines;
  const repeated = Array.from({ length: Math.ceil(LINES / lines.length) }, () => body.join("\n"));
  return `${head}\n${repeated.join("\n")}\n`.split("\n").slice(0, LINES).join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(await benchScripts());
