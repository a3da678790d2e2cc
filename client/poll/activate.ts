/** Testing poll scripts: only with Node, which can start processes. */

import { commands, type ExtensionContext, Uri, window } from "vscode";
import type { KeyRequest } from "../../core/manager/index.ts";
import { readSample } from "../../core/poll/index.ts";
import type { VerdictView } from "../verdict/verdict-view.ts";
import { SampleMemory } from "./samples.ts";
import type { ScriptKinds } from "./script-kinds.ts";
import { ScriptStatus } from "./script-status.ts";
import { ShownNotes } from "./shown-notes.ts";
import type { Bench } from "./stage.ts";
import { TestDiagnostics } from "./test-diagnostics.ts";
import { testOtherwise } from "./test-modes.ts";
import { testOnSave } from "./test-on-save.ts";
import { changeSamples, testPollScript } from "./test-script.ts";

const CHANNEL = "Key Poll";

/** What polling provides to other commands. */
export interface Polling {
  /** Tests a script with samples as a person types them, `id:001`, and remembers them as the script's own. */
  readonly testWith: (script: Uri, samples: readonly string[]) => Promise<void>;
  /** Where every test reports. */
  readonly bench: Bench;
}

export function activatePolling(
  context: ExtensionContext,
  verdicts: VerdictView,
  scripts: ScriptKinds,
): Polling {
  const channel = window.createOutputChannel(CHANNEL, "keypoll-report");
  const diagnostics = new TestDiagnostics();
  const memory = new SampleMemory(context.workspaceState);
  const status = new ScriptStatus(scripts, memory);
  const bench: Bench = {
    channel,
    diagnostics,
    memory,
    verdicts,
    notes: new ShownNotes(),
    status,
    onSamples: () => scripts.know("tested", memory.scripts()),
  };
  const keep = async (script: Uri, samples: readonly string[]): Promise<void> => {
    await memory.keep(script, samples.flatMap(requestOf));
    scripts.know("tested", memory.scripts());
  };
  scripts.know("tested", memory.scripts());
  context.subscriptions.push(
    channel,
    diagnostics,
    memory,
    status,
    testOnSave(bench, scripts),
    commands.registerCommand("keypoll.testPollScript", (clicked: unknown) => testPollScript(bench, clicked)),
    // A key binding can name the script, the mode and the samples.
    commands.registerCommand(
      "keypoll.testOtherwise",
      async (clicked: unknown, mode: unknown, samples: unknown) => {
        if (clicked instanceof Uri && isTexts(samples)) await keep(clicked, samples);
        await testOtherwise(bench, clicked, mode);
      },
    ),
    commands.registerCommand("keypoll.changeSamples", (clicked: unknown) => changeSamples(bench, clicked)),
    commands.registerCommand("keypoll.showReport", () => channel.show()),
  );
  return {
    bench,
    testWith: async (script, samples) => {
      await keep(script, samples);
      await testPollScript(bench, script);
    },
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function requestOf(sample: string): readonly KeyRequest[] {
  const reading = readSample(sample);
  return reading.kind === "sample" ? [reading.request] : [];
}
