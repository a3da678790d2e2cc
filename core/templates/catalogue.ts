/** The catalogue of poll script templates: every language and every source in every useful form, and how one is made. */

import type { ScriptLanguage } from "../languages/index.ts";
import { type Form, type Language, type Lookup, SOCKET, withoutMarks } from "./code.ts";
import { bash } from "./languages/bash/frame.ts";
import { go } from "./languages/go/frame.ts";
import { javascript } from "./languages/javascript/frame.ts";
import { perl } from "./languages/perl/frame.ts";
import { php } from "./languages/php/frame.ts";
import { powershell } from "./languages/powershell/frame.ts";
import { python } from "./languages/python/frame.ts";
import { ruby } from "./languages/ruby/frame.ts";
import { type DataSet, dataSet, type Setting, type Source, type SourceId, sources } from "./sources.ts";

/** The folder of scripts and of their settings. */
export const INTEGRATIONS = "/var/ossec/integrations";

/** A complete poll script. */
export interface Template {
  /** For example `python-sqlite` or `python-sqlite-daemon`. */
  readonly id: string;
  readonly language: ScriptLanguage;
  readonly source: SourceId;
  readonly form: Form;
  /** In words, for example `Python: SQLite`. */
  readonly title: string;
  /** In words, for example `Python`. */
  readonly languageTitle: string;
  /** In words, for example `SQLite`. */
  readonly sourceTitle: string;
  readonly fileName: string;
  readonly text: string;
  /** The text with its places to change marked. `snippetBody` turns them into tab stops. */
  readonly marked: string;
  readonly settings: readonly Setting[];
  /** What must be installed on the machine, in words. */
  readonly needs: string;
  /** Commands that install it beside the script. Empty if packages of the system provide it. */
  readonly install: readonly string[];
  /**
   * The command that builds the program from the file, whose name is appended. Undefined if the file is the program.
   */
  readonly build: string | undefined;
  readonly dataSet: DataSet;
}

/** Every language, in the order of a list. */
const languages: readonly Language[] = [python, bash, javascript, perl, php, ruby, go, powershell];

let made: readonly Template[] | undefined;

/** All templates: by language, then by source, then by form. Made at the first call. */
export function templates(): readonly Template[] {
  made ??= languages.flatMap((language) =>
    sources.flatMap((source) =>
      language.forms.flatMap((form) => {
        const template = render(language, source, form);
        return template === undefined ? [] : [template];
      }),
    ),
  );
  return made;
}

/** One template. Undefined if the combination is not offered. */
export function renderTemplate(language: ScriptLanguage, source: SourceId, form: Form): Template | undefined {
  return templates().find((row) => row.language === language && row.source === source && row.form === form);
}

/** The template, or undefined if the language is not offered for the source or in the form. */
function render(language: Language, source: Source, form: Form): Template | undefined {
  const lookup = language.lookups[source.id];
  if (lookup === undefined || !language.forms.includes(form)) return undefined;
  const isFile = source.noun === "file";
  const head = headLines(language, source, form, lookup);
  const marked = language.write(lookup, {
    head,
    noun: source.noun,
    failure: source.failure,
    form,
    exact: isFile,
    waits: !isFile || form === "daemon",
  });
  return {
    id: [language.id, source.id, ...(form === "daemon" ? [form] : [])].join("-"),
    language: language.id,
    source: source.id,
    form,
    title: `${language.title}: ${source.title}${form === "daemon" ? ", as a socket daemon" : ""}`,
    languageTitle: language.title,
    sourceTitle: source.title,
    fileName: language.fileName,
    text: withoutMarks(marked),
    marked,
    settings: settingsOf(source, form, lookup),
    needs: lookup.needs,
    install: lookup.install ?? [],
    build: language.build,
    dataSet: dataSet(source.id),
  };
}

const socketSetting: Setting = { name: "KEYPOLL_SOCKET", meaning: "where the manager asks", preset: SOCKET };

/** All settings of a script, including those of its form. */
function settingsOf(source: Source, form: Form, lookup: Lookup): readonly Setting[] {
  return [...(form === "daemon" ? [socketSetting] : []), ...source.settings, ...(lookup.settings ?? [])];
}

/** The lines of the head, without comment signs. */
function headLines(language: Language, source: Source, form: Form, lookup: Lookup): readonly string[] {
  const program = language.program ?? language.fileName;
  const path = `${INTEGRATIONS}/${program}`;
  const settings = settingsOf(source, form, lookup);
  const width = Math.max(...settings.map(({ name }) => name.length));
  return [
    ...purpose(source, form, program),
    "",
    `Needs ${lookup.needs}.`,
    ...source.layout,
    "",
    `Settings, from the environment or from lines NAME=value in ${INTEGRATIONS}/keypoll.env (chmod 600):`,
    ...settings.map(({ name, meaning }) => `  ${name.padEnd(width)}  ${meaning}`),
    "",
    ...(form === "daemon" ? daemonConfiguration(path) : scriptConfiguration(path)),
    "",
    `Error answers: 1 wrong arguments, 2 the ${source.failure}, 3 unknown selector, 4 no such agent,`,
    "5 several agents, 6 an agent that the manager cannot work with.",
    "",
    "Keep keys of 64 lower-case hexadecimal digits: 4.x takes others too, but HTTPS of Wazuh 5.0 does not.",
  ];
}

function purpose(source: Source, form: Form, program: string): readonly string[] {
  if (form === "daemon") {
    return [
      `Gives the Wazuh manager the key of an agent from ${source.what}: answers id:001 or`,
      `ip:192.168.1.100 on a socket. Called with arguments, "${program} id 001", it answers once and ends.`,
    ];
  }
  return [
    `Gives the Wazuh manager the key of an agent from ${source.what}: prints the answer to`,
    `"${program} id 001" or "${program} ip 192.168.1.100" as JSON.`,
  ];
}

function scriptConfiguration(path: string): readonly string[] {
  return [
    "For the manager to call it, make it executable and put this in ossec.conf. 4.4 to 4.14, inside <auth>:",
    `  <key_request><enabled>yes</enabled><exec_path>${path}</exec_path></key_request>`,
    "3.8 to 4.3, inside <ossec_config>:",
    `  <wodle name="agent-key-polling"><exec_path>${path}</exec_path></wodle>`,
  ];
}

function daemonConfiguration(path: string): readonly string[] {
  return [
    "For the manager to ask it, make it executable and put this in ossec.conf. 4.4 to 4.14, inside <auth>, where",
    "a service of its own (systemd) has to keep it running and exec_path is for the time when it does not:",
    `  <key_request><enabled>yes</enabled><socket>${SOCKET}</socket>`,
    `    <exec_path>${path}</exec_path></key_request>`,
    "3.8 to 4.3, inside <ossec_config>, where the manager starts it and keeps it running:",
    `  <wodle name="agent-key-polling"><socket>${SOCKET}</socket>`,
    `    <exec_path>${path}</exec_path></wodle>`,
  ];
}
