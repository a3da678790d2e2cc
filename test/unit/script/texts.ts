/** How the texts of a script are read: what is literal, and where a value is inserted. */

import { expect, it } from "vitest";
import type { ScriptLanguage } from "../../../core/languages/index.ts";
import { ScriptDocument } from "../../../core/lint/script/index.ts";
import { grammars } from "./support.ts";

/** Each text: literals as JSON, values as `<code>` with n for a number, 0 for zeros, x for another conversion. */
async function textsIn(language: ScriptLanguage, text: string): Promise<readonly string[]> {
  const document = new ScriptDocument(language, text);
  const { texts } = document.read(await grammars.get(language));
  const shown = texts.all().map(({ pieces }) =>
    pieces
      .map((piece) => {
        if (piece.kind === "text") return piece.text === "" ? "" : JSON.stringify(piece.text);
        const flags = `${piece.isNumber ? "n" : ""}${piece.isPadded ? "0" : ""}${piece.isPlain ? "" : "x"}`;
        return `<${piece.node?.text ?? "?"}>${flags}`;
      })
      .filter((each) => each !== "")
      .join(" "),
  );
  document.close();
  return shown;
}

type Row = readonly [language: ScriptLanguage, code: string, ...texts: string[]];

export function expectTexts(rows: readonly Row[]): void {
  for (const [language, code, ...texts] of rows) {
    it(`${language}: ${code}`, async () => {
      expect(await textsIn(language, code)).toEqual(texts);
    });
  }
}
