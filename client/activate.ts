/** What both entry points start: the server, `client.keys` in the editor, snippets, support. */

import { commands, type Disposable, type ExtensionContext, env, l10n } from "vscode";
import { showTextsIn } from "../core/words/index.ts";
import { offerSwitchingOff } from "./findings/switch-off.ts";
import { provideDerived } from "./key-file/derived.ts";
import { detectKeyFiles } from "./key-file/detect.ts";
import type { FindLive } from "./key-file/live-guard.ts";
import { keptText } from "./key-file/live-save/kept-comparison.ts";
import { openSample } from "./key-file/sample.ts";
import { explainScreenReader } from "./key-file/screen-reader.ts";
import { showStatus } from "./key-file/status.ts";
import { offerRegistration } from "./registration/code-actions.ts";
import { type CreateClient, LanguageServer } from "./server/language-server.ts";
import { startWhenNeeded } from "./server/start-when-needed.ts";
import { completeSuites } from "./suite/json-support.ts";
import { OnDemand } from "./support/on-demand.ts";

/** The commands that `registration/commands.ts` registers. */
const agentCommands = [
  "keypoll.addAgent",
  "keypoll.removeAgent",
  "keypoll.handOverAgent",
  "keypoll.importAgent",
  "keypoll.listAgents",
  "keypoll.compareAgent",
];

/** Starts what needs no process. The server follows with the first document that it checks. */
export function activateShared(
  context: ExtensionContext,
  createClient: CreateClient,
  findLive: FindLive = async () => undefined,
): LanguageServer {
  const { bundle } = l10n;
  showTextsIn(bundle === undefined ? undefined : { language: env.language, bundle });
  const server = new LanguageServer(createClient);
  context.subscriptions.push(
    server,
    startWhenNeeded(server),
    detectKeyFiles(),
    showStatus(server),
    explainScreenReader(context),
    completeSuites(),
    provideDerived({
      rewritten: async (...given) =>
        (await import("./key-file/rewrite-preview.ts")).rewrittenBy(server)(...given),
      agents: async (...given) => (await import("./registration/list-agents.ts")).agentsText(...given),
      comparison: async (...given) => (await import("./registration/compare-agent.ts")).compareText(...given),
      crossing: async (...given) => (await import("./crossing/show-crossing.ts")).crossingMarkdown(...given),
      kept: keptText,
    }),
    agentsOnDemand(context, findLive),
    offerRegistration(),
    offerSwitchingOff(context),
    commands.registerCommand("keypoll.restartServer", () => server.restart()),
    commands.registerCommand("keypoll.showLog", () => server.log.show()),
    commands.registerCommand("keypoll.previewRewrite", async (clicked: unknown) =>
      (await import("./key-file/rewrite-preview.ts")).previewRewrite(server, clicked),
    ),
    commands.registerCommand("keypoll.showCrossing", async (clicked: unknown) =>
      (await import("./crossing/show-crossing.ts")).showCrossing(clicked),
    ),
    commands.registerCommand("keypoll.openSampleKeyFile", openSample),
    commands.registerCommand("keypoll.collectReport", async () =>
      (await import("./support/troubleshooting.ts")).collectReport(context, server),
    ),
  );
  return server;
}

function agentsOnDemand({ subscriptions }: ExtensionContext, findLive: FindLive): Disposable {
  return new OnDemand(agentCommands, async () => {
    const { registerAgents } = await import("./registration/commands.ts");
    return () => void subscriptions.push(registerAgents(findLive));
  });
}
