/** One sample, asked and judged, with everything that a report says about it. */

import { judge, type Verdict } from "../../core/lint/answer/index.ts";
import {
  cString,
  datagramOf,
  type KeyRequest,
  type KeyStore,
  type ManagerSettings,
  type Source,
} from "../../core/manager/index.ts";
import {
  type Asking,
  type Cause,
  holdsAnswer,
  type OutputDifference,
  outputDifference,
  type PollRun,
  type PrintedView,
  printedIn,
  type SocketRun,
  type Variation,
  variationOf,
} from "../../core/poll/index.ts";

export interface Tested {
  readonly request: KeyRequest;
  readonly verdict: Verdict;
  readonly source: Source;
  /** Undefined if only a socket was asked. */
  readonly run: PollRun | undefined;
  readonly socket: SocketRun | undefined;
  readonly durationMs: number;
  readonly printed: PrintedView;
  readonly streams: TestedStreams | undefined;
  readonly repeats: TestedRepeats | undefined;
  readonly comparison: TestedComparison | undefined;
}

/** What a second run shows about an output in which the manager finds no answer. */
export interface TestedStreams {
  readonly stdoutBytes: number;
  readonly stderrBytes: number;
  readonly matched: boolean;
  readonly stdoutHoldsAnswer: boolean;
}

export interface TestedRepeats {
  readonly runs: number;
  readonly variation: Variation | undefined;
  readonly difference: OutputDifference | undefined;
  /** The manager reads some runs differently. */
  readonly matters: boolean;
}

export interface TestedComparison {
  /** The verdict on the run in the user's own surroundings. */
  readonly verdict: Verdict;
  readonly differs: Variation["what"] | undefined;
  readonly difference: OutputDifference | undefined;
  readonly cause: Cause | undefined;
  readonly matters: boolean;
}

export interface Manager {
  readonly settings: ManagerSettings;
  /** The agents that the manager already has. */
  readonly known: KeyStore;
}

/** The sample with the verdict on the answer; for several runs, the worst one. At least one is needed. */
export function tested(
  request: KeyRequest,
  askings: readonly Asking[],
  manager: Manager,
): Tested | undefined {
  const judged = askings.map((asking) => ({
    asking,
    source: asking.source,
    verdict: judgedBy(request, asking.source, manager),
  }));
  const worst = judged.toSorted((a, b) => gravity(a.verdict) - gravity(b.verdict))[0];
  if (worst === undefined) return undefined;
  const { asking, verdict, source } = worst;
  const { run, socket, durationMs } = asking;
  const { release } = manager.settings;
  const variation = variationOf(
    datagramOf(request),
    askings.map((each) => each.source),
    release,
  );
  const [one, other] = (variation?.groups ?? []).map(({ runs: [place = 0] }) => judged[place]);
  return {
    request,
    verdict,
    source,
    run,
    socket,
    durationMs,
    printed: printedIn(verdict, source, run?.streams?.spans),
    streams: streamsOf(run, manager.settings),
    repeats:
      askings.length < 2
        ? undefined
        : {
            runs: askings.length,
            variation,
            difference: one === undefined || other === undefined ? undefined : outputDifference(one, other),
            matters: matters(variation?.what),
          },
    comparison: undefined,
  };
}

export function judgedBy(request: KeyRequest, source: Source, { settings, known }: Manager): Verdict {
  return judge(datagramOf(request), source, known, settings);
}

/** Bytes that the manager ignores may differ. */
export function matters(differs: Variation["what"] | undefined): boolean {
  return differs === "verdict" || differs === "answer";
}

function gravity({ state }: Verdict): number {
  return ["failed", "answered-no", "registered"].indexOf(state);
}

function streamsOf(run: PollRun | undefined, { release }: ManagerSettings): TestedStreams | undefined {
  if (run?.streams === undefined) return undefined;
  const { stdout, stderr, spans } = run.streams;
  return {
    stdoutBytes: stdout.length,
    stderrBytes: stderr.length,
    matched: spans !== undefined,
    stdoutHoldsAnswer: holdsAnswer(cString(stdout), release),
  };
}
