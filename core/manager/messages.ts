/** The manager's log messages as a table: level and exact text, release by release. */

import type { ByteString } from "./bytes.ts";
import type { LogLevel } from "./log.ts";
import { type Release, type ReleaseId, releases } from "./releases.ts";

/** A value that changes over releases: each entry holds from its release on, until the next entry; null ends it. */
type Since<T> = { readonly [R in ReleaseId]?: T | null };

interface MessageRow {
  readonly level: LogLevel | Since<LogLevel>;
  /** The text with a `%s` for each value, in order. */
  readonly text: Since<string>;
}

const table = {
  // Reading client.keys.
  "reading-key-failed": {
    level: "error",
    text: { "3.8": "(1401): Error reading authentication key: '%s'." },
  },
  "invalid-ip": { level: "critical", text: { "3.8": "(1237): Invalid ip address: '%s'." } },
  "no-records": { level: "critical", text: { "3.8": "(1751): File client.keys not found or empty." } },
  "keys-not-found": { level: "error", text: { "3.8": "(1402): Authentication key file '%s' not found." } },
  "keys-not-opened": { level: "error", text: { "3.8": "Unable to open %s (key file)" } },
  "keys-not-readable": { level: "error", text: { "3.8": "(1103): Could not open file '%s' due to [%s]." } },
  "too-many-agents": {
    level: "error",
    text: { "3.8": "(4110): Maximum number of agents '%s' reached.", "4.1": null },
  },
  "configuration-error": { level: "critical", text: { "3.8": "(1202): Configuration error at '%s'." } },
  "keys-changed": { level: "info", text: { "3.8": "(1409): Authentication file changed. Updating." } },
  "keys-reading": { level: "info", text: { "3.8": "(1410): Reading authentication keys file." } },
  "keys-reloading": { level: "debug1", text: { "3.8": "Reloading keys" } },
  "keys-reloaded": { level: "debug1", text: { "3.8": "Key reloading completed" } },
  "agent-without-keys": {
    level: "error",
    text: { "3.8": "(4109): Unable to start without auth keys. Exiting." },
  },

  // An agent that the manager does not know.
  "unknown-id": {
    level: "warning",
    text: { "3.8": "(1408): Invalid ID %s for the source ip: '%s' (name '%s')." },
  },
  "unknown-source": {
    level: "warning",
    text: {
      "3.8": "(1213): Message from '%s' not allowed.",
      "3.10":
        "(1213): Message from '%s' not allowed. Cannot find the ID of the agent. Source agent ID is unknown.",
    },
  },
  "wrong-key": {
    level: "warning",
    text: {
      "3.8": "(1404): Authentication error. Wrong key from '%s'.",
      "3.10":
        "(1404): Authentication error. Wrong key or corrupt payload. Message received from agent '%s' at '%s'.",
    },
  },
  "badly-formed-message": {
    level: "error",
    text: { "3.8": "(1403): Incorrectly formatted message from agent '%s' (host '%s')." },
  },
  "key-in-use": { level: "warning", text: { "4.4": "Agent key already in use: agent ID '%s'" } },
  "checksum-mismatch": {
    level: "error",
    text: { "3.8": "(1406): Checksum mismatch. Message received from agent '%s' at '%s'." },
  },
  "duplicate-message": {
    level: "warning",
    text: { "3.8": "Duplicate error:  global: %s, local: %s, saved global: %s, saved local:%s" },
  },
  "duplicated-counter": { level: "error", text: { "3.8": "(1407): Duplicated counter for '%s'." } },
  "counter-not-opened": { level: "error", text: { "3.8": "Unable to open agent file. errno: %s" } },
  "poller-not-reached": {
    level: "debug1",
    text: {
      "3.8": "Key-polling wodle is not available. Retrying connection in 300 seconds.",
      "4.4": "Key-request feature is not available. Retrying connection in 300 seconds.",
    },
  },
  "poller-lost": {
    level: "error",
    text: { "3.8": "Could not communicate with key request queue (%s). Is the module running?" },
  },

  // The request on its way to the script.
  "poller-started": {
    level: "info",
    text: { "3.8": "Module started", "4.4": "Key Request module started." },
  },
  "poller-disabled": { level: "info", text: { "3.8": "Module disabled. Exiting.", "4.4": null } },
  "request-pending": {
    level: "debug2",
    text: {
      "3.8": "Request '%s' already being processed. Discarding...",
      "4.4": "Request '%s' already being processed. Discarding request.",
    },
  },
  "queue-full": {
    level: "debug1",
    text: {
      "3.8": "Request queue is full. Discarding...",
      "4.4": "Request queue is full. Discarding request.",
    },
  },
  "request-failed": {
    level: "debug1",
    text: {
      "3.8": "At w_request_thread(): Error getting external key",
      "4.4": "Error getting external key.",
    },
  },
  "wrong-request": {
    level: { "3.8": "debug1", "4.4": "error" },
    text: { "3.8": "Wrong type of request", "4.4": "Invalid request '%s' received in Agent key request." },
  },
  "id-too-long": {
    level: "debug1",
    text: { "3.8": " Agent ID is too long", "4.4": "Agent ID is too long." },
  },
  "ip-too-long": {
    level: "debug1",
    text: { "3.8": "Agent IP is too long", "4.4": "Agent IP is too long." },
  },
  "command-too-long": { level: "debug1", text: { "3.8": "Request is too long." } },

  // Running the script.
  "exec-output": { level: "debug2", text: { "4.4": "Exec output: %s" } },
  "exit-code": {
    level: "warning",
    text: {
      "3.8": "Key pulling integration (%s) returned code %s.",
      "4.4": "Key request integration (%s) returned code %s.",
    },
  },
  "invalid-command": { level: "debug1", text: { "3.8": "Invalid command: '%s': (%s) %s" } },
  "cannot-run": {
    level: "warning",
    text: {
      "3.8": "Cannot run key pulling integration (%s): path is invalid or file has insufficient permissions.",
      "4.4": "Cannot run key request integration (%s): path is invalid or file has insufficient permissions.",
    },
  },
  "timed-out": {
    level: "warning",
    text: {
      "3.10": "Timeout received while running key pulling integration (%s)",
      "4.4": "Timeout received while running key request integration (%s)",
    },
  },
  "cannot-execute": { level: "warning", text: { "3.8": "Error executing [%s]" } },
  "output-limit": { level: "warning", text: { "3.8": "String limit reached." } },

  // The socket form.
  "socket-connect-failed": {
    level: "debug1",
    text: { "3.8": "Could not connect to external socket: %s (%s)" },
  },
  "socket-unreachable": {
    level: "warning",
    text: { "3.8": "Could not connect to external integration: %s (%s). Discarding request." },
  },
  "socket-fallback": { level: "info", text: { "4.4": "Socket connect fail. Trying to run 'exec_path'" } },
  "socket-no-data": {
    level: "debug1",
    text: { "3.8": "No data received from external socket", "4.4": "No data received from external socket." },
  },
  "socket-output": { level: "debug2", text: { "4.4": "Socket output: %s" } },

  // The program behind the socket, which modulesd started itself before 4.4.
  "launcher-up": { level: "info", text: { "3.8": "Integration connection is up.", "4.4": null } },
  "launcher-down": {
    level: "info",
    text: { "3.8": "Integration connection is down. Running integration.", "4.4": null },
  },
  "launcher-stderr": { level: "debug1", text: { "3.8": "Integration STDERR: %s", "4.4": null } },
  "launcher-not-executed": {
    level: "warning",
    text: { "3.8": "Couldn not execute '%s'. Trying again in 300 seconds.", "4.4": null },
  },
  "launcher-cannot-run": {
    level: "error",
    text: {
      "3.8":
        "Cannot run key pulling integration (%s): path is invalid or file has insufficient permissions. Retrying in 300 seconds.",
      "4.4": null,
    },
  },
  "launcher-retrying": {
    level: "warning",
    text: { "3.8": "Key pulling integration (%s) returned code %s. Retrying in 300 seconds.", "4.4": null },
  },
  "launcher-restarting": {
    level: "warning",
    text: { "3.8": "Key pulling integration (%s) returned code %s. Restarting.", "4.4": null },
  },
  "launcher-not-split": {
    level: "error",
    text: { "3.8": "Could not split integration command: %s", "4.4": null },
  },

  // Reading the answer.
  "json-unreadable": {
    level: "debug1",
    text: { "3.8": "Error parsing JSON event. %s", "4.4": "Error parsing JSON event (%s)" },
  },
  "no-error-field": {
    level: "debug1",
    text: {
      "3.8": "Malformed JSON output received. No 'error' field found",
      "4.4": "Malformed JSON output received. No 'error' field found.",
    },
  },
  "no-message-field": {
    level: "debug1",
    text: {
      "3.8": "Malformed JSON output received. No 'message' field found",
      "4.4": "Malformed JSON output received. No 'message' field found.",
    },
  },
  "error-answer": {
    level: "debug1",
    text: {
      "3.8": "Could not get a key from %s %s. Error: '%s'.",
      "4.4": "Could not get a key from %s %s. Error: '%s'",
    },
  },
  "no-data": { level: "debug1", text: { "3.8": "Agent data not found." } },
  "no-id": { level: "debug1", text: { "3.8": "Agent ID not found." } },
  "no-name": { level: "debug1", text: { "3.8": "Agent name not found." } },
  "no-ip": { level: "debug1", text: { "3.8": "Agent address not found." } },
  "no-key": { level: "debug1", text: { "3.8": "Agent key not found." } },

  // Registration.
  "requesting-addition": {
    level: "debug1",
    text: { "4.4": "Requesting local addition for agent '%s' from the agent key request." },
  },
  forwarding: {
    level: "debug1",
    text: { "4.4": "Forwarding agent key request response to the master node for agent '%s'" },
  },
  forwarded: {
    level: "debug1",
    text: {
      "4.3": "Agent Key Polling response forwarded to the master node for agent '%s'",
      "4.4": "Agent key request response forwarded to the master node for agent '%s'",
    },
  },
  "master-refused": { level: "warning", text: { "4.3": "%s: %s" } },
  "authd-not-reached": {
    level: "warning",
    text: { "3.8": "Could not connect to authd socket. Is authd running?", "4.4": null },
  },
  adding: { level: "debug2", text: { "3.8": "add(%s)" } },
  "add-refused": { level: "error", text: { "3.8": "ERROR %s: %s." } },
  "not-valid-ip": { level: "warning", text: { "4.4": "Not valid IP '%s'" } },
  // 4.2.2 to 4.2.7: what is in the way, then what becomes of it.
  "duplicate-id": { level: "info", text: { "4.2": "Duplicate ID '%s'.", "4.3": null } },
  "old-agent-removed": { level: "info", text: { "4.2": "Removing old agent '%s'.", "4.3": null } },
  "duplicate-ip": { level: "info", text: { "4.2": "Duplicate IP '%s' (%s).", "4.3": null } },
  "duplicate-name": { level: "info", text: { "4.2": "Duplicate name '%s' (%s).", "4.3": null } },
  "old-agent-kept": {
    level: "info",
    text: { "4.2": "Agent '%s' won't be removed because the force option is disabled.", "4.3": null },
  },
  "old-agent-has-key": {
    level: "info",
    text: { "4.2": "Agent '%s' key already exists on the manager.", "4.3": null },
  },
  "old-agent-protected": {
    level: "info",
    text: { "4.2": "Agent '%s' doesn't comply with the antiquity to be removed.", "4.3": null },
  },
  "replacing-id": {
    level: "info",
    text: {
      "3.8": "Duplicated ID '%s' (%s). Saving backup.",
      "4.0.0": "Duplicated ID '%s' (%s). Removing old agent.",
      "4.2": null,
      "4.3": "Duplicate ID. %s",
    },
  },
  "rejecting-id": { level: "warning", text: { "4.3": "Duplicate ID, rejecting enrollment. %s" } },
  "replacing-ip": {
    level: "info",
    text: {
      "3.8": "Duplicated IP '%s' (%s). Saving backup.",
      "4.0.0": "Duplicated IP '%s' (%s). Removing old agent.",
      "4.2": null,
      "4.3": "Duplicate IP '%s'. %s",
    },
  },
  "rejecting-ip": { level: "warning", text: { "4.3": "Duplicate IP '%s', rejecting enrollment. %s" } },
  "replacing-name": {
    level: "info",
    text: {
      "3.8": "Duplicated name '%s' (%s). Saving backup.",
      "4.0.0": "Duplicated name '%s' (%s). Removing old agent.",
      "4.2": null,
      "4.3": "Duplicate name. %s",
    },
  },
  "rejecting-name": { level: "warning", text: { "4.3": "Duplicate name '%s', rejecting enrollment. %s" } },
  "key-generated": {
    level: "info",
    text: { "3.8": "Agent key generated for agent '%s' (requested locally)" },
  },
  "agent-deleted": { level: "info", text: { "3.8": "Agent '%s' (%s) deleted (requested locally)" } },
  "addition-response": { level: "debug2", text: { "4.4": "Agent key request addition response: '%s'" } },
  "cluster-not-reached": {
    level: { "4.3": "error", "4.14": "warning" },
    text: {
      "4.3": "Could not connect to socket '%s': %s (%s).",
      "4.9": "Could not send message through the cluster after '10' attempts.",
    },
  },
  "cluster-error": {
    level: { "4.3": "error", "4.9": "warning", "4.14": "debug1" },
    text: { "4.3": "Cluster error detected" },
  },
  "cluster-payload-too-long": {
    level: "error",
    text: { "4.3": "Data of length %s exceeds maximum allowed %s" },
  },
  "cluster-not-sent": {
    level: { "4.3": "error", "4.9": "warning", "4.14": "debug1" },
    text: { "4.3": "OS_SendSecureTCPCluster(): %s" },
  },
  "frame-too-long": {
    level: { "3.8": "warning", "3.9.0": "error" },
    text: {
      "3.8": "OS_RecvSecureTCP(): Got a message with invalid length.",
      "3.9.0": "OS_RecvSecureTCP(): response size is bigger than expected",
    },
  },
  "agent-already-in-database": {
    level: "debug2",
    text: { "4.4": "The agent %s '%s' already exists in the database." },
  },
  dumping: { level: "debug1", text: { "4.2": "Dumping changes into disk." } },
  "timestamps-not-written": {
    level: "error",
    text: { "4.2": "Couldn't write file agents-timestamp." },
  },
  "keys-not-written": { level: "error", text: { "3.8": "Couldn't write file client.keys" } },

  // Enrolment at the port of the registration service.
  "enrolment-read": { level: "debug2", text: { "3.8": "Request received: <%s>" } },
  "enrolment-requested": {
    level: "info",
    text: { "3.8": "Received request for a new agent (%s) from: %s" },
  },
  "enrolment-wrong-password": {
    level: "error",
    text: { "3.8": "Invalid password provided by %s. Closing connection." },
  },
  "enrolment-unreadable": { level: "error", text: { "3.8": "Invalid request for new agent from: %s" } },
  "enrolment-wrong-name": { level: "error", text: { "3.8": "Invalid agent name: %s from %s" } },
  "enrolment-open-field": { level: "error", text: { "4.4": "Unterminated %s field" } },
  "enrolment-newer-agent": {
    level: "error",
    text: { "4.4": "Incompatible version for new agent from: %s" },
  },
  "wrong-group-list": { level: "error", text: { "3.8": "Invalid group name: %s... ," } },
  "too-many-groups": { level: "error", text: { "3.8": "Maximum multigroup reached: Limit is %s" } },
  "group-characters": {
    level: "error",
    text: { "4.14": "Invalid group name '%s': contains forbidden characters" },
  },
  "group-directory": {
    level: "error",
    text: { "4.14": "Invalid group name '%s': directory reference not allowed" },
  },
  "no-such-group": { level: "error", text: { "3.8": "Invalid group: %s" } },
  "enrolment-wrong-ip": { level: "error", text: { "3.8": "Invalid IP: '%s'" } },
  "enrolment-manager-name": {
    level: "error",
    text: { "3.8": "Invalid agent name %s (same as manager)" },
  },
  "enrolment-taken-ip": { level: "error", text: { "3.8": "Duplicated IP %s", "4.2": null } },
  "enrolment-taken-name": {
    level: "error",
    text: { "3.8": "Invalid agent name %s (duplicated)", "4.2": null },
  },
  "enrolment-internal-error": {
    level: "error",
    text: { "3.8": "Unable to add agent: %s (internal error)" },
  },
  "enrolment-key-generated": {
    level: "info",
    text: { "3.8": "Agent key generated for '%s' (requested by %s)" },
  },
  "enrolment-not-terminated": {
    level: "error",
    text: { "4.9": "Newline terminator not found in message request for %s" },
  },
  "enrolment-timed-out": { level: "info", text: { "3.8": "Client timeout from %s", "4.14": null } },
  "enrolment-connected": {
    // 4.13 made it a line of debug2.
    level: { "3.8": "info", "4.14": "debug2" },
    text: { "3.8": "New connection from %s" },
  },
  "enrolment-too-many": { level: "error", text: { "3.8": "Too many connections. Rejecting." } },
  "enrolment-not-sent": { level: "error", text: { "3.8": "SSL write error (%s)" } },
  "enrolment-not-saved": { level: "error", text: { "3.8": "Agent key not saved for %s" } },
  "enrolment-wrong-certificate": { level: "error", text: { "3.8": "Unable to verify client certificate." } },
  "enrolment-open-port": {
    level: "info",
    text: { "3.8": "Accepting connections on port %s. No password required." },
  },
  "enrolment-password-port": {
    level: "info",
    text: { "3.8": "Accepting connections on port %s. Using password specified on file: %s" },
  },
  "enrolment-random-port": {
    level: "info",
    text: {
      "3.8": "Accepting connections on port %s. Random password chosen for agent authentication: %s",
    },
  },
  "enrolment-port-off": { level: "info", text: { "4.3": "Port %s was set as disabled." } },
  "enrolment-empty-password": { level: "error", text: { "4.9": "Empty password provided." } },

  // Removing and asking at the local socket of the registration service.
  "no-such-agent": { level: "debug1", text: { "3.8": "Error %s: %s." } },
  "no-local-response": {
    level: "error",
    text: { "3.8": "at local_dispatch(): response is null." },
  },

  // An agent's message at remoted.
  "not-decrypted": { level: "warning", text: { "4.3": "Decrypt the message fail, socket %s" } },

  // Configuration.
  "wrong-enabled": {
    level: "error",
    text: {
      "3.8": "Invalid content for tag 'enabled' at module 'agent-key-polling'.",
      "4.4": "Invalid content for tag 'enabled' at module 'key-request'",
    },
  },
  "wrong-exec-path": { level: "error", text: { "4.4": "Invalid exec path at module 'key-request'" } },
  "wrong-socket-path": { level: "error", text: { "4.4": "Invalid socket path at module 'key-request'" } },
  "wrong-timeout": {
    level: "error",
    text: {
      "3.8": "Invalid interval at module 'agent-key-polling'",
      "4.4": "Invalid interval at module 'key-request'",
    },
  },
  "wrong-threads": {
    level: "error",
    text: {
      "3.8": "Invalid number of threads at module 'agent-key-polling'",
      "4.4": "Invalid number of threads at module 'key-request'",
    },
  },
  "wrong-queue-size": {
    level: "error",
    text: {
      "3.8": "Invalid queue size at module 'agent-key-polling'",
      "4.4": "Invalid queue size at module 'key-request'",
    },
  },
  "deprecated-force-insert": {
    level: "warning",
    text: { "4.4": "Deprecated option. This parameter is now inherited from Authd configuration." },
  },
  "wodle-ignored": {
    level: "info",
    text: {
      "4.4":
        "Ignoring configuration block for deprecated agent-key-polling module: This configuration is read now by Authd.",
    },
  },
  "key-request-unknown": {
    level: "error",
    text: { "5.0": "(1230): Invalid element in the configuration: 'key_request'." },
  },
  "element-unknown": {
    level: "error",
    text: { "3.8": "(1230): Invalid element in the configuration: '%s'." },
  },
} as const satisfies Record<string, MessageRow>;

export type MessageId = keyof typeof table;

/** Every message id, in the order in which a request meets them. */
export const messageIds = Object.keys(table) as readonly MessageId[];

function since<T>(values: Since<T>, release: Release): T | undefined {
  const upTo = releases.slice(0, releases.findIndex((row) => row.id === release.id) + 1);
  return (
    upTo.reduce<T | null | undefined>(
      (found, row) => (row.id in values ? values[row.id] : found),
      undefined,
    ) ?? undefined
  );
}

/** The message's text with a `%s` for each value, or undefined where the release does not have it. */
export function messageTemplate(id: MessageId, release: Release): string | undefined {
  return since<string>(table[id].text, release);
}

export function messageLevel(id: MessageId, release: Release): LogLevel {
  const level: LogLevel | Since<LogLevel> = table[id].level;
  return typeof level === "string" ? level : (since<LogLevel>(level, release) ?? "debug1");
}

/** A line of the manager's log. */
export interface LogLine {
  readonly id: MessageId;
  readonly level: LogLevel;
  readonly text: ByteString;
  /** True where the rest of the text is memory that the manager has already freed, so nobody can foretell it. */
  readonly unpredictable?: true;
}

/** The lines that a manager of one release writes, in order; messages that the release does not have are left out. */
export class ManagerLog {
  readonly lines: LogLine[] = [];
  readonly #release: Release;

  constructor(release: Release) {
    this.#release = release;
  }

  add(id: MessageId, ...values: readonly (ByteString | number)[]): void {
    this.addAt(messageLevel(id, this.#release), id, ...values);
  }

  /** A line at another level than its own: what a daemon tolerates it says at a debug level. */
  addAt(level: LogLevel, id: MessageId, ...values: readonly (ByteString | number)[]): void {
    const template = messageTemplate(id, this.#release);
    if (template === undefined) return;
    const rest = values.values();
    const text = template.replace(/%s/g, () => String(rest.next().value ?? ""));
    this.lines.push({ id, level, text });
  }
}
