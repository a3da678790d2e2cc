/** More lines of an agent about its configuration. */

import type { MessageFamily } from "../row.ts";

export const agentConfigurationFamilies = {
  "agent-link-local": {
    by: "agent",
    kinds: [
      {
        level: "error",
        texts: [
          {
            "4.4":
              "(4114): All server addresses are IPv6 link-local and no interface to any <server> block has been configured.",
            "5.0": null,
          },
          {
            "5.0":
              "(4114): All server addresses are IPv6 link-local and no interface to any <manager> block has been configured.",
          },
        ],
      },
      {
        level: "warning",
        values: ["server address"],
        texts: [{ "4.4": "No network interface index provided to use %s link-local IPv6 address." }],
      },
    ],
  },
  "agent-option-old": {
    by: "agent",
    kinds: [
      {
        level: "warning",
        values: ["setting"],
        texts: [
          { "3.8": "The <%s> tag is deprecated, please use <server><address> instead.", "5.0": null },
          { "5.0": "The <%s> tag is deprecated, please use <manager><address> instead." },
          { "4.6": "The <%s> tag has no functionality, so it will have no effect." },
        ],
      },
    ],
  },
  "agent-manager-unset": {
    by: "agent",
    kinds: [{ level: "error", texts: [{ "3.8": "Manager IP not set.", "5.0": null }] }],
  },
  "agent-reconnects": {
    by: "agent",
    kinds: [
      {
        level: "info",
        values: ["amount", "unit"],
        texts: [
          { "4.3": "Using force reconnect interval, Wazuh Agent will reconnect every %s %s", "5.0": null },
        ],
      },
      {
        level: "info",
        texts: [
          { "4.3": "Wazuh Agent will be reconnected because of force reconnect interval", "5.0": null },
        ],
      },
      {
        level: { "4.3": "info", "5.0": "debug1" },
        texts: [{ "4.3": "Wazuh Agent will be reconnected because a reconnect message was received" }],
      },
    ],
  },
  "agent-shared-configuration": {
    by: "agent",
    kinds: [
      {
        level: "info",
        texts: [
          { "3.8": "Agent is restarting due to shared configuration changes.", "4.14.6": null },
          { "4.9": "Agent is reloading due to shared configuration changes." },
          { "5.0": "Agent control: restart command received." },
          { "5.0": "Agent control: reload command received." },
        ],
      },
      {
        level: { "3.8": "info", "5.0": "debug1" },
        texts: [{ "3.8": "Shared agent configuration has been updated." }],
      },
      {
        level: "debug1",
        texts: [
          { "5.0": "Agent is reloading to apply startup hash validated configuration." },
          { "5.0": "Shared agent configuration unchanged, skipping reload." },
          { "5.0": "Agent is reloading due to document limits changes." },
        ],
      },
      {
        level: "info",
        values: ["command"],
        texts: [{ "5.0": "Agent control: '%s' command received, detached restart process spawned." }],
      },
      { level: "debug1", values: ["groups"], texts: [{ "5.0": "Agent groups: %s" }] },
    ],
  },
  "agent-not-restarted": {
    by: "agent",
    kinds: [
      {
        level: "error",
        texts: [
          { "3.8": "Could not auto-restart agent. Is Active Response enabled?", "4.14.6": null },
          { "4.9": "Could not auto-reload agent. Is Active Response enabled?", "5.0": null },
        ],
      },
      {
        level: "error",
        values: ["socket", "reason", "error number"],
        texts: [
          { "3.8": "At restartAgent(): Could not connect to socket '%s': %s (%s).", "4.14.6": null },
          { "4.9": "At reloadAgent(): Could not connect to socket '%s': %s (%s)." },
        ],
      },
      {
        level: "error",
        values: ["socket", "count number"],
        texts: [
          {
            "5.0": "Could not auto-reload agent. Could not connect to control socket '%s' after %s attempts.",
          },
        ],
      },
    ],
  },
  "agent-handshake-incomplete": {
    by: "agent",
    kinds: [
      {
        level: "debug1",
        values: ["field"],
        texts: [{ "5.0": "Missing or invalid required field '%s' in handshake JSON" }],
      },
      {
        level: "debug1",
        texts: [
          { "5.0": "Missing or invalid 'agent_groups' array in handshake JSON" },
          { "5.0": "Empty 'agent_groups' array, will use fallback" },
        ],
      },
    ],
  },
} as const satisfies Record<string, MessageFamily>;
