/** The settings of a check: what the command line says, else what the project's file says, else the defaults. */

import { type LintSettings, readLintSettings } from "../../core/lint/settings.ts";
import type { Config } from "../config/config.ts";
import { readRelease } from "../manager-settings.ts";
import { failure, type Result, success } from "../terminal/problem.ts";

export interface LintFlags {
  readonly release?: string;
  readonly upgradeTo?: string;
  readonly role?: "auto" | "manager" | "agent";
  /** The manager's host name, which no agent may bear. */
  readonly hostName?: string;
  readonly maxFindings?: number;
  /** False: the syntax of poll scripts is checked by our own grammars alone. */
  readonly interpreters?: boolean;
}

/** A bad value stops the check: in CI nobody reads warnings about settings. */
export function lintSettings(flags: LintFlags, { path, ...config }: Config): Result<LintSettings> {
  const { settings, problems } = readLintSettings(config);
  if (problems[0] !== undefined)
    return failure(`${path}: ${problems[0]}`, "Mend the file, or say --no-config.");
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
