/** Lines of the agent-upgrade module that are about one agent. */

import type { MessageFamily } from "../row.ts";

export const agentUpgradeFamilies = {
  "agent-not-upgraded": {
    by: "agent-upgrade",
    kinds: [
      {
        level: "error",
        values: ["reason"],
        texts: [{ "4.1": "(8116): Error response from agent: '%s'" }],
      },
      {
        level: "error",
        values: ["socket"],
        texts: [{ "4.1": "(8114): Cannot connect to '%s'. Could not reach agent." }],
      },
      {
        level: "error",
        texts: [
          { "4.1": "(8117): Unknown error from agent." },
          { "4.1": "(8118): The SHA1 of the file doesn't match in the agent." },
          { "4.1": "(8121): Script execution failed in the agent." },
        ],
      },
      {
        level: "warning",
        texts: [{ "4.1": "(8160): There are no valid agents to upgrade." }],
      },
      {
        level: "warning",
        values: ["id", "platform", "package"],
        texts: [
          {
            "4.9":
              "(8169): Agent '%s' with platform '%s' won't be upgraded using package '%s' without the force option. Ignoring...",
          },
        ],
      },
      {
        level: "warning",
        values: ["id", "platform"],
        texts: [
          {
            "4.9":
              "(8171): Agent '%s' with unsupported platform '%s' won't be upgraded without a default package.",
          },
        ],
      },
    ],
  },
  "agent-upgrading": {
    by: "agent-upgrade",
    kinds: [
      {
        level: "info",
        values: ["id", "code", "message"],
        texts: [
          {
            "4.1": "(8164): Received upgrade notification from agent '%s'. Error code: '%s', message: '%s'",
          },
        ],
      },
      { level: "debug1", values: ["id"], texts: [{ "4.1": "(8162): Sending WPK to agent: '%s'" }] },
      {
        level: "debug2",
        values: ["message"],
        texts: [
          { "4.1": "(8165): Sending message to agent: '%s'" },
          { "4.1": "(8166): Receiving message from agent: '%s'" },
        ],
      },
      {
        level: "debug1",
        texts: [{ "4.1": "(8167): Upgrade result file has been successfully erased from the agent." }],
      },
      {
        level: "debug1",
        values: ["id", "platform", "package"],
        texts: [
          { "4.9": "(8170): Agent '%s' with platform '%s' will be upgraded using package '%s'" },
          { "4.9": "(8172): Agent '%s' with unsupported platform '%s' will be upgraded with package '%s'" },
        ],
      },
    ],
  },
} as const satisfies Record<string, MessageFamily>;
