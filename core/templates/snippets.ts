/** The editor's snippet files, made from the templates. */

import { languageFacts, type ScriptLanguage, scriptLanguages } from "../languages/index.ts";
import { templates } from "./catalogue.ts";
import { snippetBody } from "./code.ts";
import { registrationScripts } from "./registration/index.ts";

/** A snippet file: its name, its language in the editor, and its content. */
export interface SnippetFile {
  /** For example `python.json`. */
  readonly fileName: string;
  /** The editor's own name for the language, for example `shellscript`. */
  readonly editorLanguage: string;
  readonly text: string;
}

export interface Snippet {
  readonly prefix: "keypoll" | "wazuh-register";
  readonly description: string;
  readonly body: readonly string[];
}

/** The snippets of a language by their names. */
function snippetsOf(language: ScriptLanguage): Readonly<Record<string, Snippet>> {
  const polls = templates().filter((template) => template.language === language);
  const registrations = registrationScripts().filter((script) => script.language === language);
  return Object.fromEntries([
    ...polls.map(({ title, needs, marked }) => [
      `Poll script in ${title}`,
      { prefix: "keypoll", description: `A complete poll script. Needs ${needs}.`, body: bodyLines(marked) },
    ]),
    ...registrations.map(({ title, marked }) => [
      title,
      { prefix: "wazuh-register", description: "A complete registration script.", body: bodyLines(marked) },
    ]),
  ]);
}

/** The cursor ends on the empty line after the script. */
function bodyLines(marked: string): readonly string[] {
  return `${snippetBody(marked)}$0`.split("\n");
}

/** All snippet files as they must be in the folder of snippets. */
export function snippetFiles(): readonly SnippetFile[] {
  return scriptLanguages.map((language) => {
    const { editorLanguage } = languageFacts[language];
    const text = `${JSON.stringify(snippetsOf(language), null, 2)}\n`;
    return { fileName: `${editorLanguage}.json`, editorLanguage, text };
  });
}
