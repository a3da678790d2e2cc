/** The language of a session: texts in the editor's display language. */

import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { shortened } from "../../scripts/build-translations.ts";
import type { ReadBundle } from "../../server/language.ts";
import { Editor } from "./editor.ts";

const KEY = "a".repeat(64);

const readBundle: ReadBundle = async (language) =>
  language === "de"
    ? JSON.stringify(shortened(JSON.parse(readFileSync("l10n/bundle.l10n.de.json", "utf8"))))
    : undefined;

let editor: Editor;
afterEach(() => editor.close());

const FILE = `0 web any ${KEY}\n\n`;

async function messages(options: Parameters<typeof Editor.start>[0]): Promise<readonly string[]> {
  editor = await Editor.start({ ports: { readBundle }, ...options });
  await editor.open(FILE);
  return (await editor.diagnostics()).map(({ message }) => String(message));
}

const GERMAN = [
  "Die ID 0 ist reserviert: Kein Agent darf sie haben.",
  "Leere Zeile: Jeder Dienst, der die Datei liest, protokolliert dafür Fehler 1401. Die Zeile löschen.",
];

describe("the language of a session", () => {
  it.each(["de", "de-AT", "de_DE.UTF-8"])("is that of the locale: %s", async (locale) => {
    expect(await messages({ locale })).toEqual(expect.arrayContaining(GERMAN));
  });

  it("is that of the translations that the editor passes in", async () => {
    const bundle = { "Id {0} is reserved: no agent may have it.": "L'identifiant {0} est réservé." };
    expect(await messages({ locale: "fr", initializationOptions: { bundle } })).toContain(
      "L'identifiant 0 est réservé.",
    );
  });

  it.each([undefined, "en-US", "nds", "../../etc/passwd"])(
    "is English without translations: %s",
    async (locale) => {
      expect(await messages(locale === undefined ? {} : { locale })).toContain(
        "Id 0 is reserved: no agent may have it.",
      );
    },
  );

  it("is that of fixes and hovers too", async () => {
    await messages({ locale: "de" });
    const fixes = await editor.actions(editor.rangeOf("\n\n"), await editor.diagnostics());
    expect(fixes.map(({ title }) => title)).toContain("Leere Zeile löschen");
    const hover = await editor.ask("textDocument/hover", { position: { line: 0, character: 7 } });
    expect(JSON.stringify(hover)).toContain("Darf sich verbinden: Jede Absenderadresse.");
  });
});
