/** The pages of the rules as the tests read them: headings, the line under the title, the index, and the example files. */

import { readdirSync, readFileSync } from "node:fs";
import type { KeyFileOnDisk, LintContext } from "../../../core/lint/key-file/index.ts";
import { type Release, releaseFor } from "../../../core/manager/index.ts";

const FOLDER = "docs/rules";
const INDEX = "README.md";

export function readPage(code: string): string {
  return readFileSync(`${FOLDER}/${code}.md`, "utf8");
}

/** The codes that have a page. */
export function pageCodes(): readonly string[] {
  const files = readdirSync(FOLDER).filter((file) => file !== INDEX);
  return files.map((file) => file.replace(/\.md$/, "")).sort();
}

export interface IndexRow {
  readonly code: string;
  readonly page: string;
  readonly severity: string;
  readonly line: string;
}

/** The rows of the table under a heading of the index; rows without a link only group the others. */
export function indexRows(heading: string): readonly IndexRow[] {
  const section = readFileSync(`${FOLDER}/${INDEX}`, "utf8")
    .split(/^## /m)
    .find((part) => part.startsWith(heading));
  const rows = (section ?? "").matchAll(/^\| \[(.+?)\]\((.+?)\) \| (.+?) \| (.+?) \|$/gm);
  return Array.from(rows, ([, code = "", page = "", severity = "", line = ""]) => ({
    code,
    page,
    severity,
    line,
  }));
}

export interface FileExample {
  readonly context: LintContext;
  /** The `client.keys` before and after what the page says to do. */
  readonly before: ExampleFile;
  readonly after: ExampleFile;
}

export interface ExampleFile {
  readonly text: string;
  readonly disk: KeyFileOnDisk;
}

const CAPTION =
  /^Before, on an? (manager|agent) of ([0-9.]+)(?: with an upgrade to ([0-9.]+) in view)?(?: with the host name (\S+))?[:,]/m;

/** The example of a page about `client.keys`: whose file it is and of which release, before and after. */
export function fileExample(page: string): FileExample {
  const caption = CAPTION.exec(page);
  if (caption === null) throw new Error("the example does not say whose file it shows");
  const [, role, release = "", upgradeTo, hostName] = caption;
  const [before, after] = Array.from(
    page.matchAll(/^```(?:text|console)\n([\s\S]*?)^```$/gm),
    ([, block = ""]): ExampleFile => {
      const [commands = "", text] = block.split("$ cat client.keys\n");
      return { text: contentsOf(text ?? block), disk: diskOf(commands) };
    },
  );
  if (before === undefined || after === undefined) throw new Error("the example has to show two files");
  const context: LintContext = {
    release: known(release),
    role: role === "agent" ? "agent" : "manager",
    upgradeTo: upgradeTo === undefined ? undefined : known(upgradeTo),
    hostName,
  };
  return { context, before, after };
}

/** What `ls -l` shows of the mode, and `git ls-files` of what is tracked. */
function diskOf(commands: string): KeyFileOnDisk {
  const rights = /^-([r-][w-][x-][r-][w-][x-][r-][w-][x-]) /m.exec(commands)?.[1];
  return {
    mode:
      rights === undefined ? undefined : Number.parseInt(rights.replace(/[rwx]/g, "1").replace(/-/g, "0"), 2),
    trackedAs: /^client\.keys$/m.exec(commands)?.[0],
  };
}

function known(version: string): Release {
  const release = releaseFor(version);
  if (release === undefined) throw new Error(`${version} is not a release`);
  return release;
}

const SHOW_ALL = "$ cat -A client.keys\n";

/** What `cat -A` writes for invisible bytes. The marks of encodings stand for what an editor shows. */
const shown: Readonly<Record<string, string>> = {
  "^@": "\0",
  "^I": "\t",
  "^M": "\r",
  "M-oM-;M-?": "\ufeff",
  "M-^?M-~": "\xff\xfe",
};

/** The file that a block shows: `8f3c…` is a key that starts so, `a{3}` is aaa. */
function contentsOf(block: string): string {
  const raw = block.startsWith(SHOW_ALL) ? asWritten(block.slice(SHOW_ALL.length)) : block;
  return raw
    .replace(/([0-9a-f]{4})…/g, (_, start: string) => start + "0123456789abcdef".repeat(4).slice(4))
    .replace(/(\w)\{(\d+)\}/g, (_, character: string, count: string) => character.repeat(Number(count)));
}

function asWritten(text: string): string {
  return text
    .replaceAll("$\n", "\u2424")
    .replaceAll("\n", "")
    .replaceAll("\u2424", "\n")
    .replace(/\^[@IM]|M-oM-;M-\?|M-\^\?M-~/g, (bytes) => shown[bytes] ?? bytes);
}

export interface ReplacementExample {
  /** The current `client.keys`, a new one that is refused, and one that passes. */
  readonly installed: string;
  readonly refused: string;
  readonly passes: string | undefined;
}

/** The example of a page about a new `client.keys`. */
export function replacementExample(page: string): ReplacementExample {
  const blocks = Array.from(page.matchAll(/^```text\n([\s\S]*?)^```$/gm), ([, block = ""]) =>
    contentsOf(block),
  );
  const [installed, refused, passes] = blocks;
  if (installed === undefined || refused === undefined) throw new Error("the example has to show two files");
  return { installed, refused, passes };
}

export interface ConfigExample {
  readonly release: Release;
  /** The `ossec.conf` before and after what the page says to do. */
  readonly before: string;
  readonly after: string;
}

/** The example of a page about `ossec.conf`; undefined if it shows no file. */
export function configExample(page: string): ConfigExample | undefined {
  const release = /^Before, on a manager of ([0-9.]+):$/m.exec(page)?.[1];
  const [before, after] = Array.from(page.matchAll(/^```xml\n([\s\S]*?)^```$/gm), ([, block = ""]) =>
    wholeConfig(block, release?.startsWith("5.") ? "wazuh_config" : "ossec_config"),
  );
  if (release === undefined || before === undefined || after === undefined) return undefined;
  return { release: known(release), before, after };
}

/** Examples show sections; the rest of the file is as installed. */
function wholeConfig(sections: string, root: string): string {
  if (/<(?:ossec|wazuh|agent)_config>/.test(sections)) return sections;
  return `<${root}>\n${sections.includes("<auth") ? "" : "<auth/>\n"}${sections}</${root}>\n`;
}

export interface ScriptExample {
  /** The script in Python before and after what the page says to do. */
  readonly before: string;
  readonly after: string;
  /** What `ls -l` shows of its mode, if the page is about that. */
  readonly isExecutable: { readonly before: boolean | undefined; readonly after: boolean | undefined };
}

/** The example of a page about poll scripts. */
export function scriptExample(page: string): ScriptExample {
  const blocks = Array.from(page.matchAll(/^```(python|console)\n([\s\S]*?)^```$/gm));
  const [before, after] = blocks.map(([, , block = ""]) => scriptOf(block));
  if (before === undefined || after === undefined) throw new Error("the example has to show two scripts");
  return {
    before: before.text,
    after: after.text,
    isExecutable: { before: before.isExecutable, after: after.isExecutable },
  };
}

function scriptOf(block: string): { readonly text: string; readonly isExecutable: boolean | undefined } {
  const mode = /^\$ ls -l .*\n-(\S+)/.exec(block)?.[1];
  if (mode !== undefined) {
    return { text: "#!/usr/bin/env python3\n# keypoll: poll script\n", isExecutable: mode.includes("x") };
  }
  const listing = /^\$ cat -A .*\n/.exec(block);
  return {
    text: listing === null ? block : asWritten(block.slice(listing[0].length)),
    isExecutable: undefined,
  };
}
