/** The torture test as a table: what was asked, what must be true, what happened. */

import { KeyMask } from "../../core/lint/mask.ts";
import { wazuhText } from "../../core/lint/versions.ts";
import { textFromBytes } from "../../core/manager/index.ts";
import type { TortureFacts, TortureReport } from "../report/poll-report.ts";
import { type Look, labelled } from "../terminal/look.ts";
import { count } from "../terminal/number.ts";
import { onOneLine } from "../terminal/printable.ts";
import { columnsOf } from "../terminal/width.ts";
import { wrap } from "../terminal/wrap.ts";
import { configLines, daemonLines, noteLines } from "./surroundings-text.ts";
import type { TestPlan } from "./test-plan.ts";

/** Sign and word, because colour must not be the only difference. */
const states = {
  held: { sign: "✔", word: "passed", colour: "green" },
  broken: { sign: "✘", word: "failed", colour: "red" },
  "not-checked": { sign: "○", word: "not checked", colour: "yellow" },
} as const;

/** Columns for the sign with the name of a case, and between two cells. */
const NAME_COLUMNS = 25;
const GAP = 2;
const NARROWEST_CELL = 8;
/** In a pipe each row is one line, and these columns align the cells. */
const PIPE_COLUMNS = 40;
/** Maximum requests that a row names. */
const MOST_ASKED = 4;

/** What is tested, and the head of the table. */
export function tortureHead({ target, asked, config }: TestPlan, look: Look): string[] {
  const hits = asked.map(({ text }) => onOneLine(text)).join(", ");
  const { execPath = "", socketPath } = target;
  const subject =
    socketPath === undefined
      ? onOneLine(new KeyMask().hide(textFromBytes(execPath)))
      : `the daemon at ${onOneLine(socketPath)}`;
  return [
    ...(config === undefined ? [] : configLines(config, look)),
    ...wrap(`Torture of ${subject}, which should succeed for ${hits}`, look.width).map(look.paint.bold),
    "",
    ...rowLines(["  case", "asked", "expected", "seen"], look).map(look.paint.dim),
  ];
}

export function tortureRow(facts: TortureFacts, look: Look): string[] {
  const { sign, colour } = states[facts.verdict];
  const paint = look.paint[colour];
  const cells = [`${sign} ${facts.name}`, askedText(facts), facts.expected, seenText(facts)];
  const [first = "", ...rest] = rowLines(cells.map(onOneLine), look);
  const painted = paint(first.slice(0, NAME_COLUMNS)) + first.slice(NAME_COLUMNS);
  return facts.verdict === "held" ? [painted, ...rest] : [paint(first), ...rest.map(paint)];
}

function askedText({ asked }: TortureFacts): string {
  if (asked.length === 0) return "nothing";
  const shown = asked.slice(0, MOST_ASKED).map((each) => (each.length > 24 ? `${each.slice(0, 23)}…` : each));
  return shown.join(" · ") + (asked.length > shown.length ? ` · ${asked.length - shown.length} more` : "");
}

/** What the script gave, and what is wrong with it. */
export function seenText({ seen, message }: TortureFacts): string {
  const counts = seen.map(({ what, times }) => `${times} × ${what}`).join(", ");
  if (message === undefined) return counts;
  return counts === "" ? message : `${counts}. ${message}`;
}

/** One row with its cells wrapped side by side. */
function rowLines(cells: readonly string[], { width }: Look): string[] {
  const [name = "", ...others] = cells;
  const room = Number.isFinite(width)
    ? Math.max(NARROWEST_CELL, Math.floor((width - NAME_COLUMNS - GAP * others.length) / others.length))
    : undefined;
  const columns = others.map((cell) => (room === undefined ? [cell] : wrap(cell, room)));
  const height = Math.max(...columns.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) => {
    const parts = columns.map((lines) => padded(lines[row] ?? "", room ?? PIPE_COLUMNS));
    return [padded(row === 0 ? name : "", NAME_COLUMNS), ...parts].join(" ".repeat(GAP)).trimEnd();
  });
}

function padded(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - columnsOf(text)));
}

/** After the table: why the failed cases matter, and the totals. */
export function tortureSummary(report: TortureReport, look: Look, verbose: boolean): string[] {
  const { cases, totals, ok, release, notRun, cancelled, script, socket } = report;
  const bad = cases.filter(({ verdict }) => verdict !== "held");
  const parts = (["held", "broken", "not-checked"] as const)
    .map(
      (verdict) => [states[verdict].word, cases.filter((each) => each.verdict === verdict).length] as const,
    )
    .filter(([, number]) => number > 0)
    .map(([word, number]) => `${number} ${word}`);
  const sums = `${count(totals.cases, "case")} (${wazuhText(release)}): ${parts.join(", ")}.`;
  const paint = ok ? look.paint.green : look.paint.red;
  return [
    "",
    ...bad.flatMap((facts) => complaint(facts, look)),
    ...wrap(sums, look.width).map(paint),
    ...(cancelled
      ? wrap("Cancelled: the script and everything that it had started were ended.", look.width)
      : []),
    ...(notRun.length === 0 ? [] : wrap(`No longer run: ${notRun.join(", ")}.`, look.width)),
    ...(socket?.daemon === undefined ? [] : daemonLines(socket.daemon, look, verbose)),
    ...noteLines(script, socket, look, verbose),
  ];
}

function complaint({ name, verdict, message, expected, why }: TortureFacts, look: Look): string[] {
  const { sign, word, colour } = states[verdict];
  return [
    look.paint[colour](look.paint.bold(`${sign} ${name} ${word}`)),
    ...labelled("seen", onOneLine(message ?? ""), look),
    ...labelled("expected", expected, look),
    ...labelled("why", why, look),
    ...(verdict === "broken" ? labelled("again", `--torture --case ${name}`, look) : []),
    "",
  ];
}
