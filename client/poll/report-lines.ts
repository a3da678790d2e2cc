/** The lines of a report: labels in one column, text beside them. */

export const INDENT = "    ";
const LABEL_WIDTH = 13;

/** Lines with an empty one after. */
export function block(lines: readonly string[]): string {
  return `${lines.join("\n")}\n\n`;
}

export function labelled(label: string, text: string): string {
  return `${INDENT}${label.padEnd(LABEL_WIDTH)}${text}`;
}

/** Line breaks at the end are left out, others are shown as a sign. */
export function onOneLine(text: string): string {
  return text.trimEnd().replace(/\r?\n/g, " ⏎ ");
}
