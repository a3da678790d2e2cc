/** The registration service with its settings: everything that its answers depend on besides the known agents. */

import { type ByteString, defaultSettings, type ManagerSettings, releaseFor } from "../manager/index.ts";
import { type Habits, habitsOf } from "./habits.ts";
import { type Version, versionOf } from "./version.ts";

export interface Service {
  readonly version: Version;
  readonly habits: Habits;
  /** Release, host name, force options, what wazuh-db knows. */
  readonly manager: ManagerSettings;
  /** The enrolment password. Undefined if the service asks for none. */
  readonly password: ByteString | undefined;
  /** An agent that names no address gets its source address, not `any`. */
  readonly useSourceIp: boolean;
  /** Seconds for which an agent must have been away to be replaced: `<force_time>` of 3.x. */
  readonly forceTime: number;
  /** Agents that are newer than the manager may enrol: `<agents><allow_higher_versions>`. */
  readonly allowHigherVersions: boolean;
  /** Whether `etc/shared` has a folder for the group. */
  readonly hasGroup: (name: ByteString) => boolean;
  /** A new key: 64 hexadecimal digits. */
  readonly newKey: () => ByteString;
}

/** The settings that are given. The others are as on a fresh installation of that version. */
export type ServiceDescription = Partial<Omit<Service, "version" | "habits" | "newKey">> &
  Pick<Service, "newKey">;

/**
 * The service of a manager of this version (`4.14.7`, `4.14`). Undefined for text that is not a version, and for
 * versions without key polling.
 */
export function serviceOf(version: string, described: ServiceDescription): Service | undefined {
  const read = versionOf(version);
  const release = releaseFor(version);
  if (read === undefined || release === undefined) return undefined;
  return {
    manager: defaultSettings(release),
    password: undefined,
    useSourceIp: false,
    forceTime: 0,
    allowHigherVersions: false,
    hasGroup: () => false,
    ...described,
    version: read,
    habits: habitsOf(read),
  };
}
