/** Each message is known in each wording, with the releases and the daemon that write it. */

import { describe, expect, it } from "vitest";
import { isNumberName } from "../../../core/lint/explain/explanation.ts";
import { causes, explainMessage } from "../../../core/lint/explain/index.ts";
import { releaseRange, wordingsOf, writerOf } from "../../../core/lint/explain/wordings.ts";
import type { MessageId } from "../../../core/manager/index.ts";

describe("the wordings of a message", () => {
  const told = (id: MessageId): string[] =>
    wordingsOf(id).map((each) => `${releaseRange(each)}: ${each.template} [${each.numbers}] ${each.tag}`);

  it.each<[MessageId, string[]]>([
    // 5.0 has no key requests, so that 4.14 is the last release with such a line.
    [
      "exit-code",
      [
        "3.8 to 4.3: Key pulling integration (%s) returned code %s. [1] wazuh-modulesd:agent-key-polling",
        "4.4 to 4.14: Key request integration (%s) returned code %s. [1] wazuh-authd",
      ],
    ],
    [
      "no-key",
      [
        "3.8 to 4.3: Agent key not found. [] wazuh-modulesd:agent-key-polling",
        "4.4 to 4.14: Agent key not found. [] wazuh-authd",
      ],
    ],
    [
      "wrong-key",
      [
        "3.8 to 3.9: (1404): Authentication error. Wrong key from '%s'. [] ossec-remoted",
        "3.10 and newer: (1404): Authentication error. Wrong key or corrupt payload. Message received from agent '%s' at '%s'. [] wazuh-manager-remoted",
      ],
    ],
    ["duplicated-counter", ["all releases: (1407): Duplicated counter for '%s'. [] wazuh-manager-remoted"]],
    // The releases between wrote it at another place of the source, and not at all.
    [
      "service-off",
      [
        "3.8 to 4.1: Daemon is disabled. Closing. [] ossec-authd",
        "4.6 to 4.14: Daemon is disabled. Closing. [] wazuh-authd",
      ],
    ],
  ])("%s", (id, wordings) => {
    expect(told(id).filter((each) => wordings.includes(each))).toEqual(wordings);
  });
});

it.each([
  ["ossec-remoted", "remoted"],
  ["wazuh-manager-authd", "authd"],
  ["wazuh-modulesd:agent-key-polling", "modulesd:agent-key-polling"],
  ["old-wazuh-authd", "old-wazuh-authd"],
  [undefined, undefined],
])("the writer %s is %s in every release", (tag, writer) => {
  expect(writerOf(tag)).toBe(writer);
});

it.each([
  ["exit code", true],
  ["error number", true],
  ["number", true],
  ["number of rounds", false],
  ["code or reason", false],
  ["selector", false],
  ["barcode", false],
])("a value named '%s' is made of digits: %s", (name, expected) => {
  expect(isNumberName(name)).toBe(expected);
});

describe("a message by its number", () => {
  it.each(["1404", "(1404)"])("is found as %s, without values", (code) => {
    const found = explainMessage(code) ?? [];
    expect(found.map(({ id, releases }) => `${id}, ${releases}`)).toEqual([
      "wrong-key, 3.8 to 3.9",
      "wrong-key, 3.10 and newer",
    ]);
    expect(found.map(({ values }) => values.map(({ name, text }) => [name, text]))).toEqual([
      [["source address", undefined]],
      [
        ["id", undefined],
        ["source address", undefined],
      ],
    ]);
  });

  it.each(["14", "4", "9999", "x1404", "14041", "(1404) x", "abcd", "()"])("is not found as '%s'", (code) => {
    expect(explainMessage(code)).toBeUndefined();
  });
});

it("each cause has a title, an advice and a severity", () => {
  expect(Object.keys(causes).length).toBeGreaterThan(30);
  for (const { title, advice, severity } of Object.values(causes)) {
    expect(title).toMatch(/[a-z]$/);
    expect(advice).toMatch(/\.$/);
    expect(["error", "warning", "information"]).toContain(severity);
  }
});
