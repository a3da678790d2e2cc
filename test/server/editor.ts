/** An editor for tests: a real language client's side of the wire, joined to a real server by two streams. */

import { PassThrough } from "node:stream";
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from "vscode-languageserver/node";
import type { Ports } from "../../server/documents.ts";
import { serve } from "../../server/serve.ts";

export interface EditorOptions {
  /** Only takes diagnostics that are pushed. */
  readonly pushOnly?: boolean;
  /** Settings of the section `keypoll`; undefined: the editor cannot be asked. */
  readonly settings?: object;
  readonly initializationOptions?: object;
  /** What the server's door hands in. */
  readonly ports?: Ports;
}

export const URI = "file:///etc/client.keys";

/** One editor with one file. Close it when the test ends. */
export class Editor {
  readonly #connection: ProtocolConnection;
  readonly #pushed: Diagnostic[][] = [];
  #settings: object | undefined;
  #uri = URI;
  #text = "";
  #version = 0;
  #wake: () => void = () => {};
  initialized: InitializeResult | undefined;

  private constructor(connection: ProtocolConnection, settings: object | undefined) {
    this.#connection = connection;
    this.#settings = settings;
    connection.onNotification(PublishDiagnosticsNotification.type, ({ diagnostics }) => {
      this.#pushed.push(diagnostics);
      this.#wake();
    });
    connection.onRequest("workspace/configuration", () => [this.#settings ?? null]);
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("workspace/diagnostic/refresh", () => {
      this.#wake();
      return null;
    });
  }

  static async start(options: EditorOptions = {}): Promise<Editor> {
    const toServer = new PassThrough();
    const toEditor = new PassThrough();
    serve(
      createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor)),
      options.ports,
    );
    const connection = createProtocolConnection(
      new StreamMessageReader(toEditor),
      new StreamMessageWriter(toServer),
    );
    const editor = new Editor(connection, options.settings);
    connection.listen();
    editor.initialized = await connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: capabilitiesOf(options),
      ...(options.initializationOptions && { initializationOptions: options.initializationOptions }),
    });
    await connection.sendNotification(InitializedNotification.type, {});
    return editor;
  }

  async open(text: string, languageId = "client-keys", uri = URI): Promise<void> {
    this.#text = text;
    this.#uri = uri;
    const textDocument = { uri, languageId, version: ++this.#version, text };
    await this.#connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  /** Sends one edit; positions as the editor counts them. */
  async edit(range: Range, text: string): Promise<void> {
    this.#text = applyEdits(this.#text, [{ range, newText: text }]);
    await this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [{ range, text }],
    });
  }

  get text(): string {
    return this.#text;
  }

  /** Asks for the file's diagnostics. */
  async diagnostics(): Promise<readonly Diagnostic[]> {
    const report = await this.#connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri: this.#uri },
    });
    return report.kind === "full" ? report.items : [];
  }

  /** The next diagnostics that the server sends by itself. */
  async nextPushed(): Promise<readonly Diagnostic[]> {
    while (this.#pushed.length === 0) await this.#woken();
    return this.#pushed.shift() ?? [];
  }

  /** Changes the settings and waits until the server has taken them. */
  async configure(settings: object): Promise<void> {
    this.#settings = settings;
    const taken = this.#woken();
    await this.#connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { keypoll: settings },
    });
    await taken;
  }

  async actions(
    range: Range,
    diagnostics: readonly Diagnostic[],
    only?: string[],
  ): Promise<readonly CodeAction[]> {
    const context = { diagnostics: [...diagnostics], ...(only && { only }) };
    const found = await this.#connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: this.#uri },
      range,
      context,
    });
    return (found ?? []).filter(
      (action): action is CodeAction => !("command" in action && typeof action.command === "string"),
    );
  }

  /** Asks anything else about the file. */
  ask(method: string, params: object = {}): Promise<unknown> {
    return this.#connection.sendRequest(method, { textDocument: { uri: this.#uri }, ...params });
  }

  /** Does what an editor does when a person picks an action. */
  async take(action: CodeAction): Promise<void> {
    const [change] = action.edit?.documentChanges ?? [];
    if (change === undefined || !("edits" in change)) throw new Error(`${action.title} has no edits`);
    const edits = change.edits.filter((edit): edit is TextEdit => "newText" in edit);
    const backwards = [...edits].sort(
      (a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character,
    );
    for (const { range, newText } of backwards) await this.edit(range, newText);
  }

  close(): void {
    this.#connection.dispose();
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

function capabilitiesOf({ pushOnly = false, settings }: EditorOptions): ClientCapabilities {
  return {
    textDocument: pushOnly ? { publishDiagnostics: {} } : { diagnostic: {} },
    workspace: {
      ...(settings && { configuration: true }),
      ...(!pushOnly && { diagnostics: { refreshSupport: true } }),
      didChangeConfiguration: { dynamicRegistration: true },
    },
  };
}

function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split("\n");
  const offset = (line: number, column: number): number =>
    line >= lines.length
      ? text.length
      : lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) +
        Math.min(column, lines[line]?.length ?? 0);
  return edits.reduce((result, { range, newText }) => {
    const start = offset(range.start.line, range.start.character);
    return result.slice(0, start) + newText + result.slice(offset(range.end.line, range.end.character));
  }, text);
}
