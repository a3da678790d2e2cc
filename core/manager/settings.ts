/** Everything about a manager that its verdict depends on, with the defaults of a fresh installation. */

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
  /** An agent may not bear the manager's own host name. */
  readonly hostName: ByteString;
  readonly node: "master" | "worker";
  /** `force_insert` of the key-polling block; counts up to 4.3. */
  readonly forceInsert: boolean;
  /** `<force>` of `<auth>`; counts from 4.4 on. */
  readonly force: ForceOptions;
  /** What wazuh-db knows of an agent (4.3 and newer); undefined where it has no row or does not answer. */
  readonly stateOf: (id: ByteString) => AgentState | undefined;
  /** Seconds since an agent was last seen (before 4.3); undefined where it never was. */
  readonly ageOf: (entry: KeyEntry) => number | undefined;
  /** `limit_maxagents` of `<auth>`; counts up to 4.0. */
  readonly limitMaxAgents: boolean;
  /** Makes a key where the answer has none (up to 4.3); without it a sign stands for one that nobody can foretell. */
  readonly newKey?: () => ByteString;
}

/** An agent that has never connected and was registered a day ago: the state in which nothing protects it. */
const IDLE_AGENT: AgentState = {
  status: "never_connected",
  disconnectedFor: undefined,
  registeredFor: 86400,
};

/** A master of the release with default options, on which no known agent is connected. */
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

/** What people say of a manager. */
export interface ManagerDescription {
  readonly release?: Release | undefined;
  /** As text. */
  readonly hostName?: string | undefined;
  readonly node?: ManagerSettings["node"] | undefined;
}

/** The manager that is described; what is left out is as on a fresh installation. */
export function describedManager({ release, hostName, node }: ManagerDescription): ManagerSettings {
  const settings = defaultSettings(release);
  return {
    ...settings,
    hostName: hostName === undefined ? settings.hostName : bytesFromText(hostName),
    node: node ?? settings.node,
  };
}

/** The force options that a key request is decided with. */
export function effectiveForce(settings: ManagerSettings): ForceOptions {
  return settings.release.forceOptions === "auth-block"
    ? settings.force
    : forceOfPollingBlock(settings.forceInsert);
}
