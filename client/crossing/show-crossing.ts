/**
 * The command *Check for the move to 5.0*: shows what happens to each agent beside the file, and marks the agents'
 * lines on request.
 */

import {
  type ConfigurationScope,
  ConfigurationTarget,
  commands,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from "vscode";
import { type CrossingReport, crossingReport } from "../../core/lint/crossing/index.ts";
import { readLintSettings } from "../../core/lint/settings.ts";
import { bytesFromText, crossingOf, crossingTarget } from "../../core/manager/index.ts";
import { say } from "../../core/words/index.ts";
import { derivedUri, type Make } from "../key-file/derived.ts";
import { keyFileDocument } from "../key-file/target.ts";
import { bytesOf } from "../registration/edit.ts";
import { fileNameOf } from "../support/file-name.ts";
import { crossingText } from "./crossing-text.ts";

/** The target release if the settings name none of 5.x. */
const USUAL = "5.0";

export async function showCrossing(clicked: unknown): Promise<void> {
  const document = await keyFileDocument(clicked);
  if (document === undefined) return;
  const release = plannedRelease(document.uri);
  const report = reportOf(document, release);
  if (report === undefined || report.agents.length === 0) {
    void window.showInformationMessage(say`There is no agent in the file.`);
    return;
  }
  await showRendered(derivedUri("crossing", `${say`Move to ${release}`}.md`, document.uri, { release }));
  if (!report.ok && plannedInSettings(document.uri) === undefined) void offerMarks(document.uri, release);
}

export const crossingMarkdown: Make = (source, parameters) => {
  const report = reportOf(source, parameters.get("release") ?? USUAL);
  const name = fileNameOf(source.uri);
  return report === undefined ? "" : crossingText(report, name);
};

function reportOf(document: TextDocument, release: string): CrossingReport | undefined {
  const target = crossingTarget(release);
  if (target === undefined) return undefined;
  const hostName = workspace.getConfiguration("keypoll", document.uri).get<unknown>("lint.hostName");
  const name = typeof hostName === "string" && hostName !== "" ? bytesFromText(hostName) : undefined;
  return crossingReport(crossingOf(bytesOf(document), { target, hostName: name }));
}

function plannedRelease(scope: ConfigurationScope): string {
  return plannedInSettings(scope) ?? USUAL;
}

/** The release of 5.x to which an upgrade is planned, or that the manager has. */
function plannedInSettings(scope: ConfigurationScope): string | undefined {
  const configuration = workspace.getConfiguration("keypoll", scope);
  const upgradeTo = configuration.get<unknown>("lint.upgradeTo");
  const { settings } = readLintSettings({ release: configuration.get("release"), lint: { upgradeTo } });
  return [settings.upgradeTo, settings.release].find((row) => row?.poller === "none")?.id;
}

/** Rendered, or as text if the editor has no preview of Markdown. */
async function showRendered(uri: Uri): Promise<void> {
  try {
    await commands.executeCommand("markdown.showPreview", uri);
  } catch {
    await window.showTextDocument(uri);
  }
}

/** A notification stays until the user answers, so no command waits for it. */
async function offerMarks(scope: Uri, release: string): Promise<void> {
  const mark = say`Mark them`;
  const question = say`Mark the agents that do not carry over to ${release} as problems in the file too? That sets keypoll.lint.upgradeTo.`;
  if ((await window.showInformationMessage(question, mark)) !== mark) return;
  const isInWorkspace = workspace.getWorkspaceFolder(scope) !== undefined;
  await workspace
    .getConfiguration("keypoll", scope)
    .update(
      "lint.upgradeTo",
      release,
      isInWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global,
    );
}
