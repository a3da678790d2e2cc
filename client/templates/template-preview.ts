/** Shows a template beside the open editor while a list is open. It leaves nothing behind. */

import { type Disposable, type Tab, TabInputText, Uri, ViewColumn, window, workspace } from "vscode";
import { type Template, templates } from "../../core/templates/index.ts";

const SCHEME = "keypoll-template";

/** Provides the texts of templates to the documents that show them. */
export function provideTemplates(): Disposable {
  return workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: ({ query }) => templates().find(({ id }) => id === query)?.text,
  });
}

export class TemplatePreview {
  #wanted: Template | undefined;
  #shown: Template | undefined;
  #column: ViewColumn = isEmptyInFront() ? ViewColumn.Active : ViewColumn.Beside;
  /** One change after the other. A change that a later one replaces does nothing. */
  #work: Promise<void> = Promise.resolve();

  show(template: Template): void {
    this.#wanted = template;
    this.#work = this.#work.then(() => this.#update());
  }

  /** Closes what was shown, and the group beside the editor if it was opened for this. */
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
    // If previews are switched off, each one would get its own tab.
    await window.tabGroups.close(
      tabsShown().filter(({ isActive }) => !isActive),
      true,
    );
  }
}

/** An empty group has no editor to open beside. */
function isEmptyInFront(): boolean {
  return window.tabGroups.activeTabGroup.tabs.length === 0;
}

function tabsShown(): readonly Tab[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputText && input.uri.scheme === SCHEME);
}
