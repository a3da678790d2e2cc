/** Everything about a manager that affects its verdict, with the defaults of a fresh installation. */

import { type ByteString, bytesFromText } from "./bytes.ts";
import type { KeyEntry } from "./key-file/key-store.ts";
import {
  type AgentState,
  AUTH_FORCE_DEFAULTS,
  type ForceOptions,
  forceOfPollingBlock,
} from "./registration/force.ts";
import { newestRelease, type Release } from "./releases.ts";

export interface ManagerSettings {
  readonly release: Release;
  /** An agent must not have the manager's own host name. */
  readonly hostName: ByteString;
  readonly node: "master" | "worker";
  /** `force_insert` of the key-polling block; used up to 4.3. */
  readonly forceInsert: boolean;
  /** `<force>` of `<auth>`; used from 4.4 on. */
  readonly force: ForceOptions;
  /** What wazuh-db knows about an agent (4.3 and newer). Undefined if it has no row or does not answer. */
  readonly stateOf: (id: ByteString) => AgentState | undefined;
  /** Seconds since an agent was last seen (before 4.3). Undefined if it was never seen. */
  readonly ageOf: (entry: KeyEntry) => number | undefined;
  /** `limit_maxagents` of `<auth>`; used up to 4.0. */
  readonly limitMaxAgents: boolean;
  /**
   * Makes a key if the answer has none (up to 4.3). Without this function a placeholder stands for the unpredictable
   * key.
   */
  readonly newKey?: () => ByteString;
}

/** An agent that has never connected and was registered a day ago: nothing protects it from replacement. */
const IDLE_AGENT: AgentState = {
  status: "never_connected",
  disconnectedFor: undefined,
  registeredFor: 86400,
};

/** A master of the release with default options, with no known agent connected. */
export function defaultSettings(release: Release = newestRelease): ManagerSettings {
  return {
    release,
    hostName: "wazuh-manager",
    node: "master",
    forceInsert: true,
    force: AUTH_FORCE_DEFAULTS,
    stateOf: () => IDLE_AGENT,
    ageOf: () => undefined,
    limitMaxAgents: true,
  };
}

/** What a user states about a manager. */
export interface ManagerDescription {
  readonly release?: Release | undefined;
  /** As text. */
  readonly hostName?: string | undefined;
  readonly node?: ManagerSettings["node"] | undefined;
}

/** The described manager. What is left out is as on a fresh installation. */
export function describedManager({ release, hostName, node }: ManagerDescription): ManagerSettings {
  const settings = defaultSettings(release);
  return {
    ...settings,
    hostName: hostName === undefined ? settings.hostName : bytesFromText(hostName),
    node: node ?? settings.node,
  };
}

/** The force options that apply to a key request. */
export function effectiveForce(settings: ManagerSettings): ForceOptions {
  return settings.release.forceOptions === "auth-block"
    ? settings.force
    : forceOfPollingBlock(settings.forceInsert);
}
