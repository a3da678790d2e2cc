/** A rehearsal from its runs to its study: each form separately, one after the other. */

import { setImmediate } from "node:timers/promises";
import { type Study, type StudyOptions, studySteps } from "../../rehearsal/index.ts";
import type { FormName, RehearsalParts, RehearsedForm } from "../../rehearsal/report/index.ts";
import { type RehearsalOptions, type RehearsalProgress, rehearse } from "./rehearse.ts";
import type { RehearsalForm } from "./subject.ts";

/** Default runs and seconds of a storm: enough for a calibration, and soon over. The rest is simulated. */
export const STORM_LIMIT = 400;
export const STORM_SECONDS = 60;

export interface FormsOptions extends Omit<RehearsalOptions, "target" | "onProgress" | "signal"> {
  readonly forms: readonly RehearsalForm[];
  readonly seed?: number | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: ((form: FormName, progress: RehearsalProgress) => void) | undefined;
  /** The runs of a form are over. The rest of its storm is now simulated. */
  readonly onSimulate?: ((form: FormName) => void) | undefined;
}

/** What was rehearsed until the end or until the signal. What scripts do is never thrown. */
export async function rehearseForms(
  options: FormsOptions,
): Promise<Pick<RehearsalParts, "forms" | "cancelled">> {
  const { forms, agents, threads, queueSize, rhythm, seed, signal, onProgress, onSimulate } = options;
  const isBounded = options.limit !== undefined || options.durationSeconds !== undefined;
  const bounds = isBounded ? {} : { limit: STORM_LIMIT, durationSeconds: STORM_SECONDS };
  const done: RehearsedForm[] = [];
  for (const { name, target } of forms) {
    const rehearsal = await rehearse({
      ...options,
      ...bounds,
      target,
      onProgress: (progress) => onProgress?.(name, progress),
    });
    onSimulate?.(name);
    const { calibration } = rehearsal;
    const storm = { agents, threads, queueSize, rhythm, seed };
    const study =
      calibration === undefined ? undefined : await studyPatiently({ calibration, ...storm }, signal);
    done.push({ name, rehearsal, study });
    if (signal.aborted) break;
  }
  return { forms: done, cancelled: signal.aborted };
}

/** The study, or undefined if it was cancelled. Other work continues between two simulations. */
export async function studyPatiently(options: StudyOptions, signal: AbortSignal): Promise<Study | undefined> {
  const steps = studySteps(options);
  while (!signal.aborted) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await setImmediate();
  }
  return undefined;
}
