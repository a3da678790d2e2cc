/** What kind of script a file is, from its content. */

import { type Claim, claimOf, scriptKindOf } from "../../core/documents/index.ts";
import type { ScriptLanguage } from "../../core/languages/index.ts";
import { ScriptDocument } from "../../core/lint/script/index.ts";
import { grammarOf } from "./grammars.ts";

/**
 * Undefined for any other script. `otherwise` is another reason why it is a poll script, such as a suite that names it.
 */
export async function scriptKindAt(
  path: string,
  language: ScriptLanguage,
  text: string,
  otherwise?: Claim,
): Promise<ReturnType<typeof scriptKindOf>> {
  return scriptKindOf((await ownClaim(path, language, text)) ?? otherwise, text);
}

async function ownClaim(path: string, language: ScriptLanguage, text: string): Promise<Claim | undefined> {
  const document = new ScriptDocument(language, text);
  try {
    return await claimOf(path, document, () => grammarOf(language));
  } finally {
    document.close();
  }
}
