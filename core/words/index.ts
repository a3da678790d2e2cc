/**
 * The language in which texts are shown: English as written in the code, or what a bundle has for it. It is one for the whole
 * process, and a face sets it before it shows anything. The command line sets none.
 */

/**
 * Translations by their English texts, in which `{0}`, `{1}` and so on stand for what is filled in. What ships has the short
 * keys of the texts instead.
 */
export type Bundle = Readonly<Record<string, string>>;

interface Spoken {
  /** A language tag, such as `de`. */
  readonly language: string;
  readonly bundle: Bundle;
}

let spoken: Spoken | undefined;

const VALUE = /\{(\d+)\}/g;

/** Shows texts in this language from now on; undefined for English. */
export function showTextsIn(language: Spoken | undefined): void {
  spoken = language;
}

/** The tag of a text that people see. */
export function say(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const text = translated(() => parts.reduce((key, part, at) => `${key}{${at - 1}}${part}`));
  return text === undefined
    ? String.raw({ raw: parts }, ...values)
    : text.replace(VALUE, (_, at) => String(values[Number(at)]));
}

/** A text of a table, which is made before the language is known: translated where it is shown. */
export function said(text: string): string {
  return translated(() => text) ?? text;
}

function translated(englishText: () => string): string | undefined {
  if (spoken === undefined) return undefined;
  const text = englishText();
  return spoken.bundle[text] ?? spoken.bundle[shortKey(text)];
}

/** Stands for a text in translations: its FNV-1a hash in letters and digits. */
export function shortKey(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

/** A number as people write it, if wanted with this many digits after the point. */
export function numberText(number: number, digits?: number): string {
  const fraction =
    digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return number.toLocaleString(spoken?.language ?? "en", fraction);
}

/** The tag of the language in which texts are shown. */
export function textLanguage(): string {
  return spoken?.language ?? "en";
}
