/** How far a rehearsal is, in one line. */

import type { RehearsalProgress } from "../../core/poll/index.ts";
import type { FormName } from "../../core/rehearsal/report/index.ts";

export function progressText(form: FormName, progress: RehearsalProgress): string {
  const { stage, threads, runs, limit, agents, registered, ratePerSecond, elapsedMs } = progress;
  const seconds = (elapsedMs / 1000).toFixed(0);
  const rate = `${ratePerSecond.toFixed(1)} a second`;
  if (stage === "level") return `${form}: calibrating with ${threads} threads: ${runs} runs, ${rate}`;
  const { waiting, discardedFull } = progress;
  const most = limit === undefined ? "" : ` of ${limit}`;
  const figures = [
    `${runs}${most} runs`,
    rate,
    `${agents - registered} agents left`,
    `${waiting} wait`,
    `${discardedFull} discarded`,
    `${seconds} s`,
  ];
  return `${form}: ${figures.join(", ")}`;
}
