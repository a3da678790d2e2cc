/** A user writes a poll script: findings appear while typing, on the desktop and in the browser's own host. */
import { test } from "../host/page-test.ts";

const files = {
  "agent_key_poll.py": `#!/usr/bin/env python3
import json
import sys

selector, value = sys.argv[1:3]
query = "SELECT id FROM agent WHERE id = '%s'" % value
if selector in ("id", "ip"):
    print(json.dumps({"error": 0, "data": find(query)}))
`,
};

test("a poll script is checked while it is open", { files }, async (editor) => {
  await editor.open("agent_key_poll.py");
  await editor.problem("The value becomes part of the SQL");
  await editor.screenshot("script");
});

test("without Node, a poll script is checked in a worker", {
  files,
  edition: "web",
}, async (editor) => {
  await editor.open("agent_key_poll.py");
  await editor.problem("The value becomes part of the SQL");
});

test("an interpreter checks the syntax once the folder is trusted", {
  files: { "broken_poll.py": files["agent_key_poll.py"].replace("find(query)}))", "find(query)})") },
  trust: "asked",
}, async (editor) => {
  await editor.open("broken_poll.py");
  await editor.problem("This looks like a syntax error in Python");
  await editor.grantTrust();
  await editor.open("broken_poll.py");
  await editor.problem("python3 rejects the script here: SyntaxError");
  await editor.screenshot("syntax");
});
