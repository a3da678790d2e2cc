/** A new poll script with everything that its first test needs: the files to write, and the next steps. */

import { newestRelease, readKeyFile } from "../manager/index.ts";
import { proposeSuite, readSuite, SUITE_SUFFIX } from "../suite/index.ts";
import { type Form, INTEGRATIONS, SOCKET, sampleAgents, type Template } from "../templates/index.ts";
import { said, say } from "../words/index.ts";
import { dataFiles, sampleSettings, suiteEnvironment } from "./sample-data.ts";

export interface ScaffoldFile {
  /** Relative to the folder, with slashes. */
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Permissions, as in chmod. */
  readonly mode: number;
  readonly role: "script" | "suite" | "settings" | "data";
}

export interface Scaffold {
  readonly template: Template;
  /** The script is first. */
  readonly files: readonly ScaffoldFile[];
  /** Name of the suite in the folder. */
  readonly suite: string;
  /** The requests of the suite, as `id:001`. */
  readonly requests: readonly string[];
  /** What must be installed on the machine, in words. */
  readonly needs: string;
  /** What to do before the suite can be tested. */
  readonly steps: readonly Step[];
  /** To paste inside <auth> of ossec.conf, 4.4 to 4.14. */
  readonly ossecConf: string;
}

/** authd starts the script as root, so nobody else may change it, and only the manager's group may read it. */
const SCRIPT_MODE = 0o750;
const SUITE_MODE = 0o644;
/** A source from which a program is built. The program is executable anyway. */
const SOURCE_MODE = 0o640;
/** Settings contain a password, and data contains keys. */
const SECRET_MODE = 0o600;

const NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

/** The name must have no character that splits or quotes, because the manager splits exec_path at blanks. */
export function isScriptName(fileName: string, template: Template): boolean {
  return NAME.test(fileName) && fileName.endsWith(extensionOf(template));
}

/** The file extension of the template's language, including the dot. */
export function extensionOf({ fileName }: Template): string {
  return fileName.slice(fileName.lastIndexOf("."));
}

/**
 * The scaffold of a template. `fileName` has passed `isScriptName`. `folder` is the absolute path of the new files,
 * with a separator at its end.
 */
export function scaffold(template: Template, fileName: string, folder: string): Scaffold {
  const ending = extensionOf(template);
  const stem = fileName.slice(0, -ending.length);
  const isBuilt = template.build !== undefined;
  const program = isBuilt ? stem : fileName;
  // Only the comment at the head of the text has this name.
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
    needs: renamed(said(template.needs)),
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
    recordsOf: say`the sample data`,
    clientKeys: undefined,
    release: undefined,
    ...(environment === undefined ? {} : { environment }),
  });
}

function requestsOf(suiteText: string): readonly string[] {
  const reading = readSuite(suiteText);
  return reading.kind === "suite" ? reading.suite.samples.map(({ request }) => request) : [];
}

/** The block of 4.4 to 4.14, which belongs inside <auth>. */
function keyRequestBlock(program: string, form: Form): string {
  const socket = form === "daemon" ? `  <socket>${SOCKET}</socket>\n` : "";
  return `<key_request>
  <enabled>yes</enabled>
  <exec_path>${INTEGRATIONS}/${program}</exec_path>
${socket}</key_request>
`;
}

const SETTINGS_FILE = "keypoll.env";

/** The text of the file. `own` values replace the presets. */
function settingsText(
  { settings }: Template,
  fileName: string,
  own: Readonly<Record<string, string>>,
): string {
  const lines = settings.map(({ name, meaning, preset }) => `# ${meaning}\n${name}=${own[name] ?? preset}\n`);
  const head = `# Settings of ${fileName}. They may hold a password: keep this file to yourself and out of version control.\n`;
  return [head, ...lines].join("\n");
}

/** A command for a shell in the folder of the script, or a sentence about something to do by hand. */
interface Step {
  readonly kind: "command" | "sentence";
  readonly text: string;
}

/** The steps in their order. Empty if the first test can be run immediately. */
function firstSteps({ build, install, dataSet }: Template, fileName: string): readonly Step[] {
  const commands = [
    ...install,
    ...(build === undefined ? [] : [`${build} ${fileName}`]),
    // A file that the script reads is written with it.
    ...(dataSet.read === undefined ? dataSet.load : []),
    ...(dataSet.standIn === undefined ? [] : [dataSet.standIn.command]),
  ];
  return [
    ...commands.map((text) => ({ kind: "command" as const, text })),
    ...(dataSet.note === undefined ? [] : [{ kind: "sentence" as const, text: dataSet.note() }]),
  ];
}
