/** `keypoll test --compare`: each request in the manager's surroundings and in the user's own, and the differences. */

import { proseOf } from "../../core/lint/answer/index.ts";
import {
  askingOf,
  type Comparison,
  compareProfiles,
  type Judged,
  outputDifference,
  type PollRun,
  sourceOf,
} from "../../core/poll/index.ts";
import type { PollResult } from "../report/poll-report.ts";
import type { ComparisonFacts } from "../report/run-facts.ts";
import { openProgress } from "../terminal/progress.ts";
import { aboutScript, type MadePolls, type PollsOptions, whatIsAsked } from "./make-polls.ts";
import { pollResult, runFacts } from "./poll-result.ts";
import type { Asked } from "./requests.ts";
import { judged, type TestPlan } from "./test-plan.ts";

/** One request after the other. The verdict of each is for the manager's surroundings. */
export async function comparePolls(plan: TestPlan, options: PollsOptions): Promise<MadePolls> {
  const { asked, target, settings, known } = plan;
  const { signal, raw, onStart, onPoll } = options;
  const polls: PollResult[] = [];
  let first: PollRun | undefined;
  const progress = openProgress();
  for (const [place, each] of asked.entries()) {
    const { request, text } = each;
    const what = whatIsAsked(plan, request);
    onStart(text, what);
    progress.start(`comparing ${text}: ${what}`);
    const comparison =
      request === undefined
        ? undefined
        : await compareProfiles({ ...target, separateStreams: true, request, settings, known, signal });
    progress.stop();
    if (comparison?.manager.run.cancelled === true || comparison?.asMe.run.cancelled === true) break;
    const poll = comparedResult(each, comparison, plan);
    if (comparison !== undefined) {
      raw.keep(place, `${text} manager`, 0, sourceOf(comparison.manager.run));
      raw.keep(place, `${text} as-me`, 0, sourceOf(comparison.asMe.run));
      first ??= comparison.manager.run;
    }
    polls.push(poll);
    onPoll(poll);
  }
  return {
    polls,
    notMade: asked.slice(polls.length).map(({ text }) => text),
    cancelled: signal.aborted,
    ...(first === undefined ? {} : aboutScript(first, plan)),
  };
}

function comparedResult(asked: Asked, comparison: Comparison | undefined, plan: TestPlan): PollResult {
  const { release } = plan.settings;
  if (comparison === undefined)
    return pollResult(judged(asked, { kind: "nothing" }, plan), undefined, release);
  const { run } = comparison.manager;
  const there = judgedRun(asked, run, plan);
  const own = judgedRun(asked, comparison.asMe.run, plan);
  const facts = comparisonFacts(comparison, there, own);
  return { ...pollResult(there.verdict, askingOf(run), release), comparison: facts };
}

function judgedRun(asked: Asked, run: PollRun, plan: TestPlan): Judged {
  const source = sourceOf(run);
  return { source, verdict: judged(asked, source, plan) };
}

function comparisonFacts({ asMe, differs, cause }: Comparison, there: Judged, own: Judged): ComparisonFacts {
  const difference = outputDifference(there, own);
  const { landing } = own.verdict;
  const { advice: _, ...prose } = proseOf(own.verdict);
  return {
    ...prose,
    run: runFacts(asMe.run),
    workingDirectory: asMe.run.workingDirectory,
    ...(landing === undefined ? {} : { landing }),
    ...(differs === undefined ? {} : { differs }),
    ...(difference === undefined ? {} : { difference }),
    ...(cause === undefined ? {} : { cause }),
  };
}
