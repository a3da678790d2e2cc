/** Runs the torture cases against a script, or against a daemon at its socket. */

import {
  datagramOf,
  type KeyRequest,
  type KeyStore,
  type ManagerSettings,
  outcomeOf,
  readRequest,
} from "../../manager/index.ts";
import { say } from "../../words/index.ts";
import { leaseKeeper } from "../keeper/keeper-lease.ts";
import { pollSamples } from "../samples/poll-samples.ts";
import type { PollTarget } from "../target/target.ts";
import type { Asked, Seen, TortureCase } from "./case.ts";
import { tortureCases } from "./cases.ts";

export interface TortureOptions extends Omit<PollTarget, "release" | "closeLook"> {
  readonly settings: ManagerSettings;
  readonly known: KeyStore;
  /** Samples that should succeed. Without any, the cases that need one are left out. */
  readonly hits: readonly KeyRequest[];
  /** Requests of the long row. Default 1000. */
  readonly rowLength?: number | undefined;
  /** Names of cases to run; all by default. */
  readonly only?: readonly string[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onResult?:
    | ((result: TortureResult, progress: { done: number; total: number }) => void)
    | undefined;
}

export interface TortureResult {
  readonly name: string;
  readonly mustHold: string;
  readonly why: string;
  readonly verdict: "held" | "broken" | "not-checked";
  /** What is wrong, or why the case was not checked. */
  readonly message: string | undefined;
  readonly asked: readonly Asked[];
}

/** After an outage about this many agents of a medium-sized manager ask within minutes. */
export const DEFAULT_ROW = 1000;

/** The cases for a target. A socket gets no arguments, so its cases have none. */
export function tortureCasesFor({ socketPath }: Pick<PollTarget, "socketPath">): readonly TortureCase[] {
  return tortureCases.filter(({ extraWords }) => socketPath === undefined || extraWords === undefined);
}

/** One case after the other. If the run is cancelled, or the daemon has ended, it ends with the cases done so far. */
export async function torture(options: TortureOptions): Promise<readonly TortureResult[]> {
  const { only, signal, onResult } = options;
  const cases = tortureCasesFor(options).filter(({ name }) => only === undefined || only.includes(name));
  const results: TortureResult[] = [];
  const lease = leaseKeeper();
  try {
    for (const one of cases) {
      const result = await runCase(one, options);
      if (signal?.aborted === true) break;
      results.push(result);
      onResult?.(result, { done: results.length, total: cases.length });
      if (obstacleOf(result) !== undefined) break;
    }
  } finally {
    lease.release();
  }
  return results;
}

async function runCase(one: TortureCase, options: TortureOptions): Promise<TortureResult> {
  const { name } = one;
  const mustHold = one.mustHold();
  const why = one.why();
  const sent = one.sent(options.hits);
  if (sent.length === 0) {
    const message = say`No sample is known to succeed.`;
    return { name, mustHold, why, verdict: "not-checked", message, asked: [] };
  }
  const seen = await see(one, sent, options);
  const { asked } = seen;
  const obstacle = obstacleOf(seen);
  if (obstacle !== undefined && asked.every(({ asking }) => asking?.obstacle !== undefined)) {
    return { name, mustHold, why, verdict: "not-checked", message: obstacle, asked };
  }
  const complaints = [one.judge(seen), obstacle].filter((text) => text !== undefined);
  const message = complaints.length === 0 ? undefined : complaints.join(" ");
  const verdict = message === undefined ? "held" : "broken";
  return { name, mustHold, why, verdict, message, asked };
}

/** Why a script or daemon could not be asked. */
function obstacleOf({ asked }: Pick<Seen, "asked">): string | undefined {
  return asked.find(({ asking }) => asking?.obstacle !== undefined)?.asking?.obstacle;
}

async function see(one: TortureCase, sent: readonly KeyRequest[], options: TortureOptions): Promise<Seen> {
  const { settings, known, rowLength = DEFAULT_ROW } = options;
  // The manager discards some requests itself. The script must not be called for them here either.
  const passed = sent.filter((request) => readRequest(datagramOf(request)).kind === "request");
  const repeat = one.repeat === "row" ? rowLength : (one.repeat ?? 1);
  const { extraWords } = one;
  const execPath =
    extraWords === undefined || options.execPath === undefined
      ? options.execPath
      : `${options.execPath} ${extraWords}`;
  const polled = await pollSamples(passed, {
    ...options,
    release: settings.release,
    execPath,
    repeat,
    workers: one.atOnce ? passed.length * repeat : 1,
    stopAtObstacle: true,
    closeLook: false,
  });
  const answered = polled.flatMap(({ request, askings }) =>
    askings.map((asking): Asked => {
      const outcome = outcomeOf(datagramOf(request), asking.source, known, settings);
      return { request, asking, outcome };
    }),
  );
  const dropped = sent
    .filter((request) => !passed.includes(request))
    .map((request): Asked => {
      const outcome = outcomeOf(datagramOf(request), { kind: "nothing" }, known, settings);
      return { request, asking: undefined, outcome };
    });
  return { asked: [...answered, ...dropped], variations: polled.flatMap(({ variation }) => variation ?? []) };
}
