/** The settings of a check: from the command line, else from the project's file, else the defaults. */

import { didYouMean } from "../../core/lint/nearest.ts";
import { type LintSettings, readLintSettings } from "../../core/lint/settings.ts";
import type { Config } from "../config/config.ts";
import { readRelease } from "../manager-settings.ts";
import { failure, type Result, success } from "../terminal/problem.ts";

export interface LintFlags {
  readonly release?: string;
  readonly upgradeTo?: string;
  readonly role?: "auto" | "manager" | "agent";
  /** The manager's host name, which no agent may have. */
  readonly hostName?: string;
  readonly maxFindings?: number;
  /** False: only our own grammars check the syntax of poll scripts. */
  readonly interpreters?: boolean;
}

/** A wrong value stops the check, because nobody reads warnings about settings in CI. */
export async function lintSettings(
  flags: LintFlags,
  { path, ...config }: Config,
): Promise<Result<LintSettings>> {
  const { settings, problems } = readLintSettings(config);
  if (problems[0] !== undefined)
    return failure(`${path}: ${problems[0]}`, "Fix the file, or add --no-config.");
  const unknown = await unknownRule(Object.keys(settings.severities));
  if (unknown !== undefined)
    return failure(`${path}: lint.severities.${unknown}`, "keypoll explain says what a rule means.");
  const release = flags.release === undefined ? success(settings.release) : readRelease(flags.release);
  if (!release.ok) return release;
  const upgradeTo =
    flags.upgradeTo === undefined ? success(settings.upgradeTo) : readRelease(flags.upgradeTo);
  if (!upgradeTo.ok) return upgradeTo;
  return success({
    ...settings,
    release: release.value,
    upgradeTo: upgradeTo.value,
    role: flags.role ?? settings.role,
    hostName: flags.hostName ?? settings.hostName,
    maxFindings: flags.maxFindings ?? settings.maxFindings,
    askInterpreters: flags.interpreters === false ? false : (settings.askInterpreters ?? true),
  });
}

/** What is wrong with the first code that is not the code of a rule. */
async function unknownRule(codes: readonly string[]): Promise<string | undefined> {
  if (codes.length === 0) return undefined;
  const { ruleCodes } = await import("../../core/documents/rules.ts");
  const unknown = codes.find((code) => !ruleCodes.includes(code));
  return unknown === undefined ? undefined : `${unknown} is not a rule.${didYouMean(unknown, ruleCodes)}`;
}
