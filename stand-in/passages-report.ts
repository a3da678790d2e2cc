/** What has passed through a stand-in, as Markdown to share. It has no keys, because the items have none. */

import { levelWord } from "../core/manager/index.ts";
import { say } from "../core/words/index.ts";
import type { Passage, Station, Stop } from "./passage.ts";

export interface ReportFrame {
  /** `4.14`. */
  readonly release: string;
  /** Version of this program. */
  readonly version: string;
}

const signs: Readonly<Record<Passage["state"], string>> = { passed: "✔", refused: "✘", waiting: "…" };

export function passagesReport(passages: readonly Passage[], { release, version }: ReportFrame): string {
  const items = passages.flatMap(({ at, title, state, stops, advice }) => [
    `### ${signs[state]} ${new Date(at).toISOString()} ${code(title)}`,
    "",
    ...stops.flatMap(stopLines),
    ...(advice === undefined ? [] : ["", say`What to do: ${advice}`]),
    "",
  ]);
  return [`## ${say`Stand-in manager ${release}, Key Poll ${version}`}`, "", ...items].join("\n");
}

function stopLines({ station, state, summary, log }: Stop): readonly string[] {
  return [
    `- ${stationTexts[station]()}, ${stateTexts[state]()}: ${code(summary)}`,
    ...log.map(({ daemon, level, text }) => `  - ${code(`${daemon}: ${levelWord(level)}: ${text}`)}`),
  ];
}

const stationTexts: Readonly<Record<Station, () => string>> = {
  agent: () => say`agent`,
  remoted: () => "remoted",
  request: () => say`request`,
  script: () => say`script`,
  answer: () => say`answer`,
  authd: () => "authd",
  "client.keys": () => "client.keys",
};

const stateTexts: Readonly<Record<Stop["state"], () => string>> = {
  done: () => say`done`,
  ended: () => say`ends here`,
  stopped: () => say`stopped here`,
  waiting: () => say`waits here`,
};

/** Text shown as it is, whatever it contains. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  const blank = longest > 0 ? " " : "";
  return `${fence}${blank}${text.replace(/\s+/g, " ")}${blank}${fence}`;
}
