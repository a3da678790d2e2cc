/** What only newer editors support (LSP 3.18): documents from the server, Markdown in messages, snippets in fixes, tooltips. */

import { afterEach, expect, it } from "vitest";
import { pageOf } from "../../server/node-ports.ts";
import { Editor, type EditorOptions, URI } from "./editor.ts";

const KEY = "a".repeat(64);
/** Two agents of the same name. */
const TEXT = `001 web-01 10.0.0.1 ${KEY}\n#002 gone 10.0.0.2 ${KEY}b\n003 web-01 10.0.0.3 ${KEY}c\n`;

let editor: Editor | undefined;
afterEach(() => editor?.close());

async function opened(options: EditorOptions): Promise<Editor> {
  editor = await Editor.start({ ports: { pageOf }, ...options });
  await editor.open(TEXT);
  return editor;
}

it("shows the page of a rule, and what authd would write back, to an editor that asks for such documents", async () => {
  const newer = await opened({ virtualDocuments: true });
  expect(newer.initialized?.capabilities.workspace?.textDocumentContent).toEqual({
    schemes: ["keypoll-rule", "keypoll-rewritten"],
  });
  const found = (await newer.diagnostics()).filter(({ code }) => code === "duplicate-name");
  const line = newer.rangeOf("003 web-01");
  const page = (await newer.actions(line, found)).find(({ title }) => title.endsWith("rule duplicate-name"));
  expect(page?.command).toMatchObject({
    command: "keypoll.showRulePage",
    arguments: ["duplicate-name"],
    tooltip: expect.stringMatching(/\w/),
  });
  await newer.execute(page?.command);
  expect(newer.shown).toEqual(["keypoll-rule:duplicate-name.md"]);
  expect(await newer.content("keypoll-rule:duplicate-name.md")).toMatch(/^# Name used twice\n/);
  await expect(newer.content("keypoll-rule:../../README.md")).rejects.toThrow(/There is no rule page called/);

  const [preview] = await newer
    .actions(line, [], ["source"])
    .then((all) => all.filter(({ kind }) => kind === "source.keypoll.previewRewrite"));
  await newer.execute(preview?.command);
  const uri = newer.shown[1] ?? "";
  const before = await newer.content(uri);
  expect(before).toContain("001 web-01 10.0.0.1");
  expect(before).not.toContain("004 new");
  const refreshed = newer.nextRefreshed();
  await newer.edit(newer.rangeOf("001 web"), `004 new any ${KEY}d\n001 web`);
  expect(await refreshed).toBe(uri);
  expect(await newer.content(uri)).toContain("004 new any");
});

it("offers no such document to other editors, or to one with its own previews", async () => {
  for (const options of [{}, { virtualDocuments: true, initializationOptions: { ownPreviews: true } }]) {
    const other = await opened(options);
    const found = await other.diagnostics();
    const titles = (await other.actions(other.rangeOf("003 web-01"), found)).map(({ title }) => title);
    expect(titles.filter((title) => /page|Preview/.test(title))).toEqual([]);
    expect(other.initialized?.capabilities.executeCommandProvider?.commands).not.toContain(
      "keypoll.showRulePage",
    );
    other.close();
  }
});

it("writes messages in Markdown for an editor that shows it, with a link to the page", async () => {
  const newer = await opened({ markup: true });
  const [found] = (await newer.diagnostics()).filter(({ code }) => code === "duplicate-name");
  expect(found?.message).toEqual({
    kind: "markdown",
    value: expect.stringMatching(
      /^Name web-01 .*\n\n\[`duplicate-name`\]\(https:.*\/rules\/duplicate-name\.md\)$/s,
    ),
  });
  const plain = await opened({});
  for (const { message } of await plain.diagnostics()) expect(message).toBeTypeOf("string");
});

it("asks for another name in place of the old one, if edits can be snippets", async () => {
  const newer = await opened({ snippetEdits: true });
  const found = (await newer.diagnostics()).filter(({ code }) => code === "duplicate-name");
  const name = { start: { line: 2, character: 4 }, end: { line: 2, character: 10 } };
  const named = (from: Editor) =>
    from
      .actions(name, found)
      .then((all) => all.filter(({ title }) => title === "Give this agent another name"));
  const fixes = await named(newer);
  expect(fixes.map(({ edit }) => edit).at(-1)).toEqual({
    documentChanges: [
      {
        textDocument: { uri: URI, version: 1 },
        edits: [{ range: name, snippet: { kind: "snippet", value: `\${1:web-01-2}` } }],
      },
    ],
  });
  expect(await named(await opened({}))).toEqual([]);
});
