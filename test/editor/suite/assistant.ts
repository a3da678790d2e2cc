/** The tools for assistants, as a language model of the editor calls them. */
import assert from "node:assert/strict";
import { suite, suiteSetup, test } from "mocha";
import * as vscode from "vscode";
import { writeFile } from "../api/workspace.ts";

const KEY = "5c".repeat(32);

async function ask(name: string, input: object): Promise<string> {
  const { content } = await vscode.lm.invokeTool(`keypoll_${name}`, {
    input,
    toolInvocationToken: undefined,
  });
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("");
}

suite("the tools for assistants", () => {
  // As the editor does for the first question to a model.
  suiteSetup(() => vscode.extensions.getExtension("keypoll.keypoll")?.activate());

  test("judge an answer, and hide its key", async () => {
    const answer = JSON.stringify({ error: 0, data: { id: "001", name: "web", ip: "any", key: KEY } });
    const said = await ask("judge_answer", { request: "id:001", answer });
    assert.equal(JSON.parse(said).verdict.landing, "001 web any ••••••••");
    assert.doesNotMatch(said, /5c5c/);
  });

  test("read a script in the folder, and name each fix", async () => {
    await writeFile(
      "assistant/find.py",
      "#!/usr/bin/env python3\nimport sys\nprint('looking')\nprint(sys.argv)\n",
    );
    const { findings } = JSON.parse(await ask("lint_script", { path: "assistant/find.py" }));
    const [first] = findings.filter(({ rule }: { rule: string }) => rule === "output-before-answer");
    assert.match(first.fix, /^Write logs to a file/);
  });

  test("explain a rule with its page", async () => {
    const { rule } = JSON.parse(await ask("explain", { code: "duplicate-id" }));
    assert.match(rule.page, /^# Id used twice\n/);
  });

  test("refuse with a reason", async () => {
    await assert.rejects(ask("lint_keys", { path: "is-not-there.keys" }), /does not exist/);
  });
});
