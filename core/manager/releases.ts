/** The releases of the Wazuh manager that the model tells apart, as a table: each row holds only what differs. */

/** Everything that changed between two rows of the table. */
export interface Release {
  /** The row's name, and the first version it stands for. */
  readonly id: ReleaseId;
  /** The versions that the row describes, for people. */
  readonly covers: string;
  /** The daemon that calls the poll script; `none` where the feature is gone. */
  readonly poller: "wazuh-modulesd" | "wazuh-authd" | "none";
  /** IPv4 by POSIX expression and inet_addr, or the PCRE2 patterns that also know IPv6 (4.4). */
  readonly addressGrammar: "ipv4" | "ipv4-and-ipv6";
  /** Bytes of an id that the key file's reader keeps. */
  readonly idBytesKept: 127 | 128;
  /** Bytes of an id that the manager generates; the rest is cut off. */
  readonly generatedIdBytes: 8 | 11;
  /** A longer id is also logged as error 1401 (4.4). */
  readonly longIdLogged: boolean;
  /** The rule for names at enrolment refuses a leading dot (4.14.6). */
  readonly leadingDotRefused: boolean;
  /** A missing file is tolerated where an empty one is (3.13.1). */
  readonly missingFileTolerated: boolean;
  /** How exec_path is split into arguments: `in-place` keeps quotes and empty words, `unquoting` removes them (4.2). */
  readonly splitter: "in-place" | "unquoting";
  /** cJSON skips a UTF-8 byte-order mark from 1.7 on. */
  readonly bomSkipped: boolean;
  /** A member of `data` that is present but no string: the daemon dies, or the member is left out. */
  readonly nonStringMember: "crash" | "left-out";
  /** How replacing an agent is decided: by age in seconds, or by the rules that came with 4.3. */
  readonly force: "by-age" | "by-rules";
  /** The force options of a key request come from the key-polling block, or from `<auth>`. */
  readonly forceOptions: "polling-block" | "auth-block";
  /** The id counter is raised by an id that was given. */
  readonly givenIdRaisesCounter: boolean;
  /** A given id or address is only checked by the key store, which ends the daemon on a bad address. */
  readonly addressCheckedBeforeAdding: boolean;
  /** Most agents that authd registers (`limit_maxagents`), or none. */
  readonly maxAgents: number | undefined;
  /** The word of the messages: `Duplicated` up to 4.1. */
  readonly duplicateWord: "Duplicated" | "Duplicate";
  /** On a worker: nothing registers, or the answer is forwarded to the master. */
  readonly workerForwards: boolean;
  /** What the manager does with the answer of a script that ran into the timeout. */
  readonly afterTimeout: "parsed" | "discarded";
  /** SIGTERM is blocked in the script, so most interpreters outlive the timeout (4.4). */
  readonly sigtermBlocked: boolean;
  /** `nice` value added for the script: wazuh_modules.task_nice of modulesd. */
  readonly nice: 10 | 0;
}

export type ReleaseId = "3.8" | "3.13" | "4.3" | "4.4" | "4.9" | "4.14" | "5.0";

const v3_8: Release = {
  id: "3.8",
  covers: "3.8.0 to 3.12",
  poller: "wazuh-modulesd",
  addressGrammar: "ipv4",
  idBytesKept: 127,
  generatedIdBytes: 8,
  longIdLogged: false,
  leadingDotRefused: false,
  missingFileTolerated: false,
  splitter: "in-place",
  bomSkipped: false,
  nonStringMember: "left-out",
  force: "by-age",
  forceOptions: "polling-block",
  givenIdRaisesCounter: false,
  addressCheckedBeforeAdding: false,
  maxAgents: 14000,
  duplicateWord: "Duplicated",
  workerForwards: false,
  afterTimeout: "parsed",
  sigtermBlocked: false,
  nice: 10,
};

const v3_13: Release = {
  ...v3_8,
  id: "3.13",
  covers: "3.13 to 4.2",
  missingFileTolerated: true,
  bomSkipped: true,
  givenIdRaisesCounter: true,
  maxAgents: 100000,
  afterTimeout: "discarded",
};

const v4_3: Release = {
  ...v3_13,
  id: "4.3",
  covers: "4.3",
  splitter: "unquoting",
  force: "by-rules",
  maxAgents: undefined,
  duplicateWord: "Duplicate",
  workerForwards: true,
};

const v4_4: Release = {
  ...v4_3,
  id: "4.4",
  covers: "4.4 to 4.8",
  poller: "wazuh-authd",
  addressGrammar: "ipv4-and-ipv6",
  idBytesKept: 128,
  generatedIdBytes: 11,
  longIdLogged: true,
  nonStringMember: "crash",
  forceOptions: "auth-block",
  addressCheckedBeforeAdding: true,
  sigtermBlocked: true,
  nice: 0,
};

const v4_9: Release = { ...v4_4, id: "4.9", covers: "4.9 to 4.13" };

const v4_14: Release = { ...v4_9, id: "4.14", covers: "4.14", leadingDotRefused: true };

const v5_0: Release = { ...v4_14, id: "5.0", covers: "5.0 and newer: key polling is gone", poller: "none" };

/** Every row, oldest first. */
export const releases: readonly Release[] = [v3_8, v3_13, v4_3, v4_4, v4_9, v4_14, v5_0];

/** The newest release that still calls poll scripts. */
export const newestRelease: Release = v4_14;

/**
 * The row that describes a version such as `4.7.5`, `v4.14.7` or `3.9`; undefined for text that is no version and
 * for versions before 3.8, which had no key polling.
 */
export function releaseFor(version: string): Release | undefined {
  const match = /^v?(\d+)\.(\d+)(?:\.\d+)?$/.exec(version.trim());
  if (match === null) return undefined;
  const wanted = Number(match[1]) * 1000 + Number(match[2]);
  return releases.findLast((row) => {
    const [major, minor] = row.id.split(".").map(Number);
    return (major ?? 0) * 1000 + (minor ?? 0) <= wanted;
  });
}
