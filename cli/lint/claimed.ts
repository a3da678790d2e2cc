/** Scripts among the files to check that are named by suites and configurations among them. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Claim, namesScript } from "../../core/documents/index.ts";
import type { LintSettings } from "../../core/lint/settings.ts";
import { bytesFromText, type Release, splitCommand, textFromBytes } from "../../core/manager/index.ts";
import { textOf } from "./file-text.ts";

interface Looked {
  readonly path: string;
  readonly kind: string | undefined;
}

/** By the absolute path of the script. A file that cannot be read names none; its own check reports this. */
export async function claimedBy(
  files: readonly Looked[],
  { release }: LintSettings,
): Promise<ReadonlyMap<string, Claim>> {
  const ofKind = (kind: string): readonly string[] =>
    files.filter((file) => file.kind === kind).map((file) => file.path);
  const claims = new Map<string, Claim>();
  for (const words of await execPathsIn(ofKind("ossec-conf"), release)) {
    for (const file of files) {
      if (namesScript(words, file.path)) claims.set(path.resolve(file.path), "exec-path");
    }
  }
  for (const script of await scriptsOf(ofKind("suite"))) claims.set(script, "suite");
  return claims;
}

/** The words of each `exec_path`. */
async function execPathsIn(
  configs: readonly string[],
  release: Release,
): Promise<readonly (readonly string[])[]> {
  if (configs.length === 0) return [];
  const { ConfigDocument, isFragment } = await import("../../core/lint/config/index.ts");
  const found: (readonly string[])[] = [];
  for (const config of configs) {
    const text = await textIn(config);
    const { reading } = new ConfigDocument(text, { release, isFragment: isFragment(config, text) });
    const line = reading.kind === "config" ? reading.execPath.value : undefined;
    const words = line === undefined ? undefined : splitCommand(bytesFromText(line), release);
    if (words !== undefined) found.push(words.map(textFromBytes));
  }
  return found;
}

/** The absolute path of the script of each suite. */
async function scriptsOf(suites: readonly string[]): Promise<readonly string[]> {
  if (suites.length === 0) return [];
  const { readSuite } = await import("../../core/suite/index.ts");
  const { suiteFiles } = await import("../../core/poll/index.ts");
  const found: string[] = [];
  for (const suite of suites) {
    const reading = readSuite(await textIn(suite));
    if (reading.kind !== "suite") continue;
    const { script } = suiteFiles(reading.suite, path.dirname(path.resolve(suite)));
    if (script !== undefined) found.push(script);
  }
  return found;
}

async function textIn(file: string): Promise<string> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0));
  return textOf(bytes).text;
}
