/** A window whose display language is German: what client, server, manifest and views say in it. */
import assert from "node:assert/strict";
import { test } from "../host/page-test.ts";

const script = `#!/bin/sh
case $2 in
  001) echo '{"error":0,"data":{"id":"001","name":"web-01","ip":"10.0.0.9","key":"${"5a".repeat(32)}"}}' ;;
  *) exit 1 ;;
esac
`;

const files = {
  "client.keys": `001 web-01 any ${"6b".repeat(32)}\n002 web-02 10.0.0.300 ${"7c".repeat(32)}\n`,
  "agent_key_pull.sh": { text: script, mode: 0o755 },
};

test("a German window is German, from the palette to the picture of a verdict", {
  files,
  settings: { "keypoll.poll.keysFile": "client.keys" },
  language: "de",
}, async (editor) => {
  // The server.
  await editor.open("client.keys");
  await editor.problem("Jeder Dienst, der diese Datei liest, beendet sich mit");
  assert.ok((await editor.fixes()).includes("Agenten hinzufügen…"));

  // The manifest, and the client's code lens and list.
  await editor.open("agent_key_pull.sh");
  await editor.page.locator(".codelens-decoration", { hasText: "Abfrageskript testen" }).waitFor();
  await editor.run("Key Poll: Abfrageskript testen");
  await editor.eventually(async () =>
    assert.ok((await editor.offers()).includes("id 001, Agent web-01 aus client.keys")),
  );
  await editor.confirm();

  // What only a run says, and a view.
  const result = await editor.notification("agent_key_pull.sh: 1 registriert, ");
  await result.click("Als Bild zeigen");
  const view = editor.webview();
  await view.getByRole("button", { name: "Bericht kopieren" }).waitFor();
  await view.getByRole("heading", { name: /^Was der Manager tut/ }).waitFor();
  // The editor's own texts are English here, so whatever of these words is English was forgotten.
  assert.deepEqual(english((await view.locator("main").allInnerTexts()).join("\n")), []);

  await editor.run("Key Poll: Bericht zur Fehlersuche erstellen");
  await editor.eventually(async () => {
    const report = await editor.text();
    assert.match(report, /^- Sprachserver: läuft$/m);
    assert.match(report, /^- Eine Liste von Agenten: 3 Zeilen, LF$/m);
  });
});

/** The lines with words that only English has. Lines of a manager's log stay as they are, and so does the field `error`. */
function english(text: string): readonly string[] {
  const words = /\b(?:the|of|is|are|and|not|with|to|for|done|stopped|reached|what|warning)\b|^error\b/i;
  const log = /^(?:WARNING|DEBUG|INFO|ERROR)$|^wazuh-/;
  return text.split("\n").filter((line) => words.test(line) && !log.test(line.trim()));
}
