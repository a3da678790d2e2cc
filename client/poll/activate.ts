/** Testing poll scripts: where Node is, and so processes can be started. */

import { commands, type ExtensionContext, Uri, window } from "vscode";
import { createDiagnostics } from "./diagnostics.ts";
import { SampleMemory } from "./samples.ts";
import { type Bench, changeSamples, testPollScript } from "./test-script.ts";

const CHANNEL = "Key Poll";

export function activatePolling(context: ExtensionContext): void {
  const channel = window.createOutputChannel(CHANNEL, "keypoll-report");
  const diagnostics = createDiagnostics();
  const memory = new SampleMemory(context.workspaceState);
  const bench: Bench = { channel, diagnostics, memory, onSamples: () => markScripts(memory) };
  markScripts(memory);
  context.subscriptions.push(
    channel,
    diagnostics,
    commands.registerCommand("keypoll.testPollScript", (clicked: unknown) => testPollScript(bench, clicked)),
    commands.registerCommand("keypoll.changeSamples", (clicked: unknown) => changeSamples(bench, clicked)),
    commands.registerCommand("keypoll.showReport", () => channel.show()),
  );
}

/** Scripts that were tested have their button, whatever they are called. */
function markScripts(memory: SampleMemory): void {
  const paths = memory.scripts().map((uri) => Uri.parse(uri).path);
  void commands.executeCommand("setContext", "keypoll.scripts", paths);
}
