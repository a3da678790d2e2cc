/** Tests a poll script again whenever it is saved, if a setting says so. A suite has its own runs for this. */

import { type Disposable, type TextDocument, workspace } from "vscode";
import { coalesced } from "../support/coalesced.ts";
import { isSavedForTest } from "./script.ts";
import type { ScriptKinds } from "./script-kinds.ts";
import type { Bench } from "./stage.ts";
import { testPollScript } from "./test-script.ts";

export function testOnSave(bench: Bench, scripts: ScriptKinds): Disposable {
  /** For each script: if it is saved during its test, it is tested once more. */
  const tests = new Map<string, () => void>();
  return workspace.onDidSaveTextDocument((document) => {
    if (!isWanted(document, bench) || scripts.hasSuite(document.uri)) return;
    const key = document.uri.toString();
    const test = tests.get(key) ?? coalesced(() => testPollScript(bench, document.uri, true));
    tests.set(key, test);
    test();
  });
}

/** A script that was never tested is not run automatically. A test that saves its script runs anyway. */
function isWanted(document: TextDocument, { memory }: Bench): boolean {
  const { uri } = document;
  const isOn = workspace.getConfiguration("keypoll", uri).get("poll.testOnSave", false);
  return isOn && workspace.isTrusted && memory.of(uri) !== undefined && !isSavedForTest(document);
}
