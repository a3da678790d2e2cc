/** The report of a test, as it stands in the output channel. Keys are masked. */

import { l10n } from "vscode";
import type { ShownLogLine, Verdict, VerdictState } from "../../core/lint/answer/index.ts";
import { KeyMask } from "../../core/lint/mask.ts";
import { type Release, textFromBytes } from "../../core/manager/index.ts";
import type { Note, PollRun } from "../../core/poll/index.ts";

/** What stands above the samples. */
export interface ReportHead {
  readonly fileName: string;
  readonly release: Release;
  readonly execPath: string;
  /** What to know about this test before the first sample. */
  readonly remarks: readonly string[];
  readonly when: Date;
}

/** One sample, run and judged. */
export interface Tested {
  readonly verdict: Verdict;
  readonly run: PollRun;
}

/** What a state begins with; the colours of the report go by it. */
export const signs: Readonly<Record<VerdictState, string>> = {
  registered: "✔",
  "answered-no": "○",
  failed: "✘",
};

/** Lines of the script's own output that are shown. */
const MOST_OUTPUT_LINES = 12;
const LONGEST_OUTPUT_LINE = 200;
const INDENT = "    ";
const LABEL_WIDTH = 13;

export function headText({ fileName, release, execPath, remarks, when }: ReportHead): string {
  const time = when.toLocaleTimeString(undefined, { hour12: false });
  return [
    `${fileName} · Wazuh ${release.covers} · ${time}`,
    labelled("exec_path", execPath),
    ...remarks.map((remark) => labelled(l10n.t("remark"), remark)),
    "",
    "",
  ].join("\n");
}

export function sampleText({ verdict, run }: Tested): string {
  const { request, state, title, consequence, advice, landing, removed, findings, log } = verdict;
  const seconds = (run.durationMs / 1000).toFixed(2);
  const lines = [`${signs[state]} ${request}  ${title}  (${seconds} s)`, `${INDENT}${consequence}`];
  if (run.obstacle !== undefined) lines.push(`${INDENT}${run.obstacle.message}`);
  else if (advice !== undefined) lines.push(`${INDENT}→ ${advice}`);
  if (landing !== undefined) lines.push(labelled("client.keys", `+ ${landing}`));
  for (const line of removed) lines.push(labelled("", `- ${line}`));
  lines.push(...logLines(log));
  const told = findings.filter(({ rule }) => !(run.obstacle !== undefined && rule === "script-not-run"));
  for (const { severity, rule, message, advice: mend } of told) {
    lines.push(labelled(severity, `${rule}: ${message}${mend === advice ? "" : ` ${mend}`}`));
  }
  if (state === "failed") lines.push(...outputLines(tested(verdict, run)));
  lines.push(...leftovers(run));
  return `${lines.join("\n")}\n\n`;
}

/** The last lines: how many samples came to which end, and what is other here than on the manager. */
export function footText(all: readonly Tested[], cancelled: boolean): string {
  const lines = [cancelled ? l10n.t("Cancelled. {0}", totals(all)) : totals(all)];
  const notes = new Map(all.flatMap(({ run }) => run.notes.map((note): [string, Note] => [note.text, note])));
  if (notes.size > 0) lines.push("", l10n.t("Other here than on the manager:"));
  for (const text of notes.keys()) lines.push(`${INDENT}· ${text}`);
  return `${lines.join("\n")}\n`;
}

/** For example `2 registered, 1 error answer, 1 failed`. */
export function totals(all: readonly Tested[]): string {
  const count = (state: VerdictState): number => all.filter(({ verdict }) => verdict.state === state).length;
  const answered = count("answered-no");
  const parts = [
    [count("registered"), l10n.t("registered")],
    [answered, answered === 1 ? l10n.t("error answer") : l10n.t("error answers")],
    [count("failed"), l10n.t("failed")],
  ] as const;
  const shown = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return shown.length === 0 ? l10n.t("nothing was tested") : shown.join(", ");
}

/** What the script printed, with every key hidden. */
export function maskedOutput({ verdict, run }: Tested): string {
  const { answer, registration } = verdict.outcome;
  const keys = [
    answer?.kind === "agent" ? answer.agent.key : undefined,
    registration?.kind === "added" ? registration.entry.key : undefined,
  ].flatMap((key) => (key === undefined ? [] : [textFromBytes(key)]));
  return new KeyMask(keys).hide(textFromBytes(run.execution.output));
}

function tested(verdict: Verdict, run: PollRun): Tested {
  return { verdict, run };
}

function labelled(label: string, text: string): string {
  return `${INDENT}${label.padEnd(LABEL_WIDTH)}${text}`;
}

/** Lines that a default manager writes first; the others with the word that says how to see them. */
function logLines(log: readonly ShownLogLine[]): readonly string[] {
  const written = log.filter(({ byDefault }) => byDefault);
  const debug = log.filter(({ byDefault }) => !byDefault);
  const line = ({ tag, level, text, onMaster }: ShownLogLine): string =>
    `${onMaster === true ? l10n.t("(master) ") : ""}${tag}: ${level.replace(/\d$/, "").toUpperCase()}: ${text}`;
  return [
    ...written.map((each, at) => labelled(at === 0 ? "ossec.log" : "", line(each))),
    ...debug.map((each, at) => labelled(at === 0 ? l10n.t("with debug") : "", line(each))),
    ...(log.length === 0 ? [labelled("ossec.log", l10n.t("nothing"))] : []),
  ];
}

function outputLines(each: Tested): readonly string[] {
  const text = maskedOutput(each).trimEnd();
  if (text === "") return [];
  const lines = text.split("\n");
  const shown = lines.slice(0, MOST_OUTPUT_LINES).map(shortened);
  if (lines.length > shown.length) shown.push(l10n.t("… {0} more lines", lines.length - shown.length));
  return shown.map((line, at) => labelled(at === 0 ? l10n.t("printed") : "", `│ ${line}`));
}

function shortened(line: string): string {
  const plain = line.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, "·");
  return plain.length > LONGEST_OUTPUT_LINE ? `${plain.slice(0, LONGEST_OUTPUT_LINE)}…` : plain;
}

function leftovers({ leftover }: PollRun): readonly string[] {
  return leftover.map(({ name, pid, ended }) =>
    labelled(
      l10n.t("left behind"),
      ended
        ? l10n.t("{0} (process {1}), ended now", name, pid)
        : l10n.t("{0} (process {1}), still there", name, pid),
    ),
  );
}
