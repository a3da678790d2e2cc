/** The language of a session: the editor hands its translations in, or they lie beside the server for the locale that it names. */

import type { InitializeParams } from "vscode-languageserver";
import { type Bundle, showTextsIn } from "../core/words/index.ts";

/** The text of the translations into a language, such as `de`; undefined if there are none. */
export type ReadBundle = (language: string) => Promise<string | undefined>;

const NO_BUNDLE: ReadBundle = async () => undefined;

/** Its language, of what may name a region and an encoding too: `de-AT`, `de_DE.UTF-8`. */
const LANGUAGE = /^[a-z]{2,3}(?=$|[-_.@])/i;

/** Speaks the editor's language from now on; English, which needs no translations, where they are missing. */
export async function useEditorLanguage(
  { locale = "", initializationOptions }: InitializeParams,
  readBundle = NO_BUNDLE,
): Promise<void> {
  const language = LANGUAGE.exec(locale)?.[0].toLowerCase() ?? "en";
  const bundle =
    language === "en" ? undefined : (handedIn(initializationOptions) ?? (await read(language, readBundle)));
  showTextsIn(bundle === undefined ? undefined : { language, bundle });
}

function handedIn(options: unknown): Bundle | undefined {
  return typeof options === "object" && options !== null && "bundle" in options
    ? bundleIn(options.bundle)
    : undefined;
}

async function read(language: string, readBundle: ReadBundle): Promise<Bundle | undefined> {
  const text = await readBundle(language);
  return text === undefined ? undefined : bundleIn(JSON.parse(text));
}

function bundleIn(value: unknown): Bundle | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === "string"));
}
