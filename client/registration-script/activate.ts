/** The command *Test registration script*: a stand-in manager, the script run against it, a report, diagnostics. */

import { basename } from "node:path";
import { commands, type Diagnostic, type ExtensionContext, type TextDocument, Uri, window } from "vscode";
import { rulePage } from "../../core/lint/rule-page.ts";
import { isProblem } from "../../core/lint/severity.ts";
import { bytesFromText, newestRelease, splitCommand, textFromBytes } from "../../core/manager/index.ts";
import { proposeArguments } from "../../core/suite/index.ts";
import { say } from "../../core/words/index.ts";
import type { ScriptFinding, ScriptTestOptions } from "../../stand-in/index.ts";
import { execPathOf, isAllowed, scriptDocument } from "../poll/script.ts";
import type { ScriptKinds } from "../poll/script-kinds.ts";
import { pollSettings } from "../poll/settings.ts";
import { type Bench, offerReport, oneAtATime, withProgress } from "../poll/stage.ts";
import { loadStandIn } from "../stand-in/load.ts";
import { onFirstLine, severityOf } from "../support/diagnostics.ts";
import { askForCall, CallMemory, type RegistrationCall } from "./question.ts";
import { footText, headText, resultText, runText } from "./report.ts";

/** Maximum seconds for one run. */
const PATIENCE = 60;

type ExplainedStory = Pick<Bench, "channel" | "diagnostics">;

export function activateRegistrationTests(
  context: ExtensionContext,
  told: ExplainedStory,
  scripts: ScriptKinds,
): void {
  const memory = new CallMemory(context.workspaceState);
  const tellScripts = (): void => scripts.knowRegistering("tested", memory.scripts());
  tellScripts();
  const start = async (
    clicked: unknown,
    mayAsk: "once" | "again",
    given?: RegistrationCall,
  ): Promise<void> => {
    if (!(await isAllowed())) return;
    const document = await scriptDocument(clicked);
    if (document === undefined) return;
    const known = given ?? (mayAsk === "once" ? memory.of(document.uri) : undefined);
    const call = known ?? (await ask(document, memory.of(document.uri)));
    if (call === undefined) return;
    await memory.keep(document.uri, call);
    tellScripts();
    await oneAtATime(document, () => testAndReport(document, call, told));
  };
  context.subscriptions.push(
    // A key binding can name the script, and its arguments.
    commands.registerCommand("keypoll.testRegistrationScript", (clicked: unknown, call: unknown) =>
      start(clicked, "once", isCall(call) ? call : undefined),
    ),
    commands.registerCommand("keypoll.changeRegistrationCall", (clicked: unknown) => start(clicked, "again")),
  );
}

async function ask(
  document: TextDocument,
  before: RegistrationCall | undefined,
): Promise<RegistrationCall | undefined> {
  return await askForCall(basename(document.fileName), proposeArguments(document.getText()), before);
}

function isCall(value: unknown): value is RegistrationCall {
  const call = { ...Object(value) };
  return typeof call.arguments === "string" && typeof call.name === "string";
}

async function testAndReport(
  document: TextDocument,
  call: RegistrationCall,
  told: ExplainedStory,
): Promise<void> {
  const { channel, diagnostics } = told;
  const fileName = basename(document.fileName);
  const settings = pollSettings(document.uri);
  // The setting names the program for polling.
  const program = execPathOf(document, { ...settings, execPath: undefined });
  const wordsOf = (line: string): readonly string[] =>
    (splitCommand(bytesFromText(line), newestRelease) ?? []).map(textFromBytes);
  const options: ScriptTestOptions = {
    words: [...wordsOf(program.line), ...wordsOf(call.arguments)],
    version: settings.release.id,
    name: call.name,
    workingDirectory: settings.standInDirectory,
    timeoutSeconds: PATIENCE,
    onRun: (run) => channel.append(runText(run)),
  };
  diagnostics.clear(document.uri);
  channel.clear();
  channel.append(
    headText({
      fileName,
      release: settings.release,
      words: options.words,
      remark: program.why,
      when: new Date(),
    }),
  );
  channel.show(true);
  const { testRegistrationScript } = await loadStandIn();
  const { result, cancelled } = await withProgress(say`Testing ${fileName}`, (_progress, signal) =>
    testRegistrationScript({ ...options, signal }),
  );
  if ("problem" in result) {
    channel.append(`${result.problem}\n`);
    void window.showErrorMessage(say`The stand-in manager did not start: ${result.problem}`);
    return;
  }
  const { findings, runs } = result;
  const hasCertificate = runs.some(({ title }) => title === "other certificate");
  channel.append(footText(findings, cancelled, hasCertificate));
  diagnostics.set(
    document,
    findings.map((finding) => diagnosticOf(document, finding)),
  );
  // The message may stay for hours, but the test is over.
  if (!cancelled) {
    const isSevere = findings.some(({ severity }) => isProblem(severity));
    void offerReport(`${fileName}: ${resultText(findings, false, hasCertificate)}`, isSevere, told);
  }
}

function diagnosticOf(
  document: TextDocument,
  { severity, rule, message, advice }: ScriptFinding,
): Diagnostic {
  const diagnostic = onFirstLine(document, `${message} ${advice}`, severityOf[severity]);
  diagnostic.code = { value: rule, target: Uri.parse(rulePage(rule)) };
  return diagnostic;
}
