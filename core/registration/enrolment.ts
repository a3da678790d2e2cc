/** An enrolment from its request to the answer: what authd checks, replaces, adds, logs and sends. */

import { sha1 } from "@noble/hashes/legacy.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import {
  addNewAgent,
  arrayFromBytes,
  type ByteString,
  decideByRules,
  isReplaceableByAntiquity,
  type KeyEntry,
  type KeyStore,
  type ManagerLog,
} from "../manager/index.ts";
import { type EnrolmentRequest, readEnrolment } from "./enrolment-request.ts";
import { refusedGroup } from "./groups.ts";
import type { Service } from "./service.ts";

export interface Enrolment {
  /** Undefined if the agent was refused. */
  readonly added: { readonly entry: KeyEntry; readonly groups: readonly ByteString[] } | undefined;
  /** Agents that were removed for it. They stay removed even if the new agent was refused afterwards. */
  readonly replaced: readonly KeyEntry[];
  /** The answers to the agent, message by message. Empty if the connection is closed silently. */
  readonly answers: readonly ByteString[];
}

/** Maximum bytes of an answer that the service builds. */
const LONGEST_ANSWER = 2047;

/** The last number that is appended to a taken name (up to 3.13.0). */
const LAST_NUMBER = 256;

/** Enrols the agent at `peer` that sends these bytes. Changes `store` and writes to `log`. */
export function enrol(
  request: ByteString,
  peer: ByteString,
  store: KeyStore,
  service: Service,
  log: ManagerLog,
): Enrolment {
  log.add("enrolment-read", request);
  const read = readEnrolment(request, peer, service, log);
  if (read.kind === "refused")
    return { added: undefined, replaced: [], answers: refusal(read.answer, service) };
  return new Entry(read, store, service, log).run();
}

/** The messages of a refusal. */
function refusal(answer: ByteString | undefined, { habits }: Service): readonly ByteString[] {
  if (answer === undefined) return [];
  const text = answer.slice(0, LONGEST_ANSWER);
  switch (habits.refusal) {
    case "one-message":
      return [`${text}. Unable to add agent`];
    case "two-messages":
      return [text, "ERROR: Unable to add agent"];
    case "two-messages-with-blank-lines":
      // One answer has more text after its line feeds.
      return [
        `${text}\n\n${text.includes("consecutive ','") ? ", " : ""}`,
        "ERROR: Unable to add agent.\n\n",
      ];
  }
}

/** SHA-1 in hexadecimal over id, name and key, which an agent sends for its current key. Source: w_get_key_hash. */
export function keyHash({ id, name, key }: KeyEntry): string {
  return bytesToHex(sha1(arrayFromBytes(id + name + key)));
}

class Entry {
  readonly #replaced: KeyEntry[] = [];
  readonly #request: EnrolmentRequest;
  readonly #store: KeyStore;
  readonly #service: Service;
  readonly #log: ManagerLog;

  constructor(request: EnrolmentRequest, store: KeyStore, service: Service, log: ManagerLog) {
    this.#request = request;
    this.#store = store;
    this.#service = service;
    this.#log = log;
  }

  run(): Enrolment {
    const name = this.#freeName();
    const answer = typeof name === "string" ? this.#add(name) : name;
    return "refused" in answer
      ? { added: undefined, replaced: this.#replaced, answers: refusal(answer.refused, this.#service) }
      : answer;
  }

  /** The name for the agent, after every check, or why it is refused. */
  #freeName(): ByteString | { readonly refused: ByteString } {
    const { groups, name } = this.#request;
    const { manager } = this.#service;
    const wrongGroup = refusedGroup(groups, this.#service);
    if (wrongGroup !== undefined) {
      this.#log.add(...wrongGroup.log);
      return { refused: wrongGroup.answer };
    }
    const takenIp = this.#refuseIp();
    if (takenIp !== undefined) return { refused: takenIp };
    if (name === manager.hostName) {
      this.#log.add("enrolment-manager-name", name);
      return { refused: `ERROR: Invalid agent name: ${name}` };
    }
    const freeName = this.#clearName();
    if (typeof freeName !== "string") return freeName;
    if (!this.#isFull()) return freeName;
    this.#log.add("too-many-agents", manager.release.agentLimit ?? 0);
    return { refused: "ERROR: The maximum number of agents has been reached" };
  }

  #refuseIp(): ByteString | undefined {
    const { ip, namesIp } = this.#request;
    const { habits, useSourceIp, manager } = this.#service;
    // Up to 3.13.0 only a requested address is looked up, including `any`.
    const isLookedUp = habits.answersUnreadable ? ip !== "any" : namesIp || useSourceIp;
    const holder = isLookedUp ? this.#store.findByIp(ip) : undefined;
    if (holder === undefined || this.#clear("ip", holder, ip)) return undefined;
    return `ERROR: ${manager.release.duplicateWord} IP: ${ip}`;
  }

  #clearName(): ByteString | { readonly refused: ByteString } {
    const { name } = this.#request;
    const { habits, manager } = this.#service;
    const holder = this.#store.findByName(name);
    if (holder === undefined || this.#clear("name", holder, name)) return name;
    if (!habits.numbersNames)
      return { refused: `ERROR: ${manager.release.duplicateWord} agent name: ${name}` };
    for (let number = 2; number < LAST_NUMBER; number++) {
      const numbered = `${name}${number}`;
      if (this.#store.findByName(numbered) === undefined) return numbered;
    }
    this.#log.add("enrolment-taken-name", name);
    return { refused: `ERROR: Invalid agent name: ${name}` };
  }

  /** Removes the existing agent if the force options allow it. False if it stays, which is logged. */
  #clear(duplicate: "ip" | "name", existing: KeyEntry, shown: ByteString): boolean {
    const { manager, habits, forceTime } = this.#service;
    if (manager.release.force === "by-antiquity") return this.#clearByAntiquity(duplicate, existing, shown);
    if (manager.release.force === "by-rules") {
      const sameKey = this.#request.keyHash === keyHash(existing);
      const decision = decideByRules(existing, manager.force, manager.stateOf(existing.id), sameKey);
      const values = duplicate === "ip" || !decision.replace ? [shown, decision.reason] : [decision.reason];
      if (decision.replace) this.#remove(existing);
      this.#log.add(`${decision.replace ? "replacing" : "rejecting"}-${duplicate}`, ...values);
      return decision.replace;
    }
    const age = manager.ageOf(existing);
    const gives = manager.forceInsert && (age === undefined || age >= forceTime);
    if (gives) {
      this.#log.add(`replacing-${duplicate}`, shown, existing.id);
      this.#remove(existing);
    } else if (duplicate === "ip" || !habits.numbersNames) {
      this.#log.add(`enrolment-taken-${duplicate}`, shown);
    }
    return gives;
  }

  /**
   * 4.2.2 to 4.2.7: a line that names the existing agent, and one about what happens to it. Source:
   * w_auth_replace_agent.
   */
  #clearByAntiquity(duplicate: "ip" | "name", existing: KeyEntry, shown: ByteString): boolean {
    const { manager, forceTime } = this.#service;
    this.#log.add(`duplicate-${duplicate}`, shown, existing.id);
    const obstacle = !manager.forceInsert
      ? "old-agent-kept"
      : !isReplaceableByAntiquity(forceTime, manager.ageOf(existing))
        ? "old-agent-protected"
        : this.#request.keyHash === keyHash(existing)
          ? "old-agent-has-key"
          : undefined;
    this.#log.add(obstacle ?? "old-agent-removed", existing.id);
    if (obstacle === undefined) this.#remove(existing);
    return obstacle === undefined;
  }

  #remove(existing: KeyEntry): void {
    this.#store.remove(existing.id);
    this.#replaced.push(existing);
  }

  #isFull(): boolean {
    const { release, limitMaxAgents } = this.#service.manager;
    const { agentLimit } = release;
    return limitMaxAgents && agentLimit !== undefined && this.#store.entries.length >= agentLimit;
  }

  #add(name: ByteString): Enrolment | { readonly refused: ByteString } {
    const { groups } = this.#request;
    const { manager, habits, newKey, useSourceIp } = this.#service;
    const ip = habits.answersUnreadable || this.#request.namesIp || useSourceIp ? this.#request.ip : "any";
    const done = addNewAgent(this.#store, { id: undefined, name, ip, key: newKey() }, manager.release);
    if (done.kind === "exit") {
      this.#log.lines.push(...done.log);
      this.#log.add("enrolment-internal-error", name);
      return { refused: `ERROR: Internal manager error adding agent: ${name}` };
    }
    const { entry } = done;
    this.#log.add("enrolment-key-generated", name, ip);
    const end = habits.refusal === "two-messages-with-blank-lines" ? "\n\n" : "";
    const answer = `OSSEC K:'${entry.id} ${name} ${ip} ${entry.key}'${end}`;
    return { added: { entry, groups }, replaced: this.#replaced, answers: [answer] };
  }
}
