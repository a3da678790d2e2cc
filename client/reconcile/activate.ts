/** The command that compares a client.keys with the database, and its view. */

import { commands, type ExtensionContext, Uri } from "vscode";
import type { ScriptKinds } from "../poll/script-kinds.ts";
import type { Bench } from "../poll/stage.ts";
import { KeptProgress } from "./kept-progress.ts";
import { type Room, reconcileWithDatabase } from "./reconcile.ts";
import { isGiven } from "./subject.ts";
import { SubjectMemory } from "./subject-memory.ts";
import { ReconcileTable } from "./view.ts";

export function activateReconciliation(
  context: ExtensionContext,
  { memory, diagnostics }: Bench,
  scripts: ScriptKinds,
): void {
  const table = new ReconcileTable(context);
  const room: Room = {
    known: { memory, scripts },
    memory: new SubjectMemory(context.workspaceState),
    progress: new KeptProgress(Uri.joinPath(context.globalStorageUri, "reconciling").fsPath),
    diagnostics,
    table,
  };
  context.subscriptions.push(
    table,
    // A key binding can name the file, and what is asked.
    commands.registerCommand("keypoll.reconcile", (clicked: unknown, given: unknown) =>
      reconcileWithDatabase(room, clicked, isGiven(given) ? given : undefined),
    ),
  );
}
