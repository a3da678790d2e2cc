/** A registration script is recognised by its content, and tested against a stand-in manager. */
import assert from "node:assert/strict";
import { chmod } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import { report } from "../api/report.ts";
import { diagnostics, openFile, writeFile } from "../api/workspace.ts";

/** Accepts any certificate, as many scripts on the web do. */
const TRUSTS_ANYBODY = `#!/bin/sh
# usage: register.sh NAME
printf "OSSEC A:'$1'\\n" |
  openssl s_client -quiet -connect "$WAZUH_REGISTRATION_SERVER:$WAZUH_REGISTRATION_PORT" >/dev/null 2>&1
`;

/** Ten a second, so for half a minute. */
const LOOKS = 300;

suite("a registration script", () => {
  teardown(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("has its suite above it instead of its test", async () => {
    const script = await writeFile("kept/enrol.sh", TRUSTS_ANYBODY);
    await chmod(script.fsPath, 0o755);
    await writeFile(
      "kept/enrol.keypoll.json",
      JSON.stringify({
        registration: "./enrol.sh {name}",
        samples: [{ register: "web-08", expect: { registered: { name: "web-08" } } }],
      }),
    );
    await vscode.window.showTextDocument(script);
    // The editor reports the new suite a moment later.
    let commands = await lenses(script);
    for (let tries = 0; tries < 100 && !commands.includes("keypoll.runSuite"); tries++) {
      await delay(100);
      commands = await lenses(script);
    }
    assert.deepEqual(commands, ["keypoll.runSuite"]);
  });

  test("takes what came as what a sample of its suite expects", async () => {
    const script = await writeFile("taken/enrol.sh", TRUSTS_ANYBODY);
    await chmod(script.fsPath, 0o755);
    const sampleOf = (name: string): string =>
      `{"registration": "./enrol.sh {name}", "samples": [{"register": "web-08", "expect": {"registered": {"name": "${name}"}}}]}`;
    const { document } = await openFile("taken/enrol.keypoll.json", sampleOf("web-09"));
    await vscode.commands.executeCommand("keypoll.runSuite", document.uri.toString());
    assert.deepEqual(await lenses(document.uri), ["", "keypoll.takeAsExpected", "keypoll.copyDifference"]);
    const [, take] = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
    );
    await vscode.commands.executeCommand("keypoll.takeAsExpected", ...(take?.command?.arguments ?? []));
    assert.equal(document.getText(), sampleOf("web-08"));
  });

  test("has its test above it, and is run against a stand-in", async () => {
    const uri = await writeFile("register.sh", TRUSTS_ANYBODY);
    await chmod(uri.fsPath, 0o755);
    await vscode.window.showTextDocument(uri);
    const commands = await lenses(uri);
    assert.deepEqual(commands, ["keypoll.testRegistrationScript"]);

    // The command itself ends only when its message has been answered.
    const call = { arguments: "{name}", name: "web-07" };
    void vscode.commands.executeCommand("keypoll.testRegistrationScript", uri, call);
    const text = await report(/register\.sh[\s\S]*2 findings\./);
    assert.match(text, /▸ First run {2}exit code 0/);
    assert.match(text, /sent +OSSEC A:'web-07' {2}\(registration service, from 127\.0\.0\.1\)/);
    assert.match(text, /answered +OSSEC K:'001 web-07 any •+'/);
    assert.match(text, /ossec\.log +wazuh-authd: INFO: Received request for a new agent \(web-07\)/);
    assert.match(text, /client\.keys +\+ 001 web-07 any •+\n/);
    assert.match(text, /▸ Second run, on the same machine[\s\S]*no agent added/);
    assert.match(text, /✘ error certificate-not-checked/);
    assert.doesNotMatch(text, /[0-9a-f]{64}/);
    const isCertificate = ({ code }: vscode.Diagnostic): boolean =>
      typeof code === "object" && code.value === "certificate-not-checked";
    const found = await diagnostics(uri, (all) => all.some(isCertificate));
    assert.match(
      found.find(isCertificate)?.message ?? "",
      /although the named authority did not sign the manager's certificate\. Check the certificate/,
    );
  });
});

/** The commands above a script, as soon as there are some; none if there are none in the end. */
async function lenses(uri: vscode.Uri): Promise<readonly string[]> {
  for (let look = 0; look < LOOKS; look++) {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      uri,
    );
    if (found.length > 0) return found.map(({ command }) => command?.command ?? "");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return [];
}
