/** The findings about a new client.keys alone, and compared with the one that it will replace. */

import { fateInPlaceText, reasonTexts } from "../../core/lint/crossing/index.ts";
import {
  type Finding,
  type KeyFileDocument,
  keyFileRules,
  openKeyFile,
  type Replacement,
  type Role,
  replacementOf,
} from "../../core/lint/key-file/index.ts";
import { type LintSettings, shownOf } from "../../core/lint/settings.ts";
import { crossingOf, crossingTarget, readKeyFile, textFromBytes } from "../../core/manager/index.ts";
import { byteString } from "../input.ts";
import type { FileFinding, FileResult } from "../report/report.ts";
import { count, inThousands } from "../terminal/number.ts";
import { bytesInMemory } from "./bytes.ts";
import { fileFinding, fileResult, NOTHING_SHOWN, withFindings } from "./file-result.ts";
import { allowKnownLines, putUpWith } from "./known-lines.ts";
import { TextInBytes } from "./text-in-bytes.ts";

export interface GateCheck {
  readonly result: FileResult;
  /** The change in a few words. */
  readonly change: string;
}

export interface GatedFile {
  /** The file's name in the report. */
  readonly name: string;
  readonly bytes: Buffer;
  /** The file that will be replaced, if there is one. */
  readonly old: Buffer | undefined;
  /** Whose file it will be, as far as its destination tells. */
  readonly role: Role | undefined;
}

/** `allow` names the rules about replacements whose findings do not refuse the file. */
export function gateCheck(
  { name, bytes, old, role }: GatedFile,
  given: LintSettings,
  allow: readonly string[],
): GateCheck {
  const settings = atTheGate(given);
  const document = openKeyFile(new TextInBytes(bytesInMemory(bytes)), settings, { role });
  const own = withFolded(
    withDaemonStop(fileResult(name, document, settings), document, bytes),
    document,
    bytes,
  );
  const agents = count(own.agents, "agent");
  if (old === undefined) return { result: own, change: agents };
  const replacement = replacementOf(byteString(old), byteString(bytes), document);
  const { added, gone } = replacement;
  const known = allowKnownLines(own, document, old, settings.severities);
  const still = gone === 0 ? withoutRecordsAsBefore(known) : known;
  return {
    result: beside(still, replacement, document, settings, allow),
    change: `${agents}, ${inThousands(added)} new, ${inThousands(gone)} gone`,
  };
}

/**
 * The gate refuses a file that costs an agent or stops a daemon, whatever the settings say. Other findings are only
 * reported, unless the settings of the site make them a warning or an error. A file that is not a list of agents never
 * passes.
 */
function atTheGate(settings: LintSettings): LintSettings {
  const severities = keyFileRules.map(({ code, severity }) => {
    const set = settings.severities[code];
    const refuses = severity === "error" || code === "not-a-key-file" || code === "no-records";
    const own = severity === "warning" ? ("information" as const) : severity;
    return [code, refuses ? ("error" as const) : (set ?? own)] as const;
  });
  return { ...settings, severities: { ...settings.severities, ...Object.fromEntries(severities) } };
}

/** The manager's own reading decides: if it stops a daemon and no rule has reported it, this does. */
function withDaemonStop(result: FileResult, document: KeyFileDocument, bytes: Buffer): FileResult {
  if (result.totals.error > 0) return result;
  const { release } = document.context;
  const { exit, exitAt } = readKeyFile(byteString(bytes), { release, passEmpty: true, limited: true });
  if (exit === undefined) return result;
  const line = (exitAt?.line ?? 1) - 1;
  const finding = fileFinding(document, {
    rule: "invalid-ip",
    severity: "error",
    message: `The daemon that reads this line exits: ${textFromBytes(exit.text)}`,
    place: { line, start: 0, end: document.lineText(line).length },
    related: [],
  });
  return withFindings(result, [finding]);
}

/**
 * To 5.x `1` and `001` are one agent. A rule about one line cannot see this, and the rule about the text of an id is
 * not about this.
 */
function withFolded(result: FileResult, document: KeyFileDocument, bytes: Buffer): FileResult {
  const { release } = document.context;
  const target = release.poller === "none" ? crossingTarget(release.id) : undefined;
  if (target === undefined) return result;
  const { agents } = crossingOf(byteString(bytes), { target, methods: ["copy"] });
  const folded = agents.filter(({ fate: { kind, by } }) => kind === "folded" && by === "keystore");
  return withFindings(
    result,
    folded.map(({ record, fate }) => {
      const line = record.line - 1;
      const { why, advice } = reasonTexts["same-id"]();
      const holder = fate.other === undefined ? "" : ` Line ${fate.other} holds.`;
      return fileFinding(document, {
        rule: "lost-on-upgrade",
        severity: "error",
        message: `${fateInPlaceText(fate)}${holder} ${why} ${advice}`,
        place: { line, start: 0, end: textFromBytes(record.id).length },
        related: [],
      });
    }),
  );
}

/** A file without a record may replace another file without a record: no agent is lost. */
function withoutRecordsAsBefore(result: FileResult): FileResult {
  const { findings, totals } = result;
  if (!findings.some(({ rule }) => rule === "no-records")) return result;
  return {
    ...result,
    findings: findings.map((finding) => (finding.rule === "no-records" ? putUpWith(finding) : finding)),
    totals: { ...totals, error: totals.error - 1, information: totals.information + 1 },
  };
}

/** The findings about the replacement come first. */
function beside(
  own: FileResult,
  { findings, changes }: Replacement,
  document: KeyFileDocument,
  settings: LintSettings,
  allow: readonly string[],
): FileResult {
  const more = findings.map((finding) => gateFinding(document, finding, allow.includes(finding.rule)));
  return { ...withFindings(own, more), agentChanges: shownOf(changes, settings) };
}

function gateFinding(document: KeyFileDocument, finding: Finding, isAllowed: boolean): FileFinding {
  const shown = fileFinding(document, finding);
  // A missing record has no line that could be shown.
  const { excerpt } = finding.place.end === 0 ? { excerpt: NOTHING_SHOWN } : shown;
  if (finding.severity !== "error") return { ...shown, excerpt };
  if (isAllowed) return { ...shown, excerpt, severity: "information" };
  return {
    ...shown,
    excerpt,
    fixes: [{ title: `If you want this change, add --allow ${finding.rule}`, safe: false }],
  };
}
