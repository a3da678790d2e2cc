/** What `keypoll new` prints: the files, and what to do with them. */

import { here, type Platform } from "../../core/platform/index.ts";
import type { Scaffold, ScaffoldFile } from "../../core/scaffold/index.ts";

/** The purpose of each file, and the reason for its mode. */
const meanings: Readonly<Record<ScaffoldFile["role"], (scaffold: Scaffold, platform: Platform) => string>> = {
  script: ({ template }) =>
    template.build === undefined
      ? "the poll script; the manager starts it as root, so nobody else may change it"
      : "the source of the poll program",
  suite: ({ requests }) => `a suite of ${requests.length} samples`,
  settings: (_, { isUnix }) =>
    `its settings; they may hold a password${isUnix ? ", so only you can read them" : ""}`,
  data: () => "sample agents with made-up keys",
};

/** The files, with their modes if files have modes. `folder` as the user wrote it. */
export function filesText(scaffold: Scaffold, heading: string, platform: Platform = here): string {
  const names = Math.max(...scaffold.files.map(({ name }) => name.length));
  const lines = scaffold.files.map(({ name, mode, role }) => {
    const octal = mode.toString(8).padStart(4, "0");
    return `  ${name.padEnd(names)}${platform.isUnix ? `  ${octal}` : ""}  ${meanings[role](scaffold, platform)}`;
  });
  return `${[heading, ...lines].join("\n")}\n`;
}

/** The next steps: what to prepare, the first test, and what to configure on the manager. */
export function nextText({ needs, steps, suite, ossecConf }: Scaffold, folder: string): string {
  const enter = folder === "." || steps.length === 0 ? [] : [`cd ${quoted(folder)}`];
  const path = folder === "." || enter.length > 0 ? suite : `${folder.replace(/\/$/, "")}/${suite}`;
  const commands = steps.flatMap(({ kind, text }) => (kind === "command" ? [text] : []));
  const sentences = steps.flatMap(({ kind, text }) => (kind === "sentence" ? [text] : []));
  return [
    `It needs ${needs}.`,
    "",
    ...(steps.length === 0
      ? []
      : ["Before the first test:", ...indented([...enter, ...commands]), ...sentences, ""]),
    "Test it:",
    ...indented([`keypoll test ${quoted(path)}`]),
    "",
    "For the manager, copy it to /var/ossec/integrations with its keypoll.env, and put this inside <auth> of ossec.conf",
    "(4.4 to 4.14; the head of the script has the older form):",
    ...indented(ossecConf.trimEnd().split("\n")),
    "",
  ].join("\n");
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

/** The word quoted for a shell. */
function quoted(word: string): string {
  return /^[\w./~+:@%-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
