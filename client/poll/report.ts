/** The report of a test, as it stands in the output channel. Keys are masked. */

import { l10n } from "vscode";
import type { ShownLogLine, Verdict, VerdictState } from "../../core/lint/answer/index.ts";
import { KeyMask } from "../../core/lint/mask.ts";
import { type KeyRequest, type Release, textFromBytes } from "../../core/manager/index.ts";
import type { PollRun } from "../../core/poll/index.ts";

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
  readonly request: KeyRequest;
  readonly verdict: Verdict;
  readonly run: PollRun;
}

/** What a state begins with; the colours of the report go by it. */
const signs: Readonly<Record<VerdictState, string>> = {
  registered: "✔",
  "answered-no": "●",
  failed: "✘",
};

/** Lines of the script's own output that are shown. */
const MOST_OUTPUT_LINES = 12;
const LONGEST_OUTPUT_LINE = 200;
const INDENT = "    ";
const LABEL_WIDTH = 13;

/** A sample as a person reads it: `id 001`. */
export function labelOf({ selector, value }: KeyRequest): string {
  return value === "" ? l10n.t("{0} (empty)", selector) : `${selector} ${textFromBytes(value)}`;
}

export function headText({ fileName, release, execPath, remarks, when }: ReportHead): string {
  const time = when.toLocaleTimeString(undefined, { hour12: false });
  return block([
    `${fileName} · Wazuh ${release.covers} · ${time}`,
    labelled("exec_path", execPath),
    ...remarks.map((remark) => labelled(l10n.t("remark"), remark)),
  ]);
}

/** What is other here than on the manager. It is the same for every sample. */
export function notesText({ notes }: PollRun): string {
  if (notes.length === 0) return "";
  return block([l10n.t("Other here than on the manager"), ...notes.map(({ text }) => `${INDENT}· ${text}`)]);
}

export function sampleText(tested: Tested): string {
  const { request, verdict, run } = tested;
  const { state, title, consequence, advice, landing, removed } = verdict;
  const seconds = (run.durationMs / 1000).toFixed(2);
  const mend = run.obstacle?.message ?? advice;
  return block([
    `${signs[state]} ${labelOf(request)}  ${title}  (${seconds} s)`,
    `${INDENT}${consequence}`,
    ...(mend === undefined ? [] : [`${INDENT}→ ${mend}`]),
    ...(landing === undefined ? [] : [labelled("client.keys", `+ ${landing}`)]),
    ...removed.map((line) => labelled("", `- ${line}`)),
    ...logLines(verdict.log),
    ...findingLines(tested),
    ...(state === "failed" ? outputLines(tested) : []),
    ...threadLines(run),
    ...leftovers(run),
  ]);
}

/** The last line: how many samples came to which end. */
export function footText(all: readonly Tested[], cancelled: boolean): string {
  return `${cancelled ? l10n.t("Cancelled: {0}", totals(all)) : totals(all)}\n`;
}

/** For example `2 registered, 1 error answer, 1 failed`. */
export function totals(all: readonly Tested[]): string {
  const count = (state: VerdictState): number => all.filter(({ verdict }) => verdict.state === state).length;
  const parts = [
    [count("registered"), l10n.t("registered")],
    [count("answered-no"), l10n.t("answered no")],
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

function block(lines: readonly string[]): string {
  return `${lines.join("\n")}\n\n`;
}

function labelled(label: string, text: string): string {
  return `${INDENT}${label.padEnd(LABEL_WIDTH)}${text}`;
}

/** What a manager writes by default; where that is nothing, what it would with debugging on. */
function logLines(log: readonly ShownLogLine[]): readonly string[] {
  const written = log.filter(({ byDefault }) => byDefault);
  // The output itself is shown below.
  const debug = log.filter(({ byDefault, text }) => !byDefault && !text.startsWith("Exec output: "));
  const shown = written.length > 0 ? written : debug;
  if (shown.length === 0) return [labelled("ossec.log", l10n.t("nothing"))];
  const label = written.length > 0 ? "ossec.log" : l10n.t("debug only");
  return shown.map((line, at) => labelled(at === 0 ? label : "", logText(line)));
}

function logText({ tag, level, text, onMaster }: ShownLogLine): string {
  const place = onMaster === true ? l10n.t(" (on the master)") : "";
  return `${tag}${place}: ${level.replace(/\d$/, "").toUpperCase()}: ${onOneLine(text)}`;
}

/** The gravest finding's mend is that of the verdict, which stands above. */
function findingLines({ verdict, run }: Tested): readonly string[] {
  const { state, findings } = verdict;
  const told = findings.filter(({ rule }) => run.obstacle === undefined || rule !== "script-not-run");
  return told.map(({ severity, rule, message, advice }, at) => {
    const mend = state === "failed" && at === 0 ? "" : ` ${advice}`;
    return labelled(severity, onOneLine(`${rule}: ${message}${mend}`));
  });
}

function outputLines(each: Tested): readonly string[] {
  const text = maskedOutput(each).trimEnd();
  if (text === "") return [];
  const lines = text.split("\n");
  const shown = lines.slice(0, MOST_OUTPUT_LINES).map(shortened);
  if (lines.length > shown.length) shown.push(l10n.t("… {0} more lines", lines.length - shown.length));
  return shown.map((line, at) => labelled(at === 0 ? l10n.t("printed") : "", `│ ${line}`));
}

/** Line breaks at the end are dropped, others shown as a sign. */
function onOneLine(text: string): string {
  return text.trimEnd().replace(/\r?\n/g, " ⏎ ");
}

function threadLines({ thread }: PollRun): readonly string[] {
  if (thread.kind !== "lost") return [];
  const seconds = (thread.watchedMs / 1000).toFixed(1);
  const text = {
    script: l10n.t(
      "The manager waits until the script ends by itself; it was watched for {0} s more.",
      seconds,
    ),
    "open-pipe": l10n.t(
      "The manager waits until a process in the background closes the output; it was watched for {0} s more.",
      seconds,
    ),
    "script-after-closing": l10n.t(
      "The output is closed but the script goes on, and the manager waits for its end; it was watched for {0} s more.",
      seconds,
    ),
  };
  return [labelled(l10n.t("thread"), text[thread.waitsFor])];
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
