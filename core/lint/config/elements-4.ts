/** The elements that managers of 3.8 to 4.14 accept in their configuration. */

import { type Release, type ReleaseId, releases } from "../../manager/index.ts";
import type { ElementList } from "./elements-5.ts";

/** Elements that came in with a row of releases. No release of 4.x gave one up. */
type Added = { readonly [R in ReleaseId]?: readonly string[] };

/**
 * Sections of 3.8 to 4.14. Read from config.c of every version from 3.8.0 to 4.14.7. `indexer` and
 * `vulnerability-detection` came in 4.8.0 and `anti_tampering` in 4.10.0, inside a row.
 */
const sectionsAdded: Added = {
  "3.8": [
    "active-response",
    "agentless",
    "alerts",
    "auth",
    "client",
    "client_buffer",
    "cluster",
    "command",
    "database_output",
    "email_alerts",
    "global",
    "integration",
    "labels",
    "localfile",
    "logging",
    "remote",
    "reports",
    "rootcheck",
    "ruleset",
    "socket",
    "syscheck",
    "syslog_output",
    "wodle",
  ],
  "3.9.0": ["fluent-forward", "sca"],
  "3.11": ["vulnerability-detector"],
  "3.13.0": ["gcp-pubsub"],
  "4.1": ["agent-upgrade", "rule_test", "task-manager"],
  "4.3": ["gcp-bucket", "github", "office365"],
  "4.4": ["wdb"],
  "4.6": ["ms-graph"],
  "4.9": ["anti_tampering", "indexer", "vulnerability-detection"],
};

/** Options of `<auth>` in 3.8 to 4.14, from authd-config.c of the same versions. */
const authOptionsAdded: Added = {
  "3.8": [
    "ciphers",
    "disabled",
    "force_insert",
    "force_time",
    "limit_maxagents",
    "port",
    "purge",
    "ssl_agent_ca",
    "ssl_auto_negotiate",
    "ssl_manager_cert",
    "ssl_manager_key",
    "ssl_verify_host",
    "use_password",
    "use_source_ip",
  ],
  "4.2.0": ["remote_enrollment"],
  "4.3": ["force"],
  "4.4": ["ipv6", "key_request"],
};

/** Options of `<auth>` that are also accepted in upper case. */
const anyCaseAdded: Added = { "4.6": ["agents"] };

/** What a release of 3.8 to 4.14 accepts at a place. */
export function listOfFour(place: string, release: Release): ElementList | undefined {
  if (place === "") {
    return { names: addedUpTo(sectionsAdded, release), stops: "no daemon that reads this file starts" };
  }
  if (place !== "auth") return undefined;
  return {
    names: addedUpTo(authOptionsAdded, release),
    anyCase: addedUpTo(anyCaseAdded, release),
    stops: "wazuh-authd does not start",
  };
}

function addedUpTo(added: Added, { id }: Release): readonly string[] {
  const rows = releases.slice(0, releases.findIndex((each) => each.id === id) + 1);
  return rows.flatMap((row) => added[row.id] ?? []);
}

/** Sections of 3.8 to 4.14 that may contain no element. */
export const mayBeEmptyInFour: ReadonlySet<string> = new Set([
  "auth",
  "client_buffer",
  "fluent-forward",
  "gcp-bucket",
  "gcp-pubsub",
  "indexer",
  "logging",
  "rootcheck",
  "sca",
  "syscheck",
  "vulnerability-detection",
  "vulnerability-detector",
  "wodle",
]);
