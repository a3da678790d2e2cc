/** What tests of suites need: a script that knows one agent, samples for it, and an explorer that has found them. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { type RecordedExplorer, recordedExplorer } from "./recorded-tests.ts";
import { writeFile } from "./workspace.ts";

export const KEY = "5a".repeat(32);

/** Knows one agent, and fails for the id 500. */
export const SCRIPT = `import json
import sys

selector, value = sys.argv[1:3]
if value == "500":
    raise RuntimeError("no database")
if value == "001":
    print(json.dumps({"error": 0, "data": {"id": "001", "name": "web1", "ip": "any", "key": "${KEY}"}}))
else:
    print(json.dumps({"error": 4, "message": "no such agent"}))
`;

export const hit = { request: "id:001", expect: { registered: { name: "web1" } }, tags: ["hit"] };
export const miss = { request: "id:002", expect: { error: 4 } };
export const wrong = { request: "ip:10.0.0.1", expect: { registered: { id: "007" } } };
export const crash = { request: "id:500", expect: { error: 1 } };

export const suiteText = (samples: readonly unknown[], more: object = {}): string =>
  JSON.stringify({ exec_path: "python3 ./poll.py", working_directory: ".", samples, ...more }, undefined, 2);

export interface SeenSuite extends Omit<RecordedExplorer, "stale"> {
  readonly item: vscode.TestItem;
  readonly uri: vscode.Uri;
  /** Runs these items, except some. */
  readonly run: (items: readonly vscode.TestItem[], exclude?: readonly vscode.TestItem[]) => Promise<void>;
  /** Runs them with coverage. */
  readonly cover: (items: readonly vscode.TestItem[]) => Promise<void>;
  /** How often the suite's results were marked as outdated. */
  readonly stale: () => number;
}

const all: RecordedExplorer[] = [];

/** An explorer that has found the suite `FOLDER/poll.keypoll.json`, with its script beside it. */
export async function withSuite(folder: string, text: string, script = SCRIPT): Promise<SeenSuite> {
  await writeFile(`${folder}/poll.py`, script);
  const uri = await writeFile(`${folder}/poll.keypoll.json`, text);
  const recorded = recordedExplorer();
  all.push(recorded);
  const { explorer } = recorded;
  await explorer.tree.suites();
  const item = explorer.controller.items.get(uri.toString());
  assert.ok(item, "the suite is in the tree");
  const run: SeenSuite["run"] = async (items, exclude) => {
    const request = new vscode.TestRunRequest(items, exclude, explorer.runProfile);
    await explorer.runProfile.runHandler(request, new vscode.CancellationTokenSource().token);
  };
  const cover: SeenSuite["cover"] = async (items) => {
    const request = new vscode.TestRunRequest(items, undefined, explorer.coverageProfile);
    await explorer.coverageProfile.runHandler(request, new vscode.CancellationTokenSource().token);
  };
  // The folder is shared, so the suites of other tests are in the tree too.
  const stale = (): number => recorded.stale.filter((label) => label === item.label).length;
  return { ...recorded, item, uri, run, cover, stale };
}

/** Removes the explorers of all tests from the window. */
export function forgetSuites(): void {
  for (const { explorer } of all.splice(0)) explorer.dispose();
}

export const children = (item: vscode.TestItem): vscode.TestItem[] =>
  Array.from(item.children, ([, child]) => child);

/** The text of a message, also of a Markdown message. */
export const wordsOf = (message: vscode.TestMessage | undefined): string =>
  typeof message?.message === "object" ? message.message.value : (message?.message ?? "");
