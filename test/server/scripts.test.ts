/** What an editor shows of a poll script, over a real connection. */

import { chmodSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import { templates } from "../../core/templates/index.ts";
import { nodeScripts } from "../../server/node-ports.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { Editor, type EditorOptions } from "./editor.ts";
import { FAULTY_SCRIPT } from "./texts.ts";

const URI = "untitled:agent_key_poll.py";

let editor: Editor;

async function open(
  text: string,
  options: EditorOptions = {},
  uri = URI,
  languageId = "python",
): Promise<void> {
  editor = await Editor.start({ ports: { scripts: nodeScripts }, ...options });
  await editor.open(text, languageId, uri);
}

afterEach(() => editor.close());

const codes = async (): Promise<readonly unknown[]> => (await editor.diagnostics()).map(({ code }) => code);
const everything = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

describe("diagnostics", () => {
  it("name rule, page, severity and place", async () => {
    await open(FAULTY_SCRIPT);
    expect(await editor.diagnostics()).toMatchObject([
      { code: "no-timeout", severity: DiagnosticSeverity.Warning },
      {
        code: "password-in-source",
        source: "keypoll",
        range: { start: { line: 6, character: 49 }, end: { line: 6, character: 57 } },
      },
      {
        code: "sql-from-text",
        severity: DiagnosticSeverity.Warning,
        codeDescription: { href: expect.stringMatching(/docs\/rules\/sql-from-text\.md$/) },
        range: { start: { line: 7, character: 8 }, end: { line: 7, character: 54 } },
      },
    ]);
  });

  it("follow every keystroke", async () => {
    await open(FAULTY_SCRIPT);
    expect(await codes()).toContain("sql-from-text");
    const at = { line: 7, character: 46 };
    await editor.edit({ start: at, end: { line: 7, character: 54 } }, "");
    expect(await codes()).toEqual(["no-timeout", "password-in-source"]);
    await editor.edit({ start: at, end: at }, ` % value`);
    expect(await codes()).toContain("sql-from-text");
  });

  it("are pushed to an editor that does not ask", async () => {
    await open(FAULTY_SCRIPT, { pushOnly: true });
    let pushed = await editor.nextPushed();
    while (pushed.length === 0) pushed = await editor.nextPushed();
    expect(pushed.map(({ code }) => code)).toEqual(["no-timeout", "password-in-source", "sql-from-text"]);
  });

  it("use the severities of the settings, and stop at their limit", async () => {
    const severities = { "no-timeout": "off", "sql-from-text": "hint" };
    await open(FAULTY_SCRIPT, { settings: { lint: { severities, maxFindings: 1 } } });
    const found = await editor.diagnostics();
    expect(found.map(({ code }) => code)).toEqual(["password-in-source", undefined]);
    expect(found[1]?.message).toContain("The first 1 of 2 findings");
  });

  it("fade code that never runs", async () => {
    await open(FAULTY_SCRIPT.replace("if selector", "def f():\n    return 1\n    g()\n\nif selector"));
    const found = (await editor.diagnostics()).find(({ code }) => code === "unreachable-code");
    expect(found?.tags).toEqual([DiagnosticTag.Unnecessary]);
  });

  it("report that nothing was checked if a parser cannot be loaded", async () => {
    await open(FAULTY_SCRIPT, { ports: { scripts: { readWasm: () => Promise.reject(new Error("gone")) } } });
    expect(await editor.diagnostics()).toMatchObject([
      { code: "not-checked", message: expect.stringMatching(/was not checked: its parser/) },
    ]);
  });

  it("are empty for other scripts, and without any parsers", async () => {
    await open("#!/usr/bin/env python3\nimport pymysql\npymysql.connect()\n", {}, "untitled:x.py");
    expect(await codes()).toEqual([]);
    editor.close();
    await open(FAULTY_SCRIPT, { ports: {} });
    expect(await codes()).toEqual([]);
  });

  const languages: Readonly<Record<string, string>> = { bash: "shellscript" };
  const known = templates().filter(({ source, language }) => source === "csv" && language !== "perl");
  it.each(known)("are empty for $id", async (template) => {
    await open(template.text, {}, "untitled:script", languages[template.language] ?? template.language);
    expect(await codes()).toEqual([]);
  });
});

describe("a script that is not recognised by its content", () => {
  const BAD = "#!/usr/bin/env python3\nprint(1)\n";
  const SCRIPT_URI = "file:///home/me/lookup.py";
  const kind = (): Promise<unknown> => editor.ask("keypoll/kind", { uri: SCRIPT_URI });
  const claim = (...claims: readonly object[]) => editor.tell("keypoll/claims", { claims });

  it.each(["tested", "suite"])("is a poll script once the editor knows it: %s", async (why) => {
    await open(BAD, {}, SCRIPT_URI);
    expect(await kind()).toBeNull();
    expect(await codes()).toEqual([]);
    await claim({ uri: SCRIPT_URI, claim: why });
    expect(await kind()).toEqual({ kind: "poll-script", because: why });
    expect(await codes()).toEqual(expect.arrayContaining(["arguments-not-read", "answer-not-made"]));
    await claim();
    expect(await kind()).toBeNull();
  });

  it("is one while exec_path of an open ossec.conf names it", async () => {
    await open(BAD, {}, SCRIPT_URI);
    const block =
      "<key_request><exec_path>python3 /var/ossec/integrations/lookup.py</exec_path></key_request>";
    const config = `<ossec_config><auth>${block}</auth></ossec_config>`;
    await editor.open(config, "xml", "file:///home/me/ossec.conf");
    expect(await kind()).toEqual({ kind: "poll-script", because: "exec-path" });
    await editor.edit(everything, "<ossec_config></ossec_config>");
    expect(await kind()).toBeNull();
  });

  it("is one by its name or by a comment", async () => {
    await open(BAD, {}, "file:///home/me/agent_key_pull.py");
    const named = await editor.ask("keypoll/kind", { uri: "file:///home/me/agent_key_pull.py" });
    expect(named).toEqual({ kind: "poll-script", because: "name" });
    await editor.open(BAD.replace("print", "# keypoll: poll script\nprint"), "python", SCRIPT_URI);
    expect(await kind()).toEqual({ kind: "poll-script", because: "hint" });
  });

  it("is one by its content", async () => {
    await open(FAULTY_SCRIPT, {}, SCRIPT_URI);
    expect(await kind()).toEqual({ kind: "poll-script", because: "content" });
  });
});

describe("a registration script", () => {
  const uri = "file:///home/me/register.py";
  const text =
    'import requests\n\npassword = "s3cret"\nrequests.post(url + "/agents", json={"name": name})\n';

  it("is recognised by its content, and only the rules for every script apply", async () => {
    await open(text, {}, uri);
    expect(await editor.ask("keypoll/kind", { uri })).toEqual({
      kind: "registration-script",
      because: "content",
    });
    expect(await codes()).toEqual(["password-in-source"]);
  });

  it("is a poll script if something else says so", async () => {
    await open(text, {}, uri);
    await editor.tell("keypoll/claims", { claims: [{ uri, claim: "tested" }] });
    expect(await editor.ask("keypoll/kind", { uri })).toEqual({ kind: "poll-script", because: "tested" });
  });
});

describe("fixes", () => {
  it("are offered for what they fix, and fix it", async () => {
    await open(FAULTY_SCRIPT.slice(FAULTY_SCRIPT.indexOf("\n") + 1));
    const [found] = (await editor.diagnostics()).filter(({ code }) => code === "missing-shebang");
    if (found === undefined) throw new Error("no finding");
    const [action] = await editor.actions(found.range, [found]);
    if (action === undefined) throw new Error("no fix");
    expect(action).toMatchObject({ title: "Begin with #!/usr/bin/env python3", isPreferred: true });
    await editor.take(action);
    expect(editor.text).toBe(FAULTY_SCRIPT);
  });

  it("of all that is safe leave what needs a decision", async () => {
    await open(FAULTY_SCRIPT.slice(FAULTY_SCRIPT.indexOf("\n") + 1));
    const found = await editor.diagnostics();
    const [action] = await editor.actions(everything, found, ["source.fixAll.keypoll"]);
    if (action === undefined) throw new Error("no fix");
    await editor.take(action);
    expect(editor.text).toBe(FAULTY_SCRIPT);
  });

  it("remove the carriage returns of all lines", async () => {
    await open(FAULTY_SCRIPT.replaceAll("\n", "\r\n"));
    const [found] = (await editor.diagnostics()).filter(({ code }) => code === "shebang-carriage-return");
    if (found === undefined) throw new Error("no finding");
    const [action] = await editor.actions(found.range, [found]);
    if (action === undefined) throw new Error("no fix");
    await editor.take(action);
    expect(editor.text).toBe(FAULTY_SCRIPT);
  });
});

describe.skipIf(process.platform === "win32")("the mode of a file", () => {
  const folder = temporaryFolder();
  const path = join(folder, "poll.py");
  const uri = pathToFileURL(path).href;
  afterEach(() => rmSync(path, { force: true }));

  it("is checked, and changed on request", async () => {
    writeFileSync(path, FAULTY_SCRIPT, { mode: 0o640 });
    await open(FAULTY_SCRIPT, {}, uri);
    const [found] = await editor.diagnostics();
    if (found === undefined) throw new Error("no finding");
    expect(found.code).toBe("not-executable");
    const [action] = await editor.actions(found.range, [found]);
    expect(action).toMatchObject({ title: "Make the file executable", isPreferred: true });
    await editor.ask("workspace/executeCommand", { ...action?.command });
    expect(statSync(path).mode & 0o777).toBe(0o750);
    expect(await codes()).not.toContain("not-executable");
  });

  it("of other files is not changed", async () => {
    writeFileSync(path, FAULTY_SCRIPT, { mode: 0o640 });
    await open("print(1)\n", {}, uri);
    await editor.ask("workspace/executeCommand", { command: "keypoll.makeExecutable", arguments: [uri] });
    await editor.ask("workspace/executeCommand", {
      command: "keypoll.makeExecutable",
      arguments: ["file:///etc/passwd"],
    });
    expect(statSync(path).mode & 0o777).toBe(0o640);
    chmodSync(path, 0o600);
  });
});

describe("the interpreter of a script", () => {
  const broken = FAULTY_SCRIPT.replace("find(query)}))", "find(query)})");
  const syntax = async (): Promise<readonly Diagnostic[]> =>
    (await editor.diagnostics()).filter(({ code }) => code === "syntax-error");

  it("is not started unless a setting says so: the grammar decides", async () => {
    await open(broken);
    expect(await syntax()).toMatchObject([
      { severity: DiagnosticSeverity.Warning, message: expect.stringContaining("looks like a syntax error") },
    ]);
  });

  it.each([
    { settings: { lint: { askInterpreters: true } } },
    { initializationOptions: { lint: { askInterpreters: true } } },
  ])("reports what is wrong, and where: %j", async (options) => {
    await open(broken, options);
    expect(await syntax()).toMatchObject([
      {
        severity: DiagnosticSeverity.Error,
        range: { start: { line: 9 } },
        message: expect.stringContaining("python3 rejects the script here: SyntaxError"),
      },
    ]);
  });

  it("is asked again when the file is saved, and not before", async () => {
    await open(FAULTY_SCRIPT, { settings: { lint: { askInterpreters: true } } });
    expect(await syntax()).toEqual([]);
    await editor.edit(everything, broken);
    expect(await syntax()).toMatchObject([{ severity: DiagnosticSeverity.Warning }]);
    await editor.save();
    expect(await syntax()).toMatchObject([{ severity: DiagnosticSeverity.Error }]);
    await editor.edit(everything, FAULTY_SCRIPT);
    expect(await syntax()).toEqual([]);
  });
});

it("other requests about a script have no result, and no error", async () => {
  await open(FAULTY_SCRIPT);
  for (const method of ["hover", "definition", "completion"]) {
    const answer = editor.ask(`textDocument/${method}`, { position: { line: 1, character: 1 } });
    await expect(answer, method).resolves.toBeNull();
  }
});

describe("a document in an unsupported language", () => {
  it.each([
    ["makefile", "file:///w/Makefile", "all:\n\techo 1\n"],
    ["zsh", "file:///w/backup.zsh", "#!/usr/bin/env zsh\necho 1\n"],
    ["markdown", "file:///w/notes.md", "001 is an id\n"],
  ])("%s: has no findings of lists of agents", async (languageId, uri, text) => {
    await open(text, {}, uri, languageId);
    expect(await editor.diagnostics()).toEqual([]);
  });

  it.each([
    ["make", "file:///w/poll.mk", "#!/usr/bin/make -f\n# keypoll: poll script\n", /script for make/],
    ["lua", "file:///w/agent_key_pull.lua", "print(1)\n", /language of this script is not known/],
    ["text", "file:///w/client.keys", "-----BEGIN PRIVATE KEY-----\nMIIE\n", /PEM or SSH form/],
  ])(
    "%s: reports that it is not checked if the user wants it checked",
    async (languageId, uri, text, says) => {
      await open(text, {}, uri, languageId);
      const [note, ...others] = await editor.diagnostics();
      expect(note).toMatchObject({ code: "not-checked", message: expect.stringMatching(says) });
      expect(others).toEqual([]);
    },
  );

  it("is a list of agents if its name or its lines say so", async () => {
    const uri = "file:///w/client.keys";
    await open("001 web 10.0.0.300 8f3c\n", {}, uri, "text");
    expect((await editor.diagnostics()).map(({ code }) => code)).toContain("invalid-ip");
  });
});
