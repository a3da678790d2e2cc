/** Runs the samples of a script one after the other, judges each, and tells as it goes. */

import { judge } from "../../core/lint/answer/index.ts";
import {
  bytesFromText,
  datagramOf,
  defaultSettings,
  type KeyRequest,
  type KeyStore,
} from "../../core/manager/index.ts";
import { pollSamples, type SamplesProgress } from "../../core/poll/index.ts";
import type { Tested } from "./report.ts";
import type { PollSettings } from "./settings.ts";

export interface TestPlan {
  readonly execPath: string;
  readonly samples: readonly KeyRequest[];
  readonly settings: PollSettings;
  /** The agents that the manager already has. Each sample meets the same ones. */
  readonly known: KeyStore;
  readonly signal: AbortSignal;
  readonly onTested: (tested: Tested, progress: SamplesProgress) => void;
}

/** Everything that was tested; less than asked for where the signal ended it. */
export async function runTest({
  execPath,
  samples,
  settings,
  known,
  signal,
  onTested,
}: TestPlan): Promise<Tested[]> {
  const { release, profile, timeoutSeconds, workingDirectory, standInDirectory, environment, hostName } =
    settings;
  const manager = {
    ...defaultSettings(release),
    ...(hostName === "" ? {} : { hostName: bytesFromText(hostName) }),
  };
  const all: Tested[] = [];
  await pollSamples(samples, {
    execPath: bytesFromText(execPath),
    release,
    profile,
    timeoutSeconds,
    workingDirectory,
    standInDirectory,
    environment,
    closeLook: true,
    signal,
    onAsked: ({ run, source }, progress) => {
      if (run === undefined) return;
      const { request } = progress;
      const tested = { request, run, verdict: judge(datagramOf(request), source, known, manager) };
      all.push(tested);
      onTested(tested, progress);
    },
  });
  return all;
}
