/** Lines about the configuration of key polling. */

import type { MessageRow } from "./row.ts";

export const configuration = {
  "wrong-enabled": {
    level: "error",
    text: {
      "3.8": "Invalid content for tag 'enabled' at module 'agent-key-polling'.",
      "4.4": "Invalid content for tag 'enabled' at module 'key-request'",
    },
  },
  "wrong-exec-path": { level: "error", text: { "4.4": "Invalid exec path at module 'key-request'" } },
  "wrong-socket-path": { level: "error", text: { "4.4": "Invalid socket path at module 'key-request'" } },
  "exec-path-too-long": {
    level: "error",
    text: {
      "3.8": "Exec path is too long at module 'agent-key-polling'. Max path length is %s",
      "4.4": "Exec path is too long at module 'key-request'. Max path length is '%s'",
    },
  },
  "socket-path-too-long": {
    level: "error",
    text: {
      "3.8": "Socket path is too long at module 'agent-key-polling'. Max path length is %s",
      "4.4": "Socket path is too long at module 'key-request'. Max path length is '%s'",
    },
  },
  "wrong-force-insert": {
    level: "error",
    text: { "3.8": "Invalid content for tag 'force_insert' at module 'agent-key-polling'.", "4.4": null },
  },
  "unknown-polling-tag": {
    level: "warning",
    text: {
      "3.8": "No such tag <%s> at module 'agent-key-polling'.",
      "4.4": "No such tag <%s> at module 'key-request'",
    },
  },
  "timeout-read": { level: "debug2", text: { "3.8": "Timeout read: %s" } },
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
