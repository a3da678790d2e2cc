/** What an editor shows of an ossec.conf, over a real connection. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { DiagnosticSeverity, DiagnosticTag, type Hover } from "vscode-languageserver";
import { findPrograms } from "../../server/node-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { Editor, type EditorOptions } from "./editor.ts";
import { OLD_CONF } from "./texts.ts";

const URI = "file:///var/ossec/etc/ossec.conf";

const TEXT = `<ossec_config>
  <auth>
    <disabled>no</disabled>
    <key_request>
      <enabled>yes</enabled>
      <exec_path>/usr/bin/python3 /opt/poll.py</exec_path>
      <timeout>1m</timeout>
    </key_request>
  </auth>
</ossec_config>
`;

let editor: Editor;

async function open(text: string, options: EditorOptions = {}, uri = URI, languageId = "xml"): Promise<void> {
  editor = await Editor.start(options);
  await editor.open(text, languageId, uri);
}

afterEach(() => editor.close());

const codes = async (): Promise<readonly unknown[]> => (await editor.diagnostics()).map(({ code }) => code);

const everything = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

describe("a part of a configuration", () => {
  const open = async (text: string, name: string, options: EditorOptions = {}): Promise<void> => {
    editor = await Editor.start(options);
    await editor.open(text, "xml", `file:///srv/${name}`);
  };
  const AUTH =
    "<?xml version='1.0'?>\n<!-- polling -->\n<auth>\n  <key_request>\n    <enabled>yes</enabled>\n    <timeout>1m</timeout>\n    <exec_path>/opt/poll.py</exec_path>\n  </key_request>\n</auth>\n";
  const WODLE =
    '<wodle name="agent-key-polling">\n  <exec_path>/opt/poll.py</exec_path>\n  <queue_size>1</queue_size>\n</wodle>\n';

  it.each(["key-request.xml", "10-auth.conf"])("is checked as %s", async (name) => {
    await open(AUTH, name);
    expect(await editor.diagnostics()).toMatchObject([
      { code: "markup-refused", range: { start: { line: 0, character: 0 } } },
      { code: "number-misread", range: { start: { line: 5, character: 13 } } },
    ]);
  });

  it("reports nothing as missing that may be elsewhere", async () => {
    await open(WODLE, "polling.conf", { settings: { release: "4.3" } });
    expect(await codes()).toEqual(["queue-of-one"]);
  });

  it("is converted in place", async () => {
    await open(WODLE, "polling.conf");
    const [conversion] = await editor.actions(everything, [], ["refactor.rewrite"]);
    if (conversion !== undefined) await editor.take(conversion);
    expect(editor.text).toMatch(/^<auth>\n {2}<key_request>/);
  });

  it.each([
    ["ossec.conf", AUTH, ["config-not-ossec"]],
    ["other.conf", "<auth>\n  <timeout>1m</timeout>\n</auth>\n", []],
    ["other.xml", `<project>${AUTH}</project>`, []],
    ["comments.xml", `${"<!-- -->\n".repeat(1000)}<project>${AUTH}</project>`, []],
    ["open.xml", `<!-- ${AUTH.replace("-->", "")}`, []],
  ])("is not recognised: %s", async (name, text, found) => {
    await open(text, name);
    expect(await codes()).toEqual(found);
  });
});

describe("diagnostics", () => {
  it("point at the value and link to the rule's page", async () => {
    await open(TEXT);
    const [found, ...rest] = await editor.diagnostics();
    expect(rest).toEqual([]);
    expect(found).toMatchObject({
      code: "number-misread",
      source: "keypoll",
      severity: DiagnosticSeverity.Error,
      range: { start: { line: 6, character: 15 }, end: { line: 6, character: 17 } },
    });
    expect(found?.codeDescription?.href).toMatch(/docs\/rules\/number-misread\.md$/);
  });

  it("follow every edit", async () => {
    await open(TEXT);
    await editor.edit({ start: { line: 6, character: 15 }, end: { line: 6, character: 17 } }, "60");
    expect(await codes()).toEqual([]);
    await editor.edit({ start: { line: 7, character: 4 }, end: { line: 8, character: 9 } }, "");
    expect(await codes()).toEqual(["config-not-xml"]);
  });

  it("follow the release and the severities that are set", async () => {
    await open(TEXT, { settings: { release: "4.14" } });
    await editor.configure({ release: "4.3" });
    expect(await codes()).toEqual(["key-request-too-new"]);
    await editor.configure({ lint: { severities: { "number-misread": "off" } } });
    expect(await codes()).toEqual([]);
  });

  it("fade what does not count, and name what does", async () => {
    await open(
      TEXT.replace("</auth>", '</auth>\n<wodle name="agent-key-polling"><threads>2</threads></wodle>'),
    );
    const found = (await editor.diagnostics()).find(({ code }) => code === "block-ignored");
    expect(found?.tags).toEqual([DiagnosticTag.Unnecessary]);
    expect(found?.relatedInformation?.[0]?.location.range.start).toEqual({ line: 3, character: 4 });
  });

  it("exist for *.conf too, if it contains a configuration", async () => {
    await open("# nothing yet\n", {}, "file:///srv/roles/manager/templates/manager.conf", "plaintext");
    expect(await codes()).toEqual([]);
    await editor.edit({ start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, TEXT);
    expect(await codes()).toEqual(["number-misread"]);
    await editor.edit(everything, "server { listen 80; }\n");
    expect(await codes()).toEqual([]);
  });

  it("are not those of a client.keys", async () => {
    await open("001 web Any key\n", {}, URI, "plaintext");
    expect(await codes()).toEqual(["config-not-ossec"]);
  });

  it("reach an editor that only supports pushed ones", async () => {
    await open(TEXT, { pushOnly: true });
    expect((await editor.nextPushed()).map(({ code }) => code)).toEqual(["number-misread"]);
    await editor.edit({ start: { line: 6, character: 15 }, end: { line: 6, character: 17 } }, "60");
    let latest = await editor.nextPushed();
    while (latest.length > 0) latest = await editor.nextPushed();
    expect(latest).toEqual([]);
  });
});

describe("a program that cannot be run", () => {
  it("is found for the manager's own file, and not for a copy", async () => {
    const installation = temporaryFolder();
    for (const folder of ["bin", "etc"]) mkdirSync(join(installation, folder));
    writeFileSync(join(installation, "bin", "wazuh-authd"), "");
    const script = join(installation, "poll.py");
    const text = TEXT.replace("/usr/bin/python3 /opt/poll.py", script).replace("1m", "60");
    await open(
      text,
      { ports: { findPrograms } },
      pathToFileURL(join(installation, "etc", "ossec.conf")).href,
    );
    expect(await codes()).toEqual(["program-cannot-run"]);
    writeFileSync(script, "#!/bin/sh\n", { mode: 0o755 });
    expect(await codes()).toEqual([]);
    editor.close();
    await open(text, { ports: { findPrograms } }, pathToFileURL(join(installation, "ossec.conf")).href);
    expect(await codes()).toEqual([]);
  });
});

describe("code actions", () => {
  it("fix a value and change nothing else", async () => {
    await open(TEXT);
    const [found] = await editor.diagnostics();
    if (found === undefined) throw new Error("no finding");
    const [action] = await editor.actions(found.range, [found], ["quickfix"]);
    expect(action).toMatchObject({ title: "Write 60", isPreferred: true });
    if (action !== undefined) await editor.take(action);
    expect(editor.text).toBe(TEXT.replace("1m", "60"));
    expect(await codes()).toEqual([]);
  });

  it("convert the old block, once as a fix and not a second time", async () => {
    await open(OLD_CONF);
    const found = (await editor.diagnostics()).filter(({ code }) => code === "wodle-deprecated");
    const [at] = found;
    if (at === undefined) throw new Error("no finding");
    const actions = await editor.actions(at.range, found);
    expect(actions.map(({ title }) => title)).toEqual([
      "Convert to <key_request> in <auth>",
      "Ignore wodle-deprecated here",
    ]);
    if (actions[0] !== undefined) await editor.take(actions[0]);
    expect(editor.text).toBe(`<ossec_config>
  <auth>
    <disabled>no</disabled>
    <key_request>
      <enabled>yes</enabled>
      <exec_path>/opt/poll.py</exec_path>
      <queue_size>1</queue_size>
    </key_request>
  </auth>
</ossec_config>
`);
  });

  it("convert back if the cursor is in the block", async () => {
    await open(TEXT);
    const inBlock = { start: { line: 5, character: 3 }, end: { line: 5, character: 3 } };
    const actions = await editor.actions(inBlock, [], ["refactor"]);
    expect(actions.map(({ title, kind }) => [title, kind])).toEqual([
      ['Convert to <wodle name="agent-key-polling">', "refactor.rewrite.keypoll"],
    ]);
    const elsewhere = { start: { line: 2, character: 3 }, end: { line: 2, character: 3 } };
    expect(await editor.actions(elsewhere, [], ["refactor"])).toEqual([]);
  });

  it("fix all that is safe at once, on request", async () => {
    await open(TEXT.replace("/opt/poll.py<", "/opt/poll.py\n<").replace("60", "1m"));
    expect(await editor.actions(everything, [])).toHaveLength(1);
    const [action] = await editor.actions(everything, [], ["source.fixAll"]);
    if (action !== undefined) await editor.take(action);
    expect(editor.text).toBe(TEXT.replace("1m", "60"));
  });
});

describe("a hover", () => {
  const hover = async (line: number, character: number): Promise<string> => {
    const found = (await editor.ask("textDocument/hover", { position: { line, character } })) as Hover | null;
    return JSON.stringify(found ?? {});
  };

  it("on an option explains it, what is accepted, and what is read", async () => {
    await open(TEXT, { settings: { release: "4.14" } });
    const text = await hover(6, 9);
    expect(text).toContain("Default: `60`");
    expect(text).toContain("`1m` is 1 second");
    expect(text).toContain("there is no timeout at all");
    expect(text).toContain("Read here as **1**");
    expect(await hover(4, 9)).toContain("polling is **on**");
  });

  it("on the block shows what is in effect", async () => {
    await open(TEXT);
    const text = await hover(3, 8);
    expect(text).toContain("| `timeout` | 1 s |");
    expect(text).toContain("| `threads` | 1 (default) |");
    expect(text).toContain("replaced once disconnected for 3600 s");
    expect(await hover(0, 3)).toBe("{}");
  });

  it("follows the release", async () => {
    await open(OLD_CONF, { settings: { release: "3.13" } });
    expect(await hover(5, 8)).toContain("Split at every blank");
    await editor.configure({ release: "5.0" });
    expect(await hover(4, 8)).toContain("no effect in this release");
  });
});

describe("features for lists of agents", () => {
  it("do nothing in a configuration", async () => {
    await open(TEXT);
    expect(await editor.ask("textDocument/documentSymbol")).toBeNull();
    expect(await editor.ask("textDocument/foldingRange")).toBeNull();
    expect(await editor.ask("keypoll/status", { uri: URI })).toBeNull();
    expect(await editor.ask("workspace/symbol", { query: "" })).toEqual([]);
  });
});
