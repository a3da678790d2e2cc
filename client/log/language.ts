/** Which documents are logs of a manager or an agent. */

import type { TextDocument } from "vscode";
import { LOG_LANGUAGE } from "../../core/documents/index.ts";

export const logSelector = { language: LOG_LANGUAGE };

export function isLog(document: TextDocument): boolean {
  return document.languageId === LOG_LANGUAGE;
}
