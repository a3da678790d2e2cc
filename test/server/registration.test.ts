/** What an editor offers for a record, without questions. */

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CodeAction, CodeActionTriggerKind } from "vscode-languageserver";
import { Editor } from "./editor.ts";

const KEY = "0f1e2d3c4b5a6978".repeat(4);
const TEXT = `001 web any ${KEY}\n002 !old any ${KEY}\n`;

let editor: Editor;
beforeEach(async () => {
  editor = await Editor.start();
  await editor.open(TEXT);
});
afterEach(() => editor.close());

const titles = async (line: number, triggerKind?: CodeActionTriggerKind): Promise<string[]> => {
  const place = { line, character: 0 };
  const actions = await editor.ask("textDocument/codeAction", {
    range: { start: place, end: place },
    context: { diagnostics: [], ...(triggerKind && { triggerKind }) },
  });
  return ((actions ?? []) as CodeAction[]).map(({ title }) => title);
};

describe("an agent is marked as removed", () => {
  it("with an action on its line that puts the mark before the name", async () => {
    const place = { line: 0, character: 3 };
    const [action] = await editor.actions({ start: place, end: place }, []);
    expect(action?.title).toBe("Mark agent 001 web as removed");
    if (action !== undefined) await editor.take(action);
    expect(editor.text).toBe(TEXT.replace("web", "!web"));
  });

  it("only on request, and on a line with an agent", async () => {
    expect(await titles(0, CodeActionTriggerKind.Invoked)).toHaveLength(1);
    expect(await titles(0, CodeActionTriggerKind.Automatic)).toEqual([]);
    expect(await titles(1, CodeActionTriggerKind.Invoked)).toEqual([]);
  });
});
