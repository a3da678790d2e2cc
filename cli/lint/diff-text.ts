/** A diff in colours. Its signs have the same meaning, so nothing is lost without colours. */

import type { Look } from "../terminal/look.ts";

export function diffText(lines: readonly string[], { paint }: Look): string[] {
  return lines.map((line) => {
    if (line.startsWith("---") || line.startsWith("+++")) return paint.bold(line);
    if (line.startsWith("@@")) return paint.cyan(line);
    if (line.startsWith("-")) return paint.red(line);
    return line.startsWith("+") ? paint.green(line) : line;
  });
}
