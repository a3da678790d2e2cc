/** `dist/l10n/`: the translations as they ship. */

import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Bundle, shortKey } from "../core/words/index.ts";
import { putFile } from "./put-file.ts";

/** Writes the translations with the short keys of their texts. */
export function buildTranslations(): void {
  for (const file of globSync("l10n/bundle.l10n.*.json"))
    putFile(path.join("dist", file), JSON.stringify(shortened(JSON.parse(readFileSync(file, "utf8")))));
}

export function shortened(bundle: Bundle): Bundle {
  const entries = Object.entries(bundle);
  const short = Object.fromEntries(entries.map(([text, translated]) => [shortKey(text), translated]));
  if (Object.keys(short).length < entries.length)
    throw new Error("Two texts have the same short key: change shortKey.");
  return short;
}
