/** The problems in a `client.keys`. */

import * as z from "zod";
import { findingsOf, fixesOf, openKeyFile } from "../lint/key-file/index.ts";
import { defaultLintSettings } from "../lint/settings.ts";
import { readText } from "./read.ts";
import { fixOf, MOST, pathInput, placedFinding, releaseInput, releaseOf } from "./shapes.ts";
import { tool } from "./tool.ts";

export const lintKeys = tool({
  name: "lint_keys",
  title: "Check a client.keys",
  description:
    "Checks a client.keys file as the Wazuh manager reads it: addresses that stop every daemon, records that are skipped or misread, duplicates, keys that are not what they look like. Give the path: the file holds secrets, so do not read it yourself.",
  runs: false,
  input: z.object({
    path: pathInput.describe("Path of the file"),
    role: z
      .enum(["auto", "manager", "agent"])
      .optional()
      .describe("Whose file it is. Default: decided by its content"),
    release: releaseInput,
    upgradeTo: releaseInput.describe("Find records that change their meaning in this release"),
  }),
  output: z.object({
    ok: z.boolean().describe("No errors and no warnings"),
    total: z.int().describe("All findings; at most 30 are listed, the most severe first"),
    findings: z.array(placedFinding),
  }),
  answer: async ({ path, role, release, upgradeTo }, world) => {
    const text = await readText(path, world);
    if (text.kind === "refused") return text;
    const document = openKeyFile(text.value, {
      ...defaultLintSettings,
      release: releaseOf(release),
      upgradeTo: upgradeTo === undefined ? undefined : releaseOf(upgradeTo),
      role: role ?? "auto",
    });
    const { findings, total } = findingsOf(document, { severities: {}, cap: MOST });
    return {
      kind: "answer",
      value: {
        ok: findings.every(({ severity }) => severity !== "error" && severity !== "warning"),
        total,
        findings: findings.map(({ rule, severity, message, place: { line, start } }) => ({
          rule,
          severity,
          message,
          fix: fixOf(fixesOf(document, rule, line), rule, world),
          line: line + 1,
          column: start + 1,
        })),
      },
    };
  },
});
