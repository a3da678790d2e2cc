/** The changes of a room: made by Stryker's instrumenter, all in one copy of each file, each behind a switch. */

import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";

export interface Change {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly kind: string;
  readonly before: string;
  readonly after: string;
}

const silent = (): void => {};
const logger = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
};

/** Writes the changed copies into `folder`. `lines` is `10-40`, or nothing for the whole files. */
export async function changesOf(
  files: readonly string[],
  lines: string | undefined,
  folder: string,
): Promise<{ readonly changes: readonly Change[]; readonly changed: Readonly<Record<string, string>> }> {
  const [first = 1, last = first] = (lines ?? "").split("-").map(Number);
  const mutate = lines === undefined || [
    { start: { line: first - 1, column: 0 }, end: { line: last - 1, column: Number.MAX_SAFE_INTEGER } },
  ];
  const sources = files.map((file) => ({ name: file, content: readFileSync(file, "utf8"), mutate }));
  const result = await new Instrumenter(logger).instrument(sources, {
    plugins: null,
    ignorers: [],
    excludedMutations: [],
  });
  const changed = result.files.map(({ name, content }) => {
    const copy = path.join(folder, name.replaceAll("/", "+"));
    writeFileSync(copy, content);
    return [path.resolve(name), copy] as const;
  });
  const texts = new Map(sources.map(({ name, content }) => [name, content.split("\n")]));
  const changes = result.mutants.map(({ id, fileName, location, mutatorName, replacement }) => ({
    id,
    file: fileName,
    line: location.start.line + 1,
    column: location.start.column + 1,
    kind: mutatorName,
    before: excerpt(texts.get(fileName) ?? [], location),
    after: inOneLine(replacement),
  }));
  return { changes, changed: Object.fromEntries(changed) };
}

interface Location {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

function excerpt(lines: readonly string[], { start, end }: Location): string {
  const inside = lines.slice(start.line, end.line + 1);
  const last = inside.at(-1)?.slice(0, end.column) ?? "";
  const text = [...inside.slice(0, -1), last].join("\n").slice(start.column);
  return inOneLine(text);
}

function inOneLine(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 120 ? `${line.slice(0, 117)}…` : line;
}
