/**
 * The tree of suites and their samples. Suites are found when the view is opened, and read when they are opened or run.
 */

import { Disposable, EventEmitter, Range, type TestController, type TestItem, Uri, workspace } from "vscode";
import type { ScriptKind } from "../../core/documents/index.ts";
import { SUITE_SUFFIX } from "../../core/suite/index.ts";
import { isSameSuite, isSuite, type SuiteState, suiteState } from "../suite/suite-document.ts";
import { samplesShown, showProblems, showSamples } from "./sample-items.ts";

const EVERY_SUITE = `**/*${SUITE_SUFFIX}`;
const NOT_OURS = "**/node_modules/**";

/** A suite of the tree. */
interface Entry {
  readonly item: TestItem;
  readonly uri: Uri;
  /** Its content at the last read. */
  state: SuiteState | undefined;
  /** Reads run one after the other, so that the last one counts. */
  reading: Promise<unknown>;
}

export class SuiteTree implements Disposable {
  readonly #controller: TestController;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners: Disposable;
  readonly #onDidRead = new EventEmitter<TestItem>();
  readonly #onDidChange = new EventEmitter<TestItem>();
  readonly #onDidForget = new EventEmitter<TestItem>();
  #found: Promise<void> | undefined;

  /** Fires when a suite was read for the first time, or its content has changed. */
  readonly onDidRead = this.#onDidRead.event;
  /** Fires when the content of a suite differs from the last read. */
  readonly onDidChange = this.#onDidChange.event;
  /** Fires when a suite is gone. */
  readonly onDidForget = this.#onDidForget.event;

  constructor(controller: TestController) {
    this.#controller = controller;
    const watcher = workspace.createFileSystemWatcher(EVERY_SUITE);
    this.#listeners = Disposable.from(
      this.#onDidRead,
      this.#onDidChange,
      this.#onDidForget,
      watcher,
      watcher.onDidCreate((uri) => this.#look(uri)),
      watcher.onDidChange((uri) => this.#look(uri)),
      watcher.onDidDelete((uri) => this.#forget(uri)),
      workspace.onDidOpenTextDocument((document) => isSuite(document) && this.#look(document.uri)),
      workspace.onDidCloseTextDocument((document) => isSuite(document) && this.#look(document.uri)),
      workspace.onDidChangeTextDocument(({ document }) => isSuite(document) && this.#look(document.uri)),
      workspace.onDidChangeWorkspaceFolders(() => this.find()),
      workspace.onDidChangeConfiguration((change) => {
        // The settings hold what a suite leaves out.
        if (change.affectsConfiguration("keypoll")) void this.#readAgain();
      }),
    );
    for (const document of workspace.textDocuments) if (isSuite(document)) this.#look(document.uri);
  }

  /** Every suite of the workspace. The first call looks for them. */
  async suites(): Promise<readonly TestItem[]> {
    this.#found ??= this.find();
    await this.#found;
    return Array.from(this.#entries.values(), ({ item }) => item);
  }

  /** Looks for suites again, and reads those again that were read before. A suite that is only open stays. */
  async find(): Promise<void> {
    const uris = await workspace.findFiles(EVERY_SUITE, NOT_OURS);
    const open = workspace.textDocuments.filter(isSuite).map(({ uri }) => uri);
    const there = new Set([...uris, ...open].map(String));
    for (const { uri } of [...this.#entries.values()]) if (!there.has(uri.toString())) this.#forget(uri);
    for (const uri of uris) this.#entryOf(uri);
    await this.#readAgain();
  }

  /** Finds every suite and reads it. */
  async readAll(): Promise<void> {
    const suites = await this.suites();
    await Promise.all(suites.map((suite) => this.stateOf(suite) ?? this.read(suite)));
  }

  /** The URIs of the scripts of a kind that suites name, for the suites that have been read. */
  scripts(kind: ScriptKind): readonly string[] {
    return Array.from(this.#entries.values()).flatMap(({ state }) => {
      if (state?.script === undefined) return [];
      const own: ScriptKind = state.reading.kind === "registration" ? "registration-script" : "poll-script";
      return own === kind ? [Uri.file(state.script).toString()] : [];
    });
  }

  /** The current content of a suite. Undefined if it is gone. */
  read(item: TestItem): Promise<SuiteState | undefined> {
    const entry = this.#entries.get(item.id);
    return entry === undefined ? Promise.resolve(undefined) : this.#read(entry);
  }

  /** The content of a suite at the last read. */
  stateOf(item: TestItem): SuiteState | undefined {
    return this.#entries.get(item.id)?.state;
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #look(uri: Uri): void {
    void this.#read(this.#entryOf(uri));
  }

  async #readAgain(): Promise<void> {
    const known = [...this.#entries.values()].filter(({ state }) => state !== undefined);
    await Promise.all(known.map((entry) => this.#read(entry)));
  }

  #read(entry: Entry): Promise<SuiteState | undefined> {
    const next = entry.reading.then(async () => {
      const state = await suiteState(entry.uri);
      // The suite may be forgotten by now, and another one in its place.
      if (this.#entries.get(entry.item.id) !== entry) return undefined;
      if (state === undefined) this.#forget(entry.uri);
      else this.#show(entry, state);
      return state;
    });
    entry.reading = next;
    return next;
  }

  #show(entry: Entry, state: SuiteState): void {
    const { item, state: before } = entry;
    entry.state = state;
    if (isSameSuite(before, state)) return;
    if (state.reading.kind === "broken") showProblems(item, state.reading.problems);
    else showSamples(this.#controller, item, samplesShown(state.reading));
    this.#onDidRead.fire(item);
    if (before !== undefined) this.#onDidChange.fire(item);
  }

  #entryOf(uri: Uri): Entry {
    const id = uri.toString();
    const known = this.#entries.get(id);
    if (known !== undefined) return known;
    const label = workspace.asRelativePath(uri).slice(0, -SUITE_SUFFIX.length);
    const item = this.#controller.createTestItem(id, label, uri);
    item.canResolveChildren = true;
    item.range = new Range(0, 0, 0, 0);
    const entry = { item, uri, state: undefined, reading: Promise.resolve() };
    this.#entries.set(id, entry);
    this.#controller.items.add(item);
    return entry;
  }

  #forget(uri: Uri): void {
    const id = uri.toString();
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.#controller.items.delete(id);
    this.#onDidForget.fire(entry.item);
  }
}
