/** The commands of the stand-in manager: start, stop, restart, reset, its view, its files, and trying it. */

import { basename } from "node:path";
import {
  commands,
  type Disposable,
  type ExtensionContext,
  type QuickPickItem,
  StatusBarAlignment,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import { say } from "../../core/words/index.ts";
import type { StandIn } from "../../stand-in/index.ts";
import { execPathOf, isAllowed } from "../poll/script.ts";
import type { ScriptKinds } from "../poll/script-kinds.ts";
import { pollSettings } from "../poll/settings.ts";
import { withProgress } from "../poll/stage.ts";
import { StandInSession } from "./session.ts";
import { enrolOne, knockOnce } from "./try-it.ts";
import { StandInView } from "./view.ts";

/** The session, so that the end of the window ends it. */
export function activateStandIn(context: ExtensionContext, scripts: ScriptKinds): StandInSession {
  const session = new StandInSession();
  const view = new StandInView(context, session);
  const running = (act: (standIn: StandIn) => Promise<void>) => async (): Promise<void> => {
    if (session.standIn !== undefined) await act(session.standIn);
    else void window.showInformationMessage(say`No stand-in manager is running: start it first.`);
  };
  const started = async (start: () => Promise<string | undefined>): Promise<boolean> => {
    const { result } = await withProgress(say`Starting a stand-in manager`, start);
    if (result !== undefined)
      void window.showErrorMessage(say`The stand-in manager did not start: ${result}`);
    return result === undefined;
  };
  const openFiles = running(openBeside);
  const start = async (script: unknown): Promise<void> => {
    if (!(await isAllowed())) return;
    if (session.standIn === undefined) {
      const line = typeof script === "string" ? script : await askForScript(scripts);
      if (line === undefined) return;
      const { release } = pollSettings(scopeOf());
      const plan = { release, script: line === "" ? undefined : line };
      if (!(await started(() => session.start(plan)))) return;
    }
    view.show();
    await openFiles();
  };
  const again = (step: () => Promise<string | undefined>) => async (): Promise<void> => {
    if (!(await isAllowed())) return;
    if (session.plan === undefined) await start(undefined);
    else await started(step);
  };
  context.subscriptions.push(
    view,
    showInStatusBar(session),
    // A key binding can name the poll script as in exec_path. An empty name means no script.
    commands.registerCommand("keypoll.startStandIn", start),
    commands.registerCommand(
      "keypoll.stopStandIn",
      running(() => session.stop()),
    ),
    commands.registerCommand(
      "keypoll.restartStandIn",
      again(() => session.restart()),
    ),
    commands.registerCommand(
      "keypoll.resetStandIn",
      again(() => session.reset()),
    ),
    commands.registerCommand("keypoll.openStandInFiles", openFiles),
    commands.registerCommand("keypoll.enrolAtStandIn", running(enrolOne)),
    commands.registerCommand(
      "keypoll.knockAtStandIn",
      running(async (standIn) => {
        if (session.plan !== undefined) await knockOnce(standIn, session.plan.release);
      }),
    ),
  );
  return session;
}

/** The scope of the settings: the open document, or else the first folder. */
function scopeOf(): Uri {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  return window.activeTextEditor?.document.uri ?? folder ?? Uri.file(process.cwd());
}

interface Row extends QuickPickItem {
  readonly line: string;
}

/** The poll script to run. Empty means none; undefined means that the user cancels. */
async function askForScript(scripts: ScriptKinds): Promise<string | undefined> {
  const chosen = await window.showQuickPick(scriptRows(scripts), {
    title: say`Start stand-in manager`,
    placeHolder: say`The poll script that it asks for the keys of unknown agents`,
    ignoreFocusOut: true,
  });
  return chosen?.line;
}

/** The open poll scripts, the one in front first. */
async function scriptRows(scripts: ScriptKinds): Promise<readonly Row[]> {
  const active = window.activeTextEditor?.document.uri.toString();
  const open = (await scripts.open("poll-script")).toSorted(
    (a, b) => Number(b.uri.toString() === active) - Number(a.uri.toString() === active),
  );
  return [
    ...open.map((document) => {
      const { line } = execPathOf(document, pollSettings(document.uri));
      return { label: basename(document.fileName), description: line, line };
    }),
    {
      label: say`No poll script`,
      description: say`unknown agents cannot connect; registration works`,
      line: "",
    },
  ];
}

/** `client.keys` and `ossec.log` of the sandbox, beside the view. The focus stays in place. */
async function openBeside({ sandbox }: StandIn): Promise<void> {
  for (const path of [sandbox.log, sandbox.keys]) {
    const document = await workspace.openTextDocument(Uri.file(path));
    await window.showTextDocument(document, {
      viewColumn: ViewColumn.Two,
      preserveFocus: true,
      preview: false,
    });
  }
}

function showInStatusBar(session: StandInSession): Disposable {
  const item = window.createStatusBarItem("keypoll.standIn", StatusBarAlignment.Left);
  item.name = say`Stand-in manager`;
  item.command = "keypoll.startStandIn";
  const update = (): void => {
    const { state } = session;
    if (state === undefined || state.run === "stopped") {
      item.hide();
      return;
    }
    item.text = `$(broadcast) ${say`Stand-in ${state.release}: ${state.agents} agents`}`;
    item.tooltip = say`Show the stand-in manager of this window`;
    item.show();
  };
  session.onState(update);
  session.onPassage(update);
  return item;
}
