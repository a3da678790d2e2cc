/** A user tests a registration script: the button, the questions, the report, and the messages in Restricted Mode and in a browser. */
import assert from "node:assert/strict";
import { registrationScripts } from "../../../core/templates/index.ts";
import { test } from "../host/page-test.ts";

const text = registrationScripts().find(({ id }) => id === "register-python-api-4")?.text ?? "";
const files = { "register_agent.py": { text, mode: 0o755 } };

test("a registration script is tested with its button", { files }, async (editor) => {
  await editor.open("register_agent.py");
  await editor.pressTitleButton("Test registration script");
  assert.match((await editor.offers())[0] ?? "", /^\{name\}.*usage text/);
  await editor.confirm();
  await editor.answer("Name of the agent", "web-07");
  await editor.notification(
    "register_agent.py: The script registers the agent once, and checks the certificate.",
  );
  await editor.outputWith("Key Poll", "+ 001 web-07 any");
  await editor.screenshot("registration-script");
});

test("in Restricted Mode a registration script is not run", {
  files,
  trust: "asked",
}, async (editor) => {
  await editor.open("register_agent.py");
  await editor.run("Key Poll: Test registration script");
  await editor.notification("this folder is not trusted");
});

test("without Node, the test of a registration script says what it needs", {
  files,
  edition: "web",
}, async (editor) => {
  await editor.open("register_agent.py");
  await editor.run("Key Poll: Test registration script");
  await editor.notification("A stand-in manager cannot run in a browser");
});
