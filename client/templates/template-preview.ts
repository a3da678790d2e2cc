/** A look at a template, beside the open editor, while a pick is open; nothing of it stays behind. */

import { type Disposable, type Tab, TabInputText, Uri, ViewColumn, window, workspace } from "vscode";
import { type Template, templates } from "../../core/templates/index.ts";

const SCHEME = "keypoll-template";

/** Gives the texts of templates to the documents that show them. */
export function provideTemplates(): Disposable {
  return workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: ({ query }) => templates().find(({ id }) => id === query)?.text,
  });
}

export class TemplatePreview {
  #wanted: Template | undefined;
  #shown: Template | undefined;
  #column: ViewColumn = isEmptyInFront() ? ViewColumn.Active : ViewColumn.Beside;
  /** One change after the other; those that were overtaken meanwhile do nothing. */
  #work: Promise<void> = Promise.resolve();

  show(template: Template): void {
    this.#wanted = template;
    this.#work = this.#work.then(() => this.#update());
  }

  /** Closes what was shown; the group beside goes with it where it was opened for that. */
  async close(): Promise<void> {
    this.#wanted = undefined;
    await this.#work;
    await window.tabGroups.close(tabsShown(), true);
  }

  async #update(): Promise<void> {
    const wanted = this.#wanted;
    if (wanted === undefined || wanted === this.#shown) return;
    const uri = Uri.from({ scheme: SCHEME, path: `/${wanted.fileName}`, query: wanted.id });
    const options = { viewColumn: this.#column, preserveFocus: true, preview: true };
    const { viewColumn } = await window.showTextDocument(await workspace.openTextDocument(uri), options);
    this.#column = viewColumn ?? this.#column;
    this.#shown = wanted;
    // Where previews are switched off, each would get a tab of its own.
    await window.tabGroups.close(
      tabsShown().filter(({ isActive }) => !isActive),
      true,
    );
  }
}

/** Beside an empty group there is nothing to be beside of. */
function isEmptyInFront(): boolean {
  return window.tabGroups.activeTabGroup.tabs.length === 0;
}

function tabsShown(): readonly Tab[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputText && input.uri.scheme === SCHEME);
}
