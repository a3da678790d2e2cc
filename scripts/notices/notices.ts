/** The notices for all code in a bundle: names, licences and their texts, from esbuild's list of inputs. */

import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Metafile } from "esbuild";
import { scriptLanguages } from "../../core/languages/index.ts";
import { grammarCopyrights, MIT } from "./grammars.ts";

const HEAD = `Key Poll contains code of the projects below. Each of them is followed by its licence.
`;

/** The text for a set of bundles, and for packages whose files are shipped unchanged. Throws if one has no licence. */
export function noticesOf(metafiles: readonly Metafile[], shipped: readonly string[]): string {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const notices = packageFolders(outputs, shipped).map(noticeOf);
  return [HEAD, ...notices, ...scriptLanguages.map(grammarNotice)].join(`\n${"-".repeat(80)}\n\n`);
}

/**
 * The folders of all packages with code in these outputs or with files that are shipped unchanged, in the order of
 * their names.
 */
export function packageFolders(
  outputs: readonly Pick<Metafile["outputs"][string], "inputs">[],
  shipped: readonly string[],
): readonly string[] {
  const inputs = outputs.flatMap((output) =>
    // An input of which nothing is left in the output is not shipped.
    Object.entries(output.inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  return [...new Set([...inputs.flatMap((file) => packageFolder(file) ?? []), ...shipped])].sort(byName);
}

/** The package folder of a file. Undefined for a file of the project. */
function packageFolder(file: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

function byName(a: string, b: string): number {
  return nameIn(a).localeCompare(nameIn(b), "en");
}

function nameIn(folder: string): string {
  return folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
}

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const files = licenceFiles(folder);
  const texts = (files.length > 0 ? files : ownText(name)).map((file) => readFileSync(file, "utf8").trim());
  if (typeof license !== "string" || texts.length === 0) {
    throw new Error(`${name} ${version} says no licence, so it cannot be shipped.`);
  }
  return `${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`;
}

/** The project's own copy of the licence of a package that contains none. */
function ownText(name: string): readonly string[] {
  const file = path.join(import.meta.dirname, "texts", `${name}.txt`);
  return existsSync(file) ? [file] : [];
}

/** Files and whole folders of licences. */
function licenceFiles(folder: string): readonly string[] {
  return globSync("{licen[cs]e,LICEN[CS]E,Licen[cs]e,notice,NOTICE,copying,COPYING}*{,/*}", { cwd: folder })
    .map((file) => path.join(folder, file))
    .filter((file) => statSync(file).isFile())
    .sort();
}

function grammarNotice(language: (typeof scriptLanguages)[number]): string {
  return `tree-sitter-${language}, a grammar (MIT)\n\n${grammarCopyrights[language].join("\n")}\n\n${MIT}\n`;
}
