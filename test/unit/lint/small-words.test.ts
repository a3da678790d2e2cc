/** Small tables of words: severities, words in place of a key, addresses of pages, runs of a registration script. */

import { describe, expect, it } from "vitest";
import { isPlaceholderWord } from "../../../core/lint/placeholder.ts";
import { runRuleCodes, runRules } from "../../../core/lint/registration-run/rules.ts";
import { docsPage, rulePage } from "../../../core/lint/rule-page.ts";
import { isProblem, severities, severityText } from "../../../core/lint/severity.ts";

it("has a word for each severity, and knows which need action", () => {
  expect(severities.map((each) => [severityText(each), isProblem(each)])).toEqual([
    ["error", true],
    ["warning", true],
    ["information", false],
    ["hint", false],
  ]);
});

describe("a word in place of a key", () => {
  it.each([
    "none",
    "NULL",
    "nil",
    "undefined",
    "NaN",
    "n/a",
    "key",
    "agent_key",
    "agentkey",
    "secret",
    "password",
    "change_me",
    "changeme",
    "todo",
    "test",
    "true",
    "false",
    "0",
    "000",
    "x",
    "xxx",
    "*",
    "***",
    ".",
    "...",
    "-",
    "---",
    "<>",
    "<your key>",
    "{}",
    "{key}",
  ])("is '%s'", (word) => {
    expect(isPlaceholderWord(word)).toBe(true);
  });

  it.each([
    "",
    "nones",
    "anull",
    "0x",
    "x0",
    "a<b>",
    "<b>a",
    "a{b}",
    "{b}a",
    "1",
    "tests",
    "keys",
    "*a",
    "agent-key",
  ])("is not '%s'", (word) => {
    expect(isPlaceholderWord(word)).toBe(false);
  });
});

it("knows the addresses of pages", () => {
  expect(docsPage("verdict")).toBe("https://github.com/keypoll/keypoll/blob/main/docs/verdict.md");
  expect(rulePage("empty-key")).toBe("https://github.com/keypoll/keypoll/blob/main/docs/rules/empty-key.md");
});

it("has the rules about runs of a registration script in the order in which a test meets them", () => {
  expect(runRuleCodes.map((code) => `${code}: ${runRules[code].severity}, ${runRules[code].title}`)).toEqual([
    "script-not-started: error, Registration script that cannot be started",
    "agent-not-registered: error, No agent was registered",
    "agent-name-refused: error, The manager refuses the agent's name",
    "failure-not-reported: error, A failure with exit code 0",
    "success-not-reported: warning, An exit code other than 0 for a registered agent",
    "registered-twice: warning, A second agent for the same machine",
    "agent-replaced: information, The second run replaces the agent",
    "agent-not-replaced: information, An existing agent is not replaced",
    "key-printed: warning, The script prints the agent's key",
    "certificate-not-checked: error, The manager's certificate is not checked",
  ]);
});
