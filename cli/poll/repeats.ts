/** Several runs of one request: what they have in common, and how they differ. */

import { type Asking, type Judged, outputDifference, variationOf } from "../../core/poll/index.ts";
import type { PollResult } from "../report/poll-report.ts";
import type { RepeatFacts } from "../report/run-facts.ts";
import { pollResult } from "./poll-result.ts";
import type { Asked } from "./requests.ts";
import { judged, type TestPlan } from "./test-plan.ts";

/** The most severe first. */
const states = ["failed", "answered-no", "registered"] as const;

/** The result of a request that was made at least once: that of its worst run, with what is true of all runs. */
export function repeatedResult(asked: Asked, askings: readonly Asking[], plan: TestPlan): PollResult {
  const { release } = plan.settings;
  const verdicts = askings.map(({ source }) => judged(asked, source, plan));
  const gravity = verdicts.map(({ state }) => states.indexOf(state));
  const worst = gravity.indexOf(Math.min(...gravity));
  const verdict = verdicts[worst] ?? judged(asked, { kind: "nothing" }, plan);
  const result = pollResult(verdict, askings[worst], release);
  if (askings.length < 2) return result;
  const sources = askings.map(({ source }) => source);
  const variation = variationOf(asked.datagram, sources, release);
  const judgedAt = (run: number): readonly Judged[] => {
    const [source, said] = [sources[run], verdicts[run]];
    return source === undefined || said === undefined ? [] : [{ source, verdict: said }];
  };
  const times = askings.map(({ durationMs }) => Math.round(durationMs)).toSorted((a, b) => a - b);
  const [one, other] = (variation?.groups ?? []).flatMap(({ runs: [run = 0] }) => judgedAt(run));
  const difference = one === undefined || other === undefined ? undefined : outputDifference(one, other);
  const repeats: RepeatFacts = {
    runs: askings.length,
    minMs: times[0] ?? 0,
    medianMs: times[times.length >> 1] ?? 0,
    maxMs: times.at(-1) ?? 0,
    ...(variation === undefined ? {} : { varies: variation.what }),
    groups: (variation?.groups ?? [{ runs: [...askings.keys()] }]).map(({ runs }) => {
      const { state, title } = verdicts[runs[0] ?? 0] ?? verdict;
      return { state, title, runs: runs.map((run) => run + 1) };
    }),
    ...(difference === undefined ? {} : { difference }),
  };
  return { ...result, repeats };
}
