/** Whose file a `client.keys` is, in words, and the command with which the user sets it. */

import {
  ConfigurationTarget,
  commands,
  type Disposable,
  type QuickPickItem,
  window,
  workspace,
} from "vscode";
import type { RoleReading } from "../../core/lint/key-file/index.ts";
import { say } from "../../core/words/index.ts";

const SETTING = "lint.role";

/** The owner, and how it was recognised. */
export function roleText({ role, by }: RoleReading): string {
  const whose = {
    manager: say`A manager's file`,
    agent: say`An agent's file`,
    either: say`An agent's file, or of a manager with one agent`,
  }[role];
  const how = {
    setting: say`by setting`,
    path: say`by path`,
    content: say`by content`,
  }[by];
  return `${whose} (${how})`;
}

interface RoleItem extends QuickPickItem {
  readonly value: "auto" | "manager" | "agent";
}

/** Registers the command. The choice applies to the workspace, or everywhere if there is none. */
export function letChooseRole(): Disposable {
  return commands.registerCommand("keypoll.chooseRole", async () => {
    const settings = workspace.getConfiguration("keypoll");
    const picked = await window.showQuickPick(roleItems(settings.get(SETTING, "auto")), {
      title: say`Whose client.keys is it?`,
    });
    if (picked === undefined) return;
    const inWorkspace = workspace.workspaceFolders !== undefined;
    const target = inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
    await settings.update(SETTING, picked.value, target);
  });
}

function roleItems(current: string): RoleItem[] {
  const items: RoleItem[] = [
    { value: "auto", label: say`Decide by path and content` },
    { value: "manager", label: say`A manager's file`, detail: say`The list of all its agents` },
    { value: "agent", label: say`An agent's file`, detail: say`Its own record, and no other` },
  ];
  return items.map((item) => (item.value === current ? { ...item, description: say`chosen` } : item));
}
