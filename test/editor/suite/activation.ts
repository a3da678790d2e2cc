/** A window with only a configuration in it. The name of this file puts it before all tests that start the server. */
import assert from "node:assert/strict";
import { suite, test } from "mocha";
import * as vscode from "vscode";
import { diagnostics, openFile } from "../api/workspace.ts";

const CONFIG = `<ossec_config>
  <auth>
    <disabled>no</disabled>
    <key_request>
      <enabled>yes</enabled>
      <exec_path>/usr/bin/python3 /opt/poll.py</exec_path>
      <timeout>0</timeout>
    </key_request>
  </auth>
</ossec_config>
`;

const codesOf = (found: readonly vscode.Diagnostic[]): unknown[] =>
  found.map(({ code }) => (typeof code === "object" ? code.value : code));

suite("files of others", () => {
  test("do not start the extension", async () => {
    const extension = vscode.extensions.getExtension("keypoll.keypoll");
    for (const [name, text] of [
      ["others/package.json", "{}\n"],
      ["others/tsconfig.json", "{}\n"],
      ["others/main.js", "run();\n"],
      ["others/pom.xml", "<project/>\n"],
      ["others/notes.md", "# Notes\n"],
      ["others/my.cnf", "[mysqld]\n"],
    ] as const) {
      const { document } = await openFile(name, text);
      // The editor starts what a language needs before it answers this.
      await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", document.uri);
      assert.equal(extension?.isActive, false, name);
    }
  });
});

suite("a configuration alone", () => {
  test("starts the server, which checks it", async () => {
    const extension = vscode.extensions.getExtension("keypoll.keypoll");
    assert.equal(extension?.isActive, false, "something else has started the extension");
    const { document } = await openFile("ossec.conf", CONFIG);
    assert.deepEqual(codesOf(await diagnostics(document.uri)), ["bad-number"]);
  });

  test("is recognised by its content if it has another name", async () => {
    const part = CONFIG.replace(/<\/?ossec_config>/g, "");
    for (const [name, text] of [
      ["manager.conf", CONFIG],
      ["key-request.xml", part],
    ] as const) {
      const { document } = await openFile(name, text);
      assert.deepEqual(codesOf(await diagnostics(document.uri)), ["bad-number"]);
    }
  });

  test("is not recognised if it contains something else", async () => {
    const other = await openFile("site.conf", "<VirtualHost *:80>\n</VirtualHost>\n");
    const { document } = await openFile("last.conf", CONFIG);
    await diagnostics(document.uri);
    assert.deepEqual(vscode.languages.getDiagnostics(other.document.uri), []);
  });
});
