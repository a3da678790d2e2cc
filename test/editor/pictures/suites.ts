/** `media/suites.png`: a suite in the Testing view, with a sample that fails. */
import assert from "node:assert/strict";
import { test } from "../host/page-test.ts";
import { plain, resize, takeAs } from "../host/picture.ts";

const KEY = "5a".repeat(32);

/** Knows two agents; it gives the second one no address. */
const script = `#!/usr/bin/env python3
import json
import sys

agents = [
    {"id": "001", "name": "web-01", "ip": "10.0.0.11"},
    {"id": "002", "name": "db-01", "ip": "any"},
]
selector, value = sys.argv[1:3]
for agent in agents:
    if agent[selector] == value:
        print(json.dumps({"error": 0, "data": {**agent, "key": "${KEY}"}}))
        break
else:
    print(json.dumps({"error": 4, "message": "no such agent"}))
`;

const suite = `{
  "exec_path": "./agent_key_pull.py",
  "working_directory": ".",
  "client_keys": "./client.keys",
  "samples": [
    {
      "request": "id:001",
      "expect": { "registered": { "id": "001", "ip": "10.0.0.11" } },
      "tags": ["hit", "smoke"]
    },
    {
      "request": "id:002",
      "expect": { "registered": { "name": "db-01", "ip": "10.0.0.12" } },
      "tags": ["hit"]
    },
    {
      "request": "ip:10.0.0.11",
      "expect": { "registered": { "id": "001" } },
      "tags": ["hit"]
    },
    { "request": "id:98001", "expect": { "error": 4 }, "tags": ["miss", "smoke"] },
    { "request": "ip:192.0.2.1", "expect": { "error": 4 }, "tags": ["miss"] },
    { "request": "id:123456789", "expect": { "fails": "request-discarded" } }
  ]
}
`;

const files = {
  "agent_key_pull.py": { text: script, mode: 0o755 },
  "agent_key_pull.keypoll.json": suite,
  "client.keys": `001 web-01 10.0.0.11 ${KEY}\n`,
};

test("suites", { files, settings: plain }, async (editor) => {
  await resize(editor, 1400, 860);
  await editor.useTheme("dark");
  await editor.open("agent_key_pull.keypoll.json");
  await editor.eventually(async () => assert.equal((await editor.tests()).length, 7));
  await editor.pressTestButton(1);
  await editor.eventually(async () =>
    assert.match((await editor.tests())[2] ?? "", /^id:002 → registered \(Failed\)/),
  );
  await editor.showTestResult("ip: expected 10.0.0.12, but got any");
  await editor.clearNotifications();
  await takeAs("suites", editor);
});
