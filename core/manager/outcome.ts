/** The whole way of one request, from the datagram to the key file: what the manager does, logs and writes. */

import { type AnswerReading, type GivenAgent, type MissingMember, readAnswer } from "./answer/answer.ts";
import { type JsonReading, readJson } from "./answer/json.ts";
import { type ByteString, cString } from "./bytes.ts";
import { type Execution, type ExecutionRefusal, readExecution } from "./execution/execution.ts";
import type { KeyStore } from "./key-file/key-store.ts";
import { FREED_MEMORY, type LogLine } from "./log.ts";
import { ManagerLog } from "./messages.ts";
import { type Registration, register } from "./registration/register.ts";
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
  /** The poller counts the request as failed; a refused registration and unreadable JSON do not count. */
  readonly failed: boolean;
  readonly log: readonly LogLine[];
  /** On a worker: what the master logs. */
  readonly masterLog: readonly LogLine[];
  readonly request: KeyRequest | undefined;
  readonly json: JsonReading | undefined;
  readonly answer: AnswerReading | undefined;
  readonly registration: Registration | undefined;
  /** The keys in the manager's memory afterwards. */
  readonly store: KeyStore;
}

/** What came back from the script: bytes that were printed, a run, nothing at all, or what a socket led to. */
export type Source =
  | { readonly kind: "output"; readonly output: ByteString }
  | { readonly kind: "execution"; readonly execution: Execution }
  | { readonly kind: "nothing" }
  /** The command line is longer than the manager takes: nothing was run. */
  | { readonly kind: "command-too-long" }
  /** A socket was asked first: the lines that this made, and what came of it. */
  | { readonly kind: "socket"; readonly log: readonly LogLine[]; readonly gave: Source };

/** What the manager does with what a script gave it for a request. `known` is not changed. */
export function outcomeOf(
  datagram: ByteString,
  source: Source,
  known: KeyStore,
  settings: ManagerSettings,
): Outcome {
  const way = new Way(settings, known.copy());
  const [verdict, failed] = way.go(datagram, source);
  if (failed) way.log.add("request-failed");
  return { ...way.found, verdict, failed, log: way.log.lines, store: way.store };
}

/** Where the way ended, and whether the poller counts that as a failed request. */
type End = readonly [verdict: VerdictKind, failed: boolean];

type Found = Pick<Outcome, "request" | "json" | "answer" | "registration" | "masterLog">;

/** The steps of one request; each notes what it found and goes on to the next or ends the way. */
class Way {
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
    // Before 4.4 the line ends with the rest of the output, from the byte at which the parser stopped.
    const rest = release.poller === "wazuh-authd" ? FREED_MEMORY : output.slice(json.end);
    this.log.add("json-unreadable", rest);
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
        return this.#settings.node === "worker" ? this.#forward(answer.agent) : this.#register(answer.agent);
    }
  }

  #register(agent: GivenAgent): End {
    this.log.add("requesting-addition", agent.id ?? "");
    const registration = register(agent, this.store, this.#settings, this.log);
    this.found = { ...this.found, registration };
    if (registration.kind !== "exit") this.log.add("addition-response", registration.reply);
    return [registration.kind, false];
  }

  /** A worker sends the answer to the master, which decides with the worker's force options. */
  #forward(agent: GivenAgent): End {
    const { release } = this.#settings;
    if (!release.workerForwards) {
      this.log.add("authd-not-reached");
      return ["not-registered", true];
    }
    this.log.add("forwarding", agent.id ?? "");
    const master = new ManagerLog(release);
    const registration = register(agent, this.store, this.#settings, master);
    this.found = { ...this.found, registration, masterLog: master.lines };
    if (registration.kind === "added") this.log.add("forwarded", agent.id ?? "");
    if (registration.kind === "rejected") {
      this.log.add("master-refused", registration.code, replyText(registration.code, release));
    }
    return [registration.kind, false];
  }
}
