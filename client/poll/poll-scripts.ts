/** Which open files are poll scripts: the server says it, and is told what only the editor knows: what was tested, what a suite names. */

import { commands, Disposable, EventEmitter, type TextDocument, Uri, workspace } from "vscode";
import { State } from "vscode-languageclient";
import type { Claim } from "../../core/documents/index.ts";
import type { LanguageServer } from "../server/language-server.ts";
import { coalesced } from "../support/coalesced.ts";

type Known = Extract<Claim, "tested" | "suite">;

/** What the server says of a document. */
interface KindAnswer {
  readonly kind: string;
}

export class PollScripts implements Disposable {
  readonly #server: LanguageServer;
  readonly #onDidChange = new EventEmitter<void>();
  readonly #known: Record<Known, ReadonlySet<string>> = { tested: new Set(), suite: new Set() };
  readonly #parts: Disposable;
  /** URIs of all that are poll scripts, as far as anybody knows. */
  #scripts: ReadonlySet<string> = new Set();
  /** The server was started for a script here; once, for it may have been stopped since. */
  #hasStarted = false;
  readonly #look = coalesced(() => this.#update());

  /** Another set of files are poll scripts. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#parts = Disposable.from(
      this.#onDidChange,
      workspace.onDidOpenTextDocument(this.#look),
      workspace.onDidCloseTextDocument(this.#look),
      workspace.onDidChangeTextDocument(this.#look),
      server.onDidChangeState(() => {
        this.#tell();
        this.#look();
      }),
      server.onNotification("keypoll/kindsChanged", this.#look),
    );
    this.#look();
  }

  has(uri: Uri): boolean {
    return this.#scripts.has(uri.toString());
  }

  /** Takes the scripts that are known for one reason; those that were known for it before are forgotten. */
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
    const open = workspace.textDocuments.filter(({ uri }) => uri.scheme === "file");
    // A script that looks like none would not have started the server.
    if (!this.#hasStarted && open.some(({ uri }) => found.has(uri.toString()))) {
      this.#hasStarted = true;
      if (this.#server.state === State.Stopped) void this.#server.start();
    }
    await Promise.all(
      open.map(async (document) => {
        if (await this.#isPollScript(document)) found.add(document.uri.toString());
      }),
    );
    if (found.size === this.#scripts.size && [...found].every((uri) => this.#scripts.has(uri))) return;
    this.#scripts = found;
    const paths = Array.from(found, (uri) => Uri.parse(uri).path);
    void commands.executeCommand("setContext", "keypoll.scripts", paths);
    this.#onDidChange.fire();
  }

  async #isPollScript({ uri }: TextDocument): Promise<boolean> {
    const answer = await this.#server.request<KindAnswer | null>("keypoll/kind", { uri: uri.toString() });
    return answer?.kind === "poll-script";
  }
}
