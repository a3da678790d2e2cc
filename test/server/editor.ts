/** An editor for tests: the client side of the protocol, joined to a real server by two streams. */

import { PassThrough } from "node:stream";
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  type Command,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentDiagnosticRequest,
  ErrorCodes,
  ExecuteCommandRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  RegistrationRequest,
  ResponseError,
  ShowDocumentRequest,
  ShowMessageNotification,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocumentContentRefreshRequest,
  TextDocumentContentRequest,
  type TextEdit,
} from "vscode-languageserver/node";
import type { Ports } from "../../server/documents.ts";
import { serve } from "../../server/serve.ts";

export interface EditorOptions {
  /** Only supports pushed diagnostics. */
  readonly pushOnly?: boolean;
  /** Supports no request to ask for diagnostics again. */
  readonly noRefresh?: boolean;
  /** Settings of the section `keypoll`; undefined: the editor cannot be asked. */
  readonly settings?: object;
  readonly initializationOptions?: object;
  /** The display language. */
  readonly locale?: string;
  /** How the editor counts columns, if it says so; otherwise in UTF-16 units. */
  readonly encoding?: Encoding;
  /** Only supports fixes as edits by the document's URI. */
  readonly plainEdits?: boolean;
  /** Supports completions as snippets. */
  readonly snippets?: boolean;
  /** Shows documents whose text it requests from the server. */
  readonly virtualDocuments?: boolean;
  /** Shows Markdown in the messages of findings. */
  readonly markup?: boolean;
  /** Supports fixes as snippets. */
  readonly snippetEdits?: boolean;
  /** What it says that it supports, in place of all of the above. */
  readonly capabilities?: ClientCapabilities;
  /** Answers every request of the server with an error. */
  readonly refuses?: boolean;
  /** What the server's entry point passes in. */
  readonly ports?: Ports;
}

export type Encoding = "utf-8" | "utf-16" | "utf-32";

export const URI = "file:///etc/client.keys";

/** One editor with one file. Close it when the test ends. */
export class Editor {
  readonly #connection: ProtocolConnection;
  readonly #pushed: Diagnostic[][] = [];
  readonly #encoding: Encoding;
  #settings: object | undefined;
  #uri = URI;
  #text = "";
  #version = 0;
  #wake: () => void = () => {};
  initialized: InitializeResult | undefined;
  /** What the server has shown to the user. */
  readonly messages: string[] = [];
  /** All diagnostics that the server has pushed, with their document. */
  readonly published: PublishDiagnosticsParams[] = [];
  /** How often the server has told the editor to ask for diagnostics again. */
  refreshes = 0;
  /** What the server has asked to be told about. */
  readonly registered: { readonly method: string; readonly registerOptions?: unknown }[] = [];
  /** How often the server has said that the kinds of documents may have changed. */
  kindsChanged = 0;
  /** What the server has written into its log. */
  readonly logged: string[] = [];
  /** Addresses of the documents that the server asked to show. */
  readonly shown: string[] = [];
  readonly #refreshed: ((uri: string) => void)[] = [];

  private constructor(
    connection: ProtocolConnection,
    { settings, refuses = false, encoding = "utf-16" }: EditorOptions,
  ) {
    this.#connection = connection;
    this.#settings = settings;
    this.#encoding = encoding;
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.push(params);
      this.#pushed.push(params.diagnostics);
      this.#wake();
    });
    connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.messages.push(message);
    });
    connection.onNotification("keypoll/kindsChanged", () => {
      this.kindsChanged++;
    });
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.logged.push(message);
    });
    const answer = <T>(value: T): T | ResponseError =>
      refuses ? new ResponseError(ErrorCodes.InternalError, "not now") : value;
    connection.onRequest("workspace/configuration", () => answer([this.#settings ?? null]));
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registered.push(...registrations);
      return refuses ? new ResponseError(ErrorCodes.InternalError, "not now") : undefined;
    });
    connection.onRequest(ShowDocumentRequest.type, ({ uri }) => {
      this.shown.push(uri);
      return { success: true };
    });
    connection.onRequest(TextDocumentContentRefreshRequest.type, ({ uri }) => {
      for (const heard of this.#refreshed.splice(0)) heard(uri);
    });
    connection.onRequest("workspace/diagnostic/refresh", () => {
      this.refreshes++;
      this.#wake();
      return answer(null);
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
    const editor = new Editor(connection, options);
    connection.listen();
    editor.initialized = await connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: options.capabilities ?? capabilitiesOf(options),
      ...(options.locale && { locale: options.locale }),
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
    const [start, end] = this.#offsets(range);
    this.#text = this.#text.slice(0, start) + text + this.#text.slice(end);
    await this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges: [{ range, text }],
    });
  }

  /** Sends edits in one message, each counted after the ones before; one is a text and its replacement. */
  async editTogether(edits: readonly (readonly [text: string, newText: string])[]): Promise<void> {
    const contentChanges = edits.map(([text, newText]) => {
      const range = this.rangeOf(text);
      this.#text = this.#text.replace(text, newText);
      return { range, text: newText };
    });
    await this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.#uri, version: ++this.#version },
      contentChanges,
    });
  }

  /** Reports that the file has been saved; the test has written it. */
  async save(): Promise<void> {
    await this.#connection.sendNotification(DidSaveTextDocumentNotification.type, {
      textDocument: { uri: this.#uri },
    });
  }

  get text(): string {
    return this.#text;
  }

  /** The text in a range, as the editor counts columns. */
  textIn(range: Range): string {
    return this.#text.slice(...this.#offsets(range));
  }

  /** The range of a text in the document, as the editor counts columns. */
  rangeOf(text: string): Range {
    const at = this.#text.indexOf(text);
    if (at < 0) throw new Error(`${text} is not in the document`);
    return { start: this.positionAt(at), end: this.positionAt(at + text.length) };
  }

  /** Asks for the file's diagnostics. */
  async diagnostics(): Promise<readonly Diagnostic[]> {
    const report = await this.#connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri: this.#uri },
    });
    return report.kind === "full" ? report.items : [];
  }

  /** The next diagnostics that the server pushes. */
  async nextPushed(): Promise<readonly Diagnostic[]> {
    while (this.#pushed.length === 0) await this.#woken();
    return this.#pushed.shift() ?? [];
  }

  /** Changes the settings and waits until the server has read them. */
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

  /** Sends any other request about the file. */
  ask(method: string, params: object = {}): Promise<unknown> {
    return this.#connection.sendRequest(method, { textDocument: { uri: this.#uri }, ...params });
  }

  /** Requests the text of a document that the server provides. */
  async content(uri: string): Promise<string> {
    return (await this.#connection.sendRequest(TextDocumentContentRequest.type, { uri })).text;
  }

  /** Runs the command of an action. */
  async execute(command: Command | undefined): Promise<void> {
    if (command === undefined) throw new Error("there is no command");
    await this.#connection.sendRequest(ExecuteCommandRequest.type, command);
  }

  /** The next document that the server reports as changed. */
  nextRefreshed(): Promise<string> {
    return new Promise((resolve) => {
      this.#refreshed.push(resolve);
    });
  }

  /** Sends a notification of our own. */
  async tell(method: string, params: object): Promise<void> {
    await this.#connection.sendNotification(method, params);
  }

  /** Does what an editor does when the user picks an action. */
  async take(action: CodeAction): Promise<void> {
    const { documentChanges: [change] = [], changes } = action.edit ?? {};
    const found = change !== undefined && "edits" in change ? change.edits : changes?.[this.#uri];
    if (found === undefined) throw new Error(`${action.title} has no edits`);
    const edits = found.filter((edit): edit is TextEdit => "newText" in edit);
    const backwards = [...edits].sort(
      (a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character,
    );
    for (const { range, newText } of backwards) await this.edit(range, newText);
  }

  close(): void {
    this.#connection.dispose();
  }

  #offsets({ start, end }: Range): [start: number, end: number] {
    const lines = linesOf(this.#text);
    const offset = ({ line, character }: Position): number =>
      lines.slice(0, line).reduce((sum, each) => sum + each.length, 0) +
      firstColumns(lines[line] ?? "", character, this.#encoding).length;
    return [Math.min(offset(start), this.#text.length), Math.min(offset(end), this.#text.length)];
  }

  /** The server's position of an offset in the text. */
  positionAt(offset: number): Position {
    const lines = linesOf(this.#text);
    let start = 0;
    let line = 0;
    for (; line < lines.length - 1; line++) {
      const end = start + (lines[line]?.length ?? 0);
      if (offset < end) break;
      start = end;
    }
    return { line, character: columnsOf(this.#text.slice(start, offset), this.#encoding) };
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

function capabilitiesOf(options: EditorOptions): ClientCapabilities {
  const { pushOnly, noRefresh, settings, encoding, plainEdits, snippets } = options;
  const { virtualDocuments, markup, snippetEdits } = options;
  return {
    ...(encoding && { general: { positionEncodings: [encoding, "utf-16"] } }),
    textDocument: {
      ...(pushOnly
        ? { publishDiagnostics: {} }
        : { diagnostic: { ...(markup && { markupMessageSupport: true }) } }),
      ...(snippets && { completion: { completionItem: { snippetSupport: true } } }),
    },
    workspace: {
      ...(settings && { configuration: true }),
      ...(!pushOnly && !noRefresh && { diagnostics: { refreshSupport: true } }),
      didChangeConfiguration: { dynamicRegistration: true },
      workspaceEdit: { documentChanges: !plainEdits, ...(snippetEdits && { snippetEditSupport: true }) },
      ...(virtualDocuments && { textDocumentContent: {} }),
    },
    ...(virtualDocuments && { window: { showDocument: { support: true } } }),
  };
}

/** The lines with their ends, as the protocol counts them; the last one has none. */
function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\r\n|\n|\r(?!\n))/).concat(/[\r\n]$/.test(text) || text === "" ? [""] : []);
}

/** The text in the first columns of a line. */
function firstColumns(line: string, columns: number, encoding: Encoding): string {
  switch (encoding) {
    case "utf-8":
      return Buffer.from(line).subarray(0, columns).toString();
    case "utf-16":
      return line.slice(0, columns);
    case "utf-32":
      return [...line].slice(0, columns).join("");
  }
}

function columnsOf(text: string, encoding: Encoding): number {
  if (encoding === "utf-8") return Buffer.byteLength(text);
  return encoding === "utf-16" ? text.length : [...text].length;
}
