/** Matches a log line with a message's template: which values are in place of its `%s`. */

/** How well a line matches, and its values. `complete` is false for a line that was cut off. */
export interface TemplateMatch {
  readonly values: readonly string[];
  readonly complete: boolean;
  /** Characters of the template's own text in the line. */
  readonly literal: number;
}

/** This much of a template's beginning is enough to recognise a message that was cut off. */
const SHORTEST_BEGINNING = 10;

/** Templates are few, and splitting one costs more than matching it. */
const taken = new Map<string, readonly string[]>();

function partsOf(template: string): readonly string[] {
  let parts = taken.get(template);
  if (parts === undefined) {
    parts = template.split("%s");
    taken.set(template, parts);
  }
  return parts;
}

/** The values, if the whole line matches, or if it begins like the template and is then cut off. Linear in the line. */
export function matchTemplate(line: string, template: string): TemplateMatch | undefined {
  const parts = partsOf(template);
  const first = parts[0] ?? "";
  if (!line.startsWith(first)) return beginning(line, first);
  const values: string[] = [];
  let at = first.length;
  let literal = first.length;
  for (let index = 1; index < parts.length; index++) {
    const text = parts[index] ?? "";
    const isLast = index === parts.length - 1;
    const next = isLast ? lastPlace(line, text, at) : line.indexOf(text, at);
    if (next < 0) return cutOff(line, first, values, at, literal);
    values.push(line.slice(at, next));
    at = next + text.length;
    literal += text.length;
  }
  // A template without values must be the whole line.
  return at === line.length ? { values, complete: true, literal } : undefined;
}

/** Where the text after the last value is: at the very end of the line. */
function lastPlace(line: string, text: string, from: number): number {
  const at = line.length - text.length;
  return at >= from && line.endsWith(text) ? at : -1;
}

function cutOff(
  line: string,
  first: string,
  values: string[],
  at: number,
  literal: number,
): TemplateMatch | undefined {
  if (first.length < SHORTEST_BEGINNING) return undefined;
  return { values: [...values, line.slice(at)], complete: false, literal };
}

function beginning(line: string, first: string): TemplateMatch | undefined {
  if (line.length < SHORTEST_BEGINNING || !first.startsWith(line)) return undefined;
  return { values: [], complete: false, literal: line.length };
}
