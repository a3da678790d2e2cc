/** What VS Code calls the languages of the templates. */

import type { LanguageId } from "../../core/templates/index.ts";

/** The identifier that VS Code has for a template's language. */
export function editorLanguageOf(language: LanguageId): string {
  return language === "bash" ? "shellscript" : language;
}
