/** Changes to the server's answers for VS Code: fixes for Windows line endings, and lists of lines with keys. */

import {
  CodeAction,
  CodeActionKind,
  type Command,
  type Diagnostic,
  EndOfLine,
  type TextDocument,
  TextEdit,
  type Uri,
  WorkspaceEdit,
  workspace,
} from "vscode";
import { type Middleware, vsdiag } from "vscode-languageclient";
import { say } from "../../core/words/index.ts";
import { isKeyFile } from "../key-file/language.ts";
import { markDots } from "../key-file/mark-ranges.ts";
import { withoutList } from "../key-file/references.ts";

/** The rules whose fix is another line ending. */
const CARRIAGE_RETURNS: readonly unknown[] = ["carriage-return", "shebang-carriage-return"];
const FIX_ALL = CodeActionKind.SourceFixAll.append("keypoll");

export const middleware: Middleware = {
  workspace: {
    /**
     * The server knows no workspaces, so settings that start programs are switched off here in an untrusted workspace.
     */
    async configuration(params, token, next) {
      const given = await next(params, token);
      return Array.isArray(given) && !workspace.isTrusted ? given.map(withoutInterpreters) : given;
    },

    /** A change that switches the extension off ends the server: the message would fail, and the user would be told. */
    async didChangeConfiguration(sections, next) {
      if (workspace.getConfiguration("keypoll").get("enable", true)) await next(sections);
    },
  },

  async provideDiagnostics(document, previous, token, next) {
    const report = await next(document, previous, token);
    const open = workspace.textDocuments.find((each) => each === document || `${each.uri}` === `${document}`);
    if (report?.kind === vsdiag.DocumentDiagnosticReportKind.full && open !== undefined && isKeyFile(open)) {
      markDots(open, report.items);
    }
    return report;
  },

  async provideReferences(document, position, options, token, next) {
    const places = await next(document, position, options, token);
    return places && isKeyFile(document) ? [...withoutList(places, position)] : places;
  },

  /**
   * VS Code keeps line endings apart from the text. There, an edit that removes a carriage return changes nothing, and
   * one that inserts it breaks the line. Both are removed here, and the line ending of the whole file is set instead.
   */
  async provideCodeActions(document, range, context, token, next) {
    const given = (await next(document, range, context, token)) ?? [];
    const { only, diagnostics } = context;
    const found = diagnostics.filter((diagnostic) => CARRIAGE_RETURNS.includes(ruleOf(diagnostic)));
    // Other documents may legitimately have such lines.
    const isAbout = isKeyFile(document) || found.length > 0;
    if (!isAbout || document.eol !== EndOfLine.CRLF) return given;
    const actions = given.flatMap((action) => withoutCarriageReturns(action, document) ?? []);
    const wanted = (kind: CodeActionKind): boolean => only === undefined || only.contains(kind);
    if (found.length > 0 && wanted(CodeActionKind.QuickFix)) actions.push(saveWithLineFeeds(document, found));
    return only !== undefined && wanted(FIX_ALL) ? withLineFeeds(actions, document) : actions;
  },
};

function withoutInterpreters(section: unknown): unknown {
  if (!isObject(section)) return section;
  const lint = "lint" in section && isObject(section.lint) ? section.lint : {};
  return { ...section, lint: { ...lint, askInterpreters: false } };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** The action with the edits that VS Code can make. Undefined if none remain. */
function withoutCarriageReturns(
  action: Command | CodeAction,
  document: TextDocument,
): Command | CodeAction | undefined {
  if (!("edit" in action) || action.edit === undefined) return action;
  const edits = action.edit
    .get(document.uri)
    .filter((edit) => !isAfterLine(edit, document))
    .map(({ range, newText }) => new TextEdit(range, newText.replace(/\r(?!\n)/g, "")));
  if (edits.length === 0) return undefined;
  action.edit = editOf(document.uri, edits);
  return action;
}

/** The rule of a diagnostic from the server. */
function ruleOf({ code }: Diagnostic): string | number | undefined {
  return typeof code === "object" ? code.value : code;
}

function saveWithLineFeeds(document: TextDocument, diagnostics: Diagnostic[]): CodeAction {
  const action = new CodeAction(say`Save the file with LF line endings`, CodeActionKind.QuickFix);
  action.diagnostics = diagnostics;
  action.isPreferred = true;
  action.edit = editOf(document.uri, [TextEdit.setEndOfLine(EndOfLine.LF)]);
  return action;
}

/** The action that fixes everything, extended to set the line ending. It is added if the server had nothing to fix. */
function withLineFeeds(actions: readonly (Command | CodeAction)[], document: TextDocument) {
  const fixAll = actions.find((each) => "edit" in each && each.kind?.value === FIX_ALL.value);
  const given = fixAll !== undefined && "edit" in fixAll ? (fixAll.edit?.get(document.uri) ?? []) : [];
  const action = new CodeAction(fixAll?.title ?? say`Fix all that is safe to fix`, FIX_ALL);
  action.edit = editOf(document.uri, [...given, TextEdit.setEndOfLine(EndOfLine.LF)]);
  return [...actions.filter((each) => each !== fixAll), action];
}

/** The edit is about a carriage return, which the document does not show. */
function isAfterLine({ range: { start, end } }: TextEdit, document: TextDocument): boolean {
  return start.line === end.line && start.character >= document.lineAt(start.line).text.length;
}

function editOf(uri: Uri, edits: TextEdit[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  edit.set(uri, edits);
  return edit;
}
