/**
 * The settings of checks: one table for the server, the command line, the manifest and the schema of
 * `keypoll.config.json`.
 */

import { newestRelease, type Release, releaseFor } from "../manager/index.ts";
import type { Role } from "./key-file/rules/index.ts";
import { didYouMean } from "./nearest.ts";
import { releaseSuggestion } from "./release-suggestion.ts";
import { type Severity, severities } from "./severity.ts";

export interface LintSettings {
  /** The manager's release. */
  readonly release: Release;
  /** The release to which an upgrade is planned: records that change their meaning are found. */
  readonly upgradeTo: Release | undefined;
  /** Whose file a `client.keys` is. `auto` decides by its content. */
  readonly role: Role | "auto";
  /** The manager's host name, or empty if unknown. */
  readonly hostName: string;
  /** Severity of each rule by its code. Other rules keep their own. */
  readonly severities: Readonly<Record<string, Severity | "off">>;
  /** Maximum findings that are shown in one file. */
  readonly maxFindings: number;
  /** Interpreters of this machine check the syntax of poll scripts. Undefined if not set. */
  readonly askInterpreters: boolean | undefined;
}

const VERSION = "v?\\d+\\.\\d+(\\.\\d+)?";

/** A version of Wazuh. */
export const versionSchema = { type: "string", pattern: `^${VERSION}$` } as const;

const severityChoices = [...severities, "off"] as const;

/**
 * The settings below `lint` as JSON Schema, in the order in which an editor shows them. `npm run manifest` writes them
 * into the manifest and the schema of `keypoll.config.json`; their texts are in `package.nls.json`.
 */
export const lintSettingSchemas = {
  role: { type: "string", enum: ["auto", "manager", "agent"], default: "auto" },
  hostName: { type: "string", maxLength: 128, examples: ["wazuh-manager"], default: "" },
  maxFindings: { type: "integer", minimum: 1, maximum: 100_000, default: 500 },
  askInterpreters: { type: "boolean", default: true },
  severities: {
    type: "object",
    propertyNames: { pattern: "^[a-z0-9-]+$" },
    additionalProperties: { enum: severityChoices },
    examples: [{ "duplicate-ip": "error", "unusual-key": "off" }],
    default: {},
  },
  upgradeTo: { type: "string", pattern: `^(${VERSION})?$`, examples: ["4.14"], default: "" },
} as const;

export const defaultLintSettings: LintSettings = {
  release: newestRelease,
  upgradeTo: undefined,
  role: lintSettingSchemas.role.default,
  hostName: lintSettingSchemas.hostName.default,
  severities: {},
  maxFindings: lintSettingSchemas.maxFindings.default,
  askInterpreters: undefined,
};

/** How the findings of a file are made: the severities, and how many at most. */
export function findingOptions({ severities, maxFindings }: LintSettings): {
  readonly severities: LintSettings["severities"];
  readonly cap: number;
} {
  return { severities, cap: maxFindings };
}

/** As many of a file's findings as the settings show. */
export function shownOf<T>(findings: readonly T[], { maxFindings }: LintSettings): readonly T[] {
  return findings.slice(0, maxFindings);
}

/** The settings, with all findings shown. */
export function showingAll(settings: LintSettings): LintSettings {
  return { ...settings, maxFindings: Number.MAX_SAFE_INTEGER };
}

/** Settings from an editor or a file, not checked yet: the members of the section `keypoll`. */
export interface RawSettings {
  readonly release?: unknown;
  readonly lint?: Readonly<Partial<Record<keyof typeof lintSettingSchemas, unknown>>>;
}

export interface SettingsReading {
  readonly settings: LintSettings;
  /** What was wrong and is ignored, in sentences. */
  readonly problems: readonly string[];
}

/**
 * Checks raw settings. A wrong value is reported and replaced by its default, so that a typo never switches checks off.
 */
export function readLintSettings(raw: unknown): SettingsReading {
  const problems: string[] = [];
  const given: RawSettings = isObject(raw) ? raw : {};
  const lint: NonNullable<RawSettings["lint"]> = isObject(given.lint) ? given.lint : {};
  const settings: LintSettings = {
    release: readRelease("release", given.release, problems) ?? newestRelease,
    upgradeTo: readRelease("lint.upgradeTo", lint.upgradeTo, problems),
    role:
      readOneOf("lint.role", lint.role, lintSettingSchemas.role.enum, problems) ?? defaultLintSettings.role,
    hostName: typeof lint.hostName === "string" ? lint.hostName : defaultLintSettings.hostName,
    severities: readSeverities(lint.severities, problems),
    maxFindings: readCount("lint.maxFindings", lint.maxFindings, problems) ?? defaultLintSettings.maxFindings,
    askInterpreters: readYesOrNo("lint.askInterpreters", lint.askInterpreters, problems),
  };
  return { settings, problems };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readRelease(name: string, value: unknown, problems: string[]): Release | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const release = typeof value === "string" ? releaseFor(value) : undefined;
  if (release === undefined) {
    problems.push(
      `${name}: ${JSON.stringify(value)} is not a Wazuh version (3.8 or later); it is ignored.${releaseSuggestion(String(value))}`,
    );
  }
  return release;
}

function readOneOf<T extends string>(
  name: string,
  value: unknown,
  allowed: readonly T[],
  problems: string[],
): T | undefined {
  if (value === undefined || value === null) return undefined;
  const found = allowed.find((each) => each === value);
  if (found === undefined)
    problems.push(
      `${name}: ${JSON.stringify(value)} is not one of ${allowed.join(", ")}.${didYouMean(String(value), allowed)}`,
    );
  return found;
}

function readSeverities(value: unknown, problems: string[]): LintSettings["severities"] {
  if (!isObject(value)) return {};
  const read: Record<string, Severity | "off"> = {};
  for (const [code, severity] of Object.entries(value)) {
    const found = readOneOf(`lint.severities.${code}`, severity, severityChoices, problems);
    if (found !== undefined) read[code] = found;
  }
  return read;
}

function readCount(name: string, value: unknown, problems: string[]): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value > 0) return value;
  problems.push(`${name}: ${JSON.stringify(value)} is not a whole number above 0.`);
  return undefined;
}

function readYesOrNo(name: string, value: unknown, problems: string[]): boolean | undefined {
  if (value === undefined || value === null || typeof value === "boolean") return value ?? undefined;
  problems.push(`${name}: ${JSON.stringify(value)} is neither true nor false.`);
  return undefined;
}
