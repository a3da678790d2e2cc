/** Which daemon writes a message: its tag in `ossec.log`. */

import type { MessageId, Release } from "../../manager/index.ts";
import { messageWriter } from "../../manager/message-families.ts";

/** The writer: the daemon that polls, its part that runs programs, the registration service, or remoted. */
type Daemon = "poller" | "runner" | "authd" | "remoted" | "reader";

const daemons: Partial<Record<MessageId, Exclude<Daemon, "poller">>> = {
  "reading-key-failed": "reader",
  "no-records": "reader",
  "keys-not-found": "reader",
  "keys-not-readable": "reader",
  "too-many-agents": "reader",
  "configuration-error": "reader",
  "agent-without-keys": "reader",
  "keys-changed": "remoted",
  "keys-reading": "remoted",
  "keys-reloading": "remoted",
  "keys-reloaded": "remoted",
  "key-in-use": "remoted",
  "checksum-mismatch": "remoted",
  "duplicate-message": "remoted",
  "duplicated-counter": "remoted",
  "counter-not-opened": "remoted",
  "unknown-id": "remoted",
  "unknown-source": "remoted",
  "wrong-key": "remoted",
  "badly-formed-message": "remoted",
  "poller-not-reached": "remoted",
  "poller-lost": "remoted",
  "invalid-command": "runner",
  "output-limit": "runner",
  "wodle-ignored": "runner",
  "master-refused": "runner",
  "cluster-error": "runner",
  "cluster-payload-too-long": "runner",
  "cluster-not-sent": "runner",
  "invalid-ip": "authd",
  adding: "authd",
  "add-refused": "authd",
  "not-valid-ip": "authd",
  "replacing-id": "authd",
  "rejecting-id": "authd",
  "replacing-ip": "authd",
  "rejecting-ip": "authd",
  "replacing-name": "authd",
  "rejecting-name": "authd",
  "duplicate-id": "authd",
  "duplicate-ip": "authd",
  "duplicate-name": "authd",
  "old-agent-kept": "authd",
  "old-agent-has-key": "authd",
  "old-agent-removed": "authd",
  "old-agent-protected": "authd",
  "key-generated": "authd",
  "agent-deleted": "authd",
  "frame-too-long": "authd",
  "keys-not-opened": "authd",
  dumping: "authd",
  "keys-not-written": "authd",
  "timestamps-not-written": "authd",
  "agent-already-in-database": "authd",
  "key-request-unknown": "authd",
  "element-unknown": "reader",
  "enrolment-read": "authd",
  "enrolment-requested": "authd",
  "enrolment-wrong-password": "authd",
  "enrolment-unreadable": "authd",
  "enrolment-wrong-name": "authd",
  "enrolment-open-field": "authd",
  "enrolment-newer-agent": "authd",
  "wrong-group-list": "authd",
  "too-many-groups": "authd",
  "group-characters": "authd",
  "group-directory": "authd",
  "no-such-group": "authd",
  "enrolment-wrong-ip": "authd",
  "enrolment-manager-name": "authd",
  "enrolment-taken-ip": "authd",
  "enrolment-taken-name": "authd",
  "enrolment-internal-error": "authd",
  "enrolment-key-generated": "authd",
  "enrolment-not-terminated": "authd",
  "enrolment-timed-out": "authd",
  "enrolment-connected": "authd",
  "enrolment-too-many": "authd",
  "enrolment-not-sent": "authd",
  "enrolment-not-saved": "authd",
  "enrolment-unsigned-certificate": "authd",
  "enrolment-wrong-certificate": "authd",
  "enrolment-open-port": "authd",
  "enrolment-password-port": "authd",
  "enrolment-random-port": "authd",
  "enrolment-port-off": "authd",
  "enrolment-empty-password": "authd",
  "no-such-agent": "authd",
  "no-local-response": "authd",
  "not-decrypted": "remoted",
};

/** The name of the registration service. */
export function authdName(release: Release): string {
  return `${release.daemonPrefix}-authd`;
}

/** The daemon that writes a message, or undefined if every daemon that reads `client.keys` may write it. */
export function tagOf(message: MessageId, release: Release): string | undefined {
  const writer = messageWriter(message) ?? daemons[message] ?? "poller";
  switch (writer) {
    case "reader":
      return undefined;
    case "remoted":
      return `${release.daemonPrefix}-remoted`;
    case "authd":
      return authdName(release);
    case "agent":
      return release.daemonPrefix === "ossec" ? "ossec-agentd" : "wazuh-agentd";
    case "monitord":
      return `${release.daemonPrefix}-monitord`;
    case "database":
      return `${otherName("modulesd", release)}:database`;
    case "wazuh-db":
      return otherName("db", release);
    case "agent-upgrade":
      return `${otherName("modulesd", release)}:agent-upgrade`;
    case "clusterd":
      return otherName("clusterd", release);
    case "api":
      return otherName("apid", release);
    case "runner":
      if (message === "wodle-ignored") return "wazuh-modulesd";
      // Up to 4.2 only enrolments are forwarded to the master.
      return message === "master-refused" && release.workers !== "forwarded"
        ? authdName(release)
        : pollerName(release);
    case "poller":
      return release.poller === "wazuh-modulesd" ? "wazuh-modulesd:agent-key-polling" : pollerName(release);
  }
}

/** The name of a daemon that Wazuh added to OSSEC: wazuh-… from the first release, wazuh-manager-… from 5.0. */
function otherName(daemon: string, release: Release): string {
  return `${release.daemonPrefix === "ossec" ? "wazuh" : release.daemonPrefix}-${daemon}`;
}

/** Whether the message is about key requests, from the daemon that receives them or the one that sends them. */
export function isOfPolling(message: MessageId): boolean {
  // Enrolment is forwarded to the master with the same lines.
  if (messageWriter(message) !== undefined || message.startsWith("cluster-")) return false;
  if (message === "master-refused") return false;
  const daemon = daemons[message] ?? "poller";
  return daemon === "poller" || daemon === "runner" || message.startsWith("poller-");
}

/** The daemon that calls the script. If the release has no key polling, the one that would. */
export function pollerName(release: Release): string {
  return release.poller === "none" ? authdName(release) : release.poller;
}
