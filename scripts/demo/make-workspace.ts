/** Makes the demo workspace: a poll script with a database, a `client.keys`, and a copy of it with planted problems. */

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { renderTemplate } from "../../core/templates/index.ts";

const folder = fileURLToPath(new URL("../../demo/", import.meta.url));
const inFolder = (name: string): string => join(folder, name);

/** The script is the template that the editor offers, unchanged. */
function writeScript(): void {
  const template = renderTemplate("python", "sqlite", "script");
  if (template === undefined) throw new Error("There is no template for Python and SQLite.");
  writeFileSync(inFolder(template.fileName), template.text);
  chmodSync(inFolder(template.fileName), 0o755);
  writeFileSync(inFolder("keypoll.env"), `KEYPOLL_DATABASE=${inFolder("agents.db")}\n`);
  chmodSync(inFolder("keypoll.env"), 0o600);
}

/** Common problems with three different consequences: a blank in a name, tabs, a blank after the key. */
function writeFaultyKeys(): void {
  const lines = readFileSync(inFolder("client.keys"), "utf8").split("\n").slice(0, 40);
  const change = (line: number, by: (text: string) => string): void => {
    lines[line - 1] = by(lines[line - 1] ?? "");
  };
  change(7, (text) => text.replace("-", " "));
  change(16, (text) => text.replaceAll(" ", "\t"));
  change(25, (text) => `${text} `);
  writeFileSync(inFolder("client.keys.bad"), `${lines.join("\n")}\n`);
}

// Only the owner may read files with keys, and lint reports those that others can read.
process.umask(0o027);
mkdirSync(folder, { recursive: true });
writeScript();
execFileSync("python3", [fileURLToPath(new URL("make-database.py", import.meta.url)), folder]);
writeFaultyKeys();
