/** Adding an agent to the manager's keys: the checks in their order, the replacements, the record. */

import { type Address, readAddress } from "../address/index.ts";
import { rejectedAddressText } from "../address/rejected.ts";
import { counterValue, generatedId } from "../agent-id.ts";
import type { GivenAgent } from "../answer/answer.ts";
import type { ByteString } from "../bytes.ts";
import type { KeyEntry, KeyStore } from "../key-file/key-store.ts";
import type { ManagerLog } from "../messages.ts";
import { effectiveForce, type ManagerSettings } from "../settings.ts";
import { decideByRules, type ForceDecision, givesWayByAge } from "./force.ts";
import { errorReply, type ReplyCode, replyText, successReply } from "./reply.ts";

/** Stands for a key that the manager makes up: 64 hexadecimal digits that nobody can foretell. */
export const GENERATED_KEY = "?".repeat(64);

interface RegistrationBase {
  /** Agents that were removed on the way. They are gone even where a later check refuses the new agent. */
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

/** Before 4.4 a bad address is only met in the key store, which ends the registration daemon. */
export interface RegistrationExit extends RegistrationBase {
  readonly kind: "exit";
}

export type Registration = AddedAgent | RejectedAgent | RegistrationExit;

type Duplicate = "id" | "ip" | "name";

/** One addition: what it was asked to add, to which keys, and what it logs and removes on the way. */
class Addition {
  readonly replaced: KeyEntry[] = [];
  readonly #store: KeyStore;
  readonly #settings: ManagerSettings;
  readonly #log: ManagerLog;

  constructor(store: KeyStore, settings: ManagerSettings, log: ManagerLog) {
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
    if (refusal !== undefined) return refusal;
    const kept = this.#keptAddress(address);
    if (kept !== undefined) return this.#add(given, name, kept);
    this.#log.add("invalid-ip", rejectedAddressText(ip, this.#settings.release));
    return { kind: "exit", replaced: this.replaced };
  }

  #refuseId(id: ByteString | undefined): RejectedAgent | undefined {
    const known = id === undefined ? undefined : this.#store.findById(id);
    return known === undefined || this.#clear("id", known, known.id) ? undefined : this.#refuse(9012);
  }

  #refuseIp(ip: ByteString, address: Address | undefined): RejectedAgent | undefined {
    const checked = this.#settings.release.addressCheckedBeforeAdding;
    if (checked && address === undefined) {
      this.#log.add("not-valid-ip", ip);
      return this.#reject(9006, false);
    }
    if (address !== undefined) this.#store.noteAddress(address);
    // The look-up takes the text with its mask, the index holds texts without: duplicate ranges are never found.
    const wanted = checked && address !== undefined ? address.stored : ip;
    const holder = this.#store.findByIp(wanted);
    return holder === undefined || this.#clear("ip", holder, wanted) ? undefined : this.#refuse(9007);
  }

  #refuseName(name: ByteString): RejectedAgent | undefined {
    if (name === this.#settings.hostName) return this.#refuse(9008);
    const namesake = this.#store.findByName(name);
    return namesake === undefined || this.#clear("name", namesake, name) ? undefined : this.#refuse(9008);
  }

  /** From 4.4 on the stored form is read once more by the key store; an IPv6 prefix of 0 is gone by then. */
  #keptAddress(address: Address | undefined): Address | undefined {
    const { release } = this.#settings;
    return address !== undefined && release.addressCheckedBeforeAdding
      ? readAddress(address.stored, release)
      : address;
  }

  #add(given: GivenAgent, name: ByteString, address: Address): AddedAgent {
    const id = given.id ?? generatedId(this.#store.idCounter, this.#settings.release);
    const entry: KeyEntry = { id, name, address, key: given.key ?? GENERATED_KEY };
    this.#store.add(entry);
    this.#countId(id, given.id !== undefined);
    this.#log.add("key-generated", name);
    const reply = successReply({ id, name, ip: address.stored, key: entry.key });
    const made = { idGenerated: given.id === undefined, keyGenerated: given.key === undefined };
    return { kind: "added", entry, ...made, reply, replaced: this.replaced };
  }

  #countId(id: ByteString, given: boolean): void {
    if (!given) this.#store.idCounter = counterValue(id) ?? this.#store.idCounter;
    else if (this.#settings.release.givenIdRaisesCounter) this.#store.countId(id);
  }

  /** Removes the agent in the way if it may be replaced; false where it stays. */
  #clear(duplicate: Duplicate, existing: KeyEntry, shown: ByteString): boolean {
    const decision = this.#decide(duplicate, existing);
    if (decision.replace) {
      this.#store.remove(existing.id);
      this.replaced.push(existing);
    }
    this.#logDuplicate(duplicate, decision, shown);
    return decision.replace;
  }

  #logDuplicate(duplicate: Duplicate, decision: ForceDecision, shown: ByteString): void {
    const byRules = this.#settings.release.force === "by-rules";
    if (!decision.replace && !byRules) return;
    // The rules of 4.3 name the value in every line but two.
    const named = !byRules || duplicate === "ip" || (duplicate === "name" && !decision.replace);
    const values = named ? [shown, decision.reason] : [decision.reason];
    this.#log.add(`${decision.replace ? "replacing" : "rejecting"}-${duplicate}`, ...values);
  }

  #decide(duplicate: Duplicate, existing: KeyEntry): ForceDecision {
    const { release, forceInsert, stateOf, ageOf } = this.#settings;
    if (release.force === "by-rules") {
      return decideByRules(existing, effectiveForce(this.#settings), stateOf(existing.id));
    }
    const replace = givesWayByAge(duplicate, forceInsert, ageOf(existing), release);
    return { replace, reason: existing.id };
  }

  #isFull(): boolean {
    const { release, limitMaxAgents } = this.#settings;
    return (
      limitMaxAgents && release.maxAgents !== undefined && this.#store.entries.length >= release.maxAgents - 2
    );
  }

  /** A refusal inside the add step: before 4.3 its code is logged, later only the duplicate that caused it. */
  #refuse(code: ReplyCode): RejectedAgent {
    return this.#reject(code, this.#settings.release.force === "by-age");
  }

  #reject(code: ReplyCode, logged: boolean): RejectedAgent {
    const { release } = this.#settings;
    if (logged) this.#log.add("add-refused", code, replyText(code, release));
    return { kind: "rejected", code, reply: errorReply(code, release), replaced: this.replaced };
  }
}

/** Asks the registration service to add an agent to `store`, which it changes. Source: local_add of each release. */
export function register(
  given: GivenAgent,
  store: KeyStore,
  settings: ManagerSettings,
  log: ManagerLog,
): Registration {
  return new Addition(store, settings, log).run(given);
}
