/** The elements that managers of 5.x accept in their configuration. */

import type { ReleaseId } from "../../manager/index.ts";

/** The allowed elements at one place. */
export interface ElementList {
  readonly names: readonly string[];
  /** These too, in upper or lower case. */
  readonly anyCase?: readonly string[];
  /** What does not start with an element that is not in this list. */
  readonly stops: string;
}

/** Read from config.c, global-config.c, authd-config.c and remote-config.c of branch 5.0.0 (58c8811b16). */
export const elementsOfFive: Readonly<Record<string, ElementList>> = {
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

/** Sections of 5.x that count as unknown if they contain no element. */
export const neverEmptyInFive: ReadonlySet<string> = new Set([
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
export const missingIn: { readonly [R in ReleaseId]?: readonly string[] } = {
  // 5.1.0-alpha0 (f838614611) had not taken these from branch 5.0.0 yet.
  "5.1": ["auth/legacy_enrollment", "remote/legacy/enabled"],
};
