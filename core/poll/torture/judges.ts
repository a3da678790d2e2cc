/** What must be true in a torture case, as functions that return what is wrong in one sentence. */

import {
  acceptsSource,
  type ByteString,
  datagramOf,
  type GivenAgent,
  newestRelease,
  readAddress,
  textFromBytes,
} from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { visible } from "../run/look-up.ts";
import type { Variation } from "../samples/variation.ts";
import type { Asked, Seen } from "./case.ts";
import { endText } from "./ends.ts";

/** A script that becomes slower by this factor over a long row keeps something open. */
const SLOWER = 2;
/** Shorter rows are not judged. */
const LONG_ENOUGH = 40;

/** Every request gets an error answer: exit code 0, readable JSON, `error` not 0. */
export function answersWithError({ asked }: Seen): string | undefined {
  const wrong = asked.find((one) => hasArrived(one) && one.outcome.verdict !== "error-answer");
  if (wrong === undefined) return undefined;
  const given = agentOf(wrong);
  return given === undefined
    ? say`${shown(wrong)} ended with "${endText(wrong.outcome.verdict)}" instead of an error answer.`
    : say`${shown(wrong)} was answered with agent ${textFromBytes(given.id ?? "")}.`;
}

/**
 * No request gets an agent, unless the manager's splitter turned the value into that agent's own id or address: then
 * the script could not know.
 */
export function answersOnlyWhatItGot({ asked }: Seen): string | undefined {
  const wrong = asked.find((one) => {
    const agent = agentOf(one);
    const [selector, value] = arrivedAs(one);
    return agent !== undefined && value !== (selector === "ip" ? agent.ip : agent.id);
  });
  return wrong === undefined
    ? undefined
    : say`${shown(wrong)} was answered with agent ${textFromBytes(agentOf(wrong)?.id ?? "")}.`;
}

/** The manager discards the request itself. */
export function isDropped({ asked }: Seen): string | undefined {
  const wrong = asked.find(({ asking }) => asking !== undefined);
  return wrong === undefined ? undefined : say`${shown(wrong)} reached the script.`;
}

/** At least one request gets an agent. */
export function someSuccess({ asked }: Seen): string | undefined {
  if (asked.some((one) => agentOf(one) !== undefined)) return undefined;
  const verdicts = [...new Set(asked.map(({ outcome }) => endText(outcome.verdict)))].join(", ");
  return say`None of ${asked.map(shown).join(", ")} was answered with an agent (${verdicts}). A script that hides its errors looks like this.`;
}

/** If an answer has an agent, it is the one that was asked for. */
export function answersWhoWasAsked({ asked }: Seen): string | undefined {
  const wrong = asked.find((one) => {
    const agent = agentOf(one);
    return agent !== undefined && !isTheOne(one, agent);
  });
  if (wrong === undefined) return undefined;
  const { id = "", ip = "" } = agentOf(wrong) ?? {};
  return say`${shown(wrong)} was answered with agent ${textFromBytes(id)} at ${textFromBytes(ip)}.`;
}

/** All runs of a request agree, and nothing was left running. */
export function staysTheSame({ asked, variations }: Seen): string | undefined {
  const [variation] = variations;
  if (variation !== undefined) {
    const { what, groups } = variation;
    const counts = groups.slice(0, 3).map(({ verdict, runs }) => `${runs.length} × ${endText(verdict)}`);
    const list = `${counts.join(", ")}${groups.length > 3 ? ", …" : ""}`;
    return varies[what](groups.length, list);
  }
  return leavesNothing({ asked, variations });
}

const varies: Readonly<Record<Variation["what"], (count: number, list: string) => string>> = {
  verdict: (count, list) => say`The verdict differs between runs, ${count} different ones: ${list}.`,
  answer: (count, list) => say`The answer differs between runs, ${count} different ones: ${list}.`,
  output: (count, list) => say`The output differs between runs, ${count} different ones: ${list}.`,
};

/** No answer is too late, and no run leaves a process. */
function leavesNothing({ asked }: Seen): string | undefined {
  const late = asked.find(keepsWaiting);
  if (late !== undefined) return say`${shown(late)} kept the manager waiting.`;
  const left = asked.find(({ asking }) => (asking?.run?.leftover.length ?? 0) > 0);
  return left === undefined
    ? undefined
    : say`${shown(left)} left ${left.asking?.run?.leftover[0]?.name ?? ""} running.`;
}

/** Whatever the value, the answer is in time and readable. */
export function answersReadably(seen: Seen): string | undefined {
  const broken = seen.asked.find(
    (one) => hasArrived(one) && agentOf(one) === undefined && one.outcome.verdict !== "error-answer",
  );
  return broken === undefined
    ? leavesNothing(seen)
    : say`${shown(broken)} ended with "${endText(broken.outcome.verdict)}".`;
}

/** A long row gives the same result throughout, leaves nothing, and does not get slower. */
export function staysSame(seen: Seen): string | undefined {
  const times = seen.asked.map(({ asking }) => asking?.durationMs ?? 0);
  // The fastest runs show what the script itself costs. The other load of the machine only makes runs slower.
  const quarter = Math.ceil(times.length / 4);
  const [first, last] = [Math.min(...times.slice(0, quarter)), Math.min(...times.slice(-quarter))];
  const slower = times.length >= LONG_ENOUGH && last > first * SLOWER;
  return (
    staysTheSame(seen) ??
    (slower
      ? say`The script gets slower: ${first.toFixed(0)} ms at first, ${last.toFixed(0)} ms at last.`
      : undefined)
  );
}

/** Several judges; the first message counts. */
export function all(...judges: readonly ((seen: Seen) => string | undefined)[]) {
  return (seen: Seen): string | undefined => {
    for (const judge of judges) {
      const complaint = judge(seen);
      if (complaint !== undefined) return complaint;
    }
    return undefined;
  };
}

function agentOf({ outcome }: Asked): GivenAgent | undefined {
  return outcome.answer?.kind === "agent" ? outcome.answer.agent : undefined;
}

function isTheOne({ request }: Asked, agent: GivenAgent): boolean {
  if (request.selector === "id") return agent.id === request.value;
  const address = readAddress(agent.ip ?? "", newestRelease);
  return address !== undefined && acceptsSource(address, request.value, newestRelease) === true;
}

/** A request whose command line crashed the manager's own child says nothing about the script. */
function hasArrived({ asking }: Asked): boolean {
  return asking !== undefined && asking.run?.notRun === undefined;
}

/** Selector and value: the last arguments that the manager's splitter made, or the text sent to a socket. */
function arrivedAs({ request, asking }: Asked): readonly ByteString[] {
  return asking?.run?.argv.slice(-2) ?? [request.selector, request.value];
}

function keepsWaiting({ asking }: Asked): boolean {
  const isLate = asking?.socket?.reply?.kind === "no-data";
  return isLate || asking?.threadLost === true || asking?.run?.execution.timedOut === true;
}

function shown({ request }: Asked): string {
  return visible(textFromBytes(datagramOf(request)));
}
