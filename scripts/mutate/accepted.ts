/** Changes that no test can notice, or that none has to, each with its reason. */

import type { Change } from "./changes.ts";

/** The code before and after, as `npm run mutate` prints it, and why the change is accepted. */
export type Accepted = readonly [before: string, after: string, why: string];

export const accepted: Readonly<Record<string, readonly Accepted[]>> = {};

/** Whether the change is accepted, wherever in its file it is made. */
export function isAccepted({ file, before, after }: Change, list = accepted): boolean {
  return list[file]?.some(([from, to]) => from === before && to === after) === true;
}

/** The entries about these files that no unnoticed change matches any more. */
export function outdated(
  files: readonly string[],
  unnoticed: readonly Change[],
  list = accepted,
): readonly string[] {
  return files.flatMap((file) => {
    const entries = list[file] ?? [];
    const isLeft = ([before, after]: Accepted): boolean =>
      unnoticed.some((each) => each.file === file && each.before === before && each.after === after);
    return entries
      .filter((each) => !isLeft(each))
      .map(([before, after]) => `${file}\n- ${before}\n+ ${after}`);
  });
}
