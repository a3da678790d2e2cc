/** How a session begins: the order of requests, what the editor supports, what the server says that it can do, and its language. */

import { afterEach, describe, expect, it } from "vitest";
import type { InitializeParams, Message } from "vscode-languageserver";
import { say, showTextsIn } from "../../../core/words/index.ts";
import { type Abilities, abilitiesOf } from "../../../server/abilities.ts";
import { capabilities } from "../../../server/capabilities.ts";
import { useEditorLanguage } from "../../../server/language.ts";
import { sessionOrder } from "../../../server/lifecycle.ts";
import { PositionEncoding } from "../../../server/position-encoding.ts";

const params = (given: Partial<InitializeParams> = {}): InitializeParams => ({
  processId: null,
  rootUri: null,
  capabilities: {},
  ...given,
});

describe("the order of a session", () => {
  /** What passes on of these methods; a name with a `!` is a notification. What is refused is shown as code and message. */
  const passed = (...methods: readonly string[]): readonly unknown[] => {
    const { handleMessage } = sessionOrder();
    const seen: unknown[] = [];
    for (const [id, each] of methods.entries()) {
      const method = each.replace("!", "");
      const message: Message & { method: string } = {
        jsonrpc: "2.0",
        method,
        ...(each === method && { id }),
      };
      handleMessage?.(message, (next) => {
        if (!("method" in next)) throw new Error("no method");
        seen.push(next.method === method ? each : next);
      });
    }
    return seen;
  };
  const refused = (id: number, code: number, message: string) => ({
    jsonrpc: "2.0",
    id,
    method: "keypoll/refused",
    params: { code, message },
  });

  it("is initialize, requests, shutdown and exit", () => {
    const methods = ["initialize", "initialized!", "textDocument/hover", "$/setTrace!", "shutdown", "exit!"];
    expect(passed(...methods)).toEqual(methods);
  });

  it("has nothing before initialize: requests are refused, notifications dropped", () => {
    const first = refused(0, -32002, "Send initialize before any other request.");
    expect(passed("textDocument/hover", "textDocument/didOpen!", "initialize", "textDocument/hover")).toEqual(
      [first, "initialize", "textDocument/hover"],
    );
    expect(passed("shutdown", "exit!")).toEqual([first, "exit!"]);
  });

  it("has one initialize", () => {
    expect(passed("initialize", "initialize", "textDocument/hover")).toEqual([
      "initialize",
      refused(1, -32600, "The server is initialized already. Send initialize once."),
      "textDocument/hover",
    ]);
  });

  it("has nothing but exit after shutdown", () => {
    const message = "The server is shut down. Send exit, and start it again.";
    expect(
      passed("initialize", "shutdown", "initialize", "textDocument/hover", "initialized!", "exit!"),
    ).toEqual(["initialize", "shutdown", refused(2, -32600, message), refused(3, -32600, message), "exit!"]);
  });

  it("passes answers on at any time", () => {
    const seen: unknown[] = [];
    const answer = { jsonrpc: "2.0", id: 1, result: null };
    sessionOrder().handleMessage?.(answer, (next) => {
      seen.push(next);
    });
    expect(seen).toEqual([answer]);
  });
});

const NOTHING: Abilities = {
  versions: false,
  snippets: false,
  snippetEdits: false,
  markup: false,
  virtualDocuments: false,
  showsVirtual: false,
};

describe("what an editor supports", () => {
  const shows = {
    workspace: { textDocumentContent: {} },
    window: { showDocument: { support: true } },
  };
  it.each<[InitializeParams["capabilities"], Partial<Abilities>]>([
    [{}, {}],
    [{ workspace: { workspaceEdit: { documentChanges: true } } }, { versions: true }],
    [
      { workspace: { workspaceEdit: { documentChanges: true, snippetEditSupport: true } } },
      { versions: true, snippetEdits: true },
    ],
    [{ workspace: { workspaceEdit: { snippetEditSupport: true } } }, {}],
    [{ textDocument: { completion: { completionItem: { snippetSupport: true } } } }, { snippets: true }],
    [{ textDocument: { completion: { completionItem: {} }, diagnostic: {} }, workspace: {}, window: {} }, {}],
    [{ textDocument: { completion: {} } }, {}],
    [{ textDocument: { diagnostic: { markupMessageSupport: true } } }, { markup: true }],
    [{ workspace: { textDocumentContent: {} } }, { virtualDocuments: true }],
    [{ window: { showDocument: { support: true } } }, {}],
    [{ ...shows, window: { showDocument: { support: false } } }, { virtualDocuments: true }],
    [shows, { virtualDocuments: true, showsVirtual: true }],
  ])("%j is %j", (given, expected) => {
    expect(abilitiesOf(params({ capabilities: given }))).toEqual({ ...NOTHING, ...expected });
  });

  it.each([
    [{ ownPreviews: true }, false],
    [{}, true],
    [null, true],
    ["ownPreviews", true],
    [undefined, true],
  ])("with the options %j it needs our commands for documents: %s", (initializationOptions, expected) => {
    const given = params({ capabilities: shows, initializationOptions });
    expect(abilitiesOf(given).showsVirtual).toBe(expected);
  });
});

describe("what the server can do", () => {
  const KINDS = [
    "quickfix",
    "refactor.rewrite.keypoll",
    "source.fixAll.keypoll",
    "source.keypoll.purgeRemoved",
    "source.keypoll.sortById",
    "refactor.rewrite.keypoll.removeAgent",
  ];
  const COMMANDS = ["keypoll.makeExecutable", "keypoll.takeFromOthers"];
  const shared = {
    positionEncoding: "utf-16",
    textDocumentSync: 2,
    diagnosticProvider: { identifier: "keypoll", interFileDependencies: false, workspaceDiagnostics: false },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    completionProvider: { triggerCharacters: [" ", "<", ">", '"'] },
    documentLinkProvider: {},
    foldingRangeProvider: true,
    documentFormattingProvider: true,
    codeActionProvider: { codeActionKinds: KINDS },
    executeCommandProvider: { commands: COMMANDS },
  };

  it("is said to every editor", () => {
    expect(capabilities(new PositionEncoding(), NOTHING)).toEqual(shared);
  });

  it("has documents of its own for an editor that asks for them", () => {
    const workspace = { textDocumentContent: { schemes: ["keypoll-rule", "keypoll-rewritten"] } };
    const can = { ...NOTHING, virtualDocuments: true };
    const encoding = new PositionEncoding("utf-8");
    expect(capabilities(encoding, can)).toEqual({ ...shared, positionEncoding: "utf-8", workspace });
    expect(capabilities(new PositionEncoding(), { ...can, showsVirtual: true })).toEqual({
      ...shared,
      workspace,
      codeActionProvider: { codeActionKinds: [...KINDS, "source.keypoll.previewRewrite"] },
      executeCommandProvider: { commands: [...COMMANDS, "keypoll.showRulePage", "keypoll.showRewritten"] },
    });
  });
});

describe("the language of a session", () => {
  const TEXT = "the next free id";
  afterEach(() => showTextsIn(undefined));
  const spoken = async (given: Partial<InitializeParams>, text?: string): Promise<string> => {
    const asked: string[] = [];
    await useEditorLanguage(params(given), (language) => {
      asked.push(language);
      return Promise.resolve(text);
    });
    return `${asked.join()}: ${say`the next free id`}`;
  };
  const bundle = { [TEXT]: "freie ID", other: 1 };

  it.each([
    ["de", "de: freie ID"],
    ["de-AT", "de: freie ID"],
    ["DE_de.UTF-8", "de: freie ID"],
    ["de@euro", "de: freie ID"],
    ["nds", "nds: freie ID"],
    ["en", `: ${TEXT}`],
    ["en-GB", `: ${TEXT}`],
    ["", `: ${TEXT}`],
    ["C", `: ${TEXT}`],
    ["deutsch", `: ${TEXT}`],
    ["../de", `: ${TEXT}`],
  ])("of the locale %j is read", async (locale, expected) => {
    expect(await spoken({ locale }, JSON.stringify(bundle))).toBe(expected);
  });

  it("is handed in, or English", async () => {
    expect(await spoken({ locale: "de", initializationOptions: { bundle } })).toBe(": freie ID");
    expect(await spoken({ initializationOptions: { bundle } })).toBe(`: ${TEXT}`);
    expect(await spoken({ locale: "de" })).toBe(`de: ${TEXT}`);
    expect(await spoken({ locale: "de" }, "null")).toBe(`de: ${TEXT}`);
    expect(await spoken({ locale: "de" }, "3")).toBe(`de: ${TEXT}`);
    for (const initializationOptions of [null, "bundle", {}, { bundle: null }, { bundle: "x" }]) {
      expect(await spoken({ locale: "de", initializationOptions }, JSON.stringify(bundle))).toBe(
        "de: freie ID",
      );
    }
    await useEditorLanguage(params({ locale: "de" }));
    expect(say`the next free id`).toBe(TEXT);
  });
});
