/**
 * Writes the parts of the manifest that other tables decide: settings of checks, rules, releases, snippet files and tools
 * for assistants; and the settings in the schema of `keypoll.config.json`. A test compares them.
 */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inputSchemaOf, tools } from "../core/assistant/index.ts";
import { configRules } from "../core/lint/config/index.ts";
import { keyFileRules } from "../core/lint/key-file/index.ts";
import { scriptRules } from "../core/lint/script/index.ts";
import { lintSettingSchemas, versionSchema } from "../core/lint/settings.ts";
import { severities } from "../core/lint/severity.ts";
import { versionsText } from "../core/lint/versions.ts";
import { newestRelease, type Release, releaseFor, releases } from "../core/manager/index.ts";

const root = new URL("../", import.meta.url);
const LINT = "keypoll.lint";
const SEVERITIES = `${LINT}.severities`;
/** The title of the settings that a setting of checks is shown with. */
const LINT_GROUP = "%settings.keyFile%";
/** Settings of this group that come first. */
const BEFORE_LINT = 2;
/** Every rule whose severity can be set. */
const rules = [...keyFileRules, ...configRules, ...scriptRules];
const RELEASE = "keypoll.release";
const UPGRADE = `${LINT}.upgradeTo`;
const TOOL = "tool";
const CONFIG_SCHEMA = "schemas/config.schema.json";
/** When the extension has the tools: they read files of this machine. */
const TOOLS_WHEN = "config.keypoll.enable && (!isWeb || remoteName) && !virtualWorkspace";

/** A setting as the manifest declares it. */
interface Setting {
  [member: string]: unknown;
}

/** The parts of the manifest that are written here. */
export interface Manifest {
  contributes: {
    snippets: { language: string; path: string }[];
    languageModelTools: object[];
    configuration: { title: string; properties: Record<string, Setting> }[];
  };
}

/** The schema of `keypoll.config.json`, as far as it is written here. */
interface ConfigSchema {
  properties: { lint: { properties: object } };
}

/** The manifest and its texts completed from the tables. Everything else stays as it is. */
export function completed(manifest: Manifest, texts: Record<string, string>) {
  const written = structuredClone(manifest);
  const ruleTexts = rules.map(({ code, title }) => [`${SEVERITIES}.${code}`, title] as const);
  const choices = releases.flatMap(versionsOf);
  const releaseTexts = choices.map(({ version, row }) => [`${RELEASE}.${version}`, choiceText(row)] as const);
  const toolTexts = tools.map(({ name, title }) => [`${TOOL}.${name}`, title] as const);
  const own = Object.entries(texts).filter(
    ([key]) => ![SEVERITIES, RELEASE, TOOL].some((prefix) => key.startsWith(`${prefix}.`)),
  );
  Object.assign(groupOf(written, LINT_GROUP), lintSettings(texts));
  Object.assign(settingOf(written, SEVERITIES), {
    propertyNames: undefined,
    examples: undefined,
    additionalProperties: false,
    properties: Object.fromEntries(
      rules.map(({ code, severity }) => [
        code,
        {
          type: "string",
          enum: [...severities, "off"],
          default: severity,
          description: `%${SEVERITIES}.${code}%`,
        },
      ]),
    ),
  });
  const versions = choices.map(({ version }) => version);
  const versionTexts = versions.map((version) => `%${RELEASE}.${version}%`);
  Object.assign(settingOf(written, RELEASE), {
    anyOf: anyVersion(versions, versionTexts),
    default: newestRelease.id,
  });
  Object.assign(settingOf(written, UPGRADE), {
    pattern: undefined,
    examples: undefined,
    anyOf: anyVersion(["", ...versions], [`%${UPGRADE}.none%`, ...versionTexts]),
  });
  written.contributes.snippets = readdirSync(new URL("snippets", root))
    .sort()
    .map((file) => ({ language: file.replace(".json", ""), path: `./snippets/${file}` }));
  written.contributes.languageModelTools = tools.map((tool) => ({
    name: `keypoll_${tool.name}`,
    toolReferenceName: `keypoll_${tool.name}`,
    displayName: `%${TOOL}.${tool.name}%`,
    modelDescription: tool.description,
    canBeReferencedInPrompt: true,
    icon: "$(key)",
    tags: ["wazuh"],
    when: tool.runs ? `${TOOLS_WHEN} && isWorkspaceTrusted` : TOOLS_WHEN,
    inputSchema: inputSchemaOf(tool),
  }));
  return {
    manifest: written,
    texts: Object.fromEntries([...own, ...ruleTexts, ...releaseTexts, ...toolTexts]),
  };
}

/** The offered versions, with descriptions. Every other patch version is accepted as well. */
function anyVersion(versions: readonly string[], descriptions: readonly string[]): readonly object[] {
  return [{ enum: versions, markdownEnumDescriptions: descriptions }, versionSchema];
}

/** The settings of checks as the manifest declares them. */
function lintSettings(texts: Record<string, string>): Record<string, Setting> {
  const rows = Object.entries(lintSettingSchemas).map(([name, schema], at): [string, Setting] => {
    const key = `${LINT}.${name}`;
    const values = "enum" in schema ? schema.enum.map((value) => `${key}.${value}`) : [];
    const described = values.length > 0 && values.every((value) => value in texts);
    return [
      key,
      {
        order: at + BEFORE_LINT,
        ...schema,
        ...(described && { markdownEnumDescriptions: values.map((value) => `%${value}%`) }),
        scope: "window",
        markdownDescription: `%${key}%`,
      },
    ];
  });
  return Object.fromEntries(rows);
}

/** The schema of `keypoll.config.json` with the settings of checks. */
export function completedConfig(config: ConfigSchema, texts: Record<string, string>): ConfigSchema {
  const written = structuredClone(config);
  written.properties.lint.properties = Object.fromEntries(
    Object.entries(lintSettingSchemas).map(([name, schema]) => [
      name,
      { description: texts[`${LINT}.${name}`], ...schema },
    ]),
  );
  return written;
}

/**
 * The versions that select a row: the minor versions whose newest patch it describes, or the name of a narrower row.
 */
function versionsOf(row: Release): readonly { version: string; row: Release }[] {
  const [major = 0, first = 0] = row.covers.from.split(".").map(Number);
  const [, last = first] = (row.covers.to ?? row.covers.from).split(".").map(Number);
  const minors = Array.from({ length: last - first + 1 }, (_, at) => `${major}.${first + at}`);
  const own = minors.filter((minor) => releaseFor(minor) === row);
  return (own.length === 0 ? [row.id] : own).map((version) => ({ version, row }));
}

function choiceText(row: Release): string {
  const gone = row.poller === "none" ? ": key polling was removed" : "";
  return `Behaves as Wazuh ${versionsText(row)}${gone}.`;
}

function groupOf(manifest: Manifest, title: string): Record<string, Setting> {
  const group = manifest.contributes.configuration.find((each) => each.title === title);
  if (group === undefined) throw new Error(`The manifest has no settings ${title}.`);
  return group.properties;
}

function settingOf(manifest: Manifest, key: string): Setting {
  const group = manifest.contributes.configuration.find(({ properties }) => key in properties);
  const setting = group?.properties[key];
  if (setting === undefined) throw new Error(`The manifest has no setting ${key}.`);
  return setting;
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, root), "utf8")) as T;
}

function write(name: string, value: unknown): void {
  writeFileSync(new URL(name, root), `${JSON.stringify(value, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { manifest, texts } = completed(read<Manifest>("package.json"), read("package.nls.json"));
  write("package.json", manifest);
  write("package.nls.json", texts);
  write(CONFIG_SCHEMA, completedConfig(read(CONFIG_SCHEMA), texts));
}
