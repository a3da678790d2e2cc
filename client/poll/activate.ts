/** Testing poll scripts: where Node is, and so processes can be started. */

import { commands, type ExtensionContext, Uri, window } from "vscode";
import type { KeyRequest } from "../../core/manager/index.ts";
import { readSample } from "../../core/poll/index.ts";
import type { VerdictView } from "../verdict/verdict-view.ts";
import { createDiagnostics } from "./diagnostics.ts";
import { SampleMemory } from "./samples.ts";
import { type Bench, changeSamples, testPollScript } from "./test-script.ts";

const CHANNEL = "Key Poll";

/** What polling does for other commands. */
export interface Polling {
  /** Tests a script with samples as a person types them, `id:001`, and remembers them as its own. */
  readonly testWith: (script: Uri, samples: readonly string[]) => Promise<void>;
}

export function activatePolling(context: ExtensionContext, verdicts: VerdictView): Polling {
  const channel = window.createOutputChannel(CHANNEL, "keypoll-report");
  const diagnostics = createDiagnostics();
  const memory = new SampleMemory(context.workspaceState);
  const bench: Bench = { channel, diagnostics, memory, verdicts, onSamples: () => markScripts(memory) };
  markScripts(memory);
  context.subscriptions.push(
    channel,
    diagnostics,
    commands.registerCommand("keypoll.testPollScript", (clicked: unknown) => testPollScript(bench, clicked)),
    commands.registerCommand("keypoll.changeSamples", (clicked: unknown) => changeSamples(bench, clicked)),
    commands.registerCommand("keypoll.showReport", () => channel.show()),
  );
  return {
    testWith: async (script, samples) => {
      await memory.keep(script, samples.flatMap(requestOf));
      markScripts(memory);
      await testPollScript(bench, script);
    },
  };
}

function requestOf(sample: string): readonly KeyRequest[] {
  const reading = readSample(sample);
  return reading.kind === "sample" ? [reading.request] : [];
}

/** Scripts that were tested have their button, whatever they are called. */
function markScripts(memory: SampleMemory): void {
  const paths = memory.scripts().map((uri) => Uri.parse(uri).path);
  void commands.executeCommand("setContext", "keypoll.scripts", paths);
}
