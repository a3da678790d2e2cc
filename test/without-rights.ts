/** Root may do everything, so a test of what is not allowed becomes another user for a while. */

import { chownSync } from "node:fs";

export const isRoot = process.getuid?.() === 0;

const NOBODY = 65_534;

/** Gives files to the user of `withoutRights`; nothing to do if that is the user of this process. */
export function giveAway(...files: readonly string[]): void {
  for (const each of files) if (isRoot) chownSync(each, NOBODY, process.getegid?.() ?? 0);
}

/** Runs something as a user who is not root. */
export async function withoutRights<Result>(run: () => Promise<Result>): Promise<Result> {
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    return await run();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
