/** The view of verdicts: one panel with the last test, restored with what it kept. */
import assert from "node:assert/strict";
import { suite, suiteTeardown, test } from "mocha";
import * as vscode from "vscode";
import type { PicturedTest } from "../../../client/verdict/messages.ts";
import { pictureTest } from "../../../client/verdict/picture-test.ts";
import { VerdictView } from "../../../client/verdict/verdict-view.ts";
import { judge } from "../../../core/lint/answer/index.ts";
import { defaultSettings, KeyStore, newestRelease } from "../../../core/manager/index.ts";

function tested(subject: string): PicturedTest {
  const source = { kind: "output", output: '{"error":4,"message":"no such agent"}' } as const;
  const verdict = judge("id:001", source, new KeyStore(), defaultSettings());
  const frame = { subject, script: undefined, release: newestRelease, remarks: [] };
  return pictureTest(frame, [{ verdict, source, run: undefined }]);
}

const panels = (): string[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("keypoll.verdict"),
    )
    .map(({ label }) => label);

/** Waits until the open panels have these titles. */
async function open(titles: readonly string[]): Promise<void> {
  while (panels().join() !== titles.join()) {
    await new Promise<void>((resolve) => {
      const changed = vscode.window.tabGroups.onDidChangeTabs(() => {
        changed.dispose();
        resolve();
      });
    });
  }
}

suite("the view of verdicts", () => {
  const extension = vscode.extensions.getExtension("keypoll.keypoll");
  assert.ok(extension);
  const view = new VerdictView({ extension });
  suiteTeardown(() => view.dispose());

  test("opens after the first test, and shows each later one in the same place", async () => {
    view.take(tested("first.py"));
    assert.deepEqual(panels(), []);
    view.show(0);
    await open(["Verdict: first.py"]);
    view.take(tested("second.py"));
    await open(["Verdict: second.py"]);
    view.show(undefined);
    assert.deepEqual(panels(), ["Verdict: second.py"]);
  });

  test("opens from the heading of every sample in a report", async () => {
    const content = "✔ id 001  registered  (0.03 s)\n    Agent '001'\n✘ ip (empty)  failed  (0.02 s)\n";
    const report = await vscode.workspace.openTextDocument({ language: "keypoll-report", content });
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      "vscode.executeLinkProvider",
      report.uri,
    );
    assert.deepEqual(
      links.map(({ range, target }) => [report.getText(range), decodeURIComponent(target?.query ?? "")]),
      [
        ["✔ id 001", '["id:001"]'],
        ["✘ ip (empty)", '["ip:"]'],
      ],
    );
  });

  test("restores its panel with what was kept, and closes one without any", async () => {
    view.dispose();
    await open([]);
    const panel = (): vscode.WebviewPanel =>
      vscode.window.createWebviewPanel("keypoll.verdict", "Verdict", vscode.ViewColumn.Active);
    const next = new VerdictView({ extension });
    next.restore(panel(), { shown: { test: tested("kept.py") } });
    next.show(undefined);
    await open(["Verdict: kept.py"]);
    next.restore(panel(), { shown: { test: { subject: "older.py" } } });
    await open(["Verdict: kept.py"]);
    // There is one view, also if an older one was after another tab.
    next.restore(panel(), { shown: { test: tested("behind.py") } });
    await open(["Verdict: kept.py"]);
    next.dispose();
    await open([]);
  });
});
