/** The releases of the Wazuh manager that the model distinguishes, as a table: each row holds only the differences. */

import { isKnownVersion } from "./versions.ts";

/** Everything that changed between two rows of the table. */
export interface Release {
  /** The version that names the row, as short as possible: a minor version stands for its newest patch. */
  readonly id: ReleaseId;
  /** The versions that the row describes, including both ends. Undefined is an open end. */
  readonly covers: { readonly from: string; readonly to: string | undefined };
  /** The daemon that calls the poll script; `none` if the release has no key polling. */
  readonly poller: "wazuh-modulesd" | "wazuh-authd" | "none";
  /** The prefix of the daemons' names: `wazuh` from 4.2 on, `wazuh-manager` from 5.0. */
  readonly daemonPrefix: "ossec" | "wazuh" | "wazuh-manager";
  /** IPv4 by POSIX expression and inet_addr, or the PCRE2 patterns that also accept IPv6 (4.4). */
  readonly addressGrammar: "ipv4" | "ipv4-and-ipv6";
  /** Bytes of an id that the key file's reader keeps. */
  readonly idBytesKept: 127 | 128;
  /** Bytes of an id that the manager generates. The rest is cut off. */
  readonly generatedIdBytes: 8 | 11;
  /** A longer id is also logged as error 1401 (4.4). */
  readonly longIdLogged: boolean;
  /** The rule for names at enrolment refuses a leading dot (4.14.6). */
  readonly leadingDotRefused: boolean;
  /** True if a missing file is tolerated whenever an empty one is (3.13.1). */
  readonly missingFileTolerated: boolean;
  /** How exec_path is split into arguments: `in-place` keeps quotes and empty words, `unquoting` removes them (4.2). */
  readonly splitter: "in-place" | "unquoting";
  /**
   * True if cJSON skips a UTF-8 byte-order mark (from 1.7 on). The release that introduced 1.7 is between 3.8 and 3.12.
   */
  readonly bomSkipped: boolean;
  /**
   * The end of the line about unreadable JSON: the output from where the parser stopped, all of it, or freed memory.
   */
  readonly unreadableShows: "rest" | "output" | "freed-memory";
  /** What a member of `data` that is present but not a string does: the daemon crashes, or the member is left out. */
  readonly nonStringMember: "crash" | "left-out";
  /**
   * How the manager decides about a replacement: by age in seconds, by age and an enabled option (4.2.2), or by the
   * rules of 4.3.
   */
  readonly force: "by-age" | "by-antiquity" | "by-rules";
  /** True if force_insert alone replaces a duplicate id, whatever its age (before 3.11). */
  readonly idGivesWayToForce: boolean;
  /** True if a refusal inside the add step is logged with its code (before 4.3). */
  readonly refusalLogged: boolean;
  /** Where the force options of a key request come from: the key-polling block, or `<auth>`. */
  readonly forceOptions: "polling-block" | "auth-block";
  /** True if a given id raises the id counter (3.13). */
  readonly givenIdRaisesCounter: boolean;
  /** False if only the key store checks a given id or address. The daemon then exits on a bad address. */
  readonly addressCheckedBeforeAdding: boolean;
  /** MAX_AGENTS − 2, for daemons with a limit (before 4.1). */
  readonly agentLimit: number | undefined;
  /** When the limit ends the reading of `client.keys`: when it is reached, or when it is exceeded (4.0.2). */
  readonly limitEndsReading: "reached" | "passed";
  /** The word in messages: `Duplicated` up to 4.2.1. */
  readonly duplicateWord: "Duplicated" | "Duplicate";
  /** On a worker: authd cannot be reached, refuses (4.2), or the answer is forwarded to the master (4.3). */
  readonly workers: "unreachable" | "refused" | "forwarded";
  /** True if a worker asks the cluster again, up to ten times (4.7). */
  readonly retriesOnWorker: boolean;
  /** What the manager does with the answer of a script that reached the timeout. */
  readonly afterTimeout: "parsed" | "discarded";
  /** True if SIGTERM is blocked in the script, so that most interpreters survive the timeout (4.4). */
  readonly sigtermBlocked: boolean;
  /** The `nice` value added for the script: wazuh_modules.task_nice of modulesd. */
  readonly nice: 10 | 0;
}

export type ReleaseId =
  | "3.8"
  | "3.9.0"
  | "3.9"
  | "3.10"
  | "3.11"
  | "3.12"
  | "3.13.0"
  | "3.13"
  | "4.0.0"
  | "4.0"
  | "4.1"
  | "4.2.0"
  | "4.2"
  | "4.3"
  | "4.4"
  | "4.6"
  | "4.9"
  | "4.14.6"
  | "4.14"
  | "5.0"
  | "5.1";

/** A row as its differences from the previous row, which ends where this one begins. */
type Change = Partial<Release> & { readonly id: ReleaseId; readonly covers: Release["covers"] };

const v3_8: Release = {
  id: "3.8",
  covers: { from: "3.8.0", to: "3.8.2" },
  poller: "wazuh-modulesd",
  daemonPrefix: "ossec",
  addressGrammar: "ipv4",
  idBytesKept: 127,
  generatedIdBytes: 8,
  longIdLogged: false,
  leadingDotRefused: false,
  missingFileTolerated: false,
  splitter: "in-place",
  bomSkipped: false,
  unreadableShows: "rest",
  nonStringMember: "left-out",
  force: "by-age",
  idGivesWayToForce: true,
  refusalLogged: true,
  forceOptions: "polling-block",
  givenIdRaisesCounter: false,
  addressCheckedBeforeAdding: false,
  agentLimit: 13998,
  limitEndsReading: "reached",
  duplicateWord: "Duplicated",
  workers: "unreachable",
  retriesOnWorker: false,
  afterTimeout: "parsed",
  sigtermBlocked: false,
  nice: 10,
};

/**
 * The differences, row by row, oldest first. A row without a difference here differs in its messages or its
 * configuration.
 */
const changes: readonly Change[] = [
  { id: "3.9.0", covers: { from: "3.9.0", to: "3.9.3" } },
  { id: "3.9", covers: { from: "3.9.4", to: "3.9.5" }, unreadableShows: "output" },
  {
    id: "3.10",
    covers: { from: "3.10.0", to: "3.10.2" },
    unreadableShows: "rest",
    afterTimeout: "discarded",
  },
  {
    id: "3.11",
    covers: { from: "3.11.0", to: "3.11.5" },
    idGivesWayToForce: false,
    agentLimit: 99998,
  },
  { id: "3.12", covers: { from: "3.12.0", to: "3.12.3" }, bomSkipped: true },
  { id: "3.13.0", covers: { from: "3.13.0", to: "3.13.0" }, givenIdRaisesCounter: true },
  { id: "3.13", covers: { from: "3.13.1", to: "3.13.6" }, missingFileTolerated: true },
  { id: "4.0.0", covers: { from: "4.0.0", to: "4.0.1" } },
  { id: "4.0", covers: { from: "4.0.2", to: "4.0.4" }, limitEndsReading: "passed" },
  { id: "4.1", covers: { from: "4.1.0", to: "4.1.5" }, agentLimit: undefined },
  {
    id: "4.2.0",
    covers: { from: "4.2.0", to: "4.2.1" },
    daemonPrefix: "wazuh",
    splitter: "unquoting",
    workers: "refused",
  },
  {
    id: "4.2",
    covers: { from: "4.2.2", to: "4.2.7" },
    force: "by-antiquity",
    duplicateWord: "Duplicate",
  },
  {
    id: "4.3",
    covers: { from: "4.3.0", to: "4.3.11" },
    force: "by-rules",
    refusalLogged: false,
    workers: "forwarded",
  },
  {
    id: "4.4",
    covers: { from: "4.4.0", to: "4.5.4" },
    poller: "wazuh-authd",
    addressGrammar: "ipv4-and-ipv6",
    idBytesKept: 128,
    generatedIdBytes: 11,
    longIdLogged: true,
    unreadableShows: "freed-memory",
    nonStringMember: "crash",
    forceOptions: "auth-block",
    addressCheckedBeforeAdding: true,
    sigtermBlocked: true,
    nice: 0,
  },
  { id: "4.6", covers: { from: "4.6.0", to: "4.6.0" } },
  { id: "4.9", covers: { from: "4.7.0", to: "4.14.5" }, retriesOnWorker: true },
  { id: "4.14.6", covers: { from: "4.14.6", to: "4.14.6" }, leadingDotRefused: true },
  { id: "4.14", covers: { from: "4.14.7", to: "4.14.7" } },
];

/** The rows of releases that call poll scripts, oldest first. */
const polling: Release[] = [v3_8];
let newest = v3_8;
for (const change of changes) {
  newest = { ...newest, ...change };
  polling.push(newest);
}

/** The newest release that still calls poll scripts. */
export const newestRelease: Release = newest;

const v5_0: Release = {
  ...newestRelease,
  id: "5.0",
  covers: { from: "5.0.0", to: "5.0.1" },
  poller: "none",
  daemonPrefix: "wazuh-manager",
};

/** Read from 5.1.0-alpha0. Its differences are in the tables of the crossing and of the configuration. */
const v5_1: Release = { ...v5_0, id: "5.1", covers: { from: "5.1.0", to: undefined } };

/** Every row, oldest first. */
export const releases: readonly Release[] = [...polling, v5_0, v5_1];

/** A minor version stands for its newest patch. */
const NEWEST_PATCH = 999;

/** A known version as one number that grows with it. */
function versionNumber(version: string): number {
  const [major = 0, minor = 0, patch = NEWEST_PATCH] = version
    .trim()
    .replace(/^v/, "")
    .split(".")
    .map(Number);
  return (major * 1000 + minor) * 1000 + patch;
}

/**
 * The row for a version such as `4.7.5`, `v4.14.7` or `3.9`, which is the newest 3.9. Undefined for text that is not a
 * version, for versions that do not exist, and for versions before 3.8, which had no key polling.
 */
export function releaseFor(version: string): Release | undefined {
  if (!isKnownVersion(version)) return undefined;
  const wanted = versionNumber(version);
  return releases.findLast(({ covers }) => versionNumber(covers.from) <= wanted);
}
