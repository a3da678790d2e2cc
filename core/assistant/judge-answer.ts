/** What the manager does with the output of a script. */

import * as z from "zod";
import { judge } from "../lint/answer/index.ts";
import { bytesFromText } from "../manager/index.ts";
import { keysInput, managerOf, releaseInput, requestInput, verdict, verdictValue } from "./shapes.ts";
import { tool } from "./tool.ts";

export const judgeAnswer = tool({
  name: "judge_answer",
  title: "Judge the answer of a poll script",
  description:
    "Says what a Wazuh manager does with the output of a key-poll script: whether it registers the agent, which line it logs, what lands in client.keys, and how the output is fixed. Starts nothing. Give all that the script printed, on both streams.",
  runs: false,
  input: z.object({
    answer: z.string().describe("All that the script printed"),
    request: requestInput,
    release: releaseInput,
    keys: keysInput,
  }),
  output: z.object({ ok: z.boolean(), verdict }),
  answer: async ({ answer, request, release, keys }, world) => {
    const manager = await managerOf({ release, keys }, world);
    if (manager.kind === "refused") return manager;
    const { known, settings } = manager.value;
    const source = { kind: "output", output: bytesFromText(answer) } as const;
    const found = verdictValue(judge(bytesFromText(request), source, known, settings));
    return { kind: "answer", value: { ok: found.state !== "failed", verdict: found } };
  },
});
