/** The snippet files of the editor, made of the templates. */

import { templates } from "./catalogue.ts";
import { snippetBody } from "./code.ts";
import { registrationScripts } from "./registration/index.ts";
import type { LanguageId } from "./template.ts";

/** A snippet file: where it lies, for which language of the editor, and what it holds. */
export interface SnippetFile {
  /** For example `python.json`. */
  readonly fileName: string;
  /** The editor's own name of the language, for example `shellscript`. */
  readonly editorLanguage: string;
  readonly text: string;
}

export interface Snippet {
  readonly prefix: "keypoll" | "wazuh-register";
  readonly description: string;
  readonly body: readonly string[];
}

const editorLanguages: readonly (readonly [LanguageId, string])[] = [
  ["python", "python"],
  ["bash", "shellscript"],
  ["javascript", "javascript"],
  ["perl", "perl"],
  ["php", "php"],
  ["ruby", "ruby"],
  ["go", "go"],
  ["powershell", "powershell"],
];

/** The snippets of a language by their names. */
function snippetsOf(language: LanguageId): Readonly<Record<string, Snippet>> {
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

/** The cursor ends on the empty line behind the script. */
function bodyLines(marked: string): readonly string[] {
  return `${snippetBody(marked)}$0`.split("\n");
}

/** All snippet files as they have to lie in the folder of snippets. */
export function snippetFiles(): readonly SnippetFile[] {
  return editorLanguages.map(([language, editorLanguage]) => ({
    fileName: `${editorLanguage}.json`,
    editorLanguage,
    text: `${JSON.stringify(snippetsOf(language), null, 2)}\n`,
  }));
}
