/**
 * The elements that managers of 5.x accept in their configuration, as a table. Any other element is an error, and a
 * daemon does not start.
 */

import type { Release, ReleaseId } from "../../manager/index.ts";

/** The root of each generation. Agents of 5.x keep the older one. */
export const roots = { four: "ossec_config", five: "wazuh_config" } as const;

export type RootName = (typeof roots)[keyof typeof roots];

export function rootOf({ poller }: Release): RootName {
  return poller === "none" ? roots.five : roots.four;
}

export function isRootName(name: string): name is RootName {
  return name === roots.four || name === roots.five;
}

/** The allowed elements at one place. */
export interface ElementList {
  readonly names: readonly string[];
  /** These too, in upper or lower case. */
  readonly anyCase?: readonly string[];
  /** What does not start with an element that is not in this list. */
  readonly stops: string;
}

/** Read from config.c, global-config.c, authd-config.c and remote-config.c of branch 5.0.0 (58c8811b16). */
const five: Readonly<Record<string, ElementList>> = {
  "": {
    stops: "no daemon that reads this file starts",
    names: [
      "active-response",
      "agent",
      "agent-info",
      "agent-upgrade",
      "anti_tampering",
      "auth",
      "client",
      "client_buffer",
      "cluster",
      "gcp-bucket",
      "gcp-pubsub",
      "github",
      "global",
      "indexer",
      "localfile",
      "logging",
      "ms-graph",
      "office365",
      "remote",
      "rootcheck",
      "sca",
      "socket",
      "syscheck",
      "task-manager",
      "vulnerability-detection",
      "vulnerability-detector",
      "wdb",
      "wodle",
    ],
  },
  global: {
    stops: "wazuh-manager-remoted and wazuh-manager-monitord do not start",
    names: ["agents_disconnection_alert_time", "agents_disconnection_time"],
  },
  auth: {
    stops: "wazuh-manager-authd does not start",
    names: [
      "ciphers",
      "disabled",
      "force",
      "ipv6",
      "legacy_enrollment",
      "port",
      "purge",
      "remote_enrollment",
      "ssl_agent_ca",
      "ssl_manager_cert",
      "ssl_manager_key",
      "ssl_verify_host",
      "use_password",
      "use_source_ip",
    ],
    anyCase: ["agents"],
  },
  remote: {
    stops: "wazuh-manager-remoted does not start",
    names: [],
    anyCase: ["agents", "https", "legacy"],
  },
  "remote/https": {
    stops: "wazuh-manager-remoted does not start",
    names: [],
    anyCase: [
      "bind_addr",
      "ca",
      "certificate",
      "ciphers",
      "dual_stack",
      "key",
      "max_body_size",
      "port",
      "verification_mode",
    ],
  },
  "remote/legacy": {
    stops: "wazuh-manager-remoted does not start",
    names: ["connection_overtake_time", "queue_size", "rids_closing_time"],
    anyCase: ["enabled", "ipv6", "local_ip", "port", "protocol"],
  },
};

/** Sections that count as unknown if they contain no element. */
const neverEmpty: ReadonlySet<string> = new Set([
  "agent",
  "agent-upgrade",
  "anti_tampering",
  "client",
  "github",
  "global",
  "localfile",
  "ms-graph",
  "office365",
  "remote",
  "socket",
  "task-manager",
  "wdb",
]);

/** Places in the 5.0 table that the source of another release lacks. */
const missingIn: { readonly [R in ReleaseId]?: readonly string[] } = {
  // 5.1.0-alpha0 (f838614611) had not taken these from branch 5.0.0 yet.
  "5.1": ["auth/legacy_enrollment", "remote/legacy/enabled"],
};

export type ElementFate =
  | "taken"
  | "refused"
  /** A section that must not be empty. */
  | "empty"
  /** Accepted by 5.0, but not by the state that was read: what the release does is unknown. */
  | "unknown";

/**
 * The list for the elements of a section, or of a part of one: `remote`, `remote/legacy`. Empty for the sections
 * themselves.
 */
export function elementList(place: string): ElementList | undefined {
  return Object.hasOwn(five, place) ? five[place] : undefined;
}

/** What a release of 5.x does with an element at a place; `taken` if it does not check. */
export function elementFate(
  { name, children }: { readonly name: string; readonly children: readonly unknown[] },
  place: string,
  { id }: Release,
): ElementFate {
  const list = elementList(place);
  if (list === undefined) return "taken";
  const isKnown = list.names.includes(name) || list.anyCase?.includes(name.toLowerCase()) === true;
  if (!isKnown) return "refused";
  if (place === "" && children.length === 0 && neverEmpty.has(name)) return "empty";
  return missingIn[id]?.includes(`${place}/${name.toLowerCase()}`) ? "unknown" : "taken";
}

/** The values of <ciphers> in <auth>, separated by colons (RFC 8446, B.4). */
const cipherSuites: readonly string[] = [
  "TLS_AES_128_GCM_SHA256",
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
  "TLS_AES_128_CCM_SHA256",
  "TLS_AES_128_CCM_8_SHA256",
];

/** The first suite that authd of 5.x rejects. Empty if none is named, undefined if all are accepted. */
export function refusedCipher(value: string): string | undefined {
  const suites = value.split(":").filter((suite) => suite !== "");
  if (suites.length === 0) return "";
  return suites.find((suite) => !cipherSuites.includes(suite));
}
