/** `media/verdict.png`: a script that prints a warning before its answer, beside its verdict. */
import assert from "node:assert/strict";
import { test } from "../host/page-test.ts";
import { plain, resize, takeAs } from "../host/picture.ts";

const script = `#!/usr/bin/env python3
import json
import sys

KEYS = json.load(open("keys.json"))
agents = [{"id": "001", "name": "web1", "ip": "192.168.1.100"}]


def answer(selector, value):
    if selector == "ip":
        print("DeprecationWarning: use another driver", file=sys.stderr)
    for agent in agents:
        if agent[selector] == value:
            return {"error": 0, "data": {**agent, "key": key_of(agent)}}
    return {"error": 4, "message": "no such agent"}


def key_of(agent):
    return KEYS[agent["id"]]


print(json.dumps(answer(*sys.argv[1:3])))
`;

const files = {
  "agent_key_pull.py": { text: script, mode: 0o755 },
  "keys.json": JSON.stringify({ "001": "5a".repeat(32) }),
  "client.keys": `001 web1 192.168.1.100 ${"5a".repeat(32)}\n`,
};
const settings = {
  ...plain,
  "keypoll.poll.keysFile": "client.keys",
  "keypoll.poll.workingDirectory": ".",
};

test("verdict", { files, settings }, async (editor) => {
  await editor.useTheme("dark");
  await editor.open("agent_key_pull.py");
  await editor.run("Key Poll: Test poll script");
  await editor.offers();
  await editor.confirm();
  await (await editor.notification("agent_key_pull.py: ")).click("Show as a picture");
  await editor.run("View: Hide Panel");
  await editor.run("View: Toggle Primary Side Bar Visibility");
  const view = editor.webview();
  await view.getByRole("button", { name: "ip:192.168.1.100" }).click();
  await editor.eventually(async () =>
    assert.match((await view.locator('[aria-current="step"]').textContent()) ?? "", /^JSONstopped here/),
  );
  await editor.clearNotifications();
  await resize(editor, 1500, 1100);
  await takeAs("verdict", editor, ".part.editor");
});
