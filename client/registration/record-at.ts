/** Whether a line of a document is the record of an agent. */

import type { TextDocument } from "vscode";
import { recordOnLine } from "../../core/agents/index.ts";
import { bytesFromText } from "../../core/manager/index.ts";
import { releaseInSettings } from "../key-file/release.ts";

export function isRecordAt(document: TextDocument, line: number): boolean {
  const bytes = bytesFromText(document.lineAt(line).text);
  return recordOnLine(bytes, releaseInSettings(document.uri)) !== undefined;
}
