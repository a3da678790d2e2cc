/**
 * Debugs one sample: the language's own debugger starts the script with exactly the words that the manager would use.
 */

import { dirname } from "node:path";
import {
  type CancellationToken,
  commands,
  type DebugConfiguration,
  type DebugSession,
  type Disposable,
  debug,
  extensions,
  type TestItem,
  type TestRun,
  type TestRunRequest,
  Uri,
  window,
  workspace,
} from "vscode";
import { openSuite, type ScriptCall, scriptCall } from "../../core/poll/index.ts";
import { say } from "../../core/words/index.ts";
import { isAllowed } from "../poll/script.ts";
import { problemText } from "../suite/suite-document.ts";
import { type Chosen, chosenIn } from "./chosen.ts";
import { type Debugger, launchOf } from "./debug-launch.ts";
import type { Explorer } from "./run.ts";
import { placeInSuite } from "./sample-items.ts";

/** Debugs one sample of the request. If there are several, the user chooses one. There is no result. */
export async function debugSample(
  explorer: Explorer,
  request: TestRunRequest,
  token: CancellationToken,
): Promise<void> {
  if (!(await isAllowed())) return;
  const chosen = await oneOf(await chosenIn(request, explorer.tree));
  if (chosen === undefined) return;
  const configuration = await configurationOf(chosen);
  if (typeof configuration === "string") return void window.showErrorMessage(configuration);
  if (!hasDebugger(configuration.debugger)) return void offerExtension(configuration.debugger);
  const testRun = explorer.controller.createTestRun(request);
  try {
    testRun.started(chosen.sample);
    testRun.appendOutput(
      `${say`A debug run has no verdict: its time and surroundings differ from the manager's.`}\r\n`,
    );
    await session(Uri.parse(chosen.suite.id), configuration.settings, testRun, token);
  } finally {
    testRun.end();
  }
}

interface OneSample extends Chosen {
  readonly sample: TestItem;
}

function oneOf(chosen: readonly Chosen[]): Thenable<OneSample | undefined> {
  const rows = chosen.flatMap((each) =>
    each.samples.map((sample) => ({ label: sample.label, ...each, sample })),
  );
  if (rows.length < 2) return Promise.resolve(rows[0]);
  return window.showQuickPick(rows, { title: say`Debug a sample` });
}

interface Ready {
  readonly debugger: Debugger;
  readonly settings: DebugConfiguration;
}

/** What to start, or why nothing can be started. */
async function configurationOf({ suite, state, sample }: OneSample): Promise<Ready | string> {
  const { reading } = state;
  if (reading.kind === "broken") return reading.problems.slice(0, 1).map(problemText).join();
  if (reading.kind === "registration")
    return say`The script of a registration suite cannot be debugged here. Run the sample instead.`;
  const opening = await openSuite(reading.suite, dirname(Uri.parse(suite.id).fsPath));
  if (opening.kind === "problem") return opening.message;
  const { target } = opening.opened;
  const { asked, request } = reading.suite.samples[placeInSuite(sample) ?? -1] ?? {};
  if (asked === undefined) return say`The manager discards this request and does not call the script.`;
  const call = scriptCall(target, asked);
  if (call === undefined) return say`exec_path of the suite does not name a script that can be debugged.`;
  const script = await scriptFacts(call);
  if (script === undefined) return say`${call.script} cannot be read. Check exec_path of the suite.`;
  const launch = launchOf(call, script, target.environment ?? {});
  if (launch.kind === "no-debugger") {
    return say`No debugger is known for ${launch.program ?? script.language}.`;
  }
  return {
    debugger: launch.debugger,
    settings: {
      ...launch.settings,
      type: launch.debugger.type,
      request: "launch",
      name: `Key Poll ${request}`,
    },
  };
}

async function scriptFacts({ script }: ScriptCall) {
  try {
    const document = await workspace.openTextDocument(script);
    return { firstLine: document.lineAt(0).text, language: document.languageId };
  } catch {
    return undefined;
  }
}

function hasDebugger({ type }: Debugger): boolean {
  return extensions.all.some(({ packageJSON }) => {
    const debuggers: readonly { readonly type?: unknown }[] = packageJSON.contributes?.debuggers ?? [];
    return debuggers.some((each) => each.type === type);
  });
}

async function offerExtension({ extension }: Debugger): Promise<void> {
  const show = say`Show extension`;
  const answer = await window.showWarningMessage(
    say`Debugging this script needs the extension ${extension}, which is not installed or not enabled.`,
    show,
  );
  if (answer === show) await commands.executeCommand("workbench.extensions.search", `@id:${extension}`);
}

/** Starts the debugger, and waits until its session has ended. Cancelling ends it. */
async function session(
  suite: Uri,
  settings: DebugConfiguration,
  testRun: TestRun,
  token: CancellationToken,
): Promise<void> {
  const listeners: Disposable[] = [];
  const ended = new Promise<void>((resolve) => {
    const follow = (started: DebugSession): void => {
      if (started.parentSession !== undefined || started.name !== settings.name) return;
      const stop = (): void => void debug.stopDebugging(started);
      listeners.push(
        token.onCancellationRequested(stop),
        testRun.token.onCancellationRequested(stop),
        debug.onDidTerminateDebugSession(({ id }) => id === started.id && resolve()),
      );
    };
    listeners.push(debug.onDidStartDebugSession(follow));
  });
  try {
    const folder = workspace.getWorkspaceFolder(suite);
    if (await debug.startDebugging(folder, settings, { testRun })) await ended;
  } finally {
    for (const listener of listeners) listener.dispose();
  }
}
