/** What the server answers about an ossec.conf: diagnostics, fixes, completions and hovers in the form of the protocol. */

import { describe, expect, it } from "vitest";
import { CodeActionTriggerKind, type Diagnostic, type Position } from "vscode-languageserver";
import type { Programs } from "../../../core/lint/config/index.ts";
import { defaultLintSettings, readLintSettings } from "../../../core/lint/settings.ts";
import { completionsOf } from "../../../server/completion.ts";
import { configActionsOf } from "../../../server/config-actions.ts";
import { positionOf, spanOf, textEditsOf } from "../../../server/config-ranges.ts";
import { Configs, configDiagnosticsOf } from "../../../server/configs.ts";
import { hoverOn } from "../../../server/hover.ts";
import { configLinks } from "../../../server/links.ts";
import { OLD_CONF } from "../../server/texts.ts";

const URI = "file:///srv/ossec.conf";
const block = (line: string): string =>
  `<ossec_config>\n  <auth>\n    <key_request>\n      ${line}\n    </key_request>\n  </auth>\n</ossec_config>\n`;

const configs = (findPrograms: (uri: string) => Programs | undefined = () => undefined) =>
  new Configs(defaultLintSettings, findPrograms);
const opened = (text: string, uri = URI) => configs().create(uri, 4, text);
/** From one column to another of a line. */
const range = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
});
const at = (line: number, character: number): Position => ({ line, character });
const page = (rule: string) => ({
  href: `https://github.com/keypoll/keypoll/blob/main/docs/rules/${rule}.md`,
});

const deprecated: Diagnostic = {
  range: range(4, 2, 34),
  severity: 3,
  source: "keypoll",
  code: "wodle-deprecated",
  codeDescription: page("wodle-deprecated"),
  message:
    "From 4.4 on key polling is set in <key_request> inside <auth>. wazuh-authd still reads this block, and does not start if it rejects a value in it.",
};
const queueOfOne: Diagnostic = {
  range: range(6, 16, 17),
  severity: 1,
  source: "keypoll",
  code: "queue-of-one",
  codeDescription: page("queue-of-one"),
  message:
    "The queue can hold one request fewer than this size, so it can hold none. The manager discards every request and logs only a debug line.",
};

describe("the diagnostics of a configuration", () => {
  it("are its findings, with places and pages", () => {
    expect(configDiagnosticsOf(opened(OLD_CONF), defaultLintSettings)).toEqual([deprecated, queueOfOne]);
  });

  it("follow the settings: severities and their limit", () => {
    const severities = { "wodle-deprecated": "off" } as const;
    expect(configDiagnosticsOf(opened(OLD_CONF), { ...defaultLintSettings, severities })).toEqual([
      queueOfOne,
    ]);
    const limited = configDiagnosticsOf(opened(OLD_CONF), { ...defaultLintSettings, maxFindings: 1 });
    expect(limited.map(({ code }) => code)).toEqual(["wodle-deprecated", undefined]);
    expect(limited[1]?.message).toMatch(/^The first 1 of 2 findings/);
  });

  it("follow edits, and end when the text is no configuration any more", () => {
    const all = configs();
    const uri = "file:///srv/other.xml";
    const file = all.create(uri, 1, OLD_CONF);
    expect(file).toMatchObject({ kind: "config", uri, version: 1, text: OLD_CONF });
    expect(configDiagnosticsOf(file, defaultLintSettings)).toHaveLength(2);
    expect(all.update(file, [{ range: range(6, 16, 17), text: "16" }], 2)).toBe(file);
    expect(file.version).toBe(2);
    expect(configDiagnosticsOf(file, defaultLintSettings)).toEqual([deprecated]);
    all.update(file, [{ text: "<project/>" }, { range: range(0, 9, 9), text: " " }], 3);
    expect(file.text).toBe("<project/ >");
    expect(file.model).toBeUndefined();
    expect(configDiagnosticsOf(file, defaultLintSettings)).toEqual([]);
    expect(completionsOf(file, at(0, 1), true)).toEqual([]);
    expect(hoverOn(file, at(0, 1))).toBeNull();
    expect(configLinks(file, (path) => path)).toEqual([]);
    const given = { textDocument: { uri }, range: range(0, 0, 1), context: { diagnostics: [] } };
    expect(configActionsOf(file, given)).toEqual([]);
  });

  it("are those of another release after a change of the settings", () => {
    const all = configs();
    const file = all.create(URI, 1, OLD_CONF);
    const { settings } = readLintSettings({ release: "4.3" });
    all.configure(settings, [file]);
    expect(configDiagnosticsOf(file, settings)).toEqual([queueOfOne]);
    const other = all.create("file:///srv/a/ossec.conf", 1, OLD_CONF);
    expect(configDiagnosticsOf(other, settings).map(({ code }) => code)).toEqual(["queue-of-one"]);
  });

  it("know what comes from another file if it is only a part", () => {
    const part = opened(
      "<auth>\n  <key_request>\n    <timeout>1m</timeout>\n    <exec_path>/a</exec_path>\n  </key_request>\n</auth>\n",
      "file:///srv/10.conf",
    );
    expect(configDiagnosticsOf(part, defaultLintSettings).map(({ code }) => code)).toEqual([
      "enabled-not-said",
      "number-misread",
    ]);
  });

  it("ask about the programs of this document", () => {
    const asked: string[] = [];
    configs((uri) => {
      asked.push(uri);
      return undefined;
    }).create(URI, 1, OLD_CONF);
    expect(asked).toEqual([URI]);
  });
});

describe("the commands that open configurations name", () => {
  it("are split as the manager splits them, until a file is closed", () => {
    const all = configs();
    const first = all.create(URI, 1, block(`<exec_path>python3 "/opt/my poll.py" -u</exec_path>`));
    all.create("file:///srv/none.xml", 1, "<project/>");
    all.create("file:///srv/b/ossec.conf", 1, block("<enabled>yes</enabled>"));
    expect(all.execPaths()).toEqual([["python3", "/opt/my poll.py", "-u"], [], []]);
    all.update(first, [{ text: block("<exec_path>/opt/é.py</exec_path>") }], 2);
    expect(all.execPaths()[0]).toEqual(["/opt/é.py"]);
    all.close(first);
    expect(all.execPaths()).toEqual([[], []]);
  });
});

describe("the actions for a configuration", () => {
  const asked = (context: object, where = range(0, 0, 0)) =>
    configActionsOf(opened(OLD_CONF), {
      textDocument: { uri: URI },
      range: where,
      context: { diagnostics: [], ...context },
    });
  const edited = (...edits: readonly object[]) => ({
    documentChanges: [{ textDocument: { uri: URI, version: 4 }, edits }],
  });
  const converted = edited(
    {
      range: range(3, 0, 0),
      newText:
        "    <key_request>\n      <enabled>yes</enabled>\n      <exec_path>/opt/poll.py</exec_path>\n      <queue_size>1</queue_size>\n    </key_request>\n",
    },
    { range: { start: at(4, 0), end: at(8, 0) }, newText: "" },
  );
  const fixes = [
    {
      title: "Convert to <key_request> in <auth>",
      kind: "quickfix",
      edit: converted,
      diagnostics: [deprecated],
      isPreferred: false,
    },
    {
      title: "Write 1024, the default",
      kind: "quickfix",
      edit: edited({ range: range(6, 16, 17), newText: "1024" }),
      diagnostics: [queueOfOne],
      isPreferred: true,
    },
  ];
  const ignoring = [
    {
      title: "Ignore wodle-deprecated here",
      kind: "quickfix",
      edit: edited({ range: range(4, 0, 0), newText: "  <!-- keypoll: ignore wodle-deprecated -->\n" }),
      diagnostics: [deprecated],
    },
    {
      title: "Ignore queue-of-one here",
      kind: "quickfix",
      edit: edited({ range: range(6, 0, 0), newText: "    <!-- keypoll: ignore queue-of-one -->\n" }),
      diagnostics: [queueOfOne],
    },
  ];
  const conversion = {
    title: "Convert to <key_request> in <auth>",
    kind: "refactor.rewrite.keypoll",
    edit: converted,
  };
  const diagnostics = [deprecated, queueOfOne];
  const inWodle = range(5, 4, 4);

  it("are the fixes of the findings, and comments that ignore them", () => {
    expect(asked({ diagnostics }, inWodle)).toEqual([...fixes, ...ignoring]);
    expect(asked({ diagnostics, triggerKind: CodeActionTriggerKind.Invoked })).toEqual([
      ...fixes,
      ...ignoring,
    ]);
    expect(asked({ diagnostics, only: ["quickfix"] }, inWodle)).toEqual([...fixes, ...ignoring]);
  });

  it("are only the fixes if the user did not ask", () => {
    expect(asked({ diagnostics, triggerKind: CodeActionTriggerKind.Automatic }, inWodle)).toEqual(fixes);
  });

  it("convert the block in the range, if no fix does the same", () => {
    expect(asked({}, inWodle)).toEqual([conversion]);
    expect(asked({}, range(1, 0, 0))).toEqual([]);
    expect(asked({ diagnostics: [queueOfOne] }, inWodle)).toEqual([fixes[1], ignoring[1], conversion]);
    expect(asked({ diagnostics, only: ["refactor"] }, inWodle)).toEqual([conversion]);
  });

  it("fix everything that is safe", () => {
    const edit = edited({ range: range(6, 16, 17), newText: "1024" });
    const all = [{ title: "Fix all that is safe to fix", kind: "source.fixAll.keypoll", edit }];
    expect(asked({ only: ["source"] }, inWodle)).toEqual(all);
  });
});

describe("completions in a configuration", () => {
  const offered = (text: string, position: Position, takesSnippets: boolean) =>
    completionsOf(opened(text), position, takesSnippets) ?? [];
  const enabled = (rest: object) => ({
    label: "enabled",
    kind: 10,
    filterText: "<enabled",
    insertTextMode: 2,
    documentation: {
      kind: "markdown",
      value:
        "Whether the manager polls for the keys of unknown agents.\n\nDefault: `yes`. (The documentation of `<key_request>` says `no`; a block with any element in it is on anyway.)\n\nAccepted: `yes` or `no`, exactly.",
    },
    ...rest,
  });

  it("replace a begun element, as a snippet or as text", () => {
    const newText = `<enabled>\${1|yes,no|}</enabled>$0`;
    const [snippet] = offered(block("<en"), at(3, 9), true);
    expect(snippet).toEqual(enabled({ textEdit: { range: range(3, 6, 9), newText }, insertTextFormat: 2 }));
    const [text] = offered(block("<en"), at(3, 9), false);
    const plain = "<enabled>yes</enabled>";
    expect(text).toEqual(enabled({ textEdit: { range: range(3, 6, 9), newText: plain } }));
  });

  it("have no stops of snippets in plain text", () => {
    const texts = offered(block("<en"), at(3, 9), false).map(({ textEdit }) => textEdit?.newText);
    expect(texts).toEqual([
      "<enabled>yes</enabled>",
      "<exec_path></exec_path>",
      "<socket></socket>",
      "<timeout>60</timeout>",
      "<threads>1</threads>",
      "<queue_size>1024</queue_size>",
    ]);
    const [first] = offered("<ossec_config>\n<auth>\n\n</auth>\n</ossec_config>\n", at(2, 0), false);
    expect([first?.filterText, first?.textEdit?.newText]).toEqual([
      "key_request",
      "<key_request>\n\t<enabled>yes</enabled>\n\t<exec_path></exec_path>\n</key_request>",
    ]);
  });

  it("are the accepted values within an element, which need no help", () => {
    const value = (label: string, end: number) => ({
      label,
      kind: 12,
      filterText: label,
      textEdit: { range: range(3, 15, end), newText: label },
      insertTextMode: 2,
    });
    expect(offered(block("<enabled></enabled>"), at(3, 15), false)).toEqual([
      value("yes", 15),
      value("no", 15),
    ]);
    expect(offered(block("<enabled>n</enabled>"), at(3, 16), false)).toEqual([
      value("yes", 16),
      value("no", 16),
    ]);
  });
});

describe("places in a configuration", () => {
  it("have a hover with the name, the release and the meaning", () => {
    const hover = hoverOn(opened(block("<enabled></enabled>")), at(3, 8));
    expect(hover).toEqual({
      contents: {
        kind: "markdown",
        value:
          "**enabled** · Wazuh 4.14\n\nWhether the manager polls for the keys of unknown agents.\n\nDefault: `yes`. (The documentation of `<key_request>` says `no`; a block with any element in it is on anyway.)\n\nAccepted: `yes` or `no`, exactly.\n\nA rejected value is logged. The manager stops reading the block there, and polling is **on**.\n\nThis value is **rejected**.",
      },
      range: range(3, 6, 25),
    });
    expect(hoverOn(opened(block("<enabled></enabled>")), at(6, 16))).toBeNull();
  });

  it("link the files that exist", () => {
    const file = opened(block("<exec_path>/usr/bin/python3 /opt/poll.py</exec_path>"));
    const found = configLinks(file, (path) => (path.endsWith(".py") ? `file://${path}` : undefined));
    expect(found).toEqual([{ range: range(3, 34, 46), target: "file:///opt/poll.py" }]);
  });

  it("are offsets of the text, and back", () => {
    const lines = opened("<ossec_config>\n\n</ossec_config>\n").model?.lines;
    if (lines === undefined) throw new Error("no configuration");
    expect(positionOf(lines, 16)).toEqual(at(2, 0));
    expect(spanOf(lines, { start: at(0, 3), end: at(2, 1) })).toEqual({ start: 3, end: 17 });
    expect(textEditsOf(lines, [{ start: 3, end: 17, newText: "x" }])).toEqual([
      { range: { start: at(0, 3), end: at(2, 1) }, newText: "x" },
    ]);
  });
});
