/** A user sees the owner of a `client.keys` and how it was recognised, and changes it. */
import assert from "node:assert/strict";
import { test } from "../host/page-test.ts";

const key = (digit: string): string =>
  `a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9${digit}`;

test("the owner of a client.keys is shown and can be changed", {
  files: {
    "bin/wazuh-agentd": "",
    "etc/client.keys": `001 web1 any ${key("0")}\n002 db1 any ${key("1")}\n`,
  },
}, async (editor) => {
  await editor.open("etc/client.keys");
  await editor.problem("An agent uses only the first of its records");
  const says = async (text: string): Promise<void> => {
    const status = await editor.languageStatus();
    assert.ok(
      status.some((item) => item.startsWith(text)),
      status.join("; "),
    );
  };
  await editor.eventually(() => says("An agent's file (by path)"));
  await says("2 active, 0 removed, 0 invalid");
  await editor.screenshot("role-by-path");

  await editor.run("Key Poll: Choose whose client.keys it is…");
  await editor.pick("A manager's file");
  await editor.eventually(() => says("A manager's file (by setting)"));
  await editor.eventually(async () => assert.deepEqual(await editor.problems(), []));
});
