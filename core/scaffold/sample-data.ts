/** The sample agents beside a new script: the files that hold them, and the settings that lead the script there. */

import type { SourceId, Template } from "../templates/index.ts";
import { sampleDatabase } from "./generated/sample-database.ts";

/** Where `STAND_IN_COMMAND` gives out the sample agents in place of a web service. */
const STAND_IN = "http://127.0.0.1:8000/agents.json";

/** Its folder holds nothing but them: what lies in it is for all to read. */
const STAND_IN_FOLDER = "service";

export const STAND_IN_COMMAND = `python3 -m http.server 8000 --bind 127.0.0.1 --directory ${STAND_IN_FOLDER}`;

const DATABASE = "agents.db";

/** Contents by names. */
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

/** The settings for files in `folder`, a path with a separator at its end or empty; none where a server has to be filled first. */
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

/** Variables of the suite: it stays with the sample agents, wherever the folder goes and whatever keypoll.env says. */
export function suiteEnvironment(template: Template): Readonly<Record<string, string>> | undefined {
  return template.source === "http" ? { KEYPOLL_URL: STAND_IN } : sampleSettings(template, "");
}

/** The sample agents are in place as soon as the files are written. */
export function isInPlace(source: SourceId): boolean {
  return ["sqlite", "csv", "json"].includes(source);
}
