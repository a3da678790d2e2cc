/** Stack traces that name the TypeScript lines; the editor replaces Node's own way to do that. */
import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import path from "node:path";

/** Replaces every place in the bundled suite by its place in the sources; the map of `bundle` is beside it. */
export function mapStack(stack: string, bundle: string): string {
  const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, "utf8")));
  const place = new RegExp(`${bundle.replace(/[.\\]/g, "\\$&")}:(\\d+):(\\d+)`, "g");
  return stack.replace(place, (text, line: string, column: string) => {
    const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
    if (!("originalSource" in entry)) return text;
    return `${path.resolve(path.dirname(bundle), entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}
