/** Writes into the manifest what other tables decide: rules, releases and snippet files. A test holds it against them. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { configRules } from "../core/lint/config/index.ts";
import { keyFileRules } from "../core/lint/key-file/index.ts";
import { scriptRules } from "../core/lint/script/index.ts";
import { severities } from "../core/lint/severity.ts";
import { newestRelease, releases } from "../core/manager/index.ts";

const root = new URL("../", import.meta.url);
const SEVERITIES = "keypoll.lint.severities";
/** Every rule whose severity can be set. */
const rules = [...keyFileRules, ...configRules, ...scriptRules];
const RELEASE = "keypoll.release";
const UPGRADE = "keypoll.lint.upgradeTo";

/** A setting as the manifest declares it. */
interface Setting {
  [member: string]: unknown;
}

/** The parts of the manifest that are written here. */
export interface Manifest {
  contributes: {
    snippets: { language: string; path: string }[];
    configuration: { properties: Record<string, Setting> }[];
  };
}

/** The manifest and its texts as the tables want them; everything else stays as it is. */
export function completed(manifest: Manifest, texts: Record<string, string>) {
  const written = structuredClone(manifest);
  const ruleTexts = rules.map(({ code, title }) => [`${SEVERITIES}.${code}`, title] as const);
  const releaseTexts = releases.map(({ id, covers }) => [`${RELEASE}.${id}`, `Wazuh ${covers}.`] as const);
  const own = Object.entries(texts).filter(
    ([key]) => !key.startsWith(`${SEVERITIES}.`) && !key.startsWith(`${RELEASE}.`),
  );
  Object.assign(settingOf(written, SEVERITIES), {
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
  Object.assign(settingOf(written, RELEASE), {
    enum: releases.map(({ id }) => id),
    markdownEnumDescriptions: releases.map(({ id }) => `%${RELEASE}.${id}%`),
    default: newestRelease.id,
  });
  Object.assign(settingOf(written, UPGRADE), {
    enum: ["", ...releases.map(({ id }) => id)],
    markdownEnumDescriptions: [`%${UPGRADE}.none%`, ...releases.map(({ id }) => `%${RELEASE}.${id}%`)],
  });
  written.contributes.snippets = readdirSync(new URL("snippets", root))
    .sort()
    .map((file) => ({ language: file.replace(".json", ""), path: `./snippets/${file}` }));
  return { manifest: written, texts: Object.fromEntries([...own, ...ruleTexts, ...releaseTexts]) };
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
}
