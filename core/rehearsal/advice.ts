/** The setting to choose, and why. */

import { numberText, say } from "../words/index.ts";
import type { Simulated } from "./storm.ts";

export interface Advice {
  readonly threads: number;
  readonly queueSize: number;
  /** The storm with this setting. */
  readonly simulated: Simulated;
  /** In sentences, the most important first. */
  readonly reasons: readonly string[];
}

export interface Choices {
  /** In ascending order. */
  readonly threadChoices: readonly number[];
  /** In ascending order. */
  readonly queueChoices: readonly number[];
  /** A queue with room for every agent. */
  readonly ample: number;
  /** How inaccurate the times for this many threads may be, as a fraction of them. */
  readonly timesError: (threads: number) => number;
  readonly runAll: (
    changes: readonly { readonly threads: number; readonly queueSize: number }[],
  ) => Generator<void, readonly Simulated[]>;
}

/** More threads must save at least a tenth of the time to be worth their load on database and processors. */
const WORTH = 1.1;
/** Differences of fewer standard errors may be chance. */
const DOUBT = 2;
/** A larger queue costs almost nothing, so it need not save much. */
const ABOUT_EQUAL = 1.02;

/**
 * The fewest threads that are nearly as fast as any number of them, or cannot be distinguished from the fastest; and
 * the smallest queue that discards nothing and is as fast as any.
 */
export function* adviseOn(asked: Simulated, choices: Choices): Generator<void, Advice> {
  const { threadChoices, queueChoices, ample, timesError, runAll } = choices;
  const withThreads = yield* runAll(threadChoices.map((threads) => ({ threads, queueSize: ample })));
  const shortest = Math.min(...withThreads.map(timeOf));
  const quickest = withThreads.find((each) => timeOf(each) === shortest) ?? asked;
  if (shortest === Number.POSITIVE_INFINITY) {
    const { threads, queueSize } = asked.settings;
    return { threads, queueSize, simulated: asked, reasons: reasonsFor(asked, asked) };
  }
  const errorOf = ({ settings }: Simulated): number => timesError(settings.threads);
  const isAsQuick = (each: Simulated): boolean =>
    timeOf(each) <= shortest * Math.max(WORTH, 1 + DOUBT * Math.hypot(errorOf(each), errorOf(quickest)));
  const fewest = withThreads.find(isAsQuick) ?? quickest;
  const { threads } = fewest.settings;
  const withQueues = yield* runAll(queueChoices.map((queueSize) => ({ threads, queueSize })));
  const best = Math.min(...withQueues.map(timeOf));
  const isGood = (each: Simulated): boolean => each.discardedFull === 0 && timeOf(each) <= best * ABOUT_EQUAL;
  // A queue that is good enough is kept, because a smaller one saves nothing.
  const simulated =
    withQueues.find((each) => isGood(each) && each.settings.queueSize === asked.settings.queueSize) ??
    withQueues.find(isGood) ??
    withQueues.find((each) => timeOf(each) === best) ??
    asked;
  const { queueSize } = simulated.settings;
  const doubted = timeOf(fewest) > shortest * WORTH ? quickest : undefined;
  return { threads, queueSize, simulated, reasons: reasonsFor(asked, simulated, doubted) };
}

/** Seconds until all are registered; infinite if that does not happen. */
function timeOf({ allRegisteredSeconds }: Simulated): number {
  return allRegisteredSeconds ?? Number.POSITIVE_INFINITY;
}

/** `doubted` has more threads than the chosen setting, and may be faster. */
function reasonsFor(asked: Simulated, chosen: Simulated, doubted?: Simulated): readonly string[] {
  const reasons: string[] = [];
  const { threads, queueSize } = chosen.settings;
  const now = asked.allRegisteredSeconds;
  const then = chosen.allRegisteredSeconds;
  if (asked.threadsLost > 0) {
    reasons.push(
      say`Some runs never release their thread, and no setting can change that. Give the script its own timeouts, and let it close its output.`,
    );
  }
  if (asked.unknownAgents > 0 && asked.registered === 0) {
    reasons.push(say`No run registered an agent, so there is nothing to make faster. Test the script first.`);
  }
  if (then === undefined) reasons.push(say`No number of threads and no queue size lets all agents register.`);
  else if (now === undefined) {
    reasons.push(
      say`With threads ${threads} and queue_size ${queueSize} all agents are registered after ${spoken(then)}; with your settings, never.`,
    );
  } else {
    reasons.push(comparison(now, then));
  }
  if (doubted !== undefined) {
    reasons.push(
      say`It is unknown whether up to ${doubted.settings.threads} threads are faster: the measured runs differ too much. Rehearse again when the machine is less busy.`,
    );
  } else if (threads < asked.settings.threads && then !== undefined) {
    reasons.push(
      threads === 1
        ? say`More than 1 thread saves little time at the cost of database and processors.`
        : say`More than ${threads} threads save little time at the cost of database and processors.`,
    );
  }
  if (asked.discardedFull > 0 && chosen.discardedFull === 0) {
    reasons.push(
      say`The queue never becomes too full to accept a request; with your settings, requests are discarded ${numberText(asked.discardedFull)} times.`,
    );
  }
  return reasons;
}

/** Seconds with the given setting, and with the chosen one. */
function comparison(now: number, then: number): string {
  if (now > then * ABOUT_EQUAL)
    return say`All agents are registered after ${spoken(then)} instead of ${spoken(now)}.`;
  return now * ABOUT_EQUAL < then
    ? say`All agents are registered after ${spoken(then)}; with your settings, after ${spoken(now)}.`
    : say`Your settings are about as fast: ${spoken(now)}.`;
}

/** `8.5 s`, `41 s`, `5 min 20 s`, `102 min`, `2.5 h`. */
export function spoken(seconds: number): string {
  if (seconds < 9.95) return `${numberText(seconds, 1)} s`;
  const whole = Math.round(seconds);
  if (whole < 120) return `${whole} s`;
  if (whole >= 7200) return `${numberText(seconds / 3600, 1)} h`;
  if (whole >= 3600) return `${Math.round(seconds / 60)} min`;
  return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
