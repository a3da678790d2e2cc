/** Adds an agent to the manager's keys: the checks in their order, the replacements, the record. */

import { type Address, readAddress } from "../address/index.ts";
import type { GivenAgent } from "../answer/answer.ts";
import type { ByteString } from "../bytes.ts";
import type { KeyEntry, KeyStore } from "../key-file/key-store.ts";
import type { ManagerLog } from "../messages.ts";
import { effectiveForce, type ManagerSettings } from "../settings.ts";
import {
  decideByRules,
  type ForceDecision,
  type ForceOptions,
  isReplaceableByAge,
  isReplaceableByAntiquity,
} from "./force.ts";
import { addNewAgent } from "./new-agent.ts";
import { errorReply, type ReplyCode, replyText, successReply } from "./reply.ts";

/** Stands for a key that the manager generates: 64 hexadecimal digits that cannot be predicted. */
export const GENERATED_KEY = "?".repeat(64);

interface RegistrationBase {
  /** Agents that were removed in the process. They stay removed even if a later check refuses the new agent. */
  readonly replaced: readonly KeyEntry[];
}

export interface AddedAgent extends RegistrationBase {
  readonly kind: "added";
  readonly entry: KeyEntry;
  readonly idGenerated: boolean;
  readonly keyGenerated: boolean;
  readonly reply: ByteString;
}

export interface RejectedAgent extends RegistrationBase {
  readonly kind: "rejected";
  readonly code: ReplyCode;
  readonly reply: ByteString;
}

/** Before 4.4 only the key store detects a bad address, and the registration daemon exits. */
export interface RegistrationExit extends RegistrationBase {
  readonly kind: "exit";
}

export type Registration = AddedAgent | RejectedAgent | RegistrationExit;

/** What a request to the registration service can contain besides the agent. A key request contains none of it. */
export interface AdditionTerms {
  /** Overrides the manager's own force options (4.3 and newer). */
  readonly force?: ForceOptions | undefined;
  /** The same before 4.3: seconds for which an agent must have been away to be replaced, or -1 for never. */
  readonly seconds?: number | undefined;
  /** Whether the request contains the hash of this agent's key. */
  readonly hasKeyOf?: ((existing: KeyEntry) => boolean) | undefined;
}

type Duplicate = "id" | "ip" | "name";

/** One addition: the request, the keys, and what it logs and removes in the process. */
class Addition {
  readonly replaced: KeyEntry[] = [];
  readonly #store: KeyStore;
  readonly #settings: ManagerSettings;
  readonly #log: ManagerLog;
  readonly #force: ForceOptions;
  readonly #seconds: number;
  readonly #hasKeyOf: (existing: KeyEntry) => boolean;

  constructor(
    store: KeyStore,
    settings: ManagerSettings,
    log: ManagerLog,
    {
      force = effectiveForce(settings),
      seconds = settings.forceInsert ? 1 : 0,
      hasKeyOf = () => false,
    }: AdditionTerms,
  ) {
    this.#force = force;
    this.#seconds = seconds;
    this.#hasKeyOf = hasKeyOf;
    this.#store = store;
    this.#settings = settings;
    this.#log = log;
  }

  run(given: GivenAgent): Registration {
    const { name, ip } = given;
    if (name === undefined) return this.#reject(9005, true);
    if (ip === undefined) return this.#reject(9006, true);
    this.#log.add("adding", name);
    const address = readAddress(ip, this.#settings.release);
    const refusal =
      this.#refuseId(given.id) ??
      (ip === "any" ? undefined : this.#refuseIp(ip, address)) ??
      this.#refuseName(name) ??
      (this.#isFull() ? this.#refuse(9013) : undefined);
    // From 4.4 on the key store reads the stored form once more. An IPv6 prefix of 0 is already removed then.
    return refusal ?? this.#add(given, name, address?.stored ?? ip);
  }

  #refuseId(id: ByteString | undefined): RejectedAgent | undefined {
    const known = id === undefined ? undefined : this.#store.findById(id);
    return known === undefined || this.#clear("id", known, known.id) ? undefined : this.#refuse(9012);
  }

  #refuseIp(ip: ByteString, address: Address | undefined): RejectedAgent | undefined {
    if (address !== undefined) this.#store.noteAddress(address);
    else if (this.#settings.release.addressCheckedBeforeAdding) {
      this.#log.add("not-valid-ip", ip);
      return this.#reject(9006, false);
    }
    // The look-up uses the text with its mask, but the index holds texts without it: duplicate ranges are never found.
    const wanted = address?.stored ?? ip;
    const holder = this.#store.findByIp(wanted);
    return holder === undefined || this.#clear("ip", holder, wanted) ? undefined : this.#refuse(9007);
  }

  #refuseName(name: ByteString): RejectedAgent | undefined {
    if (name === this.#settings.hostName) return this.#refuse(9008);
    const namesake = this.#store.findByName(name);
    return namesake === undefined || this.#clear("name", namesake, name) ? undefined : this.#refuse(9008);
  }

  #add({ id, key: given }: GivenAgent, name: ByteString, ip: ByteString): Registration {
    const key = given ?? this.#settings.newKey?.() ?? GENERATED_KEY;
    const added = addNewAgent(this.#store, { id, name, ip, key }, this.#settings.release);
    if (added.kind === "exit") {
      this.#log.lines.push(...added.log);
      return { kind: "exit", replaced: this.replaced };
    }
    const { entry } = added;
    this.#log.add("key-generated", name);
    const reply = successReply({ id: entry.id, name, ip, key });
    const made = { idGenerated: id === undefined, keyGenerated: given === undefined };
    return { kind: "added", entry, ...made, reply, replaced: this.replaced };
  }

  /** Removes the existing agent if it may be replaced. False if it stays. */
  #clear(duplicate: Duplicate, existing: KeyEntry, shown: ByteString): boolean {
    const decision = this.#decide(duplicate, existing);
    if (decision.replace) {
      this.#store.remove(existing.id);
      this.replaced.push(existing);
    }
    this.#logDuplicate(duplicate, decision, shown, existing.id);
    return decision.replace;
  }

  #logDuplicate(duplicate: Duplicate, { replace, reason }: ForceDecision, shown: ByteString, id: ByteString) {
    const message = `${replace ? "replacing" : "rejecting"}-${duplicate}` as const;
    switch (this.#settings.release.force) {
      case "by-age":
        // These releases have no line about an agent that stays.
        this.#log.add(message, shown, id);
        return;
      case "by-antiquity":
        if (duplicate === "id") this.#log.add("duplicate-id", id);
        this.#log.add(replace ? "old-agent-removed" : "old-agent-protected", id);
        return;
      case "by-rules": {
        // Every line except two shows the value.
        const named = duplicate === "ip" || (duplicate === "name" && !replace);
        this.#log.add(message, ...(named ? [shown, reason] : [reason]));
      }
    }
  }

  #decide(duplicate: Duplicate, existing: KeyEntry): ForceDecision {
    const { release, stateOf, ageOf } = this.#settings;
    switch (release.force) {
      case "by-age":
        return {
          replace: isReplaceableByAge(duplicate, this.#seconds, ageOf(existing), release),
          reason: "",
        };
      case "by-antiquity":
        return { replace: isReplaceableByAntiquity(this.#seconds, ageOf(existing)), reason: "" };
      case "by-rules":
        return decideByRules(existing, this.#force, stateOf(existing.id), this.#hasKeyOf(existing));
    }
  }

  #isFull(): boolean {
    const { release, limitMaxAgents } = this.#settings;
    const { agentLimit } = release;
    return limitMaxAgents && agentLimit !== undefined && this.#store.entries.length >= agentLimit;
  }

  /** A refusal inside the add step. Before 4.3 its code is logged; later only the duplicate that caused it. */
  #refuse(code: ReplyCode): RejectedAgent {
    return this.#reject(code, this.#settings.release.refusalLogged);
  }

  #reject(code: ReplyCode, logged: boolean): RejectedAgent {
    const { release } = this.#settings;
    if (logged) this.#log.add("add-refused", code, replyText(code, release));
    return { kind: "rejected", code, reply: errorReply(code, release), replaced: this.replaced };
  }
}

/** The registration service of a worker refuses local requests (4.2). */
export function refuseOnWorker({ release }: ManagerSettings, log: ManagerLog): RejectedAgent {
  const code = 9015;
  log.add("add-refused", code, replyText(code, release));
  return { kind: "rejected", code, reply: errorReply(code, release), replaced: [] };
}

/** Asks the registration service to add an agent to `store`, which changes. Source: local_add of each release. */
export function register(
  given: GivenAgent,
  store: KeyStore,
  settings: ManagerSettings,
  log: ManagerLog,
  terms: AdditionTerms = {},
): Registration {
  return new Addition(store, settings, log, terms).run(given);
}
