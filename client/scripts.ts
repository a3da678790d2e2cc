/** Everything about scripts, their suites and their databases. It is loaded when a window has a script, or when a command asks for it. */

import type { ExtensionContext, WebviewPanel } from "vscode";
import { endPolling } from "../core/poll/index.ts";
import { activatePolling } from "./poll/activate.ts";
import { ScriptKinds } from "./poll/script-kinds.ts";
import { markUnchecked } from "./poll/unchecked.ts";
import { putFile } from "./put-file.ts";
import { activateReconciliation } from "./reconcile/activate.ts";
import { activateRegistrationTests } from "./registration-script/activate.ts";
import { activateRehearsals } from "./rehearsal/activate.ts";
import type { LanguageServer } from "./server/language-server.ts";
import { activateStandIn } from "./stand-in/activate.ts";
import { activateTemplates } from "./templates/activate.ts";
import { activateSuites } from "./test-explorer/activate.ts";
import { activateVerdicts } from "./verdict/activate.ts";
import type { RestoredPanel } from "./webview/restored.ts";

/** What the rest of the extension uses of it. */
export interface Scripts {
  /** Fills a panel that was open when the window was closed, with the state that it kept. */
  readonly restore: Readonly<Record<RestoredPanel, (panel: WebviewPanel, state: unknown) => Promise<void>>>;
  /** Ends the processes. */
  readonly end: () => Promise<unknown>;
}

export function activateScripts(context: ExtensionContext, server: LanguageServer): Scripts {
  const verdicts = activateVerdicts(context);
  const scripts = new ScriptKinds(server);
  context.subscriptions.push(scripts, markUnchecked(scripts));
  const { bench, testWith } = activatePolling(context, verdicts, scripts);
  activateRegistrationTests(context, bench, scripts);
  activateReconciliation(context, bench, scripts);
  const standIn = activateStandIn(context, scripts);
  activateSuites(context, bench, scripts);
  const rehearsals = activateRehearsals(context);
  activateTemplates(context, {
    write: (file, bytes, exactMode) => putFile(file, bytes, { backup: false, exactMode }),
    test: testWith,
  });
  return {
    restore: {
      "keypoll.verdict": (panel, state) => Promise.resolve(verdicts.restore(panel, state)),
      "keypoll.rehearsal": (panel, state) => rehearsals.restore(panel, state),
    },
    end: () => Promise.all([standIn.close(), endPolling()]),
  };
}
