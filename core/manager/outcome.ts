/** The whole course of one request, from the datagram to the key file: what the manager does, logs and writes. */

import { type AnswerReading, type GivenAgent, type MissingMember, readAnswer } from "./answer/answer.ts";
import { type JsonReading, readJson } from "./answer/json.ts";
import { type ByteString, cString } from "./bytes.ts";
import { type Execution, type ExecutionRefusal, readExecution } from "./execution/execution.ts";
import type { KeyStore } from "./key-file/key-store.ts";
import { FREED_MEMORY } from "./log.ts";
import { type LogLine, ManagerLog } from "./messages.ts";
import { CLUSTER_LIMIT, clusterPayloadOf, FRAME_LIMIT, frameOf } from "./registration/frame.ts";
import { type Registration, refuseOnWorker, register } from "./registration/register.ts";
import { replyText } from "./registration/reply.ts";
import { type KeyRequest, readRequest } from "./request/request.ts";
import type { ManagerSettings } from "./settings.ts";

/** Where a request ends. */
export type VerdictKind =
  | "added"
  | "rejected"
  | "error-answer"
  | MissingMember
  | "parse-error"
  | ExecutionRefusal
  | "no-answer"
  | "request-discarded"
  | "crash"
  | "exit"
  | "not-registered"
  | "no-feature";

export interface Outcome {
  readonly verdict: VerdictKind;
  /** True if the poller counts the request as failed. A refused registration and unreadable JSON do not count. */
  readonly failed: boolean;
  readonly log: readonly LogLine[];
  /** On a worker: what the master logs. */
  readonly masterLog: readonly LogLine[];
  readonly request: KeyRequest | undefined;
  readonly json: JsonReading | undefined;
  readonly answer: AnswerReading | undefined;
  readonly registration: Registration | undefined;
  /** The keys in the manager's memory after the request. */
  readonly store: KeyStore;
}

/** What the script gave: printed bytes, a run, nothing at all, or the result of a socket. */
export type Source =
  | { readonly kind: "output"; readonly output: ByteString }
  | { readonly kind: "execution"; readonly execution: Execution }
  | { readonly kind: "nothing" }
  /** The command line exceeds the manager's limit: nothing was run. */
  | { readonly kind: "command-too-long" }
  /** The socket was asked first: the lines that this logged, and its result. */
  | { readonly kind: "socket"; readonly log: readonly LogLine[]; readonly gave: Source };

/** What printf prints for a missing text. */
const NO_TEXT = "(null)";

/** How often a worker asks the cluster, in releases in which it asks more than once. */
const CLUSTER_ATTEMPTS = 10;

/** What the manager does with the result of a script for a request. `known` is not changed. */
export function outcomeOf(
  datagram: ByteString,
  source: Source,
  known: KeyStore,
  settings: ManagerSettings,
): Outcome {
  const steps = new PollSteps(settings, known.copy());
  const [verdict, failed] = steps.go(datagram, source);
  if (failed) steps.log.add("request-failed");
  return { ...steps.found, verdict, failed, log: steps.log.lines, store: steps.store };
}

/** Where the steps ended, and whether the poller counts that as a failed request. */
type End = readonly [verdict: VerdictKind, failed: boolean];

type Found = Pick<Outcome, "request" | "json" | "answer" | "registration" | "masterLog">;

/** The steps of one request. Each notes what it found, and continues with the next step or ends the request. */
class PollSteps {
  readonly log: ManagerLog;
  readonly store: KeyStore;
  found: Found = {
    request: undefined,
    json: undefined,
    answer: undefined,
    registration: undefined,
    masterLog: [],
  };
  readonly #settings: ManagerSettings;

  constructor(settings: ManagerSettings, store: KeyStore) {
    this.#settings = settings;
    this.store = store;
    this.log = new ManagerLog(settings.release);
  }

  go(datagram: ByteString, source: Source): End {
    if (this.#settings.release.poller === "none") return ["no-feature", false];
    const asked = readRequest(datagram);
    if (asked.kind === "discarded") {
      this.log.add(asked.message, asked.shown);
      return ["request-discarded", true];
    }
    this.found = { ...this.found, request: asked.request };
    return this.#run(asked.request, source);
  }

  #run(request: KeyRequest, source: Source): End {
    if (source.kind === "nothing") return ["no-answer", true];
    if (source.kind === "socket") {
      this.log.lines.push(...source.log);
      return this.#run(request, source.gave);
    }
    if (source.kind === "command-too-long") {
      this.log.add("command-too-long");
      return ["request-discarded", true];
    }
    if (source.kind === "output") return this.#parse(request, cString(source.output));
    const run = readExecution(source.execution, this.#settings.release, this.log);
    if (run.kind === "refused") return [run.reason, run.reason !== "hangs"];
    return this.#parse(request, cString(run.output));
  }

  #parse(request: KeyRequest, output: ByteString): End {
    const { release } = this.#settings;
    const json = readJson(output, release);
    this.found = { ...this.found, json };
    if (json.value !== undefined) return this.#decide(request, readAnswer(json.value, release));
    const shown = { rest: output.slice(json.end), output, "freed-memory": FREED_MEMORY };
    this.log.add("json-unreadable", shown[release.unreadableShows]);
    return ["parse-error", false];
  }

  #decide(request: KeyRequest, answer: AnswerReading): End {
    this.found = { ...this.found, answer };
    switch (answer.kind) {
      case "crash":
        return ["crash", false];
      case "refused":
        this.log.add(answer.reason);
        return [answer.reason, true];
      case "error":
        if (answer.messageMissing) this.log.add("no-message-field");
        else if (answer.message !== undefined) {
          this.log.add("error-answer", request.selector.toUpperCase(), request.value, answer.message);
        }
        return ["error-answer", true];
      case "agent":
        return this.#hand(answer.agent);
    }
  }

  /** From the poller to the registration service, which is another daemon before 4.4. */
  #hand(agent: GivenAgent): End {
    const { release, node } = this.#settings;
    if (node === "worker" && release.workers === "forwarded") return this.#forward(agent);
    if (node === "worker" && release.workers === "unreachable") {
      this.log.add("authd-not-reached");
      return ["not-registered", false];
    }
    if (release.poller === "wazuh-modulesd" && frameOf(agent, this.#settings).length > FRAME_LIMIT) {
      this.log.add("frame-too-long");
      return ["not-registered", false];
    }
    return this.#register(agent);
  }

  #register(agent: GivenAgent): End {
    this.log.add("requesting-addition", agent.id ?? "");
    const registration =
      this.#settings.node === "worker"
        ? refuseOnWorker(this.#settings, this.log)
        : register(agent, this.store, this.#settings, this.log);
    this.found = { ...this.found, registration };
    if (registration.kind !== "exit") this.log.add("addition-response", registration.reply);
    return [registration.kind, false];
  }

  /** A worker sends the answer to the master, which decides with the worker's force options. */
  #forward(agent: GivenAgent): End {
    const { release } = this.#settings;
    const master = new ManagerLog(release);
    const id = agent.id ?? NO_TEXT;
    this.log.add("forwarding", id);
    // Without an id the request has another form, in which the key is in place of its hash.
    const { key: _hash, ...keyless } = agent;
    const sent = agent.id === undefined ? keyless : agent;
    const { length } = clusterPayloadOf(agent, this.#settings);
    if (length > CLUSTER_LIMIT) {
      // The reason is the last error that the daemon met, whatever it was.
      this.#clusterFails(() => {
        this.log.add("cluster-payload-too-long", length, CLUSTER_LIMIT);
        this.log.add("cluster-not-sent", "Success");
      });
      return ["not-registered", false];
    }
    if (frameOf(agent, this.#settings).length > FRAME_LIMIT) {
      master.add("frame-too-long");
      this.found = { ...this.found, masterLog: master.lines };
      this.#clusterFails(() => this.log.add("cluster-error"));
      return ["not-registered", false];
    }
    const registration = register(sent, this.store, this.#settings, master);
    this.found = { ...this.found, registration, masterLog: master.lines };
    if (registration.kind === "added") this.log.add("forwarded", id);
    if (registration.kind === "rejected") {
      this.log.add("master-refused", registration.code, replyText(registration.code, release));
    }
    if (registration.kind === "exit") this.#clusterFails(() => this.log.add("cluster-error"));
    return [registration.kind, false];
  }

  /** Logs what a worker meets on the way to the master. From 4.7 on it tries ten times. */
  #clusterFails(attempt: () => void): void {
    const { retriesOnWorker } = this.#settings.release;
    for (let tries = retriesOnWorker ? CLUSTER_ATTEMPTS : 1; tries > 0; tries--) attempt();
    if (retriesOnWorker) this.log.add("cluster-not-reached");
  }
}
