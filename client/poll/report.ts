/** The report of a test in the output channel. Keys are masked. */

import { proseLines, type ShownLogLine, type VerdictState } from "../../core/lint/answer/index.ts";
import { KeyMask } from "../../core/lint/mask.ts";
import { wazuhText } from "../../core/lint/versions.ts";
import {
  type ByteString,
  type KeyRequest,
  levelWord,
  type Release,
  textFromBytes,
} from "../../core/manager/index.ts";
import { isExplanation, type Note, type PollRun } from "../../core/poll/index.ts";
import { numberText, say } from "../../core/words/index.ts";
import { comparisonLines, repeatLines } from "./report-differences.ts";
import { block, INDENT, labelled, onOneLine } from "./report-lines.ts";
import { printedLines, streamLines } from "./report-output.ts";
import { leftovers, socketLines, threadLines } from "./report-run.ts";
import type { Tested } from "./tested.ts";

/** The text above the samples. */
export interface ReportHead {
  readonly fileName: string;
  readonly release: Release;
  readonly execPath: string;
  /** What the user should know about this test before the first sample. */
  readonly remarks: readonly string[];
  readonly when: Date;
}

/** The sign of each state. The colours of the report depend on it. */
const signs: Readonly<Record<VerdictState, string>> = {
  registered: "✔",
  "answered-no": "●",
  failed: "✘",
};

/** A sample in words: `id 001`. */
export function labelOf({ selector, value }: KeyRequest): string {
  return value === "" ? say`${selector} (empty)` : `${selector} ${textFromBytes(value)}`;
}

export function headText({ fileName, release, execPath, remarks, when }: ReportHead): string {
  const time = when.toLocaleTimeString(undefined, { hour12: false });
  return block([
    `${fileName} · ${wazuhText(release)} · ${time}`,
    labelled("exec_path", new KeyMask().hide(execPath)),
    ...remarks.map((remark) => labelled(say`remark`, remark)),
  ]);
}

/** What will be run or asked, before it happens. */
export function startText(request: KeyRequest, what: string): string {
  return `▸ ${labelOf(request)}: ${onOneLine(what)}\n`;
}

/** Differences from the manager. Empty if there are none. */
export function notesText(notes: readonly Note[]): string {
  if (notes.length === 0) return "";
  return block([say`Differs from the manager`, ...notes.map(({ text }) => `${INDENT}· ${text}`)]);
}

export function sampleText(tested: Tested): string {
  const { request, verdict, run, socket, durationMs } = tested;
  const { state, title, landing, removed } = verdict;
  const seconds = numberText(durationMs / 1000, 2);
  return block([
    `${signs[state]} ${labelOf(request)}  ${title}  (${seconds} s)`,
    ...proseLines(verdict, run?.obstacle?.message).map((line) => INDENT + line),
    ...(landing === undefined ? [] : [labelled("client.keys", `+ ${landing}`)]),
    ...removed.map((line) => labelled("", `- ${line}`)),
    ...logLines(verdict.log),
    ...(socket === undefined ? [] : socketLines(socket)),
    ...runLines(run),
    ...findingLines(tested),
    ...verdict.next.map(({ rule, message, advice }) =>
      labelled(say`next`, onOneLine(`${rule}: ${message} ${advice}`)),
    ),
    ...(state === "failed" ? printedLines(say`printed`, tested.printed) : []),
    ...(tested.streams === undefined ? [] : streamLines(tested.streams)),
    ...(run === undefined ? [] : [...threadLines(run), ...leftovers(run)]),
    ...(tested.repeats === undefined ? [] : repeatLines(tested.repeats)),
    ...(tested.comparison === undefined ? [] : comparisonLines(tested.comparison)),
  ]);
}

/** A sample that failed in the same way as another one, which shows the cause. */
export function sameText({ request, verdict, durationMs }: Tested, first: Tested): string {
  const seconds = numberText(durationMs / 1000, 2);
  const same = say`as ${labelOf(first.request)}`;
  return `${signs[verdict.state]} ${labelOf(request)}  ${verdict.title}, ${same}  (${seconds} s)\n`;
}

/** The last line: how many samples had which outcome. */
export function footText(all: readonly Tested[], cancelled: boolean): string {
  return `${cancelled ? say`Cancelled: ${totals(all)}` : totals(all)}\n`;
}

/** For example `2 registered, 1 error answer, 1 failed`. */
export function totals(all: readonly Tested[]): string {
  const count = (state: VerdictState): number => all.filter(({ verdict }) => verdict.state === state).length;
  const parts = [
    [count("registered"), say`registered`],
    [count("answered-no"), say`with an error answer`],
    [count("failed"), say`failed`],
    [all.filter(({ repeats }) => repeats?.matters).length, say`not the same each time`],
    [all.filter(({ comparison }) => comparison?.matters).length, say`not the same when run as you`],
  ] as const;
  const shown = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return shown.length === 0 ? say`nothing was tested` : shown.join(", ");
}

/** Arguments as JSON, so that empty ones, blanks and control characters are visible. */
export function argvText(argv: readonly ByteString[]): string {
  const mask = new KeyMask();
  return `[${argv.map((each) => JSON.stringify(mask.hide(textFromBytes(each)))).join(", ")}]`;
}

function runLines(run: PollRun | undefined): readonly string[] {
  if (run === undefined || run.argv.length === 0) return [];
  const why = run.notes.filter(isExplanation).map(({ text }) => labelled(say`why`, text));
  return [labelled("argv", onOneLine(argvText(run.argv))), ...why];
}

/** What a manager logs by default. If that is nothing, what it would log with debugging on. */
function logLines(log: readonly ShownLogLine[]): readonly string[] {
  const written = log.filter(({ byDefault }) => byDefault);
  // The output itself is shown below.
  const debug = log.filter(({ byDefault, text }) => !byDefault && !/^(?:Exec|Socket) output: /.test(text));
  const shown = written.length > 0 ? written : debug;
  if (shown.length === 0) return [labelled("ossec.log", say`nothing`)];
  const label = written.length > 0 ? "ossec.log" : say`debug only`;
  return shown.map((line, at) => labelled(at === 0 ? label : "", logText(line)));
}

function logText({ tag, level, text, onMaster }: ShownLogLine): string {
  const place = onMaster === true ? say` (on the master)` : "";
  return `${tag}${place}: ${levelWord(level)}: ${onOneLine(text)}`;
}

/** The fix of the most severe finding is that of the verdict, which is shown above. */
function findingLines({ verdict, run }: Tested): readonly string[] {
  const { state, findings } = verdict;
  const told = findings.filter(({ rule }) => run?.obstacle === undefined || rule !== "script-not-run");
  return told.map(({ severity, rule, message, advice }, at) => {
    const advised = state === "failed" && at === 0 ? "" : ` ${advice}`;
    return labelled(severity, onOneLine(`${rule}: ${message}${advised}`));
  });
}
