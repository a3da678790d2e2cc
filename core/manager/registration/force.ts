/** Whether the manager replaces an agent that already has the id, address or name. */

import type { ByteString } from "../bytes.ts";
import type { KeyEntry } from "../key-file/key-store.ts";
import type { Release } from "../releases.ts";

/** The force options of `<auth>` (4.4 and newer), all times in seconds. */
export interface ForceOptions {
  readonly enabled: boolean;
  /** An agent whose key the enrolling one proves to have stays. Only enrolments prove it, never a key request. */
  readonly keyMismatch: boolean;
  readonly disconnectedTime: { readonly enabled: boolean; readonly seconds: number };
  readonly afterRegistrationTime: number;
}

/** What wazuh-db knows of an agent. Times are seconds that have passed. */
export interface AgentState {
  readonly status: "never_connected" | "pending" | "active" | "disconnected";
  /** Since when it is disconnected; only a disconnected agent has it. */
  readonly disconnectedFor: number | undefined;
  readonly registeredFor: number;
}

/** `<force>` where `<auth>` has none: on, one hour disconnected, one hour old. */
export const AUTH_FORCE_DEFAULTS: ForceOptions = {
  enabled: true,
  keyMismatch: true,
  disconnectedTime: { enabled: true, seconds: 3600 },
  afterRegistrationTime: 3600,
};

/** What a key request of 4.3 carries: `force_insert` alone decides. */
export function forceOfPollingBlock(forceInsert: boolean): ForceOptions {
  return {
    enabled: forceInsert,
    keyMismatch: false,
    disconnectedTime: { enabled: false, seconds: 0 },
    afterRegistrationTime: 0,
  };
}

export interface ForceDecision {
  readonly replace: boolean;
  /** What the log line says after naming the duplicate. */
  readonly reason: ByteString;
}

/** The reason is printed into a buffer of 128 bytes. */
const REASON_BYTES = 127;

/**
 * The rules of 4.3 and newer; the first refusal wins. `state` is undefined where wazuh-db has no answer; `sameKey` says that the
 * request carried the hash of the existing agent's key.
 */
export function decideByRules(
  existing: KeyEntry,
  force: ForceOptions,
  state: AgentState | undefined,
  sameKey = false,
): ForceDecision {
  const agent = `Agent '${existing.id}'`;
  const refuse = (reason: ByteString): ForceDecision => ({
    replace: false,
    reason: reason.slice(0, REASON_BYTES),
  });
  if (!force.enabled) return refuse(`${agent} won't be removed because the force option is disabled.`);
  if (state === undefined) return refuse(`Failed to get agent-info for agent '${existing.id}'`);
  if (force.disconnectedTime.enabled && state.status !== "never_connected") {
    if (state.disconnectedFor === undefined) {
      return refuse(`${agent} can't be replaced since it is not disconnected.`);
    }
    if (state.disconnectedFor < force.disconnectedTime.seconds) {
      return refuse(`${agent} has not been disconnected long enough to be replaced.`);
    }
  }
  if (force.afterRegistrationTime > 0 && state.registeredFor < force.afterRegistrationTime) {
    return refuse(`${agent} doesn't comply with the registration time to be removed.`);
  }
  if (force.keyMismatch && sameKey) return refuse(`${agent} key already exists on the manager.`);
  const removing = `Removing old agent '${existing.name}' (id '${existing.id}').`;
  return { replace: true, reason: removing.slice(0, REASON_BYTES) };
}

/**
 * Before 4.2.2: whether an agent of this age gives way to a request that says so many seconds; -1 means that nobody gives way. A
 * key request says 1 for `force_insert` yes and 0 for no, so "no" protects nobody; only before 3.11 it protects an id. Age
 * undefined: never seen, gives way.
 */
export function givesWayByAge(
  duplicate: "id" | "ip" | "name",
  seconds: number,
  age: number | undefined,
  release: Release,
): boolean {
  if (duplicate === "id" && release.idGivesWayToForce) return seconds !== 0;
  return seconds >= 0 && (age === undefined || age >= seconds);
}

/** 4.2.2 to 4.2.7: an agent that was seen gives way after the least age; the option is always on for a key request. */
export function givesWayByAntiquity(seconds: number, age: number | undefined): boolean {
  return seconds >= 0 && (age === undefined || age <= 0 || age >= seconds);
}
