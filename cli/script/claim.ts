/** Whether a script is a poll script, by what stands in it. */

import { type Claim, claimOf } from "../../core/documents/index.ts";
import type { ScriptLanguage } from "../../core/languages/index.ts";
import { ScriptDocument } from "../../core/lint/script/index.ts";
import { grammarOf } from "./grammars.ts";

export async function ownClaim(
  path: string,
  language: ScriptLanguage,
  text: string,
): Promise<Claim | undefined> {
  const document = new ScriptDocument(language, text);
  try {
    return await claimOf(path, document, () => grammarOf(language));
  } finally {
    document.close();
  }
}
