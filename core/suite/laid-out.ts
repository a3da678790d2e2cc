/** JSON as people format it. */

const LINE_WIDTH = 100;

/** A value that fits is put on one line, except for the whole text of a file, whose `indent` is empty. */
export function laidOut(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const parts = Object.entries(value).map(
    ([name, inner]) => (isList ? "" : `${JSON.stringify(name)}: `) + laidOut(inner, deeper),
  );
  const [open, close] = isList ? "[]" : "{}";
  const gap = isList || parts.length === 0 ? "" : " ";
  const flat = `${open}${gap}${parts.join(", ")}${gap}${close}`;
  if (indent !== "" && flat.length + indent.length <= LINE_WIDTH && !flat.includes("\n")) return flat;
  return `${open}\n${parts.map((part) => deeper + part).join(",\n")}\n${indent}${close}`;
}
