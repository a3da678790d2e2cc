/** What an editor shows of a client.keys, over a real connection. */

import { afterEach, describe, expect, it } from "vitest";
import { DiagnosticSeverity } from "vscode-languageserver";
import { Editor, type EditorOptions, URI } from "./editor.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const OTHER_KEY = "f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3b4a5968778695a4b3c2d1e0f";

let editor: Editor;

async function open(text: string, options: EditorOptions = {}): Promise<Editor> {
  editor = await Editor.start(options);
  await editor.open(text);
  return editor;
}

afterEach(() => editor.close());

describe("diagnostics", () => {
  it("are empty for a valid file", async () => {
    await open(`001 web 10.0.0.1 ${KEY}\n002 db any ${OTHER_KEY}\n`);
    expect(await editor.diagnostics()).toEqual([]);
  });

  it("point at the wrong field, name the daemons that stop, and link to the rule's page", async () => {
    await open(`001 web 10.0.0.1 ${KEY}\n002 db Any ${OTHER_KEY}\n`);
    const [found, ...rest] = await editor.diagnostics();
    expect(rest).toEqual([]);
    expect(found).toMatchObject({
      code: "invalid-ip",
      source: "keypoll",
      severity: DiagnosticSeverity.Error,
      range: { start: { line: 1, character: 7 }, end: { line: 1, character: 10 } },
    });
    expect(found?.message).toContain("(1237): Invalid ip address: 'Any'.");
    expect(found?.codeDescription?.href).toMatch(/docs\/rules\/invalid-ip\.md$/);
  });

  it("never contain a key", async () => {
    await open(`001 web any ${KEY}\n002\tdb\tany\t${OTHER_KEY}\n003 x any ${KEY}\n003 ${OTHER_KEY}\n`);
    const shown = JSON.stringify(await editor.diagnostics());
    expect(shown).toContain("tab-separator");
    expect(shown).not.toContain(KEY);
    expect(shown).not.toContain(OTHER_KEY);
  });

  it("never contain a key from another field, nor do hovers, symbols and fixes", async () => {
    const lines = [
      `001 web ${KEY} any`,
      `002 ${KEY} any x`,
      `002 ${KEY} any x`,
      `${KEY} web any k`,
      `${KEY} web any k`,
      `005 !${KEY} any x`,
      `006 ${KEY}`,
      `008 a/${KEY} 10.0.0.1/${KEY} z`,
      `010 web !${KEY} any`,
    ];
    await open(`${lines.join("\n")}\n`);
    const diagnostics = await editor.diagnostics();
    expect(diagnostics.length).toBeGreaterThan(lines.length);
    const shown: unknown[] = [diagnostics, await editor.ask("textDocument/documentSymbol")];
    shown.push(await editor.ask("workspace/symbol", { query: "" }));
    shown.push(await editor.ask("keypoll/rewritten", { uri: URI }));
    for (const found of diagnostics) {
      const actions = await editor.actions(found.range, [found]);
      shown.push(actions.map(({ title }) => title));
    }
    for (const [line, text] of lines.entries()) {
      for (const character of [1, 5, 9, text.length]) {
        shown.push(await editor.ask("textDocument/hover", { position: { line, character } }));
      }
    }
    expect(JSON.stringify(shown)).not.toContain(KEY.slice(0, 32));
  });

  it("name the other line of a duplicate", async () => {
    await open(`001 web 10.0.0.1 ${KEY}\n001 db any ${OTHER_KEY}\n`);
    const diagnostics = await editor.diagnostics();
    const second = diagnostics.find(({ range }) => range.start.line === 1);
    expect(second).toMatchObject({ code: "duplicate-id" });
    expect(second?.relatedInformation?.[0]?.location.range.start.line).toBe(0);
  });

  it("follow every edit", async () => {
    await open(`001 web 10.0.0.1 ${KEY}\n`);
    expect(await editor.diagnostics()).toEqual([]);
    await editor.edit({ start: { line: 0, character: 8 }, end: { line: 0, character: 8 } }, "0");
    expect((await editor.diagnostics()).map(({ code }) => code)).toEqual(["invalid-ip"]);
    await editor.edit({ start: { line: 0, character: 8 }, end: { line: 0, character: 9 } }, "");
    expect(await editor.diagnostics()).toEqual([]);
  });

  it("are those of the new text if an edit replaces all of it", async () => {
    await open(`001 web any ${KEY}\n002 db any ${KEY}\n`);
    await editor.edit({ start: { line: 0, character: 0 }, end: { line: 2, character: 0 } }, "001 web 1 k\n");
    await editor.edit({ start: { line: 0, character: 8 }, end: { line: 0, character: 8 } }, "10.0.0.");
    expect((await editor.diagnostics()).map(({ code, range }) => [code, range.end.character])).toEqual([
      ["weak-key", 18],
    ]);
  });

  it("are one for a PEM file with the name", async () => {
    await open("-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG\n9w0BAQEFAAOCAQ8A\n-----END PUBLIC KEY-----\n");
    const diagnostics = await editor.diagnostics();
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ["not-a-key-file", DiagnosticSeverity.Information],
    ]);
  });

  it("give the total if not all are shown", async () => {
    await open("x\n".repeat(40), { settings: { lint: { maxFindings: 5 } } });
    const diagnostics = await editor.diagnostics();
    expect(diagnostics).toHaveLength(6);
    expect(diagnostics.at(-1)?.message).toBe(
      "The first 5 of 41 findings are shown; the setting keypoll.lint.maxFindings says how many.",
    );
  });
});

describe("settings", () => {
  it("choose the release", async () => {
    await open(`001 web 010.0.0.1 ${KEY}\n`, { settings: { release: "4.3" } });
    expect((await editor.diagnostics()).map(({ code }) => code)).toEqual(["surprising-ip"]);
    await editor.configure({ release: "4.14" });
    expect((await editor.diagnostics()).map(({ code }) => code)).toEqual(["invalid-ip"]);
  });

  it("set the severity of a rule or switch it off", async () => {
    const text = `1 web 10.0.0.1 ${KEY}\n`;
    await open(text, { settings: { lint: { severities: { "unpadded-id": "hint" } } } });
    expect((await editor.diagnostics())[0]).toMatchObject({ severity: DiagnosticSeverity.Hint });
    await editor.configure({ lint: { severities: { "unpadded-id": "off" } } });
    expect(await editor.diagnostics()).toEqual([]);
  });

  it("come from the start of an editor that cannot be asked", async () => {
    await open(`001 web ::1 ${KEY}\n`, { initializationOptions: { release: "4.3" } });
    expect((await editor.diagnostics()).map(({ code }) => code)).toEqual(["invalid-ip"]);
  });
});

describe("an editor that only supports pushed diagnostics", () => {
  it("gets them on opening and on every edit", async () => {
    await open(`001 web Any ${KEY}\n`, { pushOnly: true });
    expect((await editor.nextPushed()).map(({ code }) => code)).toEqual(["invalid-ip"]);
    await editor.edit({ start: { line: 0, character: 8 }, end: { line: 0, character: 9 } }, "a");
    let latest = await editor.nextPushed();
    while (latest.length > 0) latest = await editor.nextPushed();
    expect(latest).toEqual([]);
  });
});

describe("fixes", () => {
  const codes = async (): Promise<readonly unknown[]> => (await editor.diagnostics()).map(({ code }) => code);

  it("remove their finding and change nothing else", async () => {
    await open(`001 web  10.0.0.1 ${KEY}\n# keep  this\n`);
    const [found] = (await editor.diagnostics()).filter(({ code }) => code === "double-space");
    if (found === undefined) throw new Error("no finding");
    const [action] = await editor.actions(found.range, [found]);
    expect(action).toMatchObject({ title: "Use a single blank", isPreferred: true });
    if (action !== undefined) await editor.take(action);
    expect(editor.text).toBe(`001 web 10.0.0.1 ${KEY}\n# keep  this\n`);
    expect(await codes()).toEqual(["comment-lost"]);
  });

  it("are applied all at once if they are safe", async () => {
    await open(`\ufeff001 web 10.0.0.1 ${KEY} \r\n\n# note\n\n002 db  any ${OTHER_KEY}\t`);
    const everything = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
    const [action] = await editor.actions(everything, [], ["source.fixAll"]);
    if (action !== undefined) await editor.take(action);
    expect(editor.text).toBe(`001 web 10.0.0.1 ${KEY}\n# note\n002 db any ${OTHER_KEY}\n`);
    expect(await codes()).toEqual(["comment-lost"]);
    expect(await editor.actions(everything, [], ["source.fixAll"])).toEqual([]);
  });
});
