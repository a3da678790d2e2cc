/** The open scripts: parsed when the first of a language needs it, checked where they are poll scripts. */

import type {
  CodeAction,
  CodeActionParams,
  Diagnostic,
  TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import { claimOf } from "../core/documents/index.ts";
import type { ScriptLanguage } from "../core/languages/index.ts";
import { Lines } from "../core/lint/config/index.ts";
import type { PlacedFinding } from "../core/lint/placed-finding.ts";
import { findingsOf, Grammars, type ReadWasm, ScriptDocument } from "../core/lint/script/index.ts";
import type { LintSettings } from "../core/lint/settings.ts";
import { executable, modeFixesOf } from "./mode-fixes.ts";
import { fixAllOf, placedDiagnosticsOf, quickFixesOf } from "./placed-findings.ts";
import { textEditOf } from "./text-edits.ts";

/** What a door hands in: the parsers, and the mode of files where there are files. */
export interface ScriptPorts {
  readonly readWasm: ReadWasm;
  /** Whether the file may be executed; undefined where nobody can tell. */
  readonly isExecutable?: (uri: string) => Promise<boolean | undefined>;
  readonly makeExecutable?: (uri: string) => Promise<void>;
}

export interface OpenScript {
  readonly kind: "script";
  readonly uri: string;
  version: number;
  model: ScriptDocument;
  isClosed: boolean;
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
    return { kind: "script", uri, version, model: new ScriptDocument(language, text), isClosed: false };
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

  async diagnostics(file: OpenScript, { severities, maxFindings }: LintSettings): Promise<Diagnostic[]> {
    const found = await this.#findings(file, severities);
    const findings = found.slice(0, maxFindings);
    return placedDiagnosticsOf(checked(file, findings), found.length);
  }

  async codeActions(
    file: OpenScript,
    { severities }: LintSettings,
    { context }: CodeActionParams,
  ): Promise<CodeAction[]> {
    const text = checked(file, await this.#findings(file, severities));
    return [
      ...quickFixesOf(text, context),
      ...modeFixesOf(executable, file.uri, context),
      ...fixAllOf(text, context),
    ];
  }

  /** Does nothing for a file without the finding: nobody else's file gets another mode. */
  async makeExecutable(file: OpenScript): Promise<void> {
    const found = await this.#findings(file, {});
    if (found.some(({ rule }) => rule === executable.rule)) await this.#ports?.makeExecutable?.(file.uri);
  }

  async #findings(
    file: OpenScript,
    severities: LintSettings["severities"],
  ): Promise<readonly PlacedFinding[]> {
    const grammars = this.#grammars;
    if (grammars === undefined) return [];
    const { language } = file.model;
    try {
      if ((await claimOf(file.uri, file.model, () => grammars.get(language))) === undefined) return [];
      const grammar = await grammars.get(language);
      const isExecutable = await this.#ports?.isExecutable?.(file.uri);
      // An edit may have come meanwhile; the newest text is read.
      return findingsOf(file.model.read(grammar), { severities, isExecutable });
    } catch (error) {
      if (!this.#hasComplained) this.#complain(`Scripts cannot be checked: ${String(error)}`);
      this.#hasComplained = true;
      return [];
    } finally {
      // One that was closed while this waited has a tree again.
      if (file.isClosed) file.model.close();
    }
  }
}

function checked({ uri, version, model }: OpenScript, findings: readonly PlacedFinding[]) {
  return { uri, version, lines: new Lines(model.getText()), findings };
}
