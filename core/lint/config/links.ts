/** The files that a configuration names, with their places: the programs and scripts of exec_path. */

import type { Span } from "../placed-finding.ts";
import { wordsOf } from "./command.ts";
import type { XmlElement } from "./markup.ts";
import { type ConfigContext, partOfValue, readOptions } from "./rules/rule.ts";

export interface NamedFile extends Span {
  /** Absolute, as on the manager. */
  readonly path: string;
}

/** Every path in a command. A path from the manager's working folder is left out if that folder is unknown. */
export function namedFiles(context: ConfigContext): readonly NamedFile[] {
  return readOptions(context).flatMap(({ option: { name, element, value } }) =>
    name === "exec_path" && typeof value === "string" ? filesIn(value, element, context) : [],
  );
}

function filesIn(
  value: string,
  element: XmlElement,
  { text, config, programs }: ConfigContext,
): readonly NamedFile[] {
  const found: NamedFile[] = [];
  let from = 0;
  for (const word of wordsOf(value, config.release) ?? []) {
    const at = value.indexOf(word, from);
    // A word that lost a quote or a backslash is written differently there.
    if (at < 0) continue;
    from = at + word.length;
    const folder = word.startsWith("/") ? "" : programs?.installation;
    if (folder === undefined || !/^[^-].*\//.test(word)) continue;
    const path = folder === "" ? word : `${folder}/${word}`;
    found.push({ ...partOfValue(text, element, at, from), path });
  }
  return found;
}
