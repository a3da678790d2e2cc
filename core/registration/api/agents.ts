/** What both forms of the REST API know about agents, and how they ask the registration service. */

import {
  type AgentState,
  bytesFromText,
  type KeyEntry,
  type KeyStore,
  textFromBytes,
} from "../../manager/index.ts";
import type { Service } from "../service.ts";
import { objectOf } from "./http.ts";

/** The API's surroundings: the agents, and the registration service's local socket. */
export interface ApiContext {
  readonly store: () => KeyStore;
  readonly service: Service;
  /** Sends a request to the local socket. Undefined if the service does not run. */
  readonly ask: (request: string) => string | undefined;
  /** User and password of the API. */
  readonly user: string;
  readonly password: string;
  /** A token that cannot be guessed. `isToken` recognises it. */
  readonly newToken: () => string;
  readonly isToken: (token: string) => boolean;
}

/** The registration service's reply: an agent or a text, or an error code. */
export interface SocketReply {
  readonly error: number;
  readonly message: string;
  readonly id: string;
  readonly key: string;
}

/** Asks the service. Undefined if it does not answer. */
export function asked(context: ApiContext, name: "add" | "remove", given: object): SocketReply | undefined {
  const text = context.ask(JSON.stringify({ function: name, arguments: given }));
  const reply = text === undefined ? undefined : objectOf(text);
  if (reply === undefined) return undefined;
  const data = typeof reply["data"] === "object" && reply["data"] !== null ? { ...reply["data"] } : {};
  const word = (value: unknown): string => (typeof value === "string" ? value : "");
  return {
    error: Number(reply["error"]),
    message: word(reply["message"]),
    id: word("id" in data ? data.id : ""),
    key: word("key" in data ? data.key : ""),
  };
}

/** An agent's record in base64, as `manage_agents -i` accepts it. */
export function importText({ id, name, address, key }: KeyEntry): string {
  return btoa(`${id} ${name} ${address.stored} ${key}`);
}

export function agentById({ store }: ApiContext, id: string): KeyEntry | undefined {
  return store().findById(bytesFromText(id));
}

/** Seconds since the agent's last message, or since its registration if it never connected. */
export function idleSeconds(state: AgentState | undefined): number {
  switch (state?.status) {
    case "active":
    case "pending":
      return 0;
    case "disconnected":
      return state.disconnectedFor ?? 0;
    default:
      return state?.registeredFor ?? 0;
  }
}

export interface ListedAgent {
  readonly id: string;
  readonly name: string;
  readonly ip: string;
  readonly registerIP: string;
  readonly status: AgentState["status"];
}

export function listed(context: ApiContext): readonly ListedAgent[] {
  return context.store().entries.map(({ id, name, address }) => ({
    id: textFromBytes(id),
    name: textFromBytes(name),
    ip: textFromBytes(address.stored),
    registerIP: textFromBytes(address.stored),
    status: context.service.manager.stateOf(id)?.status ?? "never_connected",
  }));
}
