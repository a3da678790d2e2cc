import { PLAN } from "../scripts/mutate/ledger.ts";

/**
 * How long one test may take, in milliseconds. Only a test that hangs is stopped: a slow or busy machine is
 * not a reason to fail. The levels that run in an editor use `stepPatience` for their single steps.
 */
export const testPatience = 300_000;

export const stepPatience = 60_000;

/**
 * For an answer that comes at once, also on a busy machine. A test that would hang without it fails instead. Shorter while
 * changes to the code are tried, of which some let every test hang.
 */
export const answerPatience = PLAN in process.env ? 5000 : 30_000;

/** For a suite that an editor runs by itself and ends as a whole, with the start of the editor. */
export const suitePatience = 1_800_000;
