/** The completions in an ossec.conf, over a real connection. */

import { afterEach, describe, expect, it } from "vitest";
import type { CompletionItem } from "vscode-languageserver";
import { Editor, type EditorOptions } from "./editor.ts";

const URI = "file:///var/ossec/etc/ossec.conf";

let editor: Editor;

afterEach(() => editor.close());

/** Opens a text whose cursor is at the `|`, and returns the completions. */
const offered = async (text: string, options: EditorOptions = {}): Promise<readonly CompletionItem[]> => {
  editor = await Editor.start(options);
  await editor.open(text.replace("|", ""), "xml", URI);
  const [before = ""] = text.split("|");
  const position = {
    line: before.split("\n").length - 1,
    character: (before.split("\n").at(-1) ?? "").length,
  };
  return (await editor.ask("textDocument/completion", { position })) as readonly CompletionItem[];
};
const labels = async (text: string, options?: EditorOptions): Promise<readonly string[]> =>
  (await offered(text, options)).map(({ label }) => label);
/** The text after the completion with this label. */
const taken = async (text: string, label: string, options?: EditorOptions): Promise<string> => {
  const item = (await offered(text, options)).find((each) => each.label === label);
  const edit = item?.textEdit;
  if (edit === undefined || !("range" in edit)) throw new Error(`${label} is not offered`);
  await editor.edit(edit.range, edit.newText);
  return editor.text;
};
const inRequest = (text: string): string =>
  `<ossec_config>\n  <auth>\n    <key_request>\n      ${text}\n    </key_request>\n  </auth>\n</ossec_config>\n`;

describe("completion in a block", () => {
  it("offers the missing options, with what they do", async () => {
    const items = await offered(inRequest("<enabled>yes</enabled>\n      |\n      <timeout>5</timeout>"));
    expect(items.map(({ label }) => label)).toEqual(["exec_path", "socket", "threads", "queue_size"]);
    expect(JSON.stringify(items[0]?.documentation)).toContain("The command that is run for every request");
  });

  it.each([
    ["<ex|", "<exec_path></exec_path>"],
    ["ex|", "<exec_path></exec_path>"],
    ["<ex|ec>", "<exec_path></exec_path>"],
  ])("writes the whole element for %s", async (begun, written) => {
    expect(await taken(inRequest(begun), "exec_path")).toBe(inRequest(written));
  });

  it("writes a snippet if the editor supports it", async () => {
    expect(await taken(inRequest("<en|"), "enabled", { snippets: true })).toBe(
      inRequest(`<enabled>\${1|yes,no|}</enabled>$0`),
    );
    expect(await taken("<ossec_config>\n<auth>\n|\n", "key_request", { snippets: true })).toContain(
      `<key_request>\n\t<enabled>\${1|yes,no|}</enabled>\n\t<exec_path>\${2}</exec_path>\n</key_request>$0`,
    );
  });

  it.each([
    ["<enabled>|</enabled>", ["yes", "no"]],
    ["<timeout>|</timeout>", ["60"]],
    ["<exec_path>|</exec_path>", []],
  ])("offers the values of %s", async (option, values) => {
    expect(await labels(inRequest(option))).toEqual(values);
  });

  it("replaces the existing value", async () => {
    expect(await taken(inRequest("<enabled>y|e</enabled>"), "no")).toBe(inRequest("<enabled>no</enabled>"));
  });
});

describe("completion around a block", () => {
  it("knows the older form, its name and its options", async () => {
    const settings = { release: "4.3" };
    expect(await labels("<ossec_config>\n|\n</ossec_config>\n", { settings })).toEqual([
      "auth",
      'wodle name="agent-key-polling"',
    ]);
    expect(await labels('<ossec_config>\n<wodle name="|">\n', { settings })).toEqual(["agent-key-polling"]);
    const wodle = '<ossec_config>\n<wodle name="agent-key-polling">\n|\n</wodle>\n</ossec_config>\n';
    expect(await labels(wodle, { settings })).toContain("force_insert");
    expect(await labels("<ossec_config>\n<auth>\n|\n</auth>\n", { settings })).not.toContain("key_request");
  });

  it("knows the elements of 5.0 by the root", async () => {
    expect(await labels("<wazuh_config>\n<remote>\n|\n</remote>\n</wazuh_config>\n")).toEqual([
      "agents",
      "https",
      "legacy",
    ]);
    expect(await labels("<wazuh_config>\n<auth>\n  <|\n")).toContain("legacy_enrollment");
  });

  it("knows what decides whether an agent is replaced", async () => {
    expect(await labels("<ossec_config><auth><force>|</force></auth></ossec_config>")).toEqual([
      "enabled",
      "key_mismatch",
      "disconnected_time",
      "after_registration_time",
    ]);
    const attribute =
      '<ossec_config><auth><force><disconnected_time enabled="|"></disconnected_time></force></auth>';
    expect(await labels(attribute)).toEqual(["yes", "no"]);
  });

  it.each([
    "<ossec_config>\n<!-- <auth| -->\n",
    "<ossec_config>\n<!-- <auth|\n",
    "<ossec_config>\n<global>|</global>\n",
  ])("offers nothing at %j", async (text) => {
    expect(await labels(text)).toEqual([]);
  });

  it("starts an empty configuration", async () => {
    expect(await taken("|", "ossec_config")).toBe("<ossec_config>\n\t\n</ossec_config>");
  });
});
