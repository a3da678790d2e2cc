/** What the server answers about scripts, and about documents of kinds that nobody checks. */

import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { type CodeAction, CodeActionTriggerKind, type Diagnostic } from "vscode-languageserver";
import { defaultLintSettings, readLintSettings } from "../../../core/lint/settings.ts";
import { installedWasm } from "../../../scripts/build-wasm.ts";
import { Documents, keyFilesOf, type OpenFile, type Ports } from "../../../server/documents.ts";
import type { ScriptPorts } from "../../../server/scripts.ts";
import { FAULTY_SCRIPT } from "../../server/texts.ts";

const KEY = "ab".repeat(32);
const URI = "file:///srv/agent_key_poll.py";
const QUEUE_OF_ONE =
  "<ossec_config><auth><key_request><enabled>yes</enabled><queue_size>1</queue_size></key_request></auth></ossec_config>";
const CODES = ["no-timeout", "password-in-source", "sql-from-text"];

/** Documents with parsers, and what they did: files that became executable, texts that an interpreter was asked about, complaints. */
function server(more: Partial<ScriptPorts> = {}, others: Ports = {}) {
  const done: unknown[] = [];
  const scripts = ports(more, done);
  return { done, documents: new Documents({ scripts, ...others }, (problem) => done.push(problem)) };
}

function ports(more: Partial<ScriptPorts>, done: unknown[]): ScriptPorts {
  return {
    readWasm: (file) => readFile(installedWasm(file)),
    makeExecutable: (uri) => {
      done.push(["executable", uri]);
      return Promise.resolve();
    },
    ...more,
  };
}

/** From one column to another of a line. */
const range = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
});
const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const codes = async (documents: Documents, file: OpenFile): Promise<readonly unknown[]> =>
  (await documents.diagnostics(file)).map(({ code }) => code);
const actions = async (
  documents: Documents,
  file: OpenFile,
  context: object,
): Promise<readonly CodeAction[]> =>
  documents.codeActions(file, {
    textDocument: { uri: file.uri },
    range: all,
    context: { diagnostics: [], ...context },
  });
const titles = async (...given: Parameters<typeof actions>): Promise<readonly string[]> =>
  (await actions(...given)).map(({ title }) => title);

describe("the diagnostics of a poll script", () => {
  it("have places, severities, messages and pages", async () => {
    const { documents } = server({ isExecutable: async () => false });
    const file = documents.create(URI, "python", 3, FAULTY_SCRIPT);
    const found = (rule: string, message: string, where: object) => ({
      range: where,
      severity: 2,
      source: "keypoll",
      code: rule,
      codeDescription: { href: `https://github.com/keypoll/keypoll/blob/main/docs/rules/${rule}.md` },
      message,
    });
    expect(await documents.diagnostics(file)).toEqual([
      found(
        "not-executable",
        "This file is not executable: the manager gets exit code 127, unless exec_path names an interpreter.",
        range(0, 0, 1),
      ),
      found(
        "no-timeout",
        "Nothing limits how long this waits. After the timeout (60 seconds by default) the manager discards the answer, and its thread is blocked until the script ends.",
        range(6, 13, 58),
      ),
      found(
        "password-in-source",
        "Everyone who can read the script or a copy of it knows this password. Read it from the environment or from a file with mode 600.",
        range(6, 49, 57),
      ),
      found(
        "sql-from-text",
        "The value becomes part of the SQL: the database runs whatever text a request contains. Bind the value as a parameter.",
        range(7, 8, 54),
      ),
    ]);
  });

  it("follow edits of a part and of the whole text", async () => {
    const { documents } = server();
    const file = documents.create(URI, "python", 3, FAULTY_SCRIPT);
    expect(await codes(documents, file)).toEqual(CODES);
    expect(documents.update(file, [{ range: range(7, 46, 54), text: "" }], 4)).toBe(file);
    expect(file.version).toBe(4);
    expect(await codes(documents, file)).toEqual(["no-timeout", "password-in-source"]);
    documents.update(file, [{ text: FAULTY_SCRIPT }, { range: range(6, 39, 58), text: ")" }], 5);
    expect(await codes(documents, file)).toEqual(["no-timeout", "sql-from-text"]);
  });

  it("follow the settings, and end at their limit", async () => {
    const { documents } = server();
    const file = documents.create(URI, "python", 3, FAULTY_SCRIPT);
    const lint = { severities: { "no-timeout": "off" }, maxFindings: 1 };
    documents.configure(readLintSettings({ lint }).settings, [file]);
    const found = await documents.diagnostics(file);
    expect(found.map(({ code }) => code)).toEqual(["password-in-source", undefined]);
    expect(found[1]?.message).toMatch(/^The first 1 of 2 findings/);
  });
});

describe("a script that cannot be checked", () => {
  it("has no findings if it is of another kind, or without parsers", async () => {
    const { documents, done } = server();
    const other = documents.create(
      "file:///srv/x.py",
      "python",
      1,
      'import pymysql\npymysql.connect(password="s3cret")\n',
    );
    expect(await documents.diagnostics(other)).toEqual([]);
    expect(await documents.kind(other)).toBeNull();
    const none = new Documents({}, (problem) => done.push(problem));
    const file = none.create(URI, "python", 1, FAULTY_SCRIPT);
    expect(await none.diagnostics(file)).toEqual([]);
    expect(await titles(none, file, { only: ["source"] })).toEqual([]);
    expect(await none.kind(file)).toEqual({ kind: "poll-script", because: "name" });
    expect(done).toEqual([]);
  });

  it("says that its parser is missing; the server complains once", async () => {
    const { documents, done } = server({ readWasm: () => Promise.reject(new Error("gone")) });
    const file = documents.create(URI, "python", 1, FAULTY_SCRIPT);
    const notice = {
      range: range(0, 0, 0),
      severity: 2,
      source: "keypoll",
      code: "not-checked",
      message: "This script was not checked: its parser cannot be loaded. Install Key Poll again.",
    };
    expect(await documents.diagnostics(file)).toEqual([notice]);
    expect(await documents.diagnostics(file)).toEqual([notice]);
    expect(await actions(documents, file, { only: ["source"] })).toEqual([]);
    expect(done).toEqual(["Scripts cannot be checked: Error: gone"]);
    const unnamed = documents.create("file:///srv/x.py", "python", 1, FAULTY_SCRIPT);
    expect(await documents.kind(unnamed)).toBeNull();
    documents.setClaims(new Map([[unnamed.uri, "tested"]]));
    expect(await documents.kind(unnamed)).toEqual({ kind: "poll-script", because: "tested" });
  });

  it("is released if it was closed meanwhile", async () => {
    const { documents } = server();
    const file = documents.create(URI, "python", 1, FAULTY_SCRIPT);
    const waiting = documents.diagnostics(file);
    documents.close(file);
    expect(file).toMatchObject({ isClosed: true });
    expect((await waiting).map(({ code }) => code)).toEqual(CODES);
  });
});

describe("the syntax of a poll script", () => {
  const settings = { ...defaultLintSettings, askInterpreters: true };
  const asking = () => {
    const asked: unknown[] = [];
    const made = server({
      checkSyntax: (uri, language, text) => {
        asked.push([uri, language, text === FAULTY_SCRIPT]);
        return Promise.resolve({ kind: "accepted" });
      },
    });
    return { ...made, asked };
  };

  it("is asked of the interpreter if the settings say so, again after it was saved", async () => {
    const { documents, asked } = asking();
    const file = documents.create(URI, "python", 1, FAULTY_SCRIPT);
    await documents.diagnostics(file);
    expect(asked).toEqual([]);
    expect(await documents.saved(file)).toBe(false);
    documents.configure(settings, [file]);
    expect(await codes(documents, file)).toEqual(CODES);
    expect(asked).toEqual([[URI, "python", true]]);
    documents.update(file, [{ text: `${FAULTY_SCRIPT}\n` }], 2);
    await documents.diagnostics(file);
    expect(asked).toHaveLength(1);
    expect(await documents.saved(file)).toBe(true);
    await documents.diagnostics(file);
    expect(asked.slice(1)).toEqual([[URI, "python", false]]);
  });

  it("is not asked if there is nobody to ask", async () => {
    const { documents } = server();
    const file = documents.create(URI, "python", 1, FAULTY_SCRIPT);
    documents.configure(settings, [file]);
    expect(await codes(documents, file)).toEqual(CODES);
  });
});

describe("the actions for a poll script", () => {
  const opened = async (more: Partial<ScriptPorts> = { isExecutable: async () => false }) => {
    const { documents, done } = server(more);
    const file = documents.create(URI, "python", 3, FAULTY_SCRIPT);
    return { documents, done, file, diagnostics: await documents.diagnostics(file) };
  };
  const FIXES = ["Add connect_timeout=10", "Make the file executable"];
  const IGNORING = CODES.map((rule) => `Ignore ${rule} here`);

  it("are fixes, and comments that ignore findings if the user asks", async () => {
    const { documents, file, diagnostics } = await opened();
    const given = (context: object) => titles(documents, file, { diagnostics, ...context });
    expect(await given({})).toEqual([...FIXES, ...IGNORING]);
    expect(await given({ triggerKind: CodeActionTriggerKind.Invoked })).toEqual([...FIXES, ...IGNORING]);
    expect(await given({ only: ["quickfix"] })).toEqual([...FIXES, ...IGNORING]);
    expect(await given({ triggerKind: CodeActionTriggerKind.Automatic })).toEqual(FIXES);
    expect(await given({ only: ["refactor"] })).toEqual([]);
    expect(await given({ diagnostics: [] })).toEqual([]);
  });

  it("have edits of this version, and the finding that they are for", async () => {
    const { documents, file, diagnostics } = await opened();
    const asked = diagnostics.filter(({ code }) => code === "no-timeout");
    const edit = (where: object, newText: string) => ({
      documentChanges: [{ textDocument: { uri: URI, version: 3 }, edits: [{ range: where, newText }] }],
    });
    expect(await actions(documents, file, { diagnostics: asked })).toEqual([
      {
        title: "Add connect_timeout=10",
        kind: "quickfix",
        edit: edit(range(6, 57, 57), ", connect_timeout=10"),
        diagnostics: asked,
        isPreferred: false,
      },
      {
        title: "Ignore no-timeout here",
        kind: "quickfix",
        edit: edit(range(6, 0, 0), "# keypoll: ignore no-timeout\n"),
        diagnostics: asked,
      },
    ]);
  });

  it("make a file executable only if that was found, and by this command", async () => {
    const { documents, done, file } = await opened();
    await documents.changeMode(file, "keypoll.takeFromOthers");
    expect(done).toEqual([]);
    await documents.changeMode(file, "keypoll.makeExecutable");
    expect(done).toEqual([["executable", URI]]);
    const other = await opened({ isExecutable: async () => true });
    await other.documents.changeMode(other.file, "keypoll.makeExecutable");
    expect(other.done).toEqual([]);
    const { makeExecutable: _, ...scripts } = ports({ isExecutable: () => Promise.resolve(false) }, done);
    const none = new Documents({ scripts }, (problem) => done.push(problem));
    await none.changeMode(none.create(URI, "python", 1, FAULTY_SCRIPT), "keypoll.makeExecutable");
    expect(done).toEqual([["executable", URI]]);
  });
});

describe("why a document is a script of a kind", () => {
  const PLAIN = "#!/usr/bin/env python3\nprint(1)\n";
  const uri = "file:///home/me/lookup.py";

  it("is what the editor says, or an open configuration", async () => {
    const { documents } = server();
    const file = documents.create(uri, "python", 1, PLAIN);
    expect(await documents.kind(file)).toBeNull();
    const execPath = "<exec_path>python3 /var/ossec/integrations/lookup.py</exec_path>";
    const text = `<ossec_config><auth><key_request>${execPath}</key_request></auth></ossec_config>`;
    expect(documents.namedScripts).toBe("[]");
    const config = documents.create("file:///home/me/ossec.conf", "xml", 1, text);
    expect(documents.namedScripts).toBe('[["python3","/var/ossec/integrations/lookup.py"]]');
    expect(await documents.kind(file)).toEqual({ kind: "poll-script", because: "exec-path" });
    expect(await codes(documents, file)).toContain("arguments-not-read");
    documents.setClaims(new Map([[uri, "suite"]]));
    expect(await documents.kind(file)).toEqual({ kind: "poll-script", because: "suite" });
    documents.setClaims(new Map());
    documents.close(config);
    expect(await documents.kind(file)).toBeNull();
  });

  it("is what a script does, whatever its name", async () => {
    const { documents } = server();
    const file = documents.create(uri, "python", 1, FAULTY_SCRIPT);
    expect(await documents.kind(file)).toEqual({ kind: "poll-script", because: "content" });
    expect(await codes(documents, file)).toEqual(CODES);
  });

  it("decides which rules there are: those of answers only for poll scripts", async () => {
    const { documents } = server();
    const text = `#!/usr/bin/env python3\n# keypoll: registration script\nimport pymysql\nc = pymysql.connect(host="db", password="s3cret")\nprint(1)\n`;
    const file = documents.create(uri, "python", 1, text);
    expect(await documents.kind(file)).toEqual({ kind: "registration-script", because: "hint" });
    const diagnostics = await documents.diagnostics(file);
    expect(diagnostics.map(({ code }) => code)).toEqual(["password-in-source"]);
    expect(await titles(documents, file, { diagnostics })).toEqual(["Ignore password-in-source here"]);
  });

  it("is its own content or name before that", async () => {
    const { documents } = server();
    documents.setClaims(new Map([[URI, "tested"]]));
    expect(await documents.kind(documents.create(URI, "python", 1, PLAIN))).toEqual({
      kind: "poll-script",
      because: "name",
    });
    const text = `import socket\ns = socket.create_connection(("m", 1515))\ns.send(b"OSSEC A:'x'\\n")\n`;
    expect(await documents.kind(documents.create(uri, "python", 1, text))).toEqual({
      kind: "registration-script",
      because: "content",
    });
  });
});

describe("the kind of a document", () => {
  it.each([
    ["file:///var/ossec/etc/ossec.conf", "xml", "<a/>", "config", { kind: "ossec-conf" }],
    ["file:///srv/a.conf", "plaintext", "a=b\n", "config", null],
    ["file:///srv/a.conf", "client-keys", `001 web any ${KEY}\n`, "key-file", { kind: "key-file" }],
    ["file:///srv/client.keys", "plaintext", "", "key-file", { kind: "key-file" }],
    ["file:///srv/ossec.log", "plaintext", "", "log", null],
    ["file:///srv/ossec.log", "client-keys", "", "key-file", { kind: "key-file" }],
    ["file:///srv/x", "shellscript", "echo\n", "script", null],
    ["file:///srv/x.txt", "plaintext", "echo\n", "other", null],
  ])("of %s in %s is %j", async (uri, language, text, open, kind) => {
    const { documents } = server();
    const file = documents.create(uri, language, 7, text);
    expect([file.kind, file.uri, file.version]).toEqual([open, uri, 7]);
    expect(await documents.kind(file)).toEqual(kind);
    expect(documents.update(file, [{ text: "# new\n" }], 8)).toBe(file);
    expect(file.version).toBe(8);
  });

  it("decides about findings: none for a text that nobody expects to be checked", async () => {
    const { documents } = server();
    const text = documents.create("file:///srv/x.txt", "plaintext", 1, "hello\n");
    expect(await documents.diagnostics(text)).toEqual([]);
    expect(await actions(documents, text, { only: ["source"] })).toEqual([]);
    const log = documents.create(
      "file:///srv/ossec.log",
      "log",
      1,
      "ERROR: (1751): File client.keys not found or empty.\n",
    );
    expect(await codes(documents, log)).toEqual(["key-file-missing"]);
    expect(await actions(documents, log, {})).toEqual([]);
    expect(await documents.saved(log)).toBe(false);
  });

  it.each([
    [
      "file:///srv/agent_key_poll.lua",
      "lua",
      "#!/usr/bin/lua\nprint(1)\n",
      "This is a script for lua, and keypoll cannot read that language. keypoll test runs it anyway, and says what the manager would do.",
    ],
    [
      "file:///srv/client.keys",
      "plaintext",
      "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n",
      "This is a key in PEM or SSH form, not a list of Wazuh agents, so its lines are not checked. A daemon that reads it skips them (1401) or exits (1237). Name the client.keys itself, or restore it from a backup.",
    ],
  ])("is why %s is not checked", async (uri, language, text, message) => {
    const { documents } = server();
    const file = documents.create(uri, language, 1, text);
    const expected: Diagnostic = {
      range: range(0, 0, 0),
      severity: 2,
      source: "keypoll",
      code: "not-checked",
      message,
    };
    expect(file.kind).toBe("other");
    expect(await documents.diagnostics(file)).toEqual([expected]);
  });
});

describe("a document of any kind", () => {
  it("keeps its kind after an edit, with findings about the new text", async () => {
    const { documents } = server();
    const list = documents.create("file:///srv/client.keys", "client-keys", 1, `001 web any ${KEY}\n`);
    documents.update(list, [{ range: range(0, 0, 3), text: "0" }], 2);
    expect(list).toMatchObject({ kind: "key-file", version: 2 });
    expect(await codes(documents, list)).toContain("reserved-id");
    const log = documents.create("file:///srv/ossec.log", "log", 1, "");
    documents.update(log, [{ text: "ERROR: (1751): File client.keys not found or empty.\n" }], 2);
    expect(await codes(documents, log)).toEqual(["key-file-missing"]);
    const config = documents.create("file:///srv/ossec.conf", "xml", 1, "<ossec_config/>");
    const none = await documents.diagnostics(config);
    documents.update(config, [{ text: QUEUE_OF_ONE }], 2);
    expect(none.map(({ code }) => code)).not.toContain("queue-of-one");
    expect(await codes(documents, config)).toContain("queue-of-one");
    const diagnostics = await documents.diagnostics(config);
    expect(await titles(documents, config, { diagnostics })).toContain("Write 1024, the default");
  });

  it("follows the settings if it is a configuration", async () => {
    const { documents } = server();
    const config = documents.create("file:///srv/ossec.conf", "xml", 1, QUEUE_OF_ONE);
    const lint = { severities: { "queue-of-one": "off" } };
    documents.configure(readLintSettings({ lint }).settings, [config]);
    expect(await codes(documents, config)).not.toContain("queue-of-one");
    documents.configure(readLintSettings({ release: "4.3" }).settings, [config]);
    expect(config).toMatchObject({ model: { release: { id: "4.3" } } });
  });

  it("may be claimed for a script that cannot be read", async () => {
    const { documents } = server();
    const file = documents.create("file:///srv/x.lua", "lua", 1, "print(1)\n");
    expect(await documents.diagnostics(file)).toEqual([]);
    documents.setClaims(new Map([[file.uri, "tested"]]));
    expect(await codes(documents, file)).toEqual(["not-checked"]);
    documents.update(file, [{ range: range(0, 0, 0), text: "-- " }], 2);
    expect(file).toEqual({
      kind: "other",
      uri: file.uri,
      languageId: "lua",
      version: 2,
      text: "-- print(1)\n",
    });
  });
});

describe("a list of agents", () => {
  const LIST = "file:///srv/client.keys";

  it("is read again under other settings, but not under the same", () => {
    const { documents } = server();
    const file = documents.create(LIST, "client-keys", 1, `001 web any ${KEY}\n`);
    const config = documents.create("file:///ossec.conf", "xml", 1, "<ossec_config/>");
    const before = [file, config].map((each) => ("model" in each ? each.model : undefined));
    documents.configure({ ...defaultLintSettings }, [file, config]);
    expect([file, config].map((each) => ("model" in each ? each.model : undefined))).toEqual(before);
    const { settings } = readLintSettings({ release: "4.3" });
    documents.configure(settings, [file, config]);
    expect(documents.settings).toBe(settings);
    expect(file).toMatchObject({ model: { context: { release: { id: "4.3" } } } });
    expect(keyFilesOf([file, config])).toEqual([file]);
  });

  it("is looked at again when it is saved", async () => {
    let mode = 0o100640;
    const keyFiles = {
      look: () => Promise.resolve({ path: "/srv/client.keys", mode }),
      takeFromOthers: () => Promise.resolve(),
    };
    const { documents } = server({}, { keyFiles });
    const file = documents.create(LIST, "client-keys", 1, `001 web any ${KEY}\n`);
    expect(await codes(documents, file)).not.toContain("readable-by-all");
    expect(await documents.saved(file)).toBe(false);
    mode = 0o100644;
    expect(await documents.saved(file)).toBe(true);
    expect(await codes(documents, file)).toContain("readable-by-all");
  });

  it("has findings about its place after a look, and a fix for its mode", async () => {
    const taken: string[] = [];
    const keyFiles = {
      look: async () => ({ path: "/srv/client.keys", mode: 0o100644 }),
      takeFromOthers: (uri: string) => {
        taken.push(uri);
        return Promise.resolve();
      },
    };
    const { documents } = server({}, { keyFiles });
    const file = documents.create(LIST, "client-keys", 1, `001 web any ${KEY}\n`);
    expect(await codes(documents, file)).toContain("readable-by-all");
    const diagnostics = await documents.diagnostics(file);
    expect(await titles(documents, file, { diagnostics })).toContain(
      "Remove the access of other users to this file",
    );
    await documents.changeMode(file, "keypoll.makeExecutable");
    expect(taken).toEqual([]);
    await documents.changeMode(file, "keypoll.takeFromOthers");
    expect(taken).toEqual([LIST]);
  });

  it("keeps its mode if nothing was found about it", async () => {
    const taken: string[] = [];
    const keyFiles = {
      look: async () => ({ path: "/srv/client.keys", mode: 0o100640 }),
      takeFromOthers: (uri: string) => {
        taken.push(uri);
        return Promise.resolve();
      },
    };
    const { documents } = server({}, { keyFiles });
    const file = documents.create(LIST, "client-keys", 1, `001 web any ${KEY}\n`);
    await documents.diagnostics(file);
    await documents.changeMode(file, "keypoll.takeFromOthers");
    expect(taken).toEqual([]);
  });
});
