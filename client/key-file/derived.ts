/** Read-only documents that are made from an open document, and made again whenever it changes. */

import {
  Disposable,
  EventEmitter,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  workspace,
} from "vscode";

export const DERIVED_SCHEME = "keypoll";

/** What a document is derived as. */
export type DerivedKind = "rewritten" | "agents" | "comparison" | "crossing" | "kept";

type Makers = Readonly<Partial<Record<DerivedKind, Make>>>;

/** Makes the text of the document that is derived from `source`, with the parameters in its address. */
export type Make = (source: TextDocument, parameters: URLSearchParams) => string | Promise<string>;

const SOURCE = "source";

/** The address of a derived document. Its name is the title of the tab, and decides the language. */
export function derivedUri(
  kind: DerivedKind,
  name: string,
  source: Uri,
  parameters: Readonly<Record<string, string>> = {},
): Uri {
  const query = new URLSearchParams({ [SOURCE]: source.toString(), ...parameters }).toString();
  return Uri.from({ scheme: DERIVED_SCHEME, authority: kind, path: `/${name}`, query });
}

/** The document that a derived document was made from. Undefined for any other document. */
export function sourceOf(uri: Uri): Uri | undefined {
  const source = uri.scheme === DERIVED_SCHEME ? new URLSearchParams(uri.query).get(SOURCE) : null;
  return source === null ? undefined : Uri.parse(source);
}

/** Shows derived documents of the kinds in the table. */
export function provideDerived(makers: Makers): Disposable {
  const provider = new DerivedDocuments(makers);
  return Disposable.from(
    provider,
    workspace.registerTextDocumentContentProvider(DERIVED_SCHEME, provider),
    workspace.onDidChangeTextDocument(({ document }) => provider.follow(document)),
  );
}

class DerivedDocuments implements TextDocumentContentProvider, Disposable {
  readonly #makers: ReadonlyMap<string, Make>;
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;
  /** Documents that are being made, and whether their source has changed since. */
  readonly #making = new Map<string, boolean>();

  constructor(makers: Makers) {
    this.#makers = new Map(Object.entries(makers));
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const source = sourceOf(uri);
    const make = this.#makers.get(uri.authority);
    if (source === undefined || make === undefined) return "";
    const key = uri.toString();
    this.#making.set(key, false);
    try {
      return await make(await workspace.openTextDocument(source), new URLSearchParams(uri.query));
    } finally {
      const isOutdated = this.#making.get(key);
      this.#making.delete(key);
      if (isOutdated) this.#changed.fire(uri);
    }
  }

  /** Makes the documents again that are derived from a document. Changes that arrive meanwhile are handled together. */
  follow(source: TextDocument): void {
    for (const { uri } of workspace.textDocuments) {
      if (sourceOf(uri)?.toString() !== source.uri.toString()) continue;
      if (this.#making.has(uri.toString())) this.#making.set(uri.toString(), true);
      else this.#changed.fire(uri);
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
