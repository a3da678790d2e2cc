/** Suites in the editor: the Test Explorer, the buttons above scripts, and the command that writes a first suite. */

import {
  commands,
  type ExtensionContext,
  languages,
  type TestItem,
  type TestRunProfile,
  tests,
  workspace,
} from "vscode";
import { editorLanguages } from "../../core/languages/index.ts";
import { createSuite } from "../suite/create-suite.ts";
import { SuiteLenses } from "./code-lenses.ts";
import type { Verdicts } from "./pictures.ts";
import { TestExplorer } from "./test-explorer.ts";

export function activateSuites(context: ExtensionContext, verdicts: Verdicts): void {
  const explorer = new TestExplorer(tests.createTestController("keypoll", "Key Poll"), verdicts);
  const scripts = editorLanguages.map((language) => ({ scheme: "file", language }));
  const lenses = new SuiteLenses(explorer.tree);
  context.subscriptions.push(
    explorer,
    lenses,
    languages.registerCodeLensProvider(scripts, lenses),
    commands.registerCommand("keypoll.createSuite", createSuite),
    commands.registerCommand("keypoll.runSuite", (suite: string, samples?: readonly string[]) =>
      start(explorer, explorer.runProfile, suite, samples),
    ),
    commands.registerCommand("keypoll.debugSuite", (suite: string) =>
      start(explorer, explorer.debugProfile, suite),
    ),
    commands.registerCommand("keypoll.showSampleVerdict", ({ test }: { readonly test: TestItem }) =>
      explorer.pictures.show(test),
    ),
  );
}

/** What a button outside of the Testing view starts. Everything is saved first where the editor's own buttons do so. */
async function start(
  explorer: TestExplorer,
  profile: TestRunProfile,
  suite: string,
  samples?: readonly string[],
): Promise<void> {
  if (workspace.getConfiguration("testing").get("saveBeforeTest", true)) await workspace.saveAll(false);
  await explorer.start(profile, suite, samples);
}
