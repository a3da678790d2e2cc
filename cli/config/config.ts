/** The project's settings: `keypoll.config.json` in the current folder or above it. */

import { existsSync } from "node:fs";
import path from "node:path";
import { didYouMean } from "../../core/lint/nearest.ts";
import { lintSettingSchemas, type RawSettings } from "../../core/lint/settings.ts";
import { readInput } from "../input.ts";
import { failure, type Result, success } from "../terminal/problem.ts";

export const CONFIG_FILE = "keypoll.config.json";

export interface Config extends RawSettings {
  /** What `keypoll lint` checks without arguments: paths and patterns, relative to the file's folder. */
  readonly files: readonly string[];
  /** Where it was found. Undefined without a file. */
  readonly path: string | undefined;
}

export interface ConfigFlags {
  /** A path. `false` reads no file. */
  readonly config?: string | boolean;
}

const EMPTY: Config = { files: [], path: undefined };

/** The file that the flags name, or the nearest one. Empty if there is none. */
export async function readConfig({ config = true }: ConfigFlags): Promise<Result<Config>> {
  if (config === false) return success(EMPTY);
  const file = typeof config === "string" ? config : nearest(process.cwd());
  if (file === undefined) return success(EMPTY);
  const input = await readInput(file);
  if (!input.ok) return input;
  const shown = path.relative(process.cwd(), file) || file;
  try {
    const value: unknown = JSON.parse(input.value.toString("utf8"));
    return checked(value, shown, file);
  } catch (error) {
    return failure(
      `${shown} is not JSON: ${error instanceof Error ? error.message : error}.`,
      "Fix it, or add --no-config.",
    );
  }
}

/** Goes up to the root: all folders of a project share one file. */
function nearest(folder: string): string | undefined {
  const file = path.join(folder, CONFIG_FILE);
  if (existsSync(file)) return file;
  const above = path.dirname(folder);
  return above === folder ? undefined : nearest(above);
}

const members = ["$schema", "release", "lint", "files"];
const lintMembers = Object.keys(lintSettingSchemas);

/** Names are checked here, so that a typo is not silently ignored. Values are checked where they are used. */
function checked(value: unknown, shown: string, file: string): Result<Config> {
  const advice = `keypoll schema config describes the file. Known members: ${members.join(", ")}.`;
  if (!isObject(value)) return failure(`${shown} does not contain an object.`, advice);
  const { files = [], lint = {} } = value;
  const unknown = Object.keys(value).find((name) => !members.includes(name));
  if (unknown !== undefined)
    return failure(`${shown} has an unknown member "${unknown}".${didYouMean(unknown, members)}`, advice);
  if (!isObject(lint)) return failure(`${shown}: lint is not an object.`, advice);
  const unknownInLint = Object.keys(lint).find((name) => !lintMembers.includes(name));
  if (unknownInLint !== undefined) {
    return failure(
      `${shown} has an unknown member "lint.${unknownInLint}".${didYouMean(unknownInLint, lintMembers)}`,
      `Known members of lint: ${lintMembers.join(", ")}.`,
    );
  }
  if (!Array.isArray(files) || !files.every((each) => typeof each === "string")) {
    return failure(`${shown}: files is not a list of texts.`, advice);
  }
  // Paths in the file are relative to its folder; the command needs them relative to the current one.
  const fromHere = (each: string): string =>
    path.relative(process.cwd(), path.resolve(path.dirname(file), each)) || ".";
  return success({ ...value, lint, files: files.map(fromHere), path: shown });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
