/** Findings of `client.keys` as text, with all that a user sees of them: `told.txt` says what they must be. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  type Finding,
  findingsOf,
  fixesOf,
  KeyFileDocument,
  type KeyFileOnDisk,
  type Role,
} from "../../../core/lint/key-file/index.ts";
import type { TextEdit } from "../../../core/lint/text-edit.ts";
import { releaseOf } from "../config/support.ts";
import { documentsOf, type Told } from "../config/told.ts";

export const documents = documentsOf(readFileSync(path.join(import.meta.dirname, "told.txt"), "utf8"));

/** Keys as the manager generates them; `%K1` and so on stand for them. */
const keys = Array.from({ length: 9 }, (_, at) => createHash("sha256").update(`${at}`).digest("hex"));

/** The text for which a source of `told.txt` stands: `\e` at its end leaves out the last line feed; `%x9` is a word of so many letters. */
export function textOf(source: string): string {
  return source
    .replace(/%K([0-9])/g, (_, number: string) => keys[Number(number)] ?? "")
    .replace(/%x([0-9]+);?/g, (_, count: string) => "x".repeat(Number(count)))
    .replace(/%lines([0-9]+)\n/g, (_, count: string) => linesOf(Number(count)))
    .replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll("\\t", "\t")
    .replaceAll("\\r", "\r")
    .replaceAll("\\s", " ")
    .replace(/\\e\n$/, "");
}

function linesOf(count: number): string {
  const lines = Array.from({ length: count }, (_, at) => {
    const key = createHash("sha256").update(`line ${at}`).digest("hex");
    return `${String(at + 1).padStart(3, "0")} agent-${at + 1} any ${key}\n`;
  });
  return lines.join("");
}

/** `4.14 manager`, `4.3 to 4.14 manager`, and after that what else is known: `host=`, `mode=`, `tracked=`, `path=`. */
function open(title: string, text: string): { document: KeyFileDocument; disk: KeyFileOnDisk } {
  const [head = "", ...more] = title.split(/ (?=[a-z]+=)/);
  const known = new Map(more.map((each) => [each.replace(/=.*/, ""), each.replace(/^[a-z]+=/, "")]));
  const words = head.split(" ");
  const role: Role = words.at(-1) === "agent" ? "agent" : "manager";
  const document = new KeyFileDocument(text, {
    release: releaseOf(words[0] ?? ""),
    role,
    upgradeTo: words[1] === "to" ? releaseOf(words[2] ?? "") : undefined,
    hostName: known.get("host"),
  });
  const mode = known.get("mode");
  return {
    document,
    disk: {
      path: known.get("path"),
      trackedAs: known.get("tracked"),
      mode: mode === undefined ? undefined : Number.parseInt(mode, 8),
    },
  };
}

/** What is told about a document. */
export function tell({ title, source }: Pick<Told, "title" | "source">): string {
  const { document, disk } = open(title, textOf(source));
  const { findings } = findingsOf(document, { severities: {}, cap: 100, disk });
  return findings.length === 0 ? "nothing" : findings.map((each) => toldOf(document, each)).join("\n");
}

function toldOf(document: KeyFileDocument, { rule, severity, message, place, related }: Finding): string {
  return [
    `${severity} ${rule} at ${placed(document, place)}`,
    short(message),
    ...related.map((each) => `see ${placed(document, each.place)}: ${each.message}`),
    ...fixesOf(document, rule, place.line).flatMap(({ title, safe, edits }) => [
      `${safe ? "safe fix" : "fix"}: ${title}`,
      ...edits.map((edit) => `  ${edited(document, edit)}`),
    ]),
  ].join("\n");
}

function placed(document: KeyFileDocument, { line, start, end }: Finding["place"]): string {
  return `${line + 1}:${start + 1} ${quoted(document.lineText(line).slice(start, end))}`;
}

function edited(
  document: KeyFileDocument,
  { startLine, startColumn, endLine, endColumn, newText }: TextEdit,
) {
  const written = quoted(newText).replace(/^"[0-9a-f]{64}"$/, "a new key");
  if (endLine !== startLine)
    return `${startLine + 1}:${startColumn + 1} to ${endLine + 1}:${endColumn + 1} -> ${written}`;
  return `${placed(document, { line: startLine, start: startColumn, end: endColumn })} -> ${written}`;
}

function quoted(text: string): string {
  return short(JSON.stringify(text));
}

/** Known keys by their number, and long words by their length. */
function short(text: string): string {
  return keys
    .reduce((left, key, at) => left.replaceAll(key, `%K${at}`), text)
    .replace(/x{50,}/g, (all) => `%x${all.length}`)
    .replace(/[\p{Cc}\ufeff]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
