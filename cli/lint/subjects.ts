/** The kinds of the files to check, and how many files of a folder or pattern are ignored. */

import path from "node:path";
import {
  type Claim,
  type FileKind,
  kindOf,
  notChecked,
  type Recognised,
  type ScriptKind,
} from "../../core/documents/index.ts";
import { languageOfFile } from "../../core/languages/index.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import { STANDARD_INPUT } from "../input.ts";
import { claimedBy } from "./claimed.ts";
import { type Glimpse, glimpse } from "./glimpse.ts";
import type { Target } from "./targets.ts";

/** A file with its kind. A file of no known kind is included only if it was named. */
export interface Subject {
  /** Its name in the report. */
  readonly name: string;
  readonly path: string;
  readonly kind: SubjectKind;
  /** The content, if it can be read only once. */
  readonly input?: Buffer | undefined;
}

type Script = Extract<Recognised, { readonly kind: "script" }>;

export type SubjectKind =
  | Exclude<Recognised, Script>
  | (Script & { readonly as: ScriptKind; readonly claim: Claim });

export interface Subjects {
  readonly subjects: readonly Subject[];
  readonly passedOver: number;
}

export interface SubjectOptions {
  readonly settings: LintSettings;
  /** Name of standard input. */
  readonly stdinFilename: string;
  /** The kind of the files, if given. */
  readonly as?: FileKind;
}

interface Looked extends Target {
  readonly name: string;
  readonly glimpse: Glimpse;
  readonly recognised: Recognised;
}

/** Suites and configurations are read first, because they name scripts that may look like anything. */
export async function subjectsOf(targets: readonly Target[], options: SubjectOptions): Promise<Subjects> {
  const looked: Looked[] = [];
  for (const target of targets) looked.push(await lookAt(target, options));
  const kinds = looked.map((each) => ({ path: each.path, kind: each.recognised.kind }));
  const claims = await claimedBy(kinds, options.settings);
  const subjects: Subject[] = [];
  for (const each of looked) {
    const { name, path: given, glimpse: seen } = each;
    const kind = await settled(each, claims.get(path.resolve(given)), options.as);
    const input = seen.kind === "text" ? seen.input : undefined;
    if (kind !== undefined) subjects.push({ name, path: given, kind, input });
  }
  return { subjects, passedOver: targets.length - subjects.length };
}

async function lookAt(target: Target, { as, stdinFilename }: SubjectOptions): Promise<Looked> {
  const name = target.path === STANDARD_INPUT ? stdinFilename : target.path;
  const seen = await glimpse(target.path);
  if (seen.kind === "problem") {
    const { what, advice } = seen.problem;
    return {
      ...target,
      name,
      glimpse: seen,
      recognised: { kind: "none", outcome: notChecked(what, advice) },
    };
  }
  const file = { path: name, text: seen.text, claim: target.isNamed ? ("named" as const) : undefined };
  const recognised = as !== undefined && target.isNamed ? asGiven(as, file) : kindOf(file);
  return { ...target, name, glimpse: seen, recognised: withName(name, recognised) };
}

/** The kind is given, so only the language of a script has to be recognised. */
function asGiven(kind: FileKind, { path: name, text }: { path: string; text: string }): Recognised {
  if (kind !== "poll-script" && kind !== "registration-script") return { kind };
  const language = languageOfFile(name, text);
  return language === undefined
    ? {
        kind: "none",
        outcome: notChecked("Its language is not known.", "Begin it with #! and its interpreter."),
      }
    : { kind: "script", language };
}

function withName(name: string, recognised: Recognised): Recognised {
  if (recognised.kind !== "none") return recognised;
  const { outcome } = recognised;
  return { ...recognised, outcome: { ...outcome, why: `${name} was not checked. ${outcome.why}` } };
}

/** Undefined for a file that is ignored. `claim` is what other files say about it, `as` what the user says. */
async function settled(
  { name, isNamed, glimpse: seen, recognised }: Looked,
  claim: Claim | undefined,
  as: FileKind | undefined,
): Promise<SubjectKind | undefined> {
  if (recognised.kind !== "script") {
    const isPassedOver = recognised.kind === "none" && !isNamed && !mustBeSaid(seen);
    return isPassedOver ? undefined : recognised;
  }
  const named = isNamed ? "named" : undefined;
  if (named !== undefined && as === "registration-script") return { ...recognised, as, claim: named };
  const text = seen.kind === "text" ? seen.text : "";
  const { scriptKindAt } = await import("../script/claim.ts");
  const said = as === undefined ? undefined : named;
  const found = await scriptKindAt(name, recognised.language, text, claim ?? said);
  if (found !== undefined) return { ...recognised, as: found.kind, claim: found.because };
  return named === undefined ? undefined : { ...recognised, as: "poll-script", claim: named };
}

/**
 * A file that cannot be read could be of any kind. For a broken link, and for a file that is too large, the name
 * decides.
 */
function mustBeSaid(seen: Glimpse): boolean {
  return seen.kind === "problem" && !seen.isNothing;
}
