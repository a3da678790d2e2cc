/** The file keypoll.env: every setting of a script with what it means and what holds. */

import type { Template } from "../templates/index.ts";

export const SETTINGS_FILE = "keypoll.env";

/** The text of the file; `own` are values in place of the presets. */
export function settingsText(
  { settings }: Template,
  fileName: string,
  own: Readonly<Record<string, string>>,
): string {
  const lines = settings.map(({ name, meaning, preset }) => `# ${meaning}\n${name}=${own[name] ?? preset}\n`);
  const head = `# Settings of ${fileName}. They may hold a password: keep this file to yourself and out of version control.\n`;
  return [head, ...lines].join("\n");
}
