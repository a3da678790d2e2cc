/** Whether the manager replaces an agent that already has the id, address or name. */

import type { ByteString } from "../bytes.ts";
import type { KeyEntry } from "../key-file/key-store.ts";
import type { Release } from "../releases.ts";

/** The force options of `<auth>` (4.4 and newer). All times are in seconds. */
export interface ForceOptions {
  readonly enabled: boolean;
  /**
   * True keeps an agent if the enrolling one proves that it has its key. Only enrolments can prove this, never a key
   * request.
   */
  readonly keyMismatch: boolean;
  readonly disconnectedTime: { readonly enabled: boolean; readonly seconds: number };
  readonly afterRegistrationTime: number;
}

/** What wazuh-db knows about an agent. Times are in seconds before now. */
export interface AgentState {
  readonly status: "never_connected" | "pending" | "active" | "disconnected";
  /** Seconds since it was disconnected. Only a disconnected agent has this. */
  readonly disconnectedFor: number | undefined;
  readonly registeredFor: number;
}

/** The options if `<auth>` has no `<force>`: enabled, disconnected for one hour, registered for one hour. */
export const AUTH_FORCE_DEFAULTS: ForceOptions = {
  enabled: true,
  keyMismatch: true,
  disconnectedTime: { enabled: true, seconds: 3600 },
  afterRegistrationTime: 3600,
};

/** The options of a key request in 4.3: `force_insert` alone decides. */
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
  /** The log line's text after the name of the duplicate. */
  readonly reason: ByteString;
}

/** The reason is printed into a buffer of 128 bytes. */
const REASON_BYTES = 127;

/**
 * The rules of 4.3 and newer; the first refusal wins. `state` is undefined if wazuh-db does not answer. `sameKey` is
 * true if the request contained the hash of the existing agent's key.
 */
export function decideByRules(
  existing: KeyEntry,
  force: ForceOptions,
  state: AgentState | undefined,
  sameKey: boolean,
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
 * Before 4.2.2: whether a request with this number of seconds replaces an agent of this age; -1 means that no agent is
 * replaced. A key request sends 1 for `force_insert` yes and 0 for no, so "no" protects no agent, except an id before
 * 3.11. Age undefined: never seen, so it is replaced.
 */
export function isReplaceableByAge(
  duplicate: "id" | "ip" | "name",
  seconds: number,
  age: number | undefined,
  release: Release,
): boolean {
  if (duplicate === "id" && release.idGivesWayToForce) return seconds !== 0;
  return seconds >= 0 && (age === undefined || age >= seconds);
}

/**
 * 4.2.2 to 4.2.7: an agent that was seen is replaced after the minimum age. The option is always on for a key request.
 */
export function isReplaceableByAntiquity(seconds: number, age: number | undefined): boolean {
  return seconds >= 0 && (age === undefined || age <= 0 || age >= seconds);
}
