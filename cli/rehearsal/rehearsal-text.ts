/** A rehearsal as text: measured figures, simulated figures, advice, in this order and never mixed. */

import { wazuhText } from "../../core/lint/versions.ts";
import {
  type Measured,
  type MeasuredEnd,
  type Simulated,
  type Study,
  spoken,
} from "../../core/rehearsal/index.ts";
import {
  comparisonRows,
  levelRows,
  milliseconds,
  type RehearsalParts,
  type RehearsedForm,
  rate,
  ratePerSecond,
  simulatedRows,
} from "../../core/rehearsal/report/index.ts";
import type { ExitCode } from "../exit-code.ts";
import { exitLine } from "../terminal/exit-line.ts";
import { type Look, labelled } from "../terminal/look.ts";
import { count, inThousands } from "../terminal/number.ts";
import { onOneLine } from "../terminal/printable.ts";
import { columnsOf } from "../terminal/width.ts";
import { wrap } from "../terminal/wrap.ts";

export function rehearsalText(parts: RehearsalParts, code: ExitCode, look: Look): string {
  const { forms, cancelled } = parts;
  const lines = [
    ...headLines(parts, look),
    ...(forms.length > 1 ? ["", ...tableLines(comparisonRows(forms), "  ")] : []),
    ...forms.flatMap((form) => ["", ...formLines(form, forms.length > 1, look)]),
    ...(cancelled ? [] : exitLine(code, reasonsOf(forms), look)),
  ];
  return `${lines.join("\n")}\n`;
}

/** Why the exit code is not 0. */
function reasonsOf(forms: readonly RehearsedForm[]): readonly string[] {
  return forms.flatMap(({ name, rehearsal, study }) => {
    const of = forms.length > 1 ? ` (${name})` : "";
    if (rehearsal.obstacle !== undefined) return [`the script could not be run${of}`];
    return study?.asked.ended === "all-in" ? [] : [`not all agents can connect in the end${of}`];
  });
}

function headLines({ subject, storm, release }: RehearsalParts, { paint, width }: Look): string[] {
  const { agents, threads, queueSize, rhythm } = storm;
  const setting = `${count(agents, "agent")} reconnect within ${rhythm.spreadSeconds} s, threads ${threads}, queue_size ${queueSize} (${wazuhText(release)})`;
  const assumed = `Assumed: an agent asks again every ${rhythm.retrySeconds} s (retry_interval of the agent), and remoted reads client.keys every ${rhythm.reloadSeconds} s (remoted.keyupdate_interval).`;
  return [paint.bold(onOneLine(subject)), ...wrap(setting, width), ...wrap(assumed, width).map(paint.dim)];
}

function formLines({ name, rehearsal, study }: RehearsedForm, isNamed: boolean, look: Look): string[] {
  const { storm, obstacle, calibration } = rehearsal;
  const { paint } = look;
  const head = isNamed ? `${name}, measured` : "measured";
  const lines = [paint.bold(paint.cyan(`● ${head}`)), ...measuredLines(storm, look)];
  if (obstacle !== undefined) return [...lines, ...labelled("not run", onOneLine(obstacle), look, paint.red)];
  if (calibration !== undefined && calibration.levels.length > 1) {
    lines.push("", ...tableLines(levelRows(calibration), "  "));
  }
  if (study === undefined) {
    const why =
      calibration === undefined
        ? "No run ended, so there is nothing to simulate from."
        : "Cancelled: the runs and everything that they had started were ended, and nothing was simulated.";
    return [...lines, ...wrap(why, look.width)];
  }
  const simulatedHead = isNamed ? `${name}, simulated from these runs` : "simulated from these runs";
  return [
    ...lines,
    "",
    paint.bold(paint.magenta(`○ ${simulatedHead}`)),
    ...simulatedLines(study, look),
    "",
    ...adviceLines(study, look),
  ];
}

const ENDS: Readonly<Record<MeasuredEnd, string>> = {
  "all-in": "Every agent is registered.",
  limit: "The rehearsal ended at the maximum number of runs (--limit).",
  duration: "The rehearsal ended at the maximum time (--duration).",
  cancelled: "The rehearsal was cancelled, and all running scripts were ended.",
  "cannot-run": "Nothing could be run.",
};

function measuredLines(storm: Measured, look: Look): string[] {
  const { samples, elapsedMs, registered, settings, peakDepth, ended } = storm;
  const busy = milliseconds(samples.map(({ busyMs }) => busyMs));
  const own = milliseconds(samples.map(({ scriptMs }) => scriptMs));
  return [
    ...labelled(
      "runs",
      `${count(samples.length, "run")} in ${spoken(elapsedMs / 1000)}, ${rate(ratePerSecond(storm))} a second. ${ENDS[ended]}`,
      look,
    ),
    ...(busy === undefined ? [] : labelled("one run", busy, look)),
    ...(own === undefined || own === busy
      ? []
      : labelled("", `the script alone: ${own}`, look, look.paint.dim)),
    ...labelled(
      "registered",
      `${inThousands(registered)} of ${count(settings.agents, "agent")}${repeated(storm)}`,
      look,
    ),
    ...labelled("queue", `at most ${inThousands(peakDepth)} waited. ${discarded(storm)}`, look),
    ...lostThreads(storm, look),
  ];
}

function simulatedLines({ asked, range, byThreads, byQueue, byLatency }: Study, look: Look): string[] {
  const between =
    range === undefined ? "" : ` (other random numbers: ${spoken(range.low)} to ${spoken(range.high)})`;
  return [
    ...labelled("all in", `${endOf(asked)}${between}`, look),
    ...labelled("runs", `${inThousands(asked.runs)}${repeated(asked)}`, look),
    ...labelled("queue", `at most ${inThousands(asked.peakDepth)} wait. ${discarded(asked)}`, look),
    ...(asked.unknownAgents === 0
      ? []
      : labelled(
          "unknown",
          `${count(asked.unknownAgents, "agent")} that the script has no answer for keep asking.`,
          look,
        )),
    ...lostThreads(asked, look),
    "",
    ...tableLines(
      simulatedRows("threads", byThreads, ({ settings }) => inThousands(settings.threads)),
      "  ",
    ),
    "",
    ...tableLines(
      simulatedRows("queue_size", byQueue, ({ settings }) => inThousands(settings.queueSize)),
      "  ",
    ),
    "",
    ...tableLines(
      simulatedRows("run takes", byLatency, ({ latencyFactor }) => `× ${latencyFactor}`),
      "  ",
    ),
  ];
}

function adviceLines({ advice }: Study, look: Look): string[] {
  const { paint } = look;
  return [
    paint.bold(paint.green("→ choose")),
    `  <threads>${advice.threads}</threads>`,
    `  <queue_size>${advice.queueSize}</queue_size>`,
    ...advice.reasons.flatMap((reason) => wrap(reason, look.width, { first: "  ", rest: "  " })),
  ];
}

/** The result of the simulation, in words. */
export function endOf({
  ended,
  allRegisteredSeconds,
  allConnectedSeconds,
  registered,
  unknownAgents,
}: Simulated): string {
  switch (ended) {
    case "all-in":
      return `all are registered after ${spoken(allRegisteredSeconds ?? 0)}, and connected after ${spoken(allConnectedSeconds ?? 0)}`;
    case "horizon":
      return `never: ${inThousands(registered)} are registered when the simulation stops${unknownAgents > 0 ? "; agents that the script does not know keep the queue full" : ""}`;
    case "threads-lost":
      return `never: threads get lost in scripts that hang, and ${inThousands(registered)} are registered`;
    case "none-known":
      return "never: the script knows none of the agents";
    case "no-queue":
      return "never: with a queue_size of 1 the queue accepts no request";
  }
}

function repeated({ repeatedRuns }: Measured | Simulated): string {
  return repeatedRuns === 0 ? "" : `; ${count(repeatedRuns, "run")} for agents that remoted had not read yet`;
}

function discarded({ discardedFull, discardedPending }: Measured | Simulated): string {
  return `Discarded: ${inThousands(discardedFull)} because the queue was full, ${inThousands(discardedPending)} because the agent's last request was pending.`;
}

function lostThreads({ threadsLost }: Measured | Simulated, look: Look): string[] {
  if (threadsLost === 0) return [];
  return labelled(
    "threads",
    `${count(threadsLost, "thread")} blocked forever by scripts that do not end`,
    look,
    look.paint.red,
  );
}

/** Rows as lines, with numbers to the right and the first column to the left. The first row is the head. */
function tableLines(rows: readonly (readonly string[])[], indent: string): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => columnsOf(row[column] ?? ""))),
  );
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const gap = " ".repeat(Math.max(0, (widths[column] ?? 0) - columnsOf(cell)));
      return column === 0 ? cell + gap : gap + cell;
    });
    return `${indent}${cells.join("  ")}`.trimEnd();
  });
}
