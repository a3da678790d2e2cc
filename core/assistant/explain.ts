/** Explains a rule, or a line of the manager's log. */

import * as z from "zod";
import { ruleCodes, ruleOf } from "../documents/rules.ts";
import { explainLog, explainMessage } from "../lint/explain/index.ts";
import { didYouMean } from "../lint/nearest.ts";
import { messageIds } from "../manager/message-families.ts";
import { MOST, severity } from "./shapes.ts";
import { refused, tool } from "./tool.ts";

export const explain = tool({
  name: "explain",
  title: "Explain a rule or a line of ossec.log",
  description:
    "Explains the code of a finding (for example text-before-json), or a line of a Wazuh manager's ossec.log about keys and agents: what it means, and what to do. Give one of the two.",
  runs: false,
  input: z.object({
    code: z.string().optional().describe("Code of a rule, or name of a message"),
    log: z.string().optional().describe("A line as written in ossec.log"),
  }),
  output: z.object({
    rule: z
      .object({
        code: z.string(),
        about: z.string(),
        severity,
        title: z.string(),
        page: z.string().optional(),
      })
      .optional(),
    messages: z.array(
      z.object({ name: z.string(), releases: z.string(), meaning: z.string(), fix: z.string() }),
    ),
  }),
  answer: ({ code, log }, world) => {
    if ((code === undefined) === (log === undefined)) {
      return refused("There is nothing to explain, or too much.", "Give code or log, one of the two.");
    }
    const found = code === undefined ? explainLog(log ?? "").messages : (explainMessage(code) ?? []);
    const rule = code === undefined ? undefined : ruleOf(code);
    if (rule === undefined && found.length === 0) {
      return code === undefined
        ? refused(
            "This line is not a message that has to do with keys.",
            "Give the whole line as written in ossec.log.",
          )
        : refused(
            `Nothing is called "${code}".${didYouMean(code, [...ruleCodes, ...messageIds])}`,
            "Give the code of a finding.",
          );
    }
    const page = rule === undefined ? undefined : world.pageOf(rule.code);
    return {
      kind: "answer",
      value: {
        ...(rule === undefined
          ? {}
          : {
              rule: {
                code: rule.code,
                about: rule.about,
                severity: rule.severity,
                title: rule.title,
                ...(page === undefined ? {} : { page }),
              },
            }),
        messages: found
          .slice(0, MOST)
          .map(({ id, releases, meaning, advice }) => ({ name: id, releases, meaning, fix: advice })),
      },
    };
  },
});
