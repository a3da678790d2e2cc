/** The registration service's local socket: one JSON request, one JSON reply. Source: os_auth/local-server.c. */

import {
  type AdditionTerms,
  type ByteString,
  cString,
  errorReply,
  type GivenAgent,
  integerOf,
  type JsonValue,
  type KeyEntry,
  type KeyStore,
  type ManagerLog,
  member,
  type ReplyCode,
  readJson,
  register,
  replyText,
  successReply,
  timeInterval,
} from "../manager/index.ts";
import { keyHash } from "./enrolment.ts";
import { distinctGroups, refusedGroup } from "./groups.ts";
import type { Service } from "./service.ts";

export interface LocalReply {
  /** The reply. Undefined if the request crashes the daemon. */
  readonly reply: ByteString | undefined;
  readonly added: { readonly entry: KeyEntry; readonly groups: readonly ByteString[] } | undefined;
  /** Agents that were removed, for a new one or by request. */
  readonly removed: readonly KeyEntry[];
}

/** Maximum bytes of a request that the daemon reads. */
export const LONGEST_LOCAL_REQUEST = 65536;

/** Answers a request at the local socket. Changes `store` and writes to `log`. */
export function answerLocally(
  request: ByteString,
  store: KeyStore,
  service: Service,
  log: ManagerLog,
): LocalReply {
  return new Dispatch(store, service, log).run(cString(request));
}

/** What a request contains besides the agent. Undefined if its force options cannot be read. */
type Terms = AdditionTerms | undefined;

const DEAD: LocalReply = { reply: undefined, added: undefined, removed: [] };

class Dispatch {
  readonly #store: KeyStore;
  readonly #service: Service;
  readonly #log: ManagerLog;

  constructor(store: KeyStore, service: Service, log: ManagerLog) {
    this.#store = store;
    this.#service = service;
    this.#log = log;
  }

  run(request: ByteString): LocalReply {
    const { release, node } = this.#service.manager;
    if (node === "worker" && release.workers !== "unreachable") return this.#fail(9015);
    const json = readJson(request, release).value;
    if (json === undefined) return this.#fail(9002);
    const asked = member(json, "function")?.value;
    if (asked === undefined) return this.#fail(9003);
    if (asked.type !== "string") return DEAD;
    const given = member(json, "arguments")?.value;
    if (!["add", "remove", "get"].includes(asked.value)) {
      this.#log.add("no-local-response");
      return this.#fail(9001);
    }
    if (given === undefined) return this.#fail(9004);
    return asked.value === "add" ? this.#add(given) : this.#withAgent(given, asked.value === "remove");
  }

  #add(given: JsonValue): LocalReply {
    const { manager, newKey } = this.#service;
    const name = member(given, "name")?.value;
    const ip = member(given, "ip")?.value;
    if (name === undefined) return this.#fail(9005);
    if (ip === undefined) return this.#fail(9006);
    const terms = manager.release.force === "by-rules" ? this.#termsByRules(given) : termsByAge(given);
    if (terms === undefined) return this.#fail(9002);
    // Both are compared without a check of their types.
    if (name.type !== "string" || ip.type !== "string") return DEAD;
    const groups = distinctGroups(text(given, "groups") ?? "");
    const wrongGroup = refusedGroup(groups, this.#service);
    if (wrongGroup !== undefined) {
      this.#log.add(...wrongGroup.log);
      return this.#refuse(9014);
    }
    const id = text(given, "id");
    const agent: GivenAgent = {
      ...(id === undefined ? {} : { id }),
      name: name.value,
      ip: ip.value,
      key: text(given, "key") ?? newKey(),
    };
    const done = register(agent, this.#store, manager, this.#log, terms);
    const removed = done.replaced;
    if (done.kind === "added") return { reply: done.reply, added: { entry: done.entry, groups }, removed };
    return { reply: done.kind === "exit" ? undefined : done.reply, added: undefined, removed };
  }

  /** Removes the agent, or returns its record. */
  #withAgent(given: JsonValue, remove: boolean): LocalReply {
    const id = member(given, "id")?.value;
    if (id === undefined) return this.#fail(9010);
    if (id.type !== "string") return DEAD;
    const entry = this.#store.findById(id.value);
    const { release } = this.#service.manager;
    if (entry === undefined) {
      this.#log.add("no-such-agent", 9011, replyText(9011, release));
      return this.#refuse(9011);
    }
    if (!remove) {
      const { name, address, key } = entry;
      const reply = successReply({ id: id.value, name, ip: address.stored, key });
      return { reply, added: undefined, removed: [] };
    }
    this.#log.add("agent-deleted", id.value, entry.name);
    this.#store.remove(id.value, member(given, "purge")?.value.type === "true");
    return {
      reply: '{"error":0,"data":"Agent deleted successfully."}',
      added: undefined,
      removed: [entry],
    };
  }

  /** The force options of 4.3 and newer: all five, or none. */
  #termsByRules(given: JsonValue): Terms {
    const hash = text(given, "key_hash");
    const hasKeyOf = (existing: KeyEntry): boolean => hash === keyHash(existing);
    const force = member(given, "force")?.value;
    if (force === undefined) return { force: this.#service.manager.force, hasKeyOf };
    const disconnected = member(force, "disconnected_time")?.value;
    const enabled = flag(force, "enabled");
    const keyMismatch = flag(force, "key_mismatch");
    const counts = flag(disconnected, "enabled");
    const seconds = secondsOf(disconnected, "value");
    const afterRegistrationTime = secondsOf(force, "after_registration_time");
    if (
      enabled === undefined ||
      keyMismatch === undefined ||
      counts === undefined ||
      seconds === undefined ||
      afterRegistrationTime === undefined
    ) {
      return undefined;
    }
    const disconnectedTime = { enabled: counts, seconds };
    return { force: { enabled, keyMismatch, disconnectedTime, afterRegistrationTime }, hasKeyOf };
  }

  /** A malformed request. Its code is logged. */
  #fail(code: ReplyCode): LocalReply {
    this.#log.add("add-refused", code, replyText(code, this.#service.manager.release));
    return this.#refuse(code);
  }

  #refuse(code: ReplyCode): LocalReply {
    return { reply: errorReply(code, this.#service.manager.release), added: undefined, removed: [] };
  }
}

/** Before 4.3: seconds, or -1 if the request has none. */
function termsByAge(given: JsonValue): Terms {
  const force = member(given, "force")?.value;
  return { seconds: force === undefined ? -1 : integerOf(force) };
}

function text(given: JsonValue, name: string): ByteString | undefined {
  const value = member(given, name)?.value;
  return value?.type === "string" ? value.value : undefined;
}

function flag(given: JsonValue | undefined, name: string): boolean | undefined {
  const value = member(given, name)?.value;
  return value === undefined ? undefined : integerOf(value) !== 0;
}

function secondsOf(given: JsonValue | undefined, name: string): number | undefined {
  const value = member(given, name)?.value;
  if (value?.type === "number") return integerOf(value);
  return value?.type === "string" ? timeInterval(value.value) : undefined;
}
