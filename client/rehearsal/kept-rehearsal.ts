/** The measurements that the page keeps of a rehearsal, so that it can be shown again after the window was closed. */

import { studyPatiently } from "../../core/poll/index.ts";
import { calibrate } from "../../core/rehearsal/index.ts";
import type { RehearsalParts, RehearsedForm } from "../../core/rehearsal/report/index.ts";
import type { KeptForm, KeptRehearsal } from "./messages.ts";

/** More runs make a state that slows down the editor's start. */
const MOST_RUNS = 20_000;

/** Undefined if it is too much to keep. */
export function keptOf(suite: string, parts: RehearsalParts): KeptRehearsal | undefined {
  const { subject, release, storm } = parts;
  const forms = parts.forms.map(({ name, rehearsal }): KeptForm => {
    const { storm: measured, levels, obstacle } = rehearsal;
    return { name, storm: measured, levels, obstacle };
  });
  const runs = forms
    .flatMap((form) => [form.storm, ...form.levels])
    .reduce((sum, each) => sum + each.runs, 0);
  return runs > MOST_RUNS ? undefined : { suite, subject, release, storm, forms };
}

/** The last rehearsal, simulated again. Undefined if it was not kept, or if another release kept it in another form. */
export async function restored(
  state: unknown,
  signal: AbortSignal,
): Promise<{ readonly suite: string; readonly parts: RehearsalParts } | undefined> {
  const kept = (state as { readonly kept?: Partial<KeptRehearsal> } | undefined)?.kept;
  if (kept === undefined || !isWhole(kept)) return undefined;
  const { suite, subject, release, storm } = kept;
  const forms: RehearsedForm[] = [];
  for (const { name, storm: measured, levels, obstacle } of kept.forms) {
    const calibration = calibrate([measured, ...levels]);
    const study = calibration && (await studyPatiently({ calibration, ...storm }, signal));
    const rehearsal = { storm: measured, levels, calibration, obstacle, cancelled: false };
    forms.push({ name, rehearsal: { origin: "measured", ...rehearsal }, study });
  }
  return { suite, parts: { subject, release, storm, forms, cancelled: false } };
}

/** The page's state is from this extension, but perhaps from an older version. */
function isWhole(kept: Partial<KeptRehearsal>): kept is KeptRehearsal {
  const { suite, subject, release, storm, forms } = kept;
  return (
    [suite, subject, release].every((each) => typeof each === "string") &&
    typeof storm?.rhythm === "object" &&
    Array.isArray(forms) &&
    forms.every(({ storm: measured, levels }) => Array.isArray(measured?.samples) && Array.isArray(levels))
  );
}
