/** What the editor says of single lines of a log: an explanation, the agents as an outline, links to their records. */

import {
  type CancellationToken,
  Disposable,
  DocumentLink,
  DocumentSymbol,
  Hover,
  l10n,
  languages,
  MarkdownString,
  type Position,
  Range,
  SymbolKind,
  type TextDocument,
  type Uri,
  workspace,
} from "vscode";
import { explainLog } from "../../core/lint/explain/index.ts";
import { escapedMarkdown } from "../../core/lint/markdown.ts";
import { subjectOf, type ToldAgent } from "../../core/log/index.ts";
import { isKeyFile } from "../key-file/language.ts";
import { logSelector } from "./language.ts";
import { knownLineAt, openLog } from "./read-log.ts";

export function explainLines(): Disposable {
  return Disposable.from(
    languages.registerHoverProvider(logSelector, { provideHover: hoverAt }),
    languages.registerDocumentSymbolProvider(
      logSelector,
      { provideDocumentSymbols: symbolsOf },
      { label: l10n.t("Agents") },
    ),
    languages.registerDocumentLinkProvider(logSelector, { provideDocumentLinks: linksOf }),
  );
}

function hoverAt(document: TextDocument, position: Position): Hover | undefined {
  const line = knownLineAt(document, position.line);
  const message = explainLog(document.lineAt(position).text).messages.find(({ id }) => id === line?.id);
  if (message === undefined) return undefined;
  const { id, meaning, advice, releases } = message;
  const text = new MarkdownString();
  text.appendMarkdown(
    `**${id}** (${escapedMarkdown(releases)})\n\n${escapedMarkdown(meaning)}\n\n${l10n.t("What to do: {0}", escapedMarkdown(advice))}`,
  );
  return new Hover(text, document.lineAt(position).range);
}

function symbolsOf(document: TextDocument): DocumentSymbol[] {
  const { agents, causes } = openLog(document).summary;
  const titleOf = new Map<string, string>(causes.map(({ cause, title }) => [cause, title]));
  const rangeOf = (line: number): Range => document.lineAt(Math.min(line, document.lineCount) - 1).range;
  return agents.map((agent) => {
    const children = agent.causes.map(({ cause, count, example }) => {
      const range = rangeOf(example.line);
      const title = titleOf.get(cause) ?? cause;
      return new DocumentSymbol(title, l10n.t("{0} lines", count), SymbolKind.Event, range, range);
    });
    const [first] = children;
    const own = first?.range ?? rangeOf(1);
    const whole = children.reduce((range, child) => range.union(child.range), own);
    const symbol = new DocumentSymbol(
      nameOf(agent),
      agent.conclusions.join(" "),
      SymbolKind.Object,
      whole,
      own,
    );
    symbol.children = children;
    return symbol;
  });
}

function nameOf({ id, names, sources }: ToldAgent): string {
  const known = [id, ...names].filter((each) => each !== undefined && each !== "").join(" ");
  return known === "" ? (sources[0] ?? "?") : known;
}

function linksOf(document: TextDocument, token: CancellationToken): DocumentLink[] {
  const lists = openRecords();
  const links: DocumentLink[] = [];
  if (lists.length === 0) return links;
  for (const known of openLog(document).lines) {
    if (token.isCancellationRequested) break;
    const subject = subjectOf(known);
    const shown = subject?.id ?? subject?.name;
    const record = shown === undefined ? undefined : recordOf(lists, shown);
    const { text } = document.lineAt(known.line - 1);
    const at = shown === undefined ? -1 : text.lastIndexOf(shown);
    if (record === undefined || shown === undefined || at < 0) continue;
    const link = new DocumentLink(new Range(known.line - 1, at, known.line - 1, at + shown.length), record);
    link.tooltip = l10n.t("Go to the agent in client.keys");
    links.push(link);
  }
  return links;
}

function recordOf(lists: readonly ReadonlyMap<string, Uri>[], word: string): Uri | undefined {
  return lists.findLast((places) => places.has(word))?.get(word);
}

interface Places {
  readonly version: number;
  readonly byWord: ReadonlyMap<string, Uri>;
}

const placesIn = new WeakMap<TextDocument, Places>();

/** Where the records of the open lists of agents stand, by id and by name: a map for each list. */
function openRecords(): readonly ReadonlyMap<string, Uri>[] {
  return workspace.textDocuments.filter(isKeyFile).map((document) => {
    const known = placesIn.get(document);
    if (known?.version === document.version) return known.byWord;
    const places = { version: document.version, byWord: recordsIn(document) };
    placesIn.set(document, places);
    return places.byWord;
  });
}

function recordsIn(document: TextDocument): ReadonlyMap<string, Uri> {
  const places = new Map<string, Uri>();
  for (let line = document.lineCount - 1; line >= 0; line--) {
    const [id, name] = document.lineAt(line).text.split(" ", 3);
    if (id === undefined || name === undefined) continue;
    const place = document.uri.with({ fragment: `L${line + 1}` });
    places.set(name, place);
    places.set(id, place);
  }
  return places;
}
