/** What a rehearsal asks, and in which forms: the script, the socket, or both in turn. */

import type { KeyRequest, KeyStore, ManagerSettings } from "../../manager/index.ts";
import type { FormName } from "../../rehearsal/report/index.ts";
import type { OpenedSuite } from "../suite/open-suite.ts";
import type { PollTarget } from "../target/target.ts";

export interface RehearsalForm {
  readonly name: FormName;
  readonly target: PollTarget;
}

export interface RehearsalSubject {
  readonly forms: readonly RehearsalForm[];
  /** The requests to use in turn. Empty if there are none. */
  readonly requests: readonly KeyRequest[];
  readonly known: KeyStore;
  readonly settings: ManagerSettings;
}

/** The suite's hits, because a storm consists of agents that get registered. If it expects no hit, all its requests. */
export function subjectOfSuite(
  { suite, target, known }: OpenedSuite,
  compare: string | true | undefined,
): RehearsalSubject {
  const asked = suite.samples.flatMap(({ asked: request, expectation }) =>
    request === undefined ? [] : [{ request, kind: expectation.kind }],
  );
  const hits = asked.filter(({ kind }) => kind === "registered");
  const requests = (hits.length > 0 ? hits : asked).map(({ request }) => request);
  return { forms: formsOf(target, compare), requests, known, settings: suite.settings };
}

/**
 * The forms of a target. `compare` asks for script and socket separately, with another socket if it is a path. The
 * socket then has no script as fallback, which would blur the figures.
 */
export function formsOf(target: PollTarget, compare: string | true | undefined): readonly RehearsalForm[] {
  const { socketPath } = target;
  if (compare === undefined) return [{ name: socketPath === undefined ? "script" : "socket", target }];
  const socket = compare === true ? socketPath : compare;
  return [
    ...(target.execPath === undefined
      ? []
      : [{ name: "script", target: { ...target, socketPath: undefined } } as const]),
    ...(socket === undefined
      ? []
      : [{ name: "socket", target: { ...target, execPath: undefined, socketPath: socket } } as const]),
  ];
}
