/** "It works when I run it": one request in both profiles, the difference between the verdicts, and its cause. */

import {
  datagramOf,
  type KeyStore,
  type ManagerSettings,
  type Outcome,
  outcomeOf,
} from "../../manager/index.ts";
import { leaseKeeper } from "../keeper/keeper-lease.ts";
import type { PollOptions } from "../run/options.ts";
import { runPoll } from "../run/poll.ts";
import { type PollRun, sourceOf } from "../run/poll-run.ts";
import { ownEnvironment } from "../run/surroundings.ts";
import { type Variation, variationOf } from "../samples/variation.ts";
import { type Cause, causeOf, type Given } from "./cause.ts";

export interface CompareOptions extends Omit<PollOptions, "profile" | "release" | "onProgress"> {
  readonly settings: ManagerSettings;
  /** The keys that the manager knows. */
  readonly known: KeyStore;
}

export interface ProfileRun {
  readonly run: PollRun;
  readonly outcome: Outcome;
}

export interface Comparison {
  readonly manager: ProfileRun;
  readonly asMe: ProfileRun;
  /** How the verdicts differ. Undefined if they are the same. */
  readonly differs: Variation["what"] | undefined;
  /**
   * The one difference that, added to the manager's profile, changes its verdict. Undefined if none of the tried ones
   * does.
   */
  readonly cause: Cause | undefined;
}

/** Runs both profiles. If their verdicts differ, a few more runs find out why. */
export async function compareProfiles(options: CompareOptions): Promise<Comparison> {
  const lease = leaseKeeper();
  try {
    const manager = await runAs("manager", options, options);
    const asMe = await runAs("as-me", options, options);
    const differs = difference(manager, asMe, options);
    const { workingDirectory, environment, signal } = options;
    const explains = async (given: Given): Promise<boolean> => {
      if (signal?.aborted === true) return false;
      const tried = await runAs("manager", { ...options, separateStreams: false }, given);
      return !tried.run.cancelled && tried.outcome.verdict === asMe.outcome.verdict;
    };
    const folder = asMe.run.workingDirectory;
    const differences = {
      given: { workingDirectory, environment },
      folder: folder === manager.run.workingDirectory ? undefined : folder,
      variables: ownEnvironment(),
    };
    const cause = differs === "verdict" ? await causeOf(differences, explains) : undefined;
    return { manager, asMe, differs, cause };
  } finally {
    lease.release();
  }
}

function difference(
  manager: ProfileRun,
  asMe: ProfileRun,
  { request, settings }: CompareOptions,
): Comparison["differs"] {
  if (manager.outcome.verdict !== asMe.outcome.verdict) return "verdict";
  const sources = [sourceOf(manager.run), sourceOf(asMe.run)];
  return variationOf(datagramOf(request), sources, settings.release)?.what;
}

async function runAs(
  profile: "manager" | "as-me",
  options: CompareOptions,
  given: Given,
): Promise<ProfileRun> {
  const { settings, known } = options;
  const run = await runPoll({ ...options, ...given, profile, release: settings.release });
  return { run, outcome: outcomeOf(datagramOf(options.request), sourceOf(run), known, settings) };
}
