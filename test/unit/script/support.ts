/** Parsers and marked samples for the tests of scripts. */

import { readFileSync } from "node:fs";
import { claimOf } from "../../../core/documents/index.ts";
import { languageFacts, type ScriptLanguage } from "../../../core/languages/index.ts";
import type { PlacedFinding, PlacedFix } from "../../../core/lint/placed-finding.ts";
import {
  findingsOf,
  Grammars,
  ScriptDocument,
  type SyntaxCheck,
  type WasmFile,
} from "../../../core/lint/script/index.ts";
import { installedWasm } from "../../../scripts/build-wasm.ts";

function wasm(file: WasmFile): Promise<Uint8Array> {
  return Promise.resolve(readFileSync(installedWasm(file)));
}

const PARTS = { "arguments-not-read": "off", "answer-not-made": "off" } as const;

export const grammars = new Grammars(wasm);

/** The findings on a text that is a poll script by its content or its hint; none for any other. */
export async function findings(
  language: ScriptLanguage,
  text: string,
  isExecutable?: boolean,
  syntax?: SyntaxCheck,
): Promise<readonly PlacedFinding[]> {
  const document = new ScriptDocument(language, text);
  const grammar = await grammars.get(language);
  const claim = await claimOf("x", document, () => Promise.resolve(grammar));
  // Texts with the hint show a part of a script, which may not be the part that answers.
  const severities = claim === "hint" ? PARTS : {};
  const options = { severities, isExecutable, syntax };
  const found = claim === undefined ? [] : findingsOf(document.read(grammar), options);
  document.close();
  return found;
}

/** A finding as a sample marks it: the rule, and where in the text without marks. */
export interface Expected {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

const MARK = /⟪([a-z0-9-]*)⟫/g;

/** Removes the marks of a sample: `⟪rule⟫text⟪⟫` marks what a finding of the rule is about; marks can be nested. */
export function unmarked(sample: string): { readonly text: string; readonly expected: readonly Expected[] } {
  const open: { rule: string; start: number }[] = [];
  const expected: Expected[] = [];
  let text = "";
  let at = 0;
  for (const match of sample.matchAll(MARK)) {
    text += sample.slice(at, match.index);
    at = match.index + match[0].length;
    const [, rule = ""] = match;
    if (rule !== "") open.push({ rule, start: text.length });
    else {
      const last = open.pop();
      if (last === undefined) throw new Error("a mark ends that did not begin");
      expected.push({ ...last, end: text.length });
    }
  }
  if (open.length > 0) throw new Error(`the mark of ${open[0]?.rule} does not end`);
  return { text: text + sample.slice(at), expected };
}

/** What a rule must find, or must not find, in a script of a language. */
export interface Sample {
  readonly rule: string;
  /** Statements before the answer, with marks; none for correct code. */
  readonly lines: string;
}

export interface LanguageSamples {
  readonly language: ScriptLanguage;
  /** A correct script around some statements. */
  readonly script: (lines: string) => string;
  readonly bad: readonly Sample[];
  readonly good: readonly Sample[];
}

/** What makes a part of a script one of a poll script. */
function head(language: ScriptLanguage): string {
  const { firstLine, comment } = languageFacts[language];
  const hint = `${comment} keypoll: poll script\n`;
  if (language === "go") return `${hint}package main\n`;
  return language === "php" ? `${firstLine}\n<?php\n${hint}` : `${firstLine}\n${hint}`;
}

/** What a rule finds in a part of a poll script. */
export async function foundBy(
  rule: string,
  language: ScriptLanguage,
  part: string,
): Promise<readonly string[]> {
  const text = head(language) + part;
  const found = await findings(language, text);
  return found.filter((each) => each.rule === rule).map(({ start, end }) => text.slice(start, end));
}

/** What the fix of a rule makes of a part of a poll script, or undefined if it has none. */
export async function fixedBy(
  rule: string,
  language: ScriptLanguage,
  part: string,
): Promise<string | undefined> {
  const before = head(language);
  const found = await findings(language, before + part);
  const finding = found.find((each) => each.rule === rule);
  if (finding === undefined) throw new Error(`${rule} finds nothing`);
  const [fix] = finding.fixes;
  return fix && applied(before + part, fix).slice(before.length);
}

export function applied(text: string, { edits }: PlacedFix): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}
