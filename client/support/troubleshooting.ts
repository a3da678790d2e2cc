/** The command *Collect troubleshooting report*: what a maintainer asks first, as Markdown, without secrets. */

import { EndOfLine, type ExtensionContext, env, UIKind, version, window, workspace } from "vscode";
import { say } from "../../core/words/index.ts";
import { isKeyFile } from "../key-file/language.ts";
import type { LanguageServer } from "../server/language-server.ts";
import type { ServerState } from "../server/states.ts";
import { shownSetting } from "./redact.ts";

/** Opens the report as an unsaved file. */
export async function collectReport(context: ExtensionContext, server: LanguageServer): Promise<void> {
  const content = [
    `# ${say`Key Poll troubleshooting report`}`,
    say`Keys, passwords and home folders are left out. Check the text before you post it.`,
    section(say`Versions`, versions(context)),
    section(say`State`, state(server)),
    section(say`Settings that differ from the defaults`, settings(context)),
    section(say`What I did, what I expected, what happened`, ["…"]),
  ].join("\n\n");
  const document = await workspace.openTextDocument({ language: "markdown", content: `${content}\n` });
  await window.showTextDocument(document);
}

function section(title: string, lines: readonly string[]): string {
  return `## ${title}\n\n${lines.map((line) => `- ${line}`).join("\n")}`;
}

function versions({ extension }: ExtensionContext): readonly string[] {
  const { platform, arch, versions: parts } = typeof process === "undefined" ? BROWSER : process;
  return [
    `Key Poll ${String(extension.packageJSON.version)}`,
    `${env.appName} ${version} (${env.uiKind === UIKind.Web ? "web" : "desktop"}, ${remoteKind()})`,
    `${platform} ${arch}, Node ${parts.node}`,
  ];
}

/** The kind of remote, such as `ssh-remote`. Text that looks like the name of a machine is left out. */
function remoteKind(): string {
  const { remoteName } = env;
  if (remoteName === undefined) return "local";
  return /^[a-z-]+$/.test(remoteName) ? remoteName : "remote";
}

/** For hosts without a process, such as a worker in a browser. */
const BROWSER = { platform: "browser", arch: "", versions: { node: "none" } };

function state(server: LanguageServer): readonly string[] {
  const open = workspace.textDocuments.filter(isKeyFile);
  const folders = workspace.workspaceFolders?.length ?? 0;
  return [
    say`Language server: ${stateName(server.state)}`,
    workspace.isTrusted
      ? say`Workspace: trusted, folders: ${folders}`
      : say`Workspace: restricted, folders: ${folders}`,
    say`Open lists of agents: ${open.length}`,
    ...open.map(
      ({ lineCount, eol }) =>
        say`A list of agents: ${lineCount} lines, ${eol === EndOfLine.LF ? "LF" : "CR LF"}`,
    ),
  ];
}

function stateName(state: ServerState): string {
  switch (state) {
    case "stopped":
      return say`stopped`;
    case "starting":
      return say`starting`;
    case "running":
      return say`running`;
    case "failed":
      return say`failed to start`;
  }
}

/** Every setting of the manifest that is set, with its value made safe. */
function settings({ extension }: ExtensionContext): readonly string[] {
  const groups: readonly { readonly properties: object }[] = extension.packageJSON.contributes.configuration;
  const keys = groups.flatMap(({ properties }) => Object.keys(properties));
  const lines = keys.flatMap((key) => {
    const found = workspace.getConfiguration().inspect<unknown>(key);
    const value = found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
    return value === undefined ? [] : [`\`${key}\`: \`${shownSetting(key, value)}\``];
  });
  return lines.length === 0 ? [say`none`] : lines;
}
