/** Editors that support less than VS Code, or count columns differently, over a real connection. */

import { afterEach, describe, expect, it } from "vitest";
import type { Diagnostic, Hover, Location, WorkspaceSymbol } from "vscode-languageserver";
import { nodeScripts } from "../../server/node-ports.ts";
import { Editor, type EditorOptions, type Encoding } from "./editor.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const OTHER_KEY = "f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3b4a5968778695a4b3c2d1e0f";

/** Characters of one to four bytes in UTF-8, and of one and two units in UTF-16, come before every problem. */
const KEYS = `# größer €😀\n001 wä€😀b Any ${KEY}\n002 dß😀\tany\t${OTHER_KEY}\n003 é😀 10.0.0.1 ${OTHER_KEY}  \n004 ñ😀 10.0.0.1 ${OTHER_KEY}\n`;

const CONFIG = `<ossec_config>
  <auth><!-- ä€😀 --><disabled>no</disabled>
    <key_request><!-- ß😀 --><enabled>yes</enabled><exec_path>/opt/ä😀.py</exec_path><timeout>1m</timeout></key_request>
  </auth>
</ossec_config>
`;

const SCRIPT = `#!/usr/bin/env python3
# keypoll: poll script
import json
who = "ä€😀"; text = '{"error": 4, "message": "' + value + '"}'; print("ß😀")
`;

let editor: Editor;

afterEach(() => editor.close());

/** What each diagnostic marks, by its rule. */
function marked(diagnostics: readonly Diagnostic[]): (readonly [unknown, string])[] {
  return diagnostics.map(({ code, range }) => [code, editor.textIn(range)]);
}

/** Applies the first fix of the first finding of each rule, one after the other. */
async function mend(...rules: readonly string[]): Promise<void> {
  for (const rule of rules) {
    const found = (await editor.diagnostics()).find(({ code }) => code === rule);
    if (found === undefined) throw new Error(`no finding of ${rule}`);
    const [fix] = await editor.actions(found.range, [found]);
    if (fix === undefined) throw new Error(`no fix for ${rule}`);
    await editor.take(fix);
  }
}

describe.each<Encoding>(["utf-8", "utf-16", "utf-32"])("an editor that counts in %s", (encoding) => {
  async function open(text: string, languageId: string, uri: string, options: EditorOptions = {}) {
    editor = await Editor.start({ encoding, ports: { scripts: nodeScripts }, ...options });
    expect(editor.initialized?.capabilities.positionEncoding).toBe(encoding);
    await editor.open(text, languageId, uri);
  }
  const openKeys = (options?: EditorOptions) => open(KEYS, "client-keys", "file:///etc/client.keys", options);

  it("sees a key file's findings in the right place", async () => {
    await openKeys();
    expect(marked(await editor.diagnostics())).toEqual(
      expect.arrayContaining([
        ["comment-lost", "# größer €😀"],
        ["invalid-ip", "Any"],
        ["tab-separator", "\t"],
        ["trailing-whitespace", "  "],
      ]),
    );
  });

  it("gets the same with pushed diagnostics", async () => {
    await openKeys({ pushOnly: true });
    const pushed = await editor.nextPushed();
    expect(marked(pushed)).toContainEqual(["invalid-ip", "Any"]);
    const [again] = pushed.filter(({ code }) => code === "duplicate-ip");
    const others = again?.relatedInformation?.map(({ location }) => editor.textIn(location.range));
    expect(others).toEqual(["10.0.0.1"]);
  });

  it("applies fixes that change nothing else", async () => {
    await openKeys();
    await mend("tab-separator", "trailing-whitespace");
    expect(editor.text).toBe(
      `# größer €😀\n001 wä€😀b Any ${KEY}\n002 dß😀 any ${OTHER_KEY}\n003 é😀 10.0.0.1 ${OTHER_KEY}\n004 ñ😀 10.0.0.1 ${OTHER_KEY}\n`,
    );
  });

  it("is followed through every edit, several at once too", async () => {
    await openKeys();
    await editor.edit(editor.rangeOf("€😀b Any"), "ß😀c any");
    await editor.editTogether([
      ["é😀 10", "ü😀😀 10"],
      ["😀 10.0.0.1", "😀 10.0.0.299"],
    ]);
    expect(marked(await editor.diagnostics())).toEqual(
      expect.arrayContaining([
        ["invalid-ip", "10.0.0.299"],
        ["tab-separator", "\t"],
      ]),
    );
    expect(marked(await editor.diagnostics())).not.toContainEqual(["invalid-ip", "Any"]);
  });

  it("asks about the field under the cursor, and gets its place", async () => {
    await openKeys();
    const position = editor.rangeOf("10.0.0.1").start;
    const hover = (await editor.ask("textDocument/hover", { position })) as Hover;
    expect(JSON.stringify(hover.contents)).toContain("Only `10.0.0.1`");
    expect(hover.range && editor.textIn(hover.range)).toBe("10.0.0.1");
    const found = (await editor.ask("textDocument/references", { position })) as Location[];
    expect(found.map(({ range }) => editor.textIn(range))).toEqual(["10.0.0.1", "10.0.0.1"]);
    const symbols = (await editor.ask("workspace/symbol", { query: "é😀" })) as WorkspaceSymbol[];
    expect(symbols.map(({ location }) => "range" in location && editor.textIn(location.range))).toEqual([
      `003 é😀 10.0.0.1 ${OTHER_KEY}  `,
    ]);
  });

  it("sees and fixes a configuration", async () => {
    await open(CONFIG, "xml", "file:///etc/ossec.conf");
    expect(marked(await editor.diagnostics())).toContainEqual(["number-misread", "1m"]);
    await editor.edit(editor.rangeOf("😀.py"), "€.py");
    await mend("number-misread");
    expect(editor.text).toBe(CONFIG.replace("😀.py", "€.py").replace("1m", "60"));
  });

  it("sees and fixes a script", async () => {
    await open(SCRIPT, "python", "untitled:poll.py");
    await editor.edit(editor.rangeOf("€😀"), "😀€ß");
    expect(marked(await editor.diagnostics())).toEqual([
      ["arguments-not-read", "#"],
      ["answer-not-made", "#"],
      ["hand-made-json", `'{"error": 4, "message": "' + value + '"}'`],
      ["output-before-answer", 'print("ß😀")'],
    ]);
    await mend("hand-made-json");
    expect(editor.text).toContain('who = "ä😀€ß"; text = json.dumps({"error": 4, "message": str(value)});');
  });
});

describe("an editor that cannot be asked for settings, supports only pushed diagnostics, and no versions", () => {
  it("gets findings, and can fix them", async () => {
    editor = await Editor.start({ pushOnly: true, plainEdits: true });
    await editor.open(`001 web  any ${KEY}\n`);
    const [found] = await editor.nextPushed();
    expect(found?.code).toBe("double-space");
    if (found === undefined) return;
    const [fix] = await editor.actions(found.range, [found]);
    expect(fix?.edit).toHaveProperty("changes");
    expect(fix?.edit).not.toHaveProperty("documentChanges");
    if (fix !== undefined) await editor.take(fix);
    expect(editor.text).toBe(`001 web any ${KEY}\n`);
    let latest = await editor.nextPushed();
    while (latest.length > 0) latest = await editor.nextPushed();
    expect(latest).toEqual([]);
  });

  it("gets the settings that it sends", async () => {
    editor = await Editor.start({ pushOnly: true, initializationOptions: { release: "4.3" } });
    await editor.open(`001 web 010.0.0.1 ${KEY}\n`);
    expect((await editor.nextPushed()).map(({ code }) => code)).toEqual(["surprising-ip"]);
    void editor.configure({ release: "4.14" });
    let latest = await editor.nextPushed();
    while (latest[0]?.code !== "invalid-ip") latest = await editor.nextPushed();
    expect(latest).toHaveLength(1);
  });
});

it("an editor that answers with errors is served anyway", async () => {
  editor = await Editor.start({
    refuses: true,
    settings: { release: "4.14" },
    initializationOptions: { release: "4.3" },
  });
  await editor.open(`001 web 010.0.0.1 ${KEY}\n`);
  expect((await editor.diagnostics()).map(({ code }) => code)).toEqual(["surprising-ip"]);
  await editor.configure({ release: "4.14" });
  expect((await editor.diagnostics()).map(({ code }) => code)).toEqual(["invalid-ip"]);
});

it("a diagnostic that comes back with the editor's own columns is recognised by its line", async () => {
  editor = await Editor.start();
  await editor.open(CONFIG, "xml", "file:///etc/ossec.conf");
  const [found] = await editor.diagnostics();
  if (found === undefined) throw new Error("no finding");
  const { start, end } = found.range;
  const range = {
    start: { ...start, character: start.character + 5 },
    end: { ...end, character: end.character + 5 },
  };
  const actions = await editor.actions(range, [{ ...found, range }], ["quickfix"]);
  expect(actions.map(({ title }) => title)).toEqual(["Write 60", "Ignore number-misread here"]);
});

it.each([
  ["sh", "#!/bin/sh\n"],
  ["bash", "#!/bin/bash\n"],
  ["shellscript", "#!/bin/bash\n"],
])("a script is recognised by the language id %s too", async (languageId, first) => {
  editor = await Editor.start({ ports: { scripts: nodeScripts } });
  await editor.open(
    `${first}# keypoll: poll script\necho "Looking for $1 $2"\n# id ip error data\n`,
    languageId,
    "untitled:poll",
  );
  expect((await editor.diagnostics()).map(({ code }) => code)).toContain("output-before-answer");
});
