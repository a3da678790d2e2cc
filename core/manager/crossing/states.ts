/**
 * What managers of 5.x do with records of 4.x, as a table with a row for each state of the vendor's source that was
 * read.
 */

/** One state of the source. The fields say where two states differ. */
export interface FiveState {
  /** Its name in texts. */
  readonly name: string;
  /** True if remoted has the second reader, for HTTPS. 5.0.0-beta4 has none. */
  readonly keystore: boolean;
  /** True if that reader reads the address column. */
  readonly keystoreReadsAddress: boolean;
  /** The keys that it accepts: 16, 24 or 32 bytes in hexadecimal, or exactly 32. */
  readonly keystoreKey: "aes-hex" | "64-hex";
  /** The keys in a request that authd accepts (otherwise 9019). */
  readonly givenKey: "anything" | "64-hex";
  /** The names in a request that authd rejects: the manager's host name (9008), or one that breaks a record (9017). */
  readonly givenName: "host-name" | "record-form";
  /** authd accepts any text as an id, or plain numbers from 1 to 2147483647 (otherwise 9020). */
  readonly givenId: "anything" | "positive-int";
  /** The characters that the REST API accepts in a key of 64. */
  readonly apiKey: "letters-and-digits" | "lower-hex";
}

const beta4: FiveState = {
  name: "5.0.0-beta4",
  keystore: false,
  keystoreReadsAddress: false,
  keystoreKey: "aes-hex",
  givenKey: "anything",
  givenName: "host-name",
  givenId: "anything",
  apiKey: "letters-and-digits",
};

const alpha51: FiveState = { ...beta4, name: "5.1.0-alpha0 (f838614611)", keystore: true };

const branch50: FiveState = {
  ...alpha51,
  name: "5.0.0 (58c8811b16, 2026-08-21)",
  keystoreReadsAddress: true,
  givenName: "record-form",
};

/** Two later changes: authd after #38993, the keystore after #38699. Their dates are unknown, so they are one state. */
const later50: FiveState = {
  ...branch50,
  name: "5.0.0 (#38699, #38993)",
  keystoreKey: "64-hex",
  givenKey: "64-hex",
  givenId: "positive-int",
  apiKey: "lower-hex",
};

/** A release to cross to. */
export interface CrossingTarget {
  readonly id: "5.0.0-beta4" | "5.0" | "5.1";
  /** The states that describe it, the newest last. Where they differ, the behaviour of the release is unknown. */
  readonly states: readonly [FiveState, ...FiveState[]];
}

/** Every target. 5.0.0 itself was not available: its row holds the two states of its branch that were read. */
export const crossingTargets: readonly CrossingTarget[] = [
  { id: "5.0.0-beta4", states: [beta4] },
  { id: "5.0", states: [branch50, later50] },
  { id: "5.1", states: [alpha51] },
];

/** The target for a version such as `5.0`, `v5.0.0` or `5.0.0-beta4`. Undefined if no source of it was read. */
export function crossingTarget(version: string): CrossingTarget | undefined {
  const text = version.trim().replace(/^v/, "");
  const beta = /^5\.0(?:\.0)?-beta4$/.test(text) ? "5.0.0-beta4" : undefined;
  const id = beta ?? /^(5\.[01])(?:\.0)?(?:-alpha0)?$/.exec(text)?.[1];
  if (text === "5.0-alpha0" || text === "5.0.0-alpha0") return undefined;
  return crossingTargets.find((target) => target.id === id);
}

/** The files that identify a manager of 5.x on the disk (the same in beta4, branch 5.0.0 and 5.1.0-alpha0). */
export const fiveInstallation = {
  home: "/var/wazuh-manager",
  keyFile: "etc/client.keys",
  owner: "wazuh-manager",
  group: "wazuh-manager",
  mode: 0o660,
  configuration: "etc/wazuh-manager.conf",
  configurationRoot: "wazuh_config",
} as const;
