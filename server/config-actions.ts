/** Fixes of a configuration as code actions, and the conversion of its blocks. */

import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
} from "vscode-languageserver";
import { wants } from "./code-actions.ts";
import { spanOf } from "./config-ranges.ts";
import type { OpenConfig } from "./configs.ts";
import { actionOf, findingsAbout, fixAllOf, quickFixesOf } from "./placed-findings.ts";

export const CONVERT = `${CodeActionKind.RefactorRewrite}.keypoll`;

/** The actions for the editor's request. */
export function configActionsOf(
  { model, uri, version }: OpenConfig,
  { range, context }: CodeActionParams,
): CodeAction[] {
  if (model === undefined) return [];
  const text = { uri, version, lines: model.lines, findings: model.findings().findings };
  const fixes = quickFixesOf(text, context);
  // If a finding requires a conversion, the conversion is its fix.
  const conversions = wants(context.only, CONVERT)
    ? model
        .conversions(spanOf(model.lines, range))
        .filter(({ title }) => !fixes.some((action) => action.title === title))
    : [];
  // Each is tried first, so only if the user asks.
  const isAsked = context.triggerKind !== CodeActionTriggerKind.Automatic;
  const ignoring =
    isAsked && wants(context.only, CodeActionKind.QuickFix)
      ? findingsAbout(text, context.diagnostics).flatMap(({ diagnostic, finding }) => {
          const fix = model.ignoring(finding);
          const action = fix && actionOf(text, fix, CodeActionKind.QuickFix);
          return action ? [{ ...action, diagnostics: [diagnostic] }] : [];
        })
      : [];
  return [
    ...fixes,
    ...ignoring,
    ...conversions.map((fix) => actionOf(text, fix, CONVERT)),
    ...fixAllOf(text, context),
  ];
}
