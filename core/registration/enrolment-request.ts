/** The request of an agent that enrols: `OSSEC PASS: … OSSEC A:'name' V:'…' G:'…' IP:'…' K:'…'`, read as authd reads it. */

import { type ByteString, isValidName, type ManagerLog, readAddress } from "../manager/index.ts";
import { distinctGroups, refusedGroupText } from "./groups.ts";
import type { Service } from "./service.ts";
import { agentVersion, isNewer } from "./version.ts";

/** A request that authd accepts. */
export interface EnrolmentRequest {
  readonly kind: "request";
  readonly name: ByteString;
  /** Each once, in order. */
  readonly groups: readonly ByteString[];
  /** The address for the record: `any`, the peer's, or the one of the request in the manager's form. */
  readonly ip: ByteString;
  /** The request named an address, or `src`. Up to 3.13.0 only such an address is looked up. */
  readonly namesIp: boolean;
  /** SHA-1 of the agent's current record, as sent. Undefined if the field is absent. */
  readonly keyHash: ByteString | undefined;
}

export interface UnreadEnrolment {
  readonly kind: "refused";
  /** The answer to the agent, before the words that end every refusal. Undefined: no answer (up to 3.13.0). */
  readonly answer: ByteString | undefined;
}

/** Maximum bytes of a field that the reader keeps: of groups, a version, an address, a hash. */
const MOST = { version: 2048, groups: 65536, oldGroups: 65535, ip: 46, oldIp: 15, hash: 40 };

/** Reads the bytes of a request up to its NUL, and logs what authd logs. `peer` is the address of the sender. */
export function readEnrolment(
  text: ByteString,
  peer: ByteString,
  service: Service,
  log: ManagerLog,
): EnrolmentRequest | UnreadEnrolment {
  return new Reader(text, peer, service, log).read();
}

class Reader {
  #at = 0;
  readonly #text: ByteString;
  readonly #peer: ByteString;
  readonly #service: Service;
  readonly #log: ManagerLog;

  constructor(text: ByteString, peer: ByteString, service: Service, log: ManagerLog) {
    this.#text = text;
    this.#peer = peer;
    this.#service = service;
    this.#log = log;
  }

  read(): EnrolmentRequest | UnreadEnrolment {
    const { habits } = this.#service;
    if (!this.#takesPassword()) {
      this.#log.add("enrolment-wrong-password", this.#peer);
      return refuse(habits.answersUnreadable ? "ERROR: Invalid password" : undefined);
    }
    const name = this.#takeName();
    if (name === undefined) {
      this.#log.add("enrolment-unreadable", this.#peer);
      return refuse(habits.answersUnreadable ? "ERROR: Invalid request for new agent" : undefined);
    }
    this.#log.add("enrolment-requested", name, this.#peer);
    if (!isValidName(name, this.#service.manager.release)) {
      this.#log.add("enrolment-wrong-name", name, this.#peer);
      return refuse(`ERROR: Invalid agent name: ${name}`);
    }
    return this.#readFields(name);
  }

  /** The prefix, exactly the password, a blank, and more after it. */
  #takesPassword(): boolean {
    const { password } = this.#service;
    if (password === undefined) return true;
    const prefix = `OSSEC PASS: ${password} `;
    if (!this.#text.startsWith(prefix)) return false;
    this.#at = prefix.length;
    return true;
  }

  #takeName(): ByteString | undefined {
    const start = "OSSEC A:'";
    if (!this.#text.startsWith(start, this.#at)) return undefined;
    const from = this.#at + start.length;
    const end = this.#text.indexOf("'", from);
    if (end < 0) return undefined;
    this.#at = end + 1;
    return this.#text.slice(from, end);
  }

  #readFields(name: ByteString): EnrolmentRequest | UnreadEnrolment {
    const refusal = this.#readVersion();
    if (refusal !== undefined) return refusal;
    const groups = this.#readGroups();
    if ("kind" in groups) return groups;
    const address = this.#readIp();
    if ("kind" in address) return address;
    const hash = this.#service.habits.hasKeyHash ? this.#take("K", MOST.hash) : undefined;
    if (hash?.isOpen === true) return this.#open("key");
    return { kind: "request", name, groups: groups.names, ...address, keyHash: hash?.text };
  }

  #readVersion(): UnreadEnrolment | undefined {
    const { habits, version, allowHigherVersions } = this.#service;
    const field = habits.hasVersionField ? this.#take("V", MOST.version) : undefined;
    if (field?.isOpen === true) return this.#open("version");
    if (field === undefined || allowHigherVersions || !isNewer(agentVersion(field.text), version))
      return undefined;
    this.#log.add("enrolment-newer-agent", this.#peer);
    return refuse("ERROR: Agent version must be lower or equal to manager version");
  }

  #readGroups(): { readonly names: readonly ByteString[] } | UnreadEnrolment {
    const { habits } = this.#service;
    const field = this.#take("G", habits.checksClosingQuotes ? MOST.groups : MOST.oldGroups);
    if (field === undefined) return { names: [] };
    if (field.isOpen) return this.#open("group");
    const error = refusedGroupText(field.text, habits);
    if (error === undefined) return { names: distinctGroups(field.text) };
    this.#log.add(...error.log);
    return refuse(error.answer);
  }

  #readIp(): Pick<EnrolmentRequest, "ip" | "namesIp"> | UnreadEnrolment {
    const { habits, useSourceIp, manager } = this.#service;
    const most = habits.answersUnreadable ? MOST.ip : MOST.oldIp;
    const field = this.#take("IP", most, habits.checksAddress ? /['\s]/ : /'/);
    if (field === undefined) return { ip: useSourceIp ? this.#peer : "any", namesIp: false };
    if (field.isOpen) return this.#open("IP");
    if (field.text.startsWith("src")) return { ip: this.#peer, namesIp: true };
    const address = readAddress(field.text, manager.release);
    if (address !== undefined) {
      return { ip: habits.checksAddress ? address.stored : field.text, namesIp: true };
    }
    this.#log.add("enrolment-wrong-ip", field.text);
    return refuse(`ERROR: Invalid IP: ${field.text}`);
  }

  #open(field: string): UnreadEnrolment {
    this.#log.add("enrolment-open-field", field);
    return refuse(`ERROR: Unterminated ${field} field`);
  }

  /**
   * The field after ` NAME:'`, if it comes next. From 4.4 on the byte after its text must be the closing quote. Before,
   * the blank before the field can be any byte, and nothing is checked.
   */
  #take(
    name: string,
    most: number,
    end = /'/,
  ): { readonly text: ByteString; readonly isOpen: boolean } | undefined {
    const checks = this.#service.habits.checksClosingQuotes;
    const token = `${name}:`;
    const isNext = this.#text.startsWith(token, this.#at + 1) && (!checks || this.#text[this.#at] === " ");
    if (!isNext) return undefined;
    const from = this.#at + 1 + token.length;
    const rest = this.#text.slice(from + 1, from + 1 + most);
    const length = rest.search(end);
    const text = this.#text[from] !== "'" ? "" : length < 0 ? rest : rest.slice(0, length);
    const closing = from + 1 + text.length;
    this.#at = closing + 1;
    return { text, isOpen: checks && this.#text[closing] !== "'" };
  }
}

function refuse(answer: ByteString | undefined): UnreadEnrolment {
  return { kind: "refused", answer };
}
