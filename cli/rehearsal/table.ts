/** Tables of plain text. */

import { columnsOf } from "../terminal/width.ts";

/** Rows as lines, numbers to the right, the first column to the left; the first row is the head. */
export function tableLines(rows: readonly (readonly string[])[], indent: string): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => columnsOf(row[column] ?? ""))),
  );
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const gap = " ".repeat(Math.max(0, (widths[column] ?? 0) - columnsOf(cell)));
      return column === 0 ? cell + gap : gap + cell;
    });
    return `${indent}${cells.join("  ")}`.trimEnd();
  });
}
