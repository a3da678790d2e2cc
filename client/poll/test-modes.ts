/** The command *Test poll script in another way*: compare, repeat, torture, or test a daemon at its socket. */

import { type QuickPickItem, window } from "vscode";
import { say } from "../../core/words/index.ts";
import { runComparison, runTest, targetOf } from "./run-test.ts";
import { askForDaemon, testDaemon } from "./socket.ts";
import { type Bench, onStage, openReport } from "./stage.ts";
import { testStage } from "./test-script.ts";
import { tortureStage } from "./torture.ts";

const testModes = ["compare", "repeat", "torture", "socket", "torture-socket"] as const;

export type TestMode = (typeof testModes)[number];

/** How often a sample is asked to see whether its answers vary. */
const REPEATS = 20;

/** Tests a script in the named mode, or in one that the user chooses. */
export async function testOtherwise(bench: Bench, clicked: unknown, named: unknown): Promise<void> {
  const mode = testModes.find((each) => each === named) ?? (await askForMode());
  if (mode === undefined) return;
  await onStage(bench, clicked, async (stage) => {
    const script = targetOf(stage.settings, stage.execPath);
    if (mode === "socket" || mode === "torture-socket") {
      const daemon = await askForDaemon(bench, stage);
      if (daemon === undefined) return;
      openReport(bench, stage);
      await testDaemon(bench, stage, daemon, (target) =>
        mode === "socket" ? testStage(bench, stage, target, runTest) : tortureStage(bench, stage, target),
      );
      return;
    }
    openReport(bench, stage);
    if (mode === "torture") await tortureStage(bench, stage, script);
    else if (mode === "compare") await testStage(bench, stage, script, runComparison);
    else await testStage(bench, stage, script, (plan) => runTest(plan, REPEATS));
  });
}

async function askForMode(): Promise<TestMode | undefined> {
  const items: readonly (QuickPickItem & { readonly mode: TestMode })[] = [
    {
      mode: "compare",
      label: say`$(diff) Compare with my own environment`,
      detail: say`It works when I run it: find out what differs, and why.`,
    },
    {
      mode: "repeat",
      label: say`$(sync) Run each sample ${REPEATS} times`,
      detail: say`Whether the answers vary.`,
    },
    {
      mode: "torture",
      label: say`$(flame) Torture this script`,
      detail: say`Hostile and awkward requests, eight at once, a thousand in a row.`,
    },
    {
      mode: "socket",
      label: say`$(plug) Test a socket daemon`,
      detail: say`A running daemon, or this script, started for the test.`,
    },
    {
      mode: "torture-socket",
      label: say`$(flame) Torture a socket daemon`,
      detail: say`The same requests, over its socket.`,
    },
  ];
  const placeHolder = say`How should the script be tested?`;
  return (await window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.mode;
}
