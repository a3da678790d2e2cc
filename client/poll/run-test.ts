/** Asks for the samples of a script, judges each, and reports progress. */

import { bytesFromText, commandLine, type KeyRequest } from "../../core/manager/index.ts";
import {
  type Asking,
  askingOf,
  compareProfiles,
  outputDifference,
  type PollTarget,
  pollSamples,
  sourceOf,
} from "../../core/poll/index.ts";
import { argvText } from "./report.ts";
import { managerOf, type PollSettings } from "./settings.ts";
import { judgedBy, type Manager, matters, type Tested, type TestedComparison, tested } from "./tested.ts";

export interface TestPlan {
  readonly target: PollTarget;
  readonly samples: readonly KeyRequest[];
  readonly manager: Manager;
  /** Number of concurrent samples. */
  readonly workers: number;
  readonly signal: AbortSignal;
  /** Called before each run with what will be run or asked. */
  readonly onStart: (request: KeyRequest, what: string) => void;
  /** Called with each sample that is done, and how many are. */
  readonly onTested: (tested: Tested, done: number) => void;
}

/** The script with its settings. */
export function targetOf(settings: PollSettings, execPath: string | undefined): PollTarget {
  const { release, profile, timeoutSeconds, workingDirectory, standInDirectory, environment } = settings;
  return {
    execPath: execPath === undefined ? undefined : bytesFromText(execPath),
    release,
    profile,
    timeoutSeconds,
    workingDirectory,
    standInDirectory,
    environment,
    closeLook: true,
  };
}

export function managerWith(settings: PollSettings, known: Manager["known"]): Manager {
  return { settings: managerOf(settings), known };
}

/** Everything that was tested, which is not everything if the signal ended it. Each sample is asked `repeat` times. */
export async function runTest(plan: TestPlan, repeat = 1): Promise<Tested[]> {
  const { target, samples, manager, workers, signal, onStart, onTested } = plan;
  const askings = samples.map((): Asking[] => []);
  const all: Tested[] = [];
  await pollSamples(samples, {
    ...target,
    workers,
    repeat,
    signal,
    onStart: (sample) => {
      const request = samples[sample];
      if (request !== undefined && askings[sample]?.length === 0)
        onStart(request, whatIsAsked(target, request));
    },
    onAsked: (asking, { sample, request }) => {
      const row = askings[sample] ?? [];
      row.push(asking);
      const done = row.length === repeat ? tested(request, row, manager) : undefined;
      if (done === undefined) return;
      all.push(done);
      onTested(done, all.length);
    },
  });
  return all;
}

/** Each sample in the manager's surroundings and in the user's own. The verdicts are for the manager's. */
export async function runComparison(plan: TestPlan): Promise<Tested[]> {
  const { target, samples, manager, signal, onStart, onTested } = plan;
  const all: Tested[] = [];
  for (const request of samples) {
    onStart(request, whatIsAsked(target, request));
    const options = { ...target, ...manager, request, separateStreams: true, signal };
    const { manager: there, asMe, differs, cause } = await compareProfiles(options);
    if (there.run.cancelled || asMe.run.cancelled) break;
    const asking = askingOf(there.run);
    const ownSource = sourceOf(asMe.run);
    const done = tested(request, [asking], manager);
    if (done === undefined) continue;
    const own = judgedBy(request, ownSource, manager);
    const comparison: TestedComparison = {
      verdict: own,
      differs,
      difference: outputDifference(done, { source: ownSource, verdict: own }),
      cause,
      matters: matters(differs),
    };
    all.push({ ...done, comparison });
    onTested({ ...done, comparison }, all.length);
  }
  return all;
}

/** The arguments as the manager makes them, or the socket that it asks. */
function whatIsAsked({ execPath, socketPath, release }: PollTarget, request: KeyRequest): string {
  if (socketPath !== undefined) return socketPath;
  const line = commandLine(execPath, request, release);
  return line.kind === "arguments" ? argvText(line.argv) : line.text;
}
