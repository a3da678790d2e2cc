/** A poll script is tested in each mode, with the settings of an ossec.conf, and findings are removed when their text changes. */
import assert from "node:assert/strict";
import { chmod, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import { report } from "../api/report.ts";
import { diagnostics, writeFile } from "../api/workspace.ts";

const AGENT = `{"error":0,"data":{"id":"001","name":"web-01","ip":"any","key":"${"5a".repeat(32)}"}}`;
const NO_AGENT = '{"error":4,"message":"No agent key found"}';

/** Warns on standard error unless a person runs it, who has a home. */
const WARNS = `#!/bin/sh
[ -n "$HOME" ] || echo "no home, no configuration" >&2
[ "$2" = 001 ] && echo '${AGENT}' || echo '${NO_AGENT}'
`;

async function script(name: string, text: string): Promise<vscode.Uri> {
  const uri = await writeFile(name, text);
  await chmod(uri.fsPath, 0o755);
  await vscode.window.showTextDocument(uri);
  return uri;
}

/** Tests the script in one mode; the command itself ends only when its message has been answered. */
function start(uri: vscode.Uri, mode: string): void {
  void vscode.commands.executeCommand("keypoll.testOtherwise", uri, mode, ["id:001"]);
}

/** Presses Enter in every question while `use` runs. */
async function withAccepting(use: () => Promise<void>): Promise<void> {
  const accepting = setInterval(
    () => void vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem"),
    200,
  );
  try {
    await use();
  } finally {
    clearInterval(accepting);
  }
}

/** Findings of the check of the source, in addition to those of the runs. */
const ofTest = (found: readonly vscode.Diagnostic[]): readonly vscode.Diagnostic[] =>
  found.filter(({ message }) => /^(?:id 001|Torture): /.test(message));

suite("a poll script", () => {
  teardown(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const settings = vscode.workspace.getConfiguration("keypoll");
    await settings.update("poll.tortureRow", undefined, vscode.ConfigurationTarget.Global);
  });

  test("is compared with a run in the user's environment", async () => {
    const uri = await script("compared_poll.sh", WARNS);
    start(uri, "compare");
    const text = await report(/compared_poll[\s\S]*1 not the same when run as you/);
    assert.match(text, /▸ id 001: \["[^"]*compared_poll\.sh", "id", "001"\]/);
    assert.match(text, /as you +Run as you, it ends differently: registered\.\n +The variable HOME makes/);
    assert.match(text, /stderr │ no home, no configuration\\n\n +\^+\n +stdout │ \{"error":0/);
    assert.match(text, /second look +Without the \d+ bytes that went to standard error/);
    assert.doesNotMatch(text, /5a5a5a5a/);
    const found = await diagnostics(uri, (each) => ofTest(each).length === 2);
    assert.ok(found.some(({ message }) => message.includes("run as you, it ends differently: registered")));
  });

  test("is tortured", async () => {
    const uri = await script("tortured_poll.sh", `#!/bin/sh\necho '${AGENT}'\n`);
    const settings = vscode.workspace.getConfiguration("keypoll", uri);
    await settings.update("poll.tortureRow", 10, vscode.ConfigurationTarget.Global);
    start(uri, "torture");
    const text = await report(/tortured_poll[\s\S]*\d+ cases: \d+ passed, \d+ failed/);
    assert.match(text, /✔ success-is-seen +1 × an agent/);
    assert.match(
      text,
      /✘ wildcards +8 × an agent\n +asked +id:% · id:_.*\n +expected +an error answer, never an agent/,
    );
    const found = await diagnostics(uri, (each) => ofTest(each).length > 3);
    assert.ok(found.some(({ message }) => message.startsWith("Torture: wildcards: id:% was answered")));
  });

  test("is run many times, and varies", async () => {
    const uri = await script("varying_poll.sh", `#!/bin/sh\necho '${AGENT}' | sed "s/web-01/web-$$/"\n`);
    start(uri, "repeat");
    const text = await report(/varying_poll[\s\S]*1 not the same each time/);
    assert.match(
      text,
      /varies +20 runs differ in what the manager does with the answer, 20 different ones\./,
    );
    await diagnostics(uri, (each) =>
      ofTest(each).some(({ message }) => message.includes("the answer varies")),
    );
  });

  test("takes missing settings from an ossec.conf", async () => {
    const uri = await script("configured_poll.sh", "#!/bin/sh\nsleep 60\n");
    const config = await writeFile(
      "ossec.conf",
      `<ossec_config><auth><disabled>no</disabled><key_request><enabled>yes</enabled>
<exec_path>/opt/elsewhere/configured_poll.sh --db x</exec_path><timeout>1m</timeout></key_request></auth></ossec_config>\n`,
    );
    const settings = vscode.workspace.getConfiguration("keypoll", uri);
    await settings.update("poll.configFile", config.fsPath, vscode.ConfigurationTarget.Global);
    try {
      start(uri, "compare");
      const text = await report(/configured_poll[\s\S]*1 failed/);
      assert.match(text, /remark +From ossec\.conf: timeout 1 s, threads 1, and the force options\./);
      assert.match(text, /remark +ossec\.conf:2: .*1m/);
      assert.match(text, /argv +\["\S*configured_poll\.sh", "--db", "x", "id", "001"\]/);
      assert.match(text, /✘ id 001 {2}timed out/);
    } finally {
      await settings.update("poll.configFile", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test("shows no key from its settings, or from the wrong place of a client.keys", async () => {
    const uri = await script("secret_poll.sh", `#!/bin/sh\necho '${NO_AGENT}'\n`);
    const keys = await writeFile("secret/client.keys", `001 web ${"5a".repeat(32)} any\n`);
    const settings = vscode.workspace.getConfiguration("keypoll", uri);
    const set = async (execPath?: string, keysFile?: string): Promise<void> => {
      await settings.update("poll.execPath", execPath, vscode.ConfigurationTarget.Global);
      await settings.update("poll.keysFile", keysFile, vscode.ConfigurationTarget.Global);
    };
    await set(`env PASSWORD=hunter2 ${uri.fsPath}`, keys.fsPath);
    try {
      start(uri, "compare");
      const text = await report(/secret_poll[\s\S]*1 with an error answer/);
      assert.match(text, /exec_path +env PASSWORD=•+ \S*secret_poll\.sh\n/);
      assert.match(text, /remark +\S*client\.keys ends every daemon that reads it: .*'•+'/);
      assert.doesNotMatch(text, /5a5a5a5a|hunter2/);
    } finally {
      await set();
    }
  });
});

suite("a poll script with a suite", () => {
  test("is first asked the requests of its suites", async () => {
    const uri = await script("suited_poll.sh", `#!/bin/sh\necho '${NO_AGENT}'\n`);
    const samples = [{ request: "id:4711" }, { request: "ip:10.9.8.7" }];
    await writeFile("suited_poll.keypoll.json", JSON.stringify({ exec_path: "./suited_poll.sh", samples }));
    await writeFile(
      "other.keypoll.json",
      JSON.stringify({ exec_path: "./other.sh", samples: [{ request: "id:99" }] }),
    );
    await withAccepting(async () => {
      void vscode.commands.executeCommand("keypoll.testPollScript", uri);
      const text = await report(/suited_poll[\s\S]*2 with an error answer/);
      assert.deepEqual(text.match(/^● i[dp] \S+/gm), ["● id 4711", "● ip 10.9.8.7"]);
    });
  });
});

suite("a finding in a poll script", () => {
  test("disappears when its text changes", async () => {
    const uri = await script("mended_poll.sh", "#!/bin/sh\necho nothing\n");
    start(uri, "repeat");
    // The server's own findings on the script may be there too.
    const [found] = ofTest(await diagnostics(uri, (each) => ofTest(each).length === 1));
    assert.equal(found?.severity, vscode.DiagnosticSeverity.Error);
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "\n"));
    const [stale] = ofTest(
      await diagnostics(uri, (each) =>
        ofTest(each).some(({ message }) => /before the last edit/.test(message)),
      ),
    );
    assert.equal(stale?.severity, vscode.DiagnosticSeverity.Information);
    assert.equal(stale?.range.start.line, (found?.range.start.line ?? 0) + 1);
    start(uri, "repeat");
    await diagnostics(uri, (each) =>
      ofTest(each).some(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
    );
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await diagnostics(uri, (each) => ofTest(each).length === 0);
  });
});

suite("a socket daemon", () => {
  let server: Server | undefined;
  const socketPath = path.join(tmpdir(), `keypoll-${process.pid}.sock`);
  teardown(async () => {
    server?.close();
    await rm(socketPath, { force: true });
  });

  test("is asked at the socket of the ossec.conf", async () => {
    server = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", (bytes) => socket.end(String(bytes) === "id:001" ? AGENT : NO_AGENT));
    });
    await new Promise<void>((resolve) => server?.listen(socketPath, resolve));
    const uri = await script("poll_daemon.sh", "#!/bin/sh\n");
    const config = await writeFile(
      "socket.conf",
      `<ossec_config><auth><disabled>no</disabled><key_request><enabled>yes</enabled><socket>${socketPath}</socket></key_request></auth></ossec_config>\n`,
    );
    const settings = vscode.workspace.getConfiguration("keypoll", uri);
    await settings.update("poll.configFile", config.fsPath, vscode.ConfigurationTarget.Global);
    try {
      await withAccepting(async () => {
        start(uri, "socket");
        const text = await report(/poll_daemon[\s\S]*1 registered/);
        assert.match(text, /✔ id 001 {2}registered/);
        assert.match(text, /socket +The daemon answered\./);
        assert.match(text, /· The manager connects to the socket as root/);
        start(uri, "torture-socket");
        assert.match(await report(/22 cases: /), /22 cases: 22 passed, 0 failed/);
      });
    } finally {
      await settings.update("poll.configFile", undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
