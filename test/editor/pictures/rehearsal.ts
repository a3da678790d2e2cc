/** `media/rehearsal.png`: the report of a rehearsal. */

import { test } from "../host/page-test.ts";
import { plain, resize, takeAs } from "../host/picture.ts";

const answer = JSON.stringify({
  error: 0,
  data: { id: "001", name: "web1", ip: "any", key: "5a".repeat(32) },
});

/** Takes about as long as a query in another building. */
const script = `#!/bin/sh
sleep 0.03
echo '${answer}'
`;

const suite = `{
  "exec_path": "./agent_key_pull.sh",
  "working_directory": ".",
  "samples": [{ "request": "id:001", "expect": { "registered": true } }]
}
`;

const files = {
  "agent_key_pull.sh": { text: script, mode: 0o755 },
  "agent_key_pull.keypoll.json": suite,
};

test("rehearsal", { files, settings: plain }, async (editor) => {
  await editor.useTheme("dark");
  await editor.open("agent_key_pull.keypoll.json");
  await editor.run("Key Poll: Rehearse a reconnect storm…");
  await editor.answer("How many agents", "7700");
  await editor.answer("setting threads", "4");
  await editor.answer("setting queue_size", "1024");
  await editor.answer("The script really runs", "400");
  await editor
    .webview()
    .getByRole("heading", { name: "Rehearsal of agent_key_pull.keypoll.json" })
    .waitFor({ timeout: 120_000 });
  await editor.run("View: Toggle Primary Side Bar Visibility");
  await editor.clearNotifications();
  await resize(editor, 1440, 1150);
  await takeAs("rehearsal", editor, "iframe.webview");
});
