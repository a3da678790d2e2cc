/** The open scripts: parsed when the first of a language needs it, checked where they are poll scripts. */

import type {
  CodeAction,
  CodeActionParams,
  Diagnostic,
  TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import { claimOf } from "../core/documents/index.ts";
import type { ScriptLanguage } from "../core/languages/index.ts";
import { Lines } from "../core/lint/lines.ts";
import type { PlacedFinding } from "../core/lint/placed-finding.ts";
import {
  findingsOf,
  Grammars,
  type ReadWasm,
  ScriptDocument,
  type ScriptReading,
  type SyntaxCheck,
} from "../core/lint/script/index.ts";
import { defaultLintSettings, type LintSettings } from "../core/lint/settings.ts";
import { InterpretersWord } from "./interpreters-word.ts";
import { executable, modeFixesOf } from "./mode-fixes.ts";
import { fixAllOf, placedDiagnosticsOf, quickFixesOf } from "./placed-findings.ts";
import { textEditOf } from "./text-edits.ts";

/** What a door hands in: the parsers, and the mode of files where there are files. */
export interface ScriptPorts {
  readonly readWasm: ReadWasm;
  /** Whether the file may be executed; undefined where nobody can tell. */
  readonly isExecutable?: (uri: string) => Promise<boolean | undefined>;
  readonly makeExecutable?: (uri: string) => Promise<void>;
  /** What the interpreter says about the syntax of a text; undefined where it cannot be asked. Nothing of the text runs. */
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
  /** Says what went wrong; once, for it goes wrong for every file then. */
  readonly #complain: (problem: string) => void;
  #hasComplained = false;

  constructor(ports: ScriptPorts | undefined, complain: (problem: string) => void) {
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

  /** Whether a look at the saved file tells more: its interpreter is asked about it. */
  saved(file: OpenScript, { askInterpreters }: LintSettings): boolean {
    return file.word.saved(file.model.getText()) && askInterpreters === true;
  }

  async diagnostics(file: OpenScript, settings: LintSettings): Promise<Diagnostic[]> {
    const found = await this.#findings(file, settings);
    const findings = found.slice(0, settings.maxFindings);
    return placedDiagnosticsOf(checked(file, findings), found.length);
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
      ...fixAllOf(text, context),
    ];
  }

  /** Does nothing for a file without the finding: nobody else's file gets another mode. */
  async makeExecutable(file: OpenScript): Promise<void> {
    const found = await this.#findings(file, defaultLintSettings);
    if (found.some(({ rule }) => rule === executable.rule)) await this.#ports?.makeExecutable?.(file.uri);
  }

  async #findings(
    file: OpenScript,
    { severities, askInterpreters = false }: LintSettings,
  ): Promise<readonly PlacedFinding[]> {
    const grammars = this.#grammars;
    if (grammars === undefined) return [];
    const { language } = file.model;
    try {
      if ((await claimOf(file.uri, file.model, () => grammars.get(language))) === undefined) return [];
      const grammar = await grammars.get(language);
      const isExecutable = await this.#ports?.isExecutable?.(file.uri);
      if (askInterpreters) await this.#askInterpreter(file, file.model.read(grammar));
      // An edit may have come meanwhile; the newest text is read.
      const newest = file.model.read(grammar);
      const syntax = askInterpreters ? file.word.about(newest.text) : undefined;
      return findingsOf(newest, { severities, isExecutable, syntax });
    } catch (error) {
      if (!this.#hasComplained) this.#complain(`Scripts cannot be checked: ${String(error)}`);
      this.#hasComplained = true;
      return [];
    } finally {
      // One that was closed while this waited has a tree again.
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
