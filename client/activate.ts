/** What both entry points start: the server, `client.keys` in the editor, snippets, support. */

import { commands, type ExtensionContext, env, l10n } from "vscode";
import { speak } from "../core/words/index.ts";
import { CROSSING, crossingMarkdown, showCrossing } from "./crossing/show-crossing.ts";
import { offerSwitchingOff } from "./findings/switch-off.ts";
import { provideDerived } from "./key-file/derived.ts";
import { detectKeyFiles } from "./key-file/detect.ts";
import type { FindLive } from "./key-file/live-guard.ts";
import { KEPT, keptText } from "./key-file/live-save/kept-comparison.ts";
import { previewRewrite, REWRITTEN, rewrittenBy } from "./key-file/rewrite-preview.ts";
import { openSample } from "./key-file/sample.ts";
import { showStatus } from "./key-file/status.ts";
import { offerRegistration } from "./registration/code-actions.ts";
import { registerAgents } from "./registration/commands.ts";
import { COMPARISON, compareText } from "./registration/compare-agent.ts";
import { AGENTS, agentsText } from "./registration/list-agents.ts";
import { type CreateClient, LanguageServer } from "./server/language-server.ts";
import { startWhenNeeded } from "./server/start-when-needed.ts";
import { collectReport } from "./support/troubleshooting.ts";

/** Starts what needs no process. The server starts later, with the first document for it. */
export function activateShared(
  context: ExtensionContext,
  createClient: CreateClient,
  findLive: FindLive = async () => undefined,
): LanguageServer {
  const { bundle } = l10n;
  speak(bundle === undefined ? undefined : { language: env.language, bundle });
  const server = new LanguageServer(createClient);
  context.subscriptions.push(
    server,
    startWhenNeeded(server),
    detectKeyFiles(),
    showStatus(server),
    provideDerived({
      [REWRITTEN]: rewrittenBy(server),
      [AGENTS]: agentsText,
      [COMPARISON]: compareText,
      [CROSSING]: crossingMarkdown,
      [KEPT]: keptText,
    }),
    registerAgents(findLive),
    offerRegistration(),
    offerSwitchingOff(context),
    commands.registerCommand("keypoll.restartServer", () => server.restart()),
    commands.registerCommand("keypoll.showLog", () => server.log.show()),
    commands.registerCommand("keypoll.previewRewrite", (clicked: unknown) => previewRewrite(server, clicked)),
    commands.registerCommand("keypoll.showCrossing", showCrossing),
    commands.registerCommand("keypoll.openSampleKeyFile", openSample),
    commands.registerCommand("keypoll.collectReport", () => collectReport(context, server)),
  );
  return server;
}
