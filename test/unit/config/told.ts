/** Findings as text, with all that a user sees of them: `told.txt` says what they must be. */

import { readFileSync } from "node:fs";
import path from "node:path";
import { ConfigDocument } from "../../../core/lint/config/index.ts";
import type { PlacedFinding, Span } from "../../../core/lint/placed-finding.ts";
import { COMMAND, keyRequest, releaseOf, wodle } from "./support.ts";

/** What a document of `told.txt` is the inner part of. */
const forms: Readonly<Record<string, (inner: string) => string>> = {
  file: (text) => text,
  auth: (inner) => keyRequest(inner.trim()),
  wodle: (inner) => wodle(inner.trim()),
  force: (inner) => keyRequest(COMMAND).replace("<key_request>", `${inner.trim()}\n    <key_request>`),
  five: (inner) => `<wazuh_config>\n  ${inner.trim()}\n</wazuh_config>\n`,
};

/** A document, and what is told about it. */
export interface Told {
  /** `4.14 auth`, or `4.14 to 5.0 auth` if an upgrade is planned. */
  readonly title: string;
  /** `\n`, `\t`, `\r` and `%LONG` stand for what cannot be seen in a line. */
  readonly source: string;
  readonly told: string;
}

export function documentsOf(text: string): readonly Told[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [head = "", told = ""] = part.split(/^---\n/m);
      const at = head.indexOf("\n");
      return { title: head.slice(0, at), source: head.slice(at + 1), told: told.trimEnd() };
    });
}

export const documents = documentsOf(readFileSync(path.join(import.meta.dirname, "told.txt"), "utf8"));

/** What is told about a document. */
export function tell({ title, source }: Pick<Told, "title" | "source">): string {
  const [version = "", ...rest] = title.split(" ");
  const upgradeTo = rest[0] === "to" ? releaseOf(rest[1] ?? "") : undefined;
  const form = forms[rest.at(-1) ?? ""];
  if (form === undefined) throw new Error(`no form: ${title}`);
  const inner = source
    .replaceAll("\\n", "\n")
    .replaceAll("\\r", "\r")
    .replaceAll("\\t", "\t")
    .replace(/%(\d+)/, (_, count: string) => "x".repeat(Number(count)));
  const text = form(inner);
  const document = new ConfigDocument(text, { release: releaseOf(version), upgradeTo });
  const { findings } = document.findings();
  return findings.length === 0 ? "nothing" : findings.map((each) => told(text, each)).join("\n");
}

function told(
  text: string,
  { rule, severity, message, faded, fixes, related, ...span }: PlacedFinding,
): string {
  return [
    `${severity}${faded ? ", faded" : ""} ${rule} at ${shown(text, span)}`,
    message,
    ...related.map((each) => `see ${shown(text, each)}: ${each.message}`),
    ...fixes.flatMap(({ title, safe, edits }) => [
      `${safe ? "safe fix" : "fix"}: ${title}`,
      ...edits.map((edit) => `  ${shown(text, edit)} -> ${quoted(edit.newText)}`),
    ]),
  ].join("\n");
}

/** A place, with its text. */
function shown(text: string, { start, end }: Span): string {
  const before = text.slice(0, start).split("\n");
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${quoted(text.slice(start, end))}`;
}

function quoted(text: string): string {
  return JSON.stringify(text.replace(/x{50,}/g, (all) => `%${all.length}`));
}
