/** What `keypoll explain` says: a rule with and without its page, and messages with their wordings. */

import { describe, expect, it } from "vitest";
import { explainText } from "../../../cli/explain/explain-text.ts";
import type { ExplainReport } from "../../../cli/report/report.ts";
import { tool } from "../../../cli/report/tool.ts";
import type { AnyRule } from "../../../core/documents/rules.ts";
import { coloured, colouredLines, pipe } from "./looks.ts";

type Message = ExplainReport["messages"][number];

const rule: AnyRule = {
  code: "a-rule",
  about: "answer",
  severity: "error",
  title: "A title",
  advice: "Do it.",
  page: "https://host/a-rule.md",
};
const message: Message = {
  id: "invalid-ip",
  releases: "all releases",
  level: "error",
  tag: "wazuh-authd",
  template: "Bad %s of %s.",
  values: [
    { name: "address", text: "10.0.0.300" },
    { name: "agent", text: undefined },
  ],
  meaning: "What it means.",
  advice: "Fix it.",
};

const report = (more: Partial<ExplainReport>): ExplainReport => ({
  tool,
  command: "explain",
  query: "x",
  messages: [],
  similar: [],
  ...more,
});
const textOf = (more: Partial<ExplainReport>, page?: string, width = pipe.width): string =>
  explainText(report(more), page, { ...pipe, width }).join("\n");

describe("a rule", () => {
  it("has its advice if its page is not there", () => {
    expect(textOf({ rule })).toBe(`a-rule  error  about answers
  A title.
  what to do   Do it.
  more         https://host/a-rule.md`);
    const { advice: _advice, ...bare } = rule;
    expect(textOf({ rule: { ...bare, about: "client.keys" } })).toBe(`a-rule  error  about client.keys
  A title.
  more         https://host/a-rule.md`);
  });

  it.each<[AnyRule["about"], string]>([
    ["answer", "answers"],
    ["client.keys", "client.keys"],
    ["ossec.conf", "ossec.conf"],
    ["script", "scripts"],
    ["registration script", "registration scripts"],
    ["suite", "suites"],
  ])("about %s", (about, text) => {
    expect(textOf({ rule: { ...rule, about } }).split("\n")[0]).toBe(`a-rule  error  about ${text}`);
  });

  it("has its page instead, whose tables and examples are not wrapped", () => {
    const page = `A long line of prose.

## A heading of many words

| a table | with a long row |
 a line that begins with a blank
- an item that is #1 of many

\`\`\`sh
# a comment that stays whole
\`\`\`
The end of the prose.`;
    expect(textOf({ rule }, page, 20)).toBe(`a-rule  error  about answers
  A title.
  more         https
               ://ho
               st/a-
               rule.
               md

A long line of
prose.

A heading of many words

| a table | with a long row |
 a line that begins with a blank
- an item that is #1
of many

# a comment that stays whole
The end of the
prose.`);
  });
});

describe("messages", () => {
  it("of one name are together, with all their wordings, and before others", () => {
    const messages: Message[] = [
      message,
      { ...message, id: "error-answer", values: [], tag: undefined, template: "x %s", level: "debug2" },
      { ...message, releases: "4.4 to 4.14", template: "Worse %s.", level: "critical" },
    ];
    expect(textOf({ messages })).toBe(`invalid-ip
  What it means.
  all releases wazuh-authd: ERROR: Bad <address> of <agent>.
  4.4 to 4.14  wazuh-authd: CRITICAL: Worse <address>.
  address      10.0.0.300
  what to do   Fix it.

error-answer
  What it means.
  all releases any daemon: DEBUG: x <…> — not written by default
  what to do   Fix it.`);
  });

  it("follow a rule of the same name, after an empty line", () => {
    const [first, ...others] = textOf({ rule, messages: [message] }).split("\n\n");
    expect(first).toMatch(/^a-rule /);
    expect(others).toEqual([expect.stringMatching(/^invalid-ip\n/)]);
  });

  it("show control characters of a log as signs", () => {
    const values = [{ name: "address", text: "a\tb" }];
    const text = textOf({ messages: [{ ...message, template: "x\n%s", values }] });
    expect(text).toContain("\n  address      a␉b\n");
    expect(text).toContain("ERROR: x␊<address>\n");
  });

  it("have colours, and are indented where they are wrapped", () => {
    expect(
      colouredLines(explainText(report({ rule, messages: [message] }), "# A page\n\nText", coloured)),
    ).toEqual(["bold: a-rule  error  about answers", "bold: A page", "bold: invalid-ip"]);
    const meaning = "It means what it says here.";
    const text = textOf(
      { rule: { ...rule, title: "A title of more words" }, messages: [{ ...message, meaning }] },
      undefined,
      18,
    );
    expect(text).toContain("\n  A title of more\n  words.\n");
    expect(text).toContain("\n  It means what it\n  says here.\n");
  });
});
