/** Suites in the editor: the Test Explorer, the buttons above scripts, and the command that writes a first suite. */

import { commands, type ExtensionContext, languages, type TestRunProfile, tests, workspace } from "vscode";
import { SUITE_SUFFIX } from "../../core/suite/index.ts";
import type { ScriptKinds } from "../poll/script-kinds.ts";
import type { Bench } from "../poll/stage.ts";
import { rememberedCall } from "../registration-script/question.ts";
import { createSuite } from "../suite/create-suite.ts";
import { ScriptLenses } from "./code-lenses.ts";
import type { OfSample } from "./failed-samples.ts";
import { SampleLenses } from "./sample-lenses.ts";
import { TestExplorer } from "./test-explorer.ts";

export function activateSuites(
  context: ExtensionContext,
  { verdicts, memory }: Pick<Bench, "verdicts" | "memory">,
  scripts: ScriptKinds,
): void {
  const explorer = new TestExplorer(tests.createTestController("keypoll", "Key Poll"), verdicts);
  const lenses = new ScriptLenses(explorer.tree, scripts, memory);
  const { tree, failed } = explorer;
  const tellScripts = (): void => {
    scripts.know("suite", tree.scripts("poll-script"));
    scripts.knowRegistering("suite", tree.scripts("registration-script"));
  };
  tree.onDidRead(tellScripts);
  tree.onDidForget(tellScripts);
  // A script that a suite names is known before the user opens the Testing view.
  void tree.readAll();
  context.subscriptions.push(
    explorer,
    lenses,
    languages.registerCodeLensProvider({ scheme: "file" }, lenses),
    languages.registerCodeLensProvider(
      { scheme: "file", pattern: `**/*${SUITE_SUFFIX}` },
      new SampleLenses(tree, failed),
    ),
    commands.registerCommand("keypoll.takeAsExpected", (sample: OfSample) => failed.take(sample)),
    commands.registerCommand("keypoll.copyDifference", (sample: OfSample) => failed.copy(sample)),
    commands.registerCommand("keypoll.createSuite", (clicked: unknown) =>
      createSuite(clicked, {
        isOne: (script) => scripts.is("registration-script", script),
        callOf: (script) => rememberedCall(context.workspaceState, script),
      }),
    ),
    commands.registerCommand("keypoll.runSuite", (suite: string, samples?: readonly string[]) =>
      start(explorer, explorer.runProfile, suite, samples),
    ),
    commands.registerCommand("keypoll.debugSuite", (suite: string) =>
      start(explorer, explorer.debugProfile, suite),
    ),
    commands.registerCommand("keypoll.showSampleVerdict", ({ test }: OfSample) =>
      explorer.pictures.show(test),
    ),
  );
}

/** Starts the run of a button outside the Testing view. Saves everything first if the editor's own buttons do so. */
async function start(
  explorer: TestExplorer,
  profile: TestRunProfile,
  suite: string,
  samples?: readonly string[],
): Promise<void> {
  if (workspace.getConfiguration("testing").get("saveBeforeTest", true)) await workspace.saveAll(false);
  await explorer.start(profile, suite, samples);
}
