/** A small stand-in for wazuh-db: the status of agents, and since when. */

import type { AgentState, ByteString } from "../core/manager/index.ts";
import { say } from "../core/words/index.ts";

export interface Moment {
  readonly status: AgentState["status"];
  /** Time of the disconnection, in milliseconds since 1970. */
  readonly disconnectedAt: number | undefined;
  readonly registeredAt: number;
}

const STATUSES: Readonly<Record<string, AgentState["status"]>> = {
  never_connected: "never_connected",
  pending: "pending",
  active: "active",
  disconnected: "disconnected",
};

const SECONDS_OF: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400 };

/** Seconds. Default: an agent that was registered a day before the start, and never connected. */
const REGISTERED_BEFORE = 86_400;

export class AgentStates {
  readonly #known = new Map<ByteString, Moment>();
  readonly #now: () => number;
  readonly #start: number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#start = now();
  }

  /**
   * `001=disconnected:2h`, optionally with the age of the registration after another colon. Returns why the text cannot
   * be read.
   */
  set(text: string): string | undefined {
    const match = /^([^=]+)=([a-z_]+)(?::(\d+)([smhd]?))?(?::(\d+)([smhd]?))?$/.exec(text);
    const status = STATUSES[match?.[2] ?? ""];
    const id = match?.[1];
    if (match === null || status === undefined || id === undefined) {
      return say`"${text}" is not an agent's state. Write ID=STATUS:TIME, for example 001=disconnected:2h. STATUS is ${Object.keys(STATUSES).join(", ")}.`;
    }
    const ago = (digits: string | undefined, unit = "s"): number | undefined =>
      digits === undefined ? undefined : Number(digits) * (SECONDS_OF[unit || "s"] ?? 1);
    const first = ago(match[3], match[4]);
    const second = ago(match[5], match[6]);
    const registered = second ?? (status === "disconnected" ? REGISTERED_BEFORE : first) ?? REGISTERED_BEFORE;
    this.#known.set(id, {
      status,
      disconnectedAt: status === "disconnected" ? this.#now() - (first ?? 0) * 1000 : undefined,
      registeredAt: this.#now() - Math.max(registered, first ?? 0) * 1000,
    });
    return undefined;
  }

  /** A new agent has its row from now on. It replaces the row of an old agent with the same id. */
  registered(id: ByteString): void {
    this.#known.set(id, { status: "never_connected", disconnectedAt: undefined, registeredAt: this.#now() });
  }

  connected(id: ByteString, isOn: boolean): void {
    const { registeredAt } = this.#momentOf(id);
    const status = isOn ? "active" : "disconnected";
    this.#known.set(id, { status, disconnectedAt: isOn ? undefined : this.#now(), registeredAt });
  }

  stateOf(id: ByteString): AgentState {
    const { status, disconnectedAt, registeredAt } = this.#momentOf(id);
    const since = (at: number): number => Math.floor((this.#now() - at) / 1000);
    return {
      status,
      disconnectedFor: disconnectedAt === undefined ? undefined : since(disconnectedAt),
      registeredFor: since(registeredAt),
    };
  }

  #momentOf(id: ByteString): Moment {
    const never = { status: "never_connected", disconnectedAt: undefined } as const;
    return this.#known.get(id) ?? { ...never, registeredAt: this.#start - REGISTERED_BEFORE * 1000 };
  }
}
