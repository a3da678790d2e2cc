/**
 * Which open files are scripts of a kind. The server says it, and the editor tells the server what only the editor
 * knows: what was tested, and what a suite names.
 */

import { commands, Disposable, EventEmitter, type TextDocument, Uri, workspace } from "vscode";
import type { Claim, ScriptKind } from "../../core/documents/index.ts";
import type { LanguageServer } from "../server/language-server.ts";
import { coalesced } from "../support/coalesced.ts";

type Known = Extract<Claim, "tested" | "suite">;

/** What the server says about a document. */
interface KindAnswer {
  readonly kind: string;
}

/** The context keys in which the manifest's conditions find the paths of a kind. */
const contexts: Readonly<Record<ScriptKind, string>> = {
  "poll-script": "keypoll.scripts",
  "registration-script": "keypoll.registrationScripts",
};

export class ScriptKinds implements Disposable {
  readonly #server: LanguageServer;
  readonly #onDidChange = new EventEmitter<void>();
  readonly #known: Record<Known, ReadonlySet<string>> = { tested: new Set(), suite: new Set() };
  readonly #parts: Disposable;
  /** URIs of registration scripts. Only this editor needs them. */
  readonly #registering: Record<Known, ReadonlySet<string>> = { tested: new Set(), suite: new Set() };
  /** The URIs of each kind, as far as they are known. */
  readonly #found: Record<ScriptKind, ReadonlySet<string>> = {
    "poll-script": new Set(),
    "registration-script": new Set(),
  };
  /** The server was started for a script here. Only once, because the user may have stopped it since. */
  #hasStarted = false;
  readonly #look = coalesced(() => this.#update());
  /** An output channel is a document too: a trace of the server's messages would cause the next messages. */
  readonly #lookAfter = (document: TextDocument): void => {
    if (isFile(document)) void this.#look();
  };

  /** Fires when the set of files of a kind changes. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#parts = Disposable.from(
      this.#onDidChange,
      workspace.onDidOpenTextDocument(this.#lookAfter),
      workspace.onDidCloseTextDocument(this.#lookAfter),
      workspace.onDidChangeTextDocument(({ document }) => this.#lookAfter(document)),
      server.onDidChangeState(() => {
        this.#tell();
        this.#look();
      }),
      server.onNotification("keypoll/kindsChanged", this.#look),
    );
    this.#look();
  }

  is(kind: ScriptKind, uri: Uri): boolean {
    return this.#found[kind].has(uri.toString());
  }

  /** The open documents of a kind. Waits until a server that is starting has said what each of them is. */
  async open(kind: ScriptKind): Promise<readonly TextDocument[]> {
    await this.#server.settled();
    await this.#look();
    return workspace.textDocuments.filter(({ uri }) => this.is(kind, uri));
  }

  /** Whether a suite tests the script. */
  hasSuite(uri: Uri): boolean {
    return this.#known.suite.has(uri.toString());
  }

  /** Sets the registration scripts that are known for one reason. */
  knowRegistering(claim: Known, uris: readonly string[]): void {
    this.#registering[claim] = new Set(uris);
    this.#look();
  }

  /** Sets the poll scripts that are known for one reason, in place of those that were known for it before. */
  know(claim: Known, uris: readonly string[]): void {
    this.#known[claim] = new Set(uris);
    this.#tell();
    this.#look();
  }

  dispose(): void {
    this.#parts.dispose();
  }

  #tell(): void {
    const { suite, tested } = this.#known;
    const claims = [
      ...Array.from(suite, (uri) => ({ uri, claim: "suite" })),
      ...Array.from(tested, (uri) => ({ uri, claim: "tested" })),
    ];
    this.#server.notify("keypoll/claims", { claims });
  }

  async #update(): Promise<void> {
    const { tested, suite } = this.#known;
    const found = new Set([...tested, ...suite]);
    const open = workspace.textDocuments.filter(isFile);
    // A script that does not look like one would not have started the server.
    if (!this.#hasStarted && open.some(({ uri }) => found.has(uri.toString()))) {
      this.#hasStarted = true;
      if (this.#server.state === "stopped") void this.#server.start();
    }
    const registering = new Set([...this.#registering.tested, ...this.#registering.suite]);
    await Promise.all(
      open.map(async ({ uri }) => {
        const kind = await this.#kindOf(uri);
        if (kind === "poll-script") found.add(uri.toString());
        if (kind === "registration-script") registering.add(uri.toString());
      }),
    );
    const changed = [this.#take("poll-script", found), this.#take("registration-script", registering)];
    if (changed.includes(true)) this.#onDidChange.fire();
  }

  /** Whether the set differs from the previous one. */
  #take(kind: ScriptKind, found: ReadonlySet<string>): boolean {
    const before = this.#found[kind];
    if (found.size === before.size && [...found].every((uri) => before.has(uri))) return false;
    this.#found[kind] = found;
    const paths = Array.from(found, (uri) => Uri.parse(uri).path);
    void commands.executeCommand("setContext", contexts[kind], paths);
    return true;
  }

  async #kindOf(uri: Uri): Promise<string | undefined> {
    const answer = await this.#server.request<KindAnswer | null>("keypoll/kind", { uri: uri.toString() });
    return answer?.kind;
  }
}

function isFile({ uri }: TextDocument): boolean {
  return uri.scheme === "file";
}
