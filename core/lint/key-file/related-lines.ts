/** The other lines that a finding refers to: how many, and the first of them. */

import type { KeyFileDocument } from "./document/key-file-document.ts";
import { kept } from "./kept.ts";
import { duplicateName, type RelationRule, similarName } from "./rules/relations.ts";

/** Maximum related places of a finding. */
const MOST_NAMED = 3;

export interface RelatedLines {
  /** The first of all these lines, from 0. It may be the line in question. */
  readonly first: number;
  /** The number of lines, including the line in question. */
  readonly count: number;
  /** The first few others, in order. */
  readonly others: readonly number[];
}

/** The other lines that share with a line what a rule compares. */
export function relatedLinesOf(document: KeyFileDocument, line: number, rule: RelationRule): RelatedLines {
  const lines = document.sharing(rule.code, line);
  if (rule === similarName) return namesakes(document, line, lines);
  const others = lines.slice(0, MOST_NAMED + 1).filter((other) => other !== line);
  return { first: lines[0] ?? line, count: lines.length, others: others.slice(0, MOST_NAMED) };
}

/** Similar names do not include equal ones, which have a separate rule. */
function namesakes(document: KeyFileDocument, line: number, family: readonly number[]): RelatedLines {
  const equal = document.sharing(duplicateName.code, line).length;
  const name = kept(document.factsAt(line), "name");
  const others = firstOfNames(document, family)
    .filter((each) => each.name !== name)
    .map((each) => each.line)
    .slice(0, MOST_NAMED);
  return { first: Math.min(line, others[0] ?? line), count: family.length - equal + 1, others };
}

interface NamedLine {
  readonly line: number;
  readonly name: string;
}

/** The last result by the lines of the family. A large family stays the same until the next edit. */
const found = new WeakMap<readonly number[], readonly NamedLine[]>();

/**
 * The first lines of a family, with no more of one name than a finding names: enough to name those with another one.
 */
function firstOfNames(document: KeyFileDocument, family: readonly number[]): readonly NamedLine[] {
  const known = found.get(family);
  if (known !== undefined) return known;
  const first: NamedLine[] = [];
  const seen = new Map<string, number>();
  for (const line of family) {
    if (first.length === MOST_NAMED * 2) break;
    const name = kept(document.factsAt(line), "name");
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    if (before < MOST_NAMED) first.push({ line, name });
  }
  found.set(family, first);
  return first;
}
