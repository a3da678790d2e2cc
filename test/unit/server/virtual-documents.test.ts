/** Documents that the server makes, and the actions that show them. */

import { describe, expect, it } from "vitest";
import { type Diagnostic, ResponseError } from "vscode-languageserver";
import { KeyFiles } from "../../../server/key-files.ts";
import { openLog } from "../../../server/logs.ts";
import {
  rewrittenUri,
  rulePageUri,
  sourceIn,
  virtualActions,
  virtualSchemes,
  virtualText,
} from "../../../server/virtual-documents.ts";

const KEY = "5b".repeat(32);
const URI = "file:///var/ossec/etc/my keys/client.keys";
const keyFiles = new KeyFiles(undefined);
const list = (text: string) => keyFiles.create(URI, "client-keys", 1, text);
const pageOf = (code: string) => (code === "double-space" ? "# Two blanks" : undefined);

/** The text, or the message of an error. */
function textOf(uri: string, text = `001 web any ${KEY}\n`): string {
  const open = (source: string) => (source === URI ? list(text) : undefined);
  const found = virtualText(uri, { pageOf, open });
  return found instanceof ResponseError ? `error: ${found.message}` : found;
}

describe("the page of a rule", () => {
  it.each([
    [rulePageUri("double-space"), "# Two blanks"],
    ["keypoll-rule:/double-space.md", "# Two blanks"],
    ["keypoll-rule:///double-space", "# Two blanks"],
    ["keypoll-rule:no-such-rule.md", "error: There is no rule page called no-such-rule."],
    ["keypoll-rule:double-space.md.txt", "error: There is no rule page called double-space.md.txt."],
    ["keypoll-rule:", "error: There is no rule page called ."],
  ])("of %s is %j", (uri, expected) => {
    expect(textOf(uri)).toBe(expected);
  });

  it("is not named if its name is a key", () => {
    expect(textOf(`keypoll-rule:${KEY}.md`)).not.toContain(KEY);
  });
});

describe("the preview of a list", () => {
  it("has an address from which the list is known again", () => {
    expect(rewrittenUri(URI)).toMatch(/^keypoll-rewritten:client\.keys\?[^ /?]+$/);
    expect(sourceIn(rewrittenUri(URI))).toBe(URI);
    expect(virtualSchemes).toEqual(["keypoll-rule", "keypoll-rewritten"]);
  });

  it.each([
    "keypoll-rule:client.keys?file%3A%2F%2F%2Fa",
    "keypoll-rewritten:client.keys",
    "keypoll-rewritten",
    "keypoll-rewritten:client.keys?%",
    "file:///client.keys?a",
  ])("is not found at %s", (uri) => {
    expect(sourceIn(uri)).toBeUndefined();
  });

  it("is the file as the daemon writes it, or says why the daemon writes none", () => {
    const text = `# note\n001 !web any ${KEY}\n002 db any ${KEY}`;
    expect(textOf(rewrittenUri(URI), text)).toBe(`002 db any ${KEY}\n001 !web any ${KEY}\n`);
    expect(textOf(rewrittenUri(URI), `001 web ANY ${KEY}\n`)).toBe(
      "# The registration daemon exits before it writes: (1237): Invalid ip address: 'ANY'.\n",
    );
  });

  it("needs the list to be open", () => {
    const missing = "error: The list of agents is not open. Open the client.keys first.";
    expect(textOf(rewrittenUri("file:///other"))).toBe(missing);
    expect(textOf("keypoll-rewritten:client.keys")).toBe(missing);
    const log = openLog(URI, "log", 1, "");
    expect(virtualText(rewrittenUri(URI), { pageOf, open: () => log })).toMatchObject({ code: -32602 });
  });
});

describe("the actions that show them", () => {
  const at = { line: 0, character: 0 };
  const finding = (code: string): Diagnostic => ({ range: { start: at, end: at }, code, message: "" });
  const [known, again, unknown] = [finding("double-space"), finding("double-space"), finding("blank-line")];
  const page = {
    title: "Show the page of the rule double-space",
    kind: "quickfix",
    diagnostics: [known, again],
    command: {
      title: "Show the page",
      tooltip: "What the rule finds, why it matters, and what to do",
      command: "keypoll.showRulePage",
      arguments: ["double-space"],
    },
  };
  const preview = {
    title: "Preview what authd would write back",
    kind: "source.keypoll.previewRewrite",
    command: {
      title: "Show the preview",
      tooltip: "The file as the registration daemon writes it back at its next change",
      command: "keypoll.showRewritten",
      arguments: [URI],
    },
  };

  it.each([
    ["any", undefined, [page]],
    ["quick fixes", ["quickfix"], [page]],
    ["source actions", ["source"], [preview]],
    ["the preview", ["source.keypoll.previewRewrite"], [preview]],
    ["both", ["source", "quickfix"], [page, preview]],
    ["others", ["refactor"], []],
  ])("are offered to an editor that asks for %s", (_what, only, expected) => {
    const context = { diagnostics: [known, again, unknown], ...(only && { only }) };
    expect(virtualActions(list(""), context, pageOf)).toEqual(expected);
  });

  it("are no preview of another kind of file", () => {
    const context = { diagnostics: [], only: ["source"] };
    expect(virtualActions(openLog(URI, "log", 1, ""), context, pageOf)).toEqual([]);
  });
});
