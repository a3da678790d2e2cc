/** What the manager does with an existing answer. */

import { judge } from "../core/lint/answer/index.ts";
import {
  type ByteString,
  bytesFromText,
  describedManager,
  KeyStore,
  type ManagerSettings,
  readKeyFile,
  readRequest,
} from "../core/manager/index.ts";
import { bytesOf, type Content } from "./content.ts";
import { type ManagerOptions, releaseOf } from "./manager.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

export interface JudgeOptions extends ManagerOptions {
  /** The manager's `client.keys`: the agents that it already has. Default: none. */
  readonly keys?: Content | undefined;
  /** The manager is a worker of a cluster. Default: a master. */
  readonly worker?: boolean | undefined;
}

/**
 * Judges what a script printed. `request` is `id:001` or `ip:192.168.1.100`. `answer` is everything that the script
 * printed on both of its streams. Throws a `RangeError` if the request or the release is invalid.
 */
export function judgeAnswer(request: string, answer: Content, options: JudgeOptions = {}): Verdict {
  const { known, settings } = caseOf(options);
  const source = { kind: "output", output: bytesOf(answer) } as const;
  return verdictOf(judge(datagramOf(request), source, known, settings));
}

export interface Case {
  readonly known: KeyStore;
  readonly settings: ManagerSettings;
}

export function caseOf({ keys, worker, release, hostName }: JudgeOptions): Case {
  const node = worker ? "worker" : "master";
  const settings = describedManager({ release: releaseOf(release), hostName, node });
  if (keys === undefined) return { known: new KeyStore(), settings };
  const { store } = readKeyFile(bytesOf(keys), { release: settings.release, passEmpty: true });
  return { known: store, settings };
}

/** The request as the manager receives it. */
export function datagramOf(request: string): ByteString {
  const datagram = bytesFromText(request);
  const reading = readRequest(datagram);
  if (reading.kind === "discarded" && reading.message === "wrong-request") {
    throw new RangeError(`"${request}" is not a request: write id:001 or ip:192.168.1.100.`);
  }
  return datagram;
}
