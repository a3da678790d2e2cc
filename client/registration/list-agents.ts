/** The command *List agents*: a table beside the file. It follows the file's edits and contains no key. */

import { window } from "vscode";
import { agentTable, listAgents } from "../../core/agents/index.ts";
import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import { say } from "../../core/words/index.ts";
import { derivedUri, type Make } from "../key-file/derived.ts";
import { releaseInSettings } from "../key-file/release.ts";
import { keyFileDocument } from "../key-file/target.ts";
import { bytesOf } from "./edit.ts";

export async function showAgents(clicked: unknown): Promise<void> {
  const document = await keyFileDocument(clicked);
  if (document === undefined) return;
  await window.showTextDocument(derivedUri("agents", say`Agents`, document.uri));
}

export const agentsText: Make = (source) => {
  const { agents, cut } = listAgents(bytesOf(source), releaseInSettings(source.uri), withoutKeys);
  const table = agentTable(agents);
  return cut === undefined ? table : `${table}\n${cut}\n`;
};
