/** `keypoll new`: writes a poll script with its suite, its settings and sample data. */

import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { writeProblem } from "../../core/files/index.ts";
import { languageOfFile, type ScriptLanguage, scriptLanguages } from "../../core/languages/index.ts";
import {
  extensionOf,
  isScriptName,
  type Scaffold,
  type ScaffoldFile,
  scaffold,
} from "../../core/scaffold/index.ts";
import {
  notOffered,
  renderTemplate,
  type SourceId,
  sourceIds,
  type Template,
  whyNotOffered,
} from "../../core/templates/index.ts";
import { ExitCode } from "../exit-code.ts";
import { putFile } from "../put-file.ts";
import { failure, type Result, success } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { wrap } from "../terminal/wrap.ts";
import { filesText, nextText } from "./new-text.ts";

export interface NewOptions {
  readonly language?: ScriptLanguage;
  readonly source?: SourceId;
  /** A folder, or the script's own path. */
  readonly path: string;
  readonly socket?: boolean;
  readonly list?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

const ADVICE_IF_THERE = "Give another folder, or add --force to replace the existing files.";

/** Returns the exit code. */
export async function newScript(options: NewOptions, terminal: Terminal): Promise<ExitCode> {
  if (options.list === true) {
    terminal.print(pairsText(Math.min(terminal.width, 100)));
    return ExitCode.fine;
  }
  const planned = plan(options);
  if (!planned.ok) {
    terminal.complain(planned.problem);
    return ExitCode.couldNotRun;
  }
  const { made, folder } = planned.value;
  if (
    options.dryRun !== true &&
    !(await writeFiles(path.resolve(folder), made.files, options.force === true, terminal))
  ) {
    return ExitCode.couldNotRun;
  }
  const heading = options.dryRun === true ? `Would be written to ${folder}:` : `Written to ${folder}:`;
  terminal.print(filesText(made, heading) + nextText(made, folder));
  return ExitCode.fine;
}

interface Place {
  /** As the user wrote it. */
  readonly folder: string;
  readonly fileName: string;
}

/** What to write, and where. Nothing is there yet, or it may be replaced. */
function plan(options: NewOptions): Result<{ readonly made: Scaffold; readonly folder: string }> {
  const template = chosen(options);
  if (!template.ok) return template;
  const place = placeOf(options.path, template.value);
  if (!place.ok) return place;
  const { folder, fileName } = place.value;
  const absolute = path.resolve(folder);
  const made = scaffold(template.value, fileName, absolute + path.sep);
  const present = made.files.map(({ name }) => name).filter((name) => existsSync(path.join(absolute, name)));
  if (present.length > 0 && options.force !== true) {
    return failure(
      `${present.map((name) => path.join(folder, name)).join(", ")} already ${present.length > 1 ? "exist" : "exists"}.`,
      ADVICE_IF_THERE,
    );
  }
  return success({ made, folder });
}

function chosen({ language, source, socket }: NewOptions): Result<Template> {
  if (language === undefined || source === undefined) {
    return failure(
      "Name a language and a source, for example: keypoll new python sqlite.",
      "keypoll new --list shows them all.",
    );
  }
  const form = socket === true ? "daemon" : "script";
  const template = renderTemplate(language, source, form);
  if (template !== undefined) return success(template);
  const what = `${language} with ${source}${form === "daemon" ? " as a daemon on a socket" : ""}`;
  return failure(
    `${what} is not offered: ${whyNotOffered(language, source, form)}.`,
    "keypoll new --list shows what is offered.",
  );
}

/** A path with an extension of the language is the script's own path; any other is a folder. */
function placeOf(given: string, template: Template): Result<Place> {
  const ending = extensionOf(template);
  if (!given.endsWith(ending)) {
    const other = languageOfFile(given, "");
    if (other === undefined) return success({ folder: given, fileName: template.fileName });
    return failure(
      `"${path.basename(given)}" has the suffix of a script in ${other}, but you asked for ${template.language}.`,
      `End the name with ${ending}, or write keypoll new ${other} ${template.source} ${given}.`,
    );
  }
  const fileName = path.basename(given);
  if (isScriptName(fileName, template)) return success({ folder: path.dirname(given), fileName });
  return failure(
    `"${fileName}" is not a good name for a script: the manager splits exec_path at blanks and quotes.`,
    `Write letters, digits, dots, - and _, for example ${template.fileName}.`,
  );
}

/** Makes missing folders. False if a file could not be written; the terminal has then shown why. */
async function writeFiles(
  folder: string,
  files: readonly ScaffoldFile[],
  replaces: boolean,
  terminal: Terminal,
): Promise<boolean> {
  // Another program may have made a file since the check.
  const ifThere = replaces ? {} : { adviceIfThere: ADVICE_IF_THERE };
  for (const { name, content, mode } of files) {
    const target = path.join(folder, name);
    try {
      await mkdir(path.dirname(target), { recursive: true });
    } catch (error) {
      terminal.complain(writeProblem(target, error));
      return false;
    }
    if (!(await putFile(target, content, { backup: false, exactMode: mode, ...ifThere }, terminal)))
      return false;
  }
  return true;
}

const LEGEND = "script: started for each request; +socket: also a daemon, with --socket; -: not offered.";

/** The table with its reasons, as text of at most `width` columns. */
function pairsText(width: number): string {
  const rows = scriptLanguages.map((language) => [
    language,
    ...sourceIds.map((source) => {
      if (renderTemplate(language, source, "script") === undefined) return "-";
      return renderTemplate(language, source, "daemon") === undefined ? "script" : "+socket";
    }),
  ]);
  const table = [["", ...sourceIds], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const reasons = notOffered.map(({ language, form, sources, why }) => {
    const what = sources === "all" ? `${language} --socket` : `${language} with ${sources.join(", ")}`;
    return `${what}${sources !== "all" && form === "daemon" ? " --socket" : ""}: ${why}.`;
  });
  const prose = [LEGEND, ...reasons].map((text) => wrap(text, width, { first: "", rest: "  " }).join("\n"));
  return `${[...lines, "", ...prose].join("\n")}\n`;
}
