/**
 * What a manager of 5.x answers to `POST /agents/insert` with a complete record: the API's own checks, then authd's.
 */

import { readAddress } from "../address/index.ts";
import { indexText } from "../address/write.ts";
import { type ByteString, bytesFromText } from "../bytes.ts";
import type { Release } from "../releases.ts";
import { isApiAddress } from "./api-address.ts";
import type { ExportedAgent } from "./export.ts";
import type { FiveState } from "./states.ts";

export type InsertReason =
  | "key-form"
  | "name-form"
  | "name-length"
  | "name-in-use"
  | "host-name"
  | "ip-form"
  | "ip-in-use"
  | "id-range";

/** Why the API rejects a record, and in which words. */
export interface InsertRefusal {
  readonly reason: InsertReason;
  readonly by: "api" | "authd";
  /** The HTTP status and the manager's exact words. */
  readonly message: string;
  /** The line of the agent that already has the name or the address. */
  readonly holder?: number;
}

const SCHEMA = "400 Bad Request";
const NAME_IN_USE = "400 1705 There is an agent with the same name";
const IP = "400 1706 There is an agent with the same IP or the IP is invalid";
const NAME_LENGTH = "400 1738 Agent name is too long";
/** An authd code for which the API has no number. */
const UNCAUGHT = "500 1000 Wazuh Internal Error";

const LONGEST_NAME = 128;
const LARGEST_ID = 2147483647;

/** A manager into which agents are inserted one by one. It starts empty, as the vendor's tool demands. */
export class FiveRegister {
  readonly #state: FiveState;
  readonly #release: Release;
  readonly #hostName: ByteString | undefined;
  /** Lines by name and by the text of the address. */
  readonly #names = new Map<ByteString, number>();
  readonly #addresses = new Map<ByteString, number>();

  /** `release` reads addresses. Without a host name, every agent name counts as different from it. */
  constructor(state: FiveState, release: Release, hostName?: ByteString) {
    this.#state = state;
    this.#release = release;
    this.#hostName = hostName;
  }

  /** Undefined if the agent is registered. */
  insert(agent: ExportedAgent): InsertRefusal | undefined {
    return this.#refusedByApi(agent) ?? this.#refusedByAuthd(agent);
  }

  #refusedByApi({ name, ip, key }: ExportedAgent): InsertRefusal | undefined {
    const keyForm = this.#state.apiKey === "lower-hex" ? /^[0-9a-f]{64}$/ : /^[A-Za-z0-9]{64}$/;
    if (!keyForm.test(key)) return { reason: "key-form", by: "api", message: SCHEMA };
    if (!/^[\p{L}\p{N}_\-.%]+$/u.test(name)) return { reason: "name-form", by: "api", message: SCHEMA };
    if (Array.from(name).length > LONGEST_NAME) {
      return { reason: "name-length", by: "api", message: NAME_LENGTH };
    }
    if (!isApiAddress(ip)) return { reason: "ip-form", by: "api", message: IP };
    return undefined;
  }

  #refusedByAuthd({ line, ip, ...agent }: ExportedAgent): InsertRefusal | undefined {
    const state = this.#state;
    const name = bytesFromText(agent.name);
    const isHost = state.givenName === "host-name" && name === this.#hostName;
    if (!isHost && givenNameRefusal(name, state) !== undefined) return uncaught("name-length");
    if (givenIdRefusal(agent.id, state) !== undefined) return uncaught("id-range");
    // A key that authd refuses (9019) does not get through the API either.
    const address = readAddress(bytesFromText(ip.toLowerCase()), this.#release);
    if (address === undefined) return uncaught("ip-form");
    const sameIp = address.kind === "any" ? undefined : this.#addresses.get(address.stored);
    if (sameIp !== undefined) return { reason: "ip-in-use", by: "authd", message: IP, holder: sameIp };
    if (isHost) return { reason: "host-name", by: "authd", message: NAME_IN_USE };
    const sameName = this.#names.get(name);
    if (sameName !== undefined) {
      return { reason: "name-in-use", by: "authd", message: NAME_IN_USE, holder: sameName };
    }
    this.#names.set(name, line);
    const index = indexText(address);
    if (!this.#addresses.has(index)) this.#addresses.set(index, line);
    return undefined;
  }
}

function uncaught(reason: InsertReason): InsertRefusal {
  return { reason, by: "authd", message: UNCAUGHT };
}

/** What authd's local socket answers to the key in a request. Undefined if authd accepts it. */
export function givenKeyRefusal(key: ByteString, { givenKey }: FiveState): string | undefined {
  return givenKey === "64-hex" && !/^[0-9a-f]{64}$/.test(key) ? "9019 Invalid agent key" : undefined;
}

/** What authd's local socket answers to the name in a request. Undefined if authd accepts its form. */
export function givenNameRefusal(
  name: ByteString,
  { givenName }: FiveState,
  hostName?: ByteString,
): string | undefined {
  if (givenName === "host-name") return name === hostName ? "9008 Duplicate name" : undefined;
  const isBroken = name === "" || name.length > LONGEST_NAME || /^[#!]|[\0- \x7f]/.test(name);
  return isBroken ? "9017 Invalid agent name" : undefined;
}

/** What authd's local socket answers to an id that is free. Undefined if authd accepts it. */
export function givenIdRefusal(id: ByteString, { givenId }: FiveState): string | undefined {
  if (givenId === "anything") return undefined;
  const isPlain = /^[0-9]+$/.test(id) && Number(id) >= 1 && Number(id) <= LARGEST_ID;
  return isPlain ? undefined : "9020 Invalid agent ID";
}
