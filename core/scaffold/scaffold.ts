/** A new poll script with everything that its first test needs: files as they are to be written, and what to do then. */

import { newestRelease, readKeyFile } from "../manager/index.ts";
import { proposeSuite, readSuite, SUITE_SUFFIX } from "../suite/index.ts";
import { sampleAgents, type Template } from "../templates/index.ts";
import { keyRequestBlock } from "./ossec-conf.ts";
import { dataFiles, sampleSettings, suiteEnvironment } from "./sample-data.ts";
import { SETTINGS_FILE, settingsText } from "./settings-file.ts";
import { firstSteps, type Step } from "./steps.ts";

export interface ScaffoldFile {
  /** Relative to the folder, with slashes. */
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Permissions, as chmod takes them. */
  readonly mode: number;
  readonly role: "script" | "suite" | "settings" | "data";
}

export interface Scaffold {
  readonly template: Template;
  /** The script comes first. */
  readonly files: readonly ScaffoldFile[];
  /** Name of the suite in the folder. */
  readonly suite: string;
  /** What the suite asks for, as `id:001`. */
  readonly requests: readonly string[];
  /** What has to be on the machine, for people. */
  readonly needs: string;
  /** What has to be done before the suite can be tested. */
  readonly steps: readonly Step[];
  /** To be pasted inside <auth> of ossec.conf, 4.4 to 4.14. */
  readonly ossecConf: string;
}

/** authd starts the script as root: nobody else may change it, and only the manager's group may read it. */
const SCRIPT_MODE = 0o750;
const SUITE_MODE = 0o644;
/** A source that is yet to be built into a program; that becomes executable by itself. */
const SOURCE_MODE = 0o640;
/** Settings hold a password, and data holds keys. */
const SECRET_MODE = 0o600;

const NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

/** The name may have no sign that splits or quotes: the manager splits exec_path at blanks. */
export function isScriptName(fileName: string, template: Template): boolean {
  const ending = extensionOf(template);
  return NAME.test(fileName) && fileName.endsWith(ending) && fileName.length > ending.length;
}

/** How the names of scripts of the template's language end, dot included. */
export function extensionOf({ fileName }: Template): string {
  return fileName.slice(fileName.lastIndexOf("."));
}

/**
 * The scaffold of a template. `fileName` has passed `isScriptName`; `folder` is the absolute path where the files will be, with a
 * separator at its end.
 */
export function scaffold(template: Template, fileName: string, folder: string): Scaffold {
  const ending = extensionOf(template);
  const stem = fileName.slice(0, -ending.length);
  const isBuilt = template.build !== undefined;
  const program = isBuilt ? stem : fileName;
  // In the text it is called by this name only in the comment at its head.
  const renamed = (text: string): string => text.replaceAll(template.fileName.slice(0, -ending.length), stem);
  const text = renamed(template.text);
  const suite = stem + SUITE_SUFFIX;
  const suiteText = firstSuite(template, program, text);
  const settings = settingsText(template, fileName, sampleSettings(template, folder) ?? {});
  return {
    template,
    files: [
      { name: fileName, content: text, mode: isBuilt ? SOURCE_MODE : SCRIPT_MODE, role: "script" },
      { name: suite, content: suiteText, mode: SUITE_MODE, role: "suite" },
      { name: SETTINGS_FILE, content: settings, mode: SECRET_MODE, role: "settings" },
      ...dataFiles(template).map(
        ([name, content]): ScaffoldFile => ({ name, content, mode: SECRET_MODE, role: "data" }),
      ),
    ],
    suite,
    requests: requestsOf(suiteText),
    needs: renamed(template.needs),
    steps: firstSteps(template, fileName),
    ossecConf: keyRequestBlock(program, template.form),
  };
}

function firstSuite(template: Template, program: string, script: string): string {
  const keys = sampleAgents.map(({ id, name, ip, key }) => `${id} ${name} ${ip} ${key}\n`).join("");
  const environment = suiteEnvironment(template);
  return proposeSuite({
    execPath: `./${program}`,
    script,
    records: readKeyFile(keys, { release: newestRelease, passEmpty: true }).store.entries,
    recordsOf: "the sample data",
    clientKeys: undefined,
    release: undefined,
    ...(environment === undefined ? {} : { environment }),
  });
}

function requestsOf(suiteText: string): readonly string[] {
  const reading = readSuite(suiteText);
  return reading.kind === "suite" ? reading.suite.samples.map(({ request }) => request) : [];
}
