/**
 * Key polling: requests wait in the modelled queue, threads run the script, and answers go to the registration service.
 */

import {
  type ByteString,
  type KeyStore,
  type ManagerSettings,
  type Outcome,
  outcomeOf,
  RequestQueue,
  readRequest,
  type Source,
} from "../core/manager/index.ts";
import { ask, type ConfiguredPolling } from "../core/poll/index.ts";
import type { Authd } from "./authd.ts";
import type { StandInLog } from "./log.ts";

export interface KeyRequestOptions {
  readonly polling: ConfiguredPolling;
  readonly queueSize: number;
  readonly authd: Authd;
  readonly log: StandInLog;
  /** The folder in which the script runs if no manager is installed. */
  readonly home: string;
  readonly onAsked: (asked: Asked) => void;
}

/** The result of a request for a key. */
export interface Asked {
  readonly datagram: ByteString;
  /** What the script gave. Undefined if the queue rejected the request. */
  readonly source: Source | undefined;
  /** The outcome. Undefined if the queue rejected the request. */
  readonly outcome: Outcome | undefined;
  readonly durationMs: number;
  /** The agents before the request. */
  readonly known: KeyStore;
  readonly settings: ManagerSettings;
}

export class KeyRequests {
  readonly #options: KeyRequestOptions;
  readonly #queue: RequestQueue;
  readonly #stop = new AbortController();
  readonly #threads = new Set<Promise<void>>();

  constructor(options: KeyRequestOptions) {
    this.#options = options;
    this.#queue = new RequestQueue({ queueSize: options.queueSize });
  }

  /** A datagram from remoted: accepted, or discarded with a line in the log. */
  offer(datagram: ByteString): void {
    if (this.#stop.signal.aborted) return;
    const taken = this.#queue.offer(datagram);
    if (taken !== "queued") {
      this.#options.log.say("authd", taken, datagram);
      const { store: known, service } = this.#options.authd;
      this.#options.onAsked({
        datagram,
        source: undefined,
        outcome: undefined,
        durationMs: 0,
        known,
        settings: service.manager,
      });
      return;
    }
    if (this.#threads.size >= this.#options.polling.threads) return;
    const thread = this.#work();
    this.#threads.add(thread);
    void thread.finally(() => this.#threads.delete(thread));
  }

  /** Ends the running scripts, and waits until they have ended. */
  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.allSettled(this.#threads);
  }

  async #work(): Promise<void> {
    for (let next = this.#queue.take(); next !== undefined; next = this.#queue.take()) {
      await this.#dispatch(next);
      this.#queue.end(next);
      if (this.#stop.signal.aborted) return;
    }
  }

  async #dispatch(datagram: ByteString): Promise<void> {
    const { polling, authd, log, home, onAsked } = this.#options;
    const settings: ManagerSettings = authd.service.manager;
    const { release } = settings;
    const read = readRequest(datagram);
    const asking =
      read.kind === "discarded"
        ? undefined
        : await ask(
            {
              execPath: polling.execPath,
              socketPath: polling.socketPath,
              timeoutSeconds: polling.timeoutSeconds,
              release,
              standInDirectory: home,
            },
            read.request,
            this.#stop.signal,
          );
    if (asking?.cancelled === true) return;
    if (asking?.obstacle !== undefined) log.note(asking.obstacle, "warning");
    const source = asking?.source ?? { kind: "nothing" };
    const known = authd.store;
    const outcome = outcomeOf(datagram, source, known, settings);
    authd.take(outcome);
    log.write("authd", outcome.log);
    onAsked({ datagram, source, outcome, durationMs: asking?.durationMs ?? 0, known, settings });
    if (outcome.verdict === "crash" || outcome.verdict === "exit") {
      log.note("A manager's daemon would end here. The stand-in continues.", "critical");
    }
  }
}
