/** The command that rehearses, and its view. */

import { commands, type ExtensionContext } from "vscode";
import { RehearsalView } from "./rehearsal-view.ts";
import { rehearseStorm } from "./rehearse.ts";

export function activateRehearsals(context: ExtensionContext): RehearsalView {
  const view = new RehearsalView(context);
  context.subscriptions.push(
    view,
    commands.registerCommand("keypoll.rehearse", (clicked: unknown) => rehearseStorm(view, clicked)),
  );
  return view;
}
