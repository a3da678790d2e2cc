/**
 * The sample agents beside a new script: the files that contain them, and the settings with which the script finds
 * them.
 */

import type { Template } from "../templates/index.ts";
import { sampleDatabase } from "./generated/sample-database.ts";

/** Contents by file name. */
export function dataFiles({
  dataSet: { fileName, text, read, standIn },
}: Template): readonly (readonly [string, string | Uint8Array])[] {
  if (standIn !== undefined) return [[`${standIn.folder}/${fileName}`, text]];
  if (read === undefined || read.fileName === fileName) return [[fileName, text]];
  return [
    [fileName, text],
    [read.fileName, Uint8Array.from(atob(sampleDatabase), (character) => character.charCodeAt(0))],
  ];
}

/**
 * The settings for files in `folder`, a path with a separator at its end or empty. Undefined if a server has to be
 * filled first.
 */
export function sampleSettings(
  { dataSet: { read } }: Template,
  folder: string,
): Readonly<Record<string, string>> | undefined {
  return read && { [read.setting]: folder + read.fileName };
}

/**
 * Variables of the suite: it always uses the sample agents, wherever the folder moves and whatever keypoll.env says.
 */
export function suiteEnvironment(template: Template): Readonly<Record<string, string>> | undefined {
  return template.dataSet.standIn?.settings ?? sampleSettings(template, "");
}
