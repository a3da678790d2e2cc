/** What there is to say about a new client.keys, by itself and beside the one that it is to replace. */

import {
  type Finding,
  type KeyFileDocument,
  keyFileRules,
  type OpenedText,
  openKeyFile,
  type Role,
  replacementOf,
} from "../../core/lint/key-file/index.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import type { Severity } from "../../core/lint/severity.ts";
import type { FileFinding, FileResult } from "../report/report.ts";
import { count, inThousands } from "../terminal/number.ts";
import { fileFinding, fileResult, NOTHING_SHOWN } from "./file-result.ts";

export interface GateCheck {
  readonly result: FileResult;
  /** What changes, in a few words. */
  readonly change: string;
}

export interface GatedFile {
  /** What the file is called in the report. */
  readonly name: string;
  readonly text: OpenedText;
  /** The text of the file that is to be replaced, where there is one. */
  readonly old: OpenedText | undefined;
  /** Whose file it becomes, as far as the place says where it is to lie. */
  readonly role: Role | undefined;
}

/** `allow` names the rules on replacements whose findings only tell. */
export function gateCheck(
  { name, text, old, role }: GatedFile,
  given: LintSettings,
  allow: readonly string[],
): GateCheck {
  const settings = withItsErrors(given);
  const document = openKeyFile(text, settings, { role });
  const own = fileResult(name, document, settings);
  const agents = count(own.agents, "agent");
  if (old === undefined) return { result: own, change: agents };
  const { findings, added, gone } = replacementOf(openKeyFile(old, settings, { role }), document);
  const more = findings.map((finding) => gateFinding(document, finding, allow.includes(finding.rule)));
  return {
    result: { ...own, findings: [...more, ...own.findings], totals: withCounts(own.totals, more) },
    change: `${agents}, ${inThousands(added)} new, ${inThousands(gone)} gone`,
  };
}

/** A gate is no place to put up with errors: the settings cannot make less of them. A file that is none never passes. */
function withItsErrors(settings: LintSettings): LintSettings {
  const errors = keyFileRules
    .filter(({ code, severity }) => severity === "error" || code === "not-a-key-file")
    .map(({ code }) => [code, "error" as const]);
  return { ...settings, severities: { ...settings.severities, ...Object.fromEntries(errors) } };
}

function gateFinding(document: KeyFileDocument, finding: Finding, isAllowed: boolean): FileFinding {
  const shown = fileFinding(document, finding);
  // What is missing has no line that could be shown.
  const { excerpt } = finding.place.end === 0 ? { excerpt: NOTHING_SHOWN } : shown;
  if (isAllowed) return { ...shown, excerpt, severity: "information" };
  return {
    ...shown,
    excerpt,
    fixes: [{ title: `If this is meant, say --allow ${finding.rule}`, safe: false }],
  };
}

function withCounts(
  totals: FileResult["totals"],
  findings: readonly { readonly severity: Severity }[],
): FileResult["totals"] {
  const sums = { ...totals };
  for (const { severity } of findings) sums[severity]++;
  return sums;
}
