/** `keypoll lint --across`: compares the agents of each client.keys with those of the others. */

import { keyFileFacts } from "../../core/files/index.ts";
import { AcrossFiles, type AcrossFinding } from "../../core/lint/key-file/index.ts";
import { rulePage } from "../../core/lint/rule-page.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import type { ByteString } from "../../core/manager/index.ts";
import { byteString, readInput, STANDARD_INPUT } from "../input.ts";
import type { FileFinding, FileResult } from "../report/report.ts";
import type { Problem } from "../terminal/problem.ts";
import { excerptOfLine } from "./excerpt.ts";
import { withFindings } from "./file-result.ts";
import type { Subject } from "./subjects.ts";

export interface Across {
  /** Adds the findings about other files to a file's result. */
  readonly added: (result: FileResult) => FileResult;
  /** The lists that could not be compared with the others, by name. */
  readonly unread: ReadonlyMap<string, Problem>;
}

/**
 * Reads every manager's list among the subjects. An agent's own file has the same key as its manager's list, as it
 * should.
 */
export async function acrossOf(subjects: readonly Subject[], settings: LintSettings): Promise<Across> {
  const across = new AcrossFiles(settings.release);
  const unread = new Map<string, Problem>();
  const files = new Map<string, { readonly number: number; readonly bytes: ByteString }>();
  for (const { name, path, kind, input: given } of subjects) {
    if (kind.kind !== "key-file" || files.has(name) || (await isAgents(path, settings))) continue;
    const input = given === undefined ? await readInput(path) : { ok: true as const, value: given };
    if (!input.ok) {
      unread.set(name, input.problem);
      continue;
    }
    const bytes = byteString(input.value);
    files.set(name, { number: files.size, bytes });
    across.add(name, bytes);
  }
  const added = (result: FileResult): FileResult => {
    const file = files.get(result.path);
    if (file === undefined) return result;
    const found = [...across.findingsIn(file.number, file.bytes)].flatMap(
      (each) => shown(each, settings) ?? [],
    );
    return withFindings(result, found, settings.maxFindings);
  };
  return { added, unread };
}

async function isAgents(path: string, { role }: LintSettings): Promise<boolean> {
  if (role !== "auto") return role === "agent";
  return path !== STANDARD_INPUT && (await keyFileFacts(path)).role === "agent";
}

function shown(
  { rule, severity: own, message, line, start, end, text }: AcrossFinding,
  { severities }: LintSettings,
): FileFinding | undefined {
  const severity = severities[rule] ?? own;
  if (severity === "off") return undefined;
  const place = { line: line + 1, column: start + 1, endColumn: Math.max(end, start + 1) + 1 };
  return {
    rule,
    severity,
    message,
    ...place,
    related: [],
    excerpt: excerptOfLine(text, start, end),
    fixes: [],
    page: rulePage(rule),
  };
}
