/**
 * The sample agents beside a new script: the files that contain them, and the settings with which the script finds
 * them.
 */

import type { SourceId, Template } from "../templates/index.ts";
import { sampleDatabase } from "./generated/sample-database.ts";

/** The address at which `STAND_IN_COMMAND` serves the sample agents in place of a web service. */
const STAND_IN = "http://127.0.0.1:8000/agents.json";

/** Its folder contains nothing else, because everybody can read what is in it. */
const STAND_IN_FOLDER = "service";

export const STAND_IN_COMMAND = `python3 -m http.server 8000 --bind 127.0.0.1 --directory ${STAND_IN_FOLDER}`;

const DATABASE = "agents.db";

/** Contents by file name. */
export function dataFiles({
  source,
  dataSet,
}: Template): readonly (readonly [string, string | Uint8Array])[] {
  const { fileName, text } = dataSet;
  switch (source) {
    case "sqlite":
      return [
        [fileName, text],
        [DATABASE, Uint8Array.from(atob(sampleDatabase), (character) => character.charCodeAt(0))],
      ];
    case "http":
      return [[`${STAND_IN_FOLDER}/${fileName}`, text]];
    default:
      return [[fileName, text]];
  }
}

/**
 * The settings for files in `folder`, a path with a separator at its end or empty. Empty if a server has to be filled
 * first.
 */
export function sampleSettings(
  { source, dataSet }: Template,
  folder: string,
): Readonly<Record<string, string>> | undefined {
  switch (source) {
    case "sqlite":
      return { KEYPOLL_DATABASE: folder + DATABASE };
    case "csv":
    case "json":
      return { KEYPOLL_FILE: folder + dataSet.fileName };
    default:
      return undefined;
  }
}

/**
 * Variables of the suite: it always uses the sample agents, wherever the folder moves and whatever keypoll.env says.
 */
export function suiteEnvironment(template: Template): Readonly<Record<string, string>> | undefined {
  return template.source === "http" ? { KEYPOLL_URL: STAND_IN } : sampleSettings(template, "");
}

/** Whether the sample agents are in place as soon as the files are written. */
export function isInPlace(source: SourceId): boolean {
  return ["sqlite", "csv", "json"].includes(source);
}
