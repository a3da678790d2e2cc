/** Manual registration as code actions: what an editor can do without asking the user for more. */

import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
} from "vscode-languageserver";
import { markAsRemoved } from "../core/lint/key-file/index.ts";
import { editOf, wants } from "./code-actions.ts";
import { SOURCE } from "./diagnostics.ts";
import type { OpenKeyFile } from "./key-files.ts";
import { wireEditsOf } from "./text-edits.ts";

export const REMOVE_AGENT = `${CodeActionKind.RefactorRewrite}.${SOURCE}.removeAgent`;

/**
 * Marks the agent of the line as removed, as manage_agents does. An automatic request for a light bulb gets nothing,
 * because every line would have one. What is offered as a fix is not offered again.
 */
export function registrationActionsOf(
  file: OpenKeyFile,
  { context, range: { start, end } }: CodeActionParams,
  offered: readonly CodeAction[],
): CodeAction[] {
  const { only, triggerKind } = context;
  const isAsked = triggerKind !== CodeActionTriggerKind.Automatic && start.line === end.line;
  if (!isAsked || !wants(only, REMOVE_AGENT)) return [];
  const facts = file.model.factsAt(start.line);
  if (facts.kind !== "record" && facts.kind !== "fatal") return [];
  const { title, edits } = markAsRemoved(facts, start.line);
  if (offered.some((action) => action.title === title)) return [];
  return [{ title, kind: REMOVE_AGENT, edit: editOf(file, wireEditsOf(edits)) }];
}
