/** A poll script is checked while it is written; other scripts are not. */
import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as vscode from "vscode";
import { diagnostics, openFile } from "../api/workspace.ts";

const SCRIPT = `import json
import sys
import pymysql

selector, value = sys.argv[1:3]
connection = pymysql.connect(host="db", connect_timeout=10)
if selector in ("id", "ip"):
    print(json.dumps({"error": 0, "data": find(connection, value)}))
`;

suite("poll scripts", () => {
  test("get findings, and a fix that fixes the first line", async () => {
    const { document } = await openFile("agent_key_poll.py", SCRIPT);
    const found = await diagnostics(document.uri);
    const codes = found.map(({ code }) => (typeof code === "object" ? code.value : code));
    assert.deepEqual(codes.sort(), ["missing-shebang", "not-executable"]);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(0, 0, 0, 1),
    );
    const fix = actions.find(({ title }) => title === "Begin with #!/usr/bin/env python3");
    assert.ok(fix?.edit, actions.map(({ title }) => title).join("; "));
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.lineAt(0).text, "#!/usr/bin/env python3");
  });

  test("with Windows line endings get LF", async () => {
    const text = `#!/usr/bin/env python3\n${SCRIPT}`.replaceAll("\n", "\r\n");
    const { document } = await openFile("windows_poll.py", text);
    assert.equal(document.eol, vscode.EndOfLine.CRLF);
    await diagnostics(document.uri);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(0, 0, 0, 1),
    );
    const fixes = actions.filter(({ title }) => title === "Save the file with LF line endings");
    assert.equal(fixes.length, 1, actions.map(({ title }) => title).join("; "));
  });

  test("in a language without a grammar have a note", async () => {
    const { document } = await openFile("agent_key_pull.lua", "print(1)\n");
    const [note] = await diagnostics(document.uri);
    assert.match(note?.message ?? "", /language of this script is not known/);
  });
});
