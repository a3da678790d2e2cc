/** Which agents of a `client.keys` carry over to Wazuh 5.x. */

import * as z from "zod";
import { crossingReport } from "../lint/crossing/index.ts";
import { crossingOf, crossingTarget, crossingTargets } from "../manager/index.ts";
import { readBytes } from "./read.ts";
import { MOST, pathInput } from "./shapes.ts";
import { refused, tool } from "./tool.ts";

export const upgradeCheck = tool({
  name: "upgrade_check",
  title: "Check which agents carry over to Wazuh 5.x",
  description:
    "Says which agents of a 4.x client.keys a Wazuh manager of 5.x takes, and for each that it does not take why and what to do. Changes nothing. Give the path: the file holds secrets, so do not read it yourself.",
  runs: false,
  input: z.object({
    path: pathInput.describe("Path of the client.keys"),
    to: z.string().describe("The release to move to: 5.0, 5.1 or 5.0.0-beta4"),
    way: z
      .enum(["copy", "tool"])
      .optional()
      .describe("Copied, or carried by wazuh-migrate-identity.py. Default: both"),
  }),
  output: z.object({
    ok: z.boolean().describe("Every agent carries over"),
    agents: z.int(),
    carried: z.int(),
    lost: z
      .array(z.object({ id: z.string(), name: z.string(), line: z.int(), why: z.string(), fix: z.string() }))
      .describe("At most 30 agents that do not carry over"),
    gone: z.array(z.string()).describe("What 5.x no longer runs"),
  }),
  answer: async ({ path, to, way }, world) => {
    const target = crossingTarget(to);
    if (target === undefined) {
      return refused(
        `It is unknown what Wazuh "${to}" does with a client.keys of 4.x.`,
        `Known are ${crossingTargets.map(({ id }) => id).join(", ")}.`,
      );
    }
    const bytes = await readBytes(path, world);
    if (bytes.kind === "refused") return bytes;
    const crossing = crossingOf(bytes.value, {
      target,
      methods: way === undefined ? undefined : [way],
      hostName: undefined,
    });
    const { ok, agents, totals, gone } = crossingReport(crossing);
    if (agents.length === 0)
      return refused(`${path} holds no agent.`, "Check that it is the manager's client.keys.");
    const lost = agents.filter(({ fate }) => fate !== "carried");
    return {
      kind: "answer",
      value: {
        ok,
        agents: totals.agents,
        carried: totals.carried,
        lost: lost.slice(0, MOST).map(({ id, name, line, fate, by }) => {
          const worst = Object.values(by).find((each) => each.fate === fate);
          return {
            id,
            name,
            line,
            why: [worst?.text, worst?.why].filter((text) => text !== undefined).join(" "),
            fix: worst?.advice ?? "See docs/moving-to-5.0.md.",
          };
        }),
        gone: [...gone],
      },
    };
  },
});
