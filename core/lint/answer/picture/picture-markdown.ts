/** A picture as Markdown for a public issue: what a maintainer asks first, without keys and home folders. */

import { levelWord } from "../../../manager/index.ts";
import { say } from "../../../words/index.ts";
import { withoutHomes } from "../../home.ts";
import { codeBlock, codeSpan, escapedMarkdown, findingItem, tableCell } from "../../markdown.ts";
import type { ShownLogLine } from "../verdict.ts";
import type { ByteView, PictureFinding, PictureStep, PollPicture, StepName, StepState } from "./picture.ts";

/** The text below the report. */
export interface MarkdownFrame {
  /** The name of the script or suite. */
  readonly subject: string;
  /** The release of the verdict in words: `4.14.x`. */
  readonly release: string;
  /** Version of this program. */
  readonly version: string;
}

/** Sign and word, because a sign alone is ambiguous. */
const states: Readonly<Record<StepState, () => string>> = {
  done: () => say`✔ done`,
  faulty: () => say`✘ done, with a problem`,
  ended: () => say`● ends here`,
  stopped: () => say`✘ stopped here`,
  "not-reached": () => say`– not reached`,
};

const titles: Readonly<Record<StepName, () => string>> = {
  request: () => say`request`,
  socket: () => say`socket`,
  command: () => say`command line`,
  output: () => say`output`,
  json: () => "JSON",
  answer: () => say`answer`,
  registration: () => say`registration`,
  "key-file": () => "client.keys",
};

const signs = { registered: "✔", "answered-no": "●", failed: "✘" } as const;

/** The report of one poll. */
export function pictureMarkdown(picture: PollPicture, { subject, release, version }: MarkdownFrame): string {
  const { request, state, title, consequence, advice, steps, manager, contract, next } = picture;
  const blocks = [
    `### ${signs[state]} ${codeSpan(request)}: ${escapedMarkdown(title)}`,
    escapedMarkdown(consequence),
    ...(advice === undefined ? [] : [say`**What to do:** ${escapedMarkdown(advice)}`]),
    [say`| step | state | result |`, "|---|---|---|", ...steps.map(row)].join("\n"),
    ...outputBlock(steps),
    ...recordBlock(steps),
    ...logBlock(steps, release),
    ...findingBlock(say`What the manager does`, manager),
    ...findingBlock(say`What the documentation says`, contract),
    ...findingBlock(say`Not reached: this step comes next once the problem is fixed`, next),
    say`Key Poll ${version} on ${codeSpan(subject)}, as Wazuh ${release} would do it. Keys, passwords and home folders are hidden.`,
  ];
  return withoutHomes(`${blocks.join("\n\n")}\n`);
}

function row({ name, state, summary, isData, durationMs }: PictureStep): string {
  const time = durationMs === undefined ? "" : ` (${Math.round(durationMs)} ms)`;
  const came = summary === "" ? "" : isData ? codeSpan(summary) : tableCell(summary);
  return `| ${titles[name]()} | ${states[state]()} | ${came}${time} |`;
}

function outputBlock(steps: readonly PictureStep[]): string[] {
  const bytes = steps.find(({ name }) => name === "output")?.bytes;
  return bytes === undefined ? [] : [say`**Output**`, codeBlock(byteLines(bytes))];
}

function byteLines({ lines, before, after }: ByteView): string[] {
  const text = lines.map(({ pieces }) => pieces.map((piece) => piece.text).join(""));
  return [
    ...(before > 0 ? [say`… ${before} bytes before`] : []),
    ...text,
    ...(after > 0 ? [say`… ${after} bytes more`] : []),
  ];
}

function recordBlock(steps: readonly PictureStep[]): string[] {
  const lines = steps
    .flatMap(({ records }) => records)
    .flatMap(({ kind, before, after }) => {
      if (kind === "kept") return [`  ${before ?? ""}`];
      return [
        ...(before === undefined ? [] : [`- ${before}`]),
        ...(after === undefined ? [] : [`+ ${after}`]),
      ];
    });
  return lines.length === 0 ? [] : ["**client.keys**", codeBlock(lines, "diff")];
}

function logBlock(steps: readonly PictureStep[], release: string): string[] {
  const lines = steps.flatMap(({ log }) => log);
  const text = lines.length === 0 ? ["nothing"] : lines.map(logText);
  return [say`**ossec.log** of Wazuh ${release}`, codeBlock(text)];
}

function logText({ tag, level, text, byDefault, onMaster }: ShownLogLine): string {
  const place = onMaster === true ? say` (on the master)` : "";
  const silent = byDefault ? "" : say`  [with debugging only]`;
  return `${tag}${place}: ${levelWord(level)}: ${text.replace(/\s*\n\s*/g, " ⏎ ")}${silent}`;
}

function findingBlock(title: string, findings: readonly PictureFinding[]): string[] {
  return findings.length === 0 ? [] : [`**${title}**`, findings.map((each) => findingItem(each)).join("\n")];
}
