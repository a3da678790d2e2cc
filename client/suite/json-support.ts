/** Suites have a language of their own, so that no other JSON file starts this extension. The editor's JSON support serves it, once it is started. */

import { type Disposable, extensions } from "vscode";
import { untilOne } from "../support/until-one.ts";

/** As the manifest calls it. */
const SUITE_LANGUAGE = "keypoll-suite";

export function completeSuites(): Disposable {
  return untilOne(
    ({ languageId }) => languageId === SUITE_LANGUAGE,
    () => void extensions.getExtension("vscode.json-language-features")?.activate(),
  );
}
