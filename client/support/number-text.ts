/** Numbers in the form for readers. */

import { env } from "vscode";

/** `1,000`, as the language of the editor writes it. */
export function numberText(number: number): string {
  return number.toLocaleString(env.language);
}
