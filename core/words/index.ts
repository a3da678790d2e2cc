/**
 * The language in which texts are shown: English as written in the code, or what a bundle has for it. It is one for the whole
 * process, and a face sets it before it shows anything. The command line sets none.
 */

/** Translations by their English texts, in which `{0}`, `{1}` and so on stand for what is filled in. */
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
  const text = spoken?.bundle[parts.reduce((key, part, at) => `${key}{${at - 1}}${part}`)];
  return text === undefined
    ? String.raw({ raw: parts }, ...values)
    : text.replace(VALUE, (_, at) => String(values[Number(at)]));
}

/** A text of a table, which is made before the language is known: translated where it is shown. */
export function said(text: string): string {
  return spoken?.bundle[text] ?? text;
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
