/** The open scripts: parsed when the first of a language needs it, and checked if they are poll scripts. */

import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Diagnostic,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import {
  type Claim,
  claimOf,
  notChecked,
  type Outcome,
  type RecognisedScript,
  scriptKindOf,
} from "../core/documents/index.ts";
import type { ScriptLanguage } from "../core/languages/index.ts";
import { Lines } from "../core/lint/lines.ts";
import type { PlacedFinding } from "../core/lint/placed-finding.ts";
import {
  findingsOf,
  type Grammar,
  Grammars,
  ignoreFix,
  type ReadWasm,
  ScriptDocument,
  type ScriptReading,
  type SyntaxCheck,
} from "../core/lint/script/index.ts";
import { defaultLintSettings, type LintSettings, shownOf } from "../core/lint/settings.ts";
import { say } from "../core/words/index.ts";
import { wants } from "./code-actions.ts";
import { notCheckedNotice } from "./diagnostics.ts";
import { InterpretersWord } from "./interpreters-word.ts";
import { executable, modeFixesOf } from "./mode-fixes.ts";
import {
  actionOf,
  type CheckedText,
  findingsAbout,
  fixAllOf,
  placedDiagnosticsOf,
  quickFixesOf,
} from "./placed-findings.ts";
import { textEditOf } from "./text-edits.ts";

/** What an entry point provides: the parsers, and the mode of files if there are files. */
export interface ScriptPorts {
  readonly readWasm: ReadWasm;
  /** Whether the file is executable. Undefined if unknown. */
  readonly isExecutable?: (uri: string) => Promise<boolean | undefined>;
  readonly makeExecutable?: (uri: string) => Promise<void>;
  /**
   * What the interpreter says about the syntax of a text. Undefined if it cannot be asked. No part of the text runs.
   */
  readonly checkSyntax?: (
    uri: string,
    language: ScriptLanguage,
    text: string,
  ) => Promise<SyntaxCheck | undefined>;
}

export interface OpenScript {
  readonly kind: "script";
  readonly uri: string;
  version: number;
  model: ScriptDocument;
  isClosed: boolean;
  readonly word: InterpretersWord;
}

export class Scripts {
  readonly #ports: ScriptPorts | undefined;
  readonly #grammars: Grammars | undefined;
  /** Reports what went wrong. Only once, because it then goes wrong for every file. */
  readonly #complain: (problem: string) => void;
  #hasComplained = false;

  /** Reasons why a document is a poll script, other than its content. */
  readonly #claimedBy: (uri: string) => Claim | undefined;

  constructor(
    ports: ScriptPorts | undefined,
    complain: (problem: string) => void,
    claimedBy: (uri: string) => Claim | undefined,
  ) {
    this.#claimedBy = claimedBy;
    this.#ports = ports;
    this.#grammars = ports === undefined ? undefined : new Grammars(ports.readWasm);
    this.#complain = complain;
  }

  create(uri: string, language: ScriptLanguage, version: number, text: string): OpenScript {
    const model = new ScriptDocument(language, text);
    return { kind: "script", uri, version, model, isClosed: false, word: new InterpretersWord() };
  }

  update(file: OpenScript, changes: Iterable<TextDocumentContentChangeEvent>, version: number): OpenScript {
    for (const change of changes) {
      if ("range" in change) {
        file.model.applyEdit(textEditOf(change));
      } else {
        file.model.close();
        file.model = new ScriptDocument(file.model.language, change.text);
      }
    }
    file.version = version;
    return file;
  }

  close(file: OpenScript): void {
    file.isClosed = true;
    file.model.close();
  }

  /** Whether the saved file can be checked further: its interpreter is asked about it. */
  saved(file: OpenScript, { askInterpreters }: LintSettings): boolean {
    return file.word.saved(file.model.getText()) && askInterpreters === true;
  }

  async diagnostics(file: OpenScript, settings: LintSettings): Promise<Diagnostic[]> {
    const outcome = await this.#outcome(file, settings);
    if (outcome === undefined) return [];
    if (outcome.state === "not-checked") return [notCheckedNotice(outcome)];
    const findings = shownOf(outcome.result, settings);
    return placedDiagnosticsOf(checked(file, findings), outcome.result.length);
  }

  async codeActions(
    file: OpenScript,
    settings: LintSettings,
    { context }: CodeActionParams,
  ): Promise<CodeAction[]> {
    const text = checked(file, await this.#findings(file, settings));
    return [
      ...quickFixesOf(text, context),
      ...modeFixesOf(executable, file.uri, context),
      ...(await this.#ignoring(file, settings, text, context)),
      ...fixAllOf(text, context),
    ];
  }

  /** A comment for each finding in the request. Each is tested first, so only if the user asks. */
  async #ignoring(
    file: OpenScript,
    { severities }: LintSettings,
    text: CheckedText,
    context: CodeActionContext,
  ): Promise<CodeAction[]> {
    const isAsked = context.triggerKind !== CodeActionTriggerKind.Automatic;
    if (!isAsked || !wants(context.only, CodeActionKind.QuickFix)) return [];
    const asked = findingsAbout(text, context.diagnostics);
    if (asked.length === 0) return [];
    const isPollScript = (await this.kind(file))?.kind === "poll-script";
    const grammar = await this.#grammar(file);
    const isExecutable = await this.#ports?.isExecutable?.(file.uri);
    const options = { severities, isPollScript, isExecutable };
    const reading = file.model.read(grammar);
    return asked.flatMap(({ diagnostic, finding }) => {
      const fix = ignoreFix(reading, finding, grammar, options);
      const kind = CodeActionKind.QuickFix;
      return fix === undefined ? [] : [{ ...actionOf(text, fix, kind), diagnostics: [diagnostic] }];
    });
  }

  /** Does nothing for a file without the finding, so that no other file gets another mode. */
  async makeExecutable(file: OpenScript): Promise<void> {
    const found = await this.#findings(file, defaultLintSettings);
    if (found.some(({ rule }) => rule === executable.rule)) await this.#ports?.makeExecutable?.(file.uri);
  }

  /** What a document is, and why. Undefined if it is neither kind. Without the parser, only the other reasons count. */
  async kind(file: OpenScript): Promise<RecognisedScript | undefined> {
    try {
      return await this.#kind(file);
    } catch {
      const because = this.#claimedBy(file.uri);
      return because === undefined ? undefined : { kind: "poll-script", because };
    } finally {
      if (file.isClosed) file.model.close();
    }
  }

  async #kind(file: OpenScript): Promise<RecognisedScript | undefined> {
    const own = await claimOf(file.uri, file.model, () => this.#grammar(file));
    return scriptKindOf(own ?? this.#claimedBy(file.uri), file.model.getText());
  }

  async #grammar({ model }: OpenScript): Promise<Grammar> {
    if (this.#grammars === undefined) throw new Error(say`the parsers of scripts are missing`);
    return await this.#grammars.get(model.language);
  }

  async #findings(file: OpenScript, settings: LintSettings): Promise<readonly PlacedFinding[]> {
    const outcome = await this.#outcome(file, settings);
    return outcome === undefined || outcome.state === "not-checked" ? [] : outcome.result;
  }

  /** The result of the check. Undefined for a document that is not a script that is checked. */
  async #outcome(
    file: OpenScript,
    { severities, askInterpreters = false }: LintSettings,
  ): Promise<Outcome<readonly PlacedFinding[]> | undefined> {
    if (this.#grammars === undefined) return undefined;
    try {
      const kind = (await this.#kind(file))?.kind;
      if (kind === undefined) return undefined;
      const grammar = await this.#grammar(file);
      const isExecutable = await this.#ports?.isExecutable?.(file.uri);
      if (askInterpreters) await this.#askInterpreter(file, file.model.read(grammar));
      // An edit may have arrived meanwhile, so the newest text is read.
      const newest = file.model.read(grammar);
      const syntax = askInterpreters ? file.word.about(newest.text) : undefined;
      const isPollScript = kind === "poll-script";
      const result = findingsOf(newest, { severities, isPollScript, isExecutable, syntax });
      return { state: result.length === 0 ? "fine" : "findings", kind, result };
    } catch (error) {
      if (!this.#hasComplained) this.#complain(say`Scripts cannot be checked: ${String(error)}`);
      this.#hasComplained = true;
      return notChecked(
        say`This script was not checked: its parser cannot be loaded.`,
        say`Install Key Poll again.`,
      );
    } finally {
      // If the file was closed while this waited, it has a tree again.
      if (file.isClosed) file.model.close();
    }
  }

  async #askInterpreter({ uri, model, word }: OpenScript, { text, root }: ScriptReading): Promise<void> {
    const check = this.#ports?.checkSyntax;
    if (check === undefined) return;
    await word.ask(text, root.hasError, (each) => check(uri, model.language, each));
  }
}

function checked({ uri, version, model }: OpenScript, findings: readonly PlacedFinding[]) {
  return { uri, version, lines: Lines.ofEditor(model.getText()), findings };
}
