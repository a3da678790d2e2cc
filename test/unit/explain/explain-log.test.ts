/** Lines of ossec.log are recognised in every form in which users paste them, and show no key. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainLog, explainMessage } from "../../../core/lint/explain/index.ts";
import { releases } from "../../../core/manager/index.ts";
import { messageIds, messageTexts } from "../../../core/manager/message-families.ts";

const KEY = "0123456789abcdef".repeat(4);

/** Every message in every wording, with values filled in. */
const lines = messageIds.flatMap((id) => {
  const templates = new Set(
    releases.flatMap((release) => messageTexts(id, release).map(({ template }) => template)),
  );
  return Array.from(templates, (template) => {
    const values: string[] = [];
    const fill = (): string => {
      values.push(String(values.length + 7));
      return values.at(-1) ?? "";
    };
    return { id, text: template.replace(/%s/g, fill), values };
  });
});

describe("a pasted line", () => {
  const prefixes = [
    "",
    "ERROR: ",
    "2026/11/21 10:00:00 wazuh-authd: WARNING: ",
    "2026/11/21 10:00:00 wazuh-modulesd:agent-key-polling: DEBUG: ",
    "2026/11/21 10:00:00 wazuh-authd[4711] key_request.c:231 at key_request_dispatch(): DEBUG: ",
  ];

  it.each(prefixes)("is recognised for every message after '%s'", (prefix) => {
    for (const { id, text, values } of lines) {
      const found = explainLog(`${prefix}${text}\n`).messages;
      expect(
        found.map((each) => each.id),
        text,
      ).toContain(id);
      expect(
        found.find((each) => each.id === id)?.values.map((each) => each.text),
        text,
      ).toEqual(values);
    }
  });

  it("explains the manager's message", () => {
    const line =
      "2026/11/21 10:00:00 wazuh-authd[99] key_request.c:231 at key_request_dispatch(): DEBUG: Could not get a key from ID 004. Error: 'No agent key found'";
    expect(explainLog(line)).toMatchObject({
      time: "2026/11/21 10:00:00",
      tag: "wazuh-authd",
      place: "key_request.c:231 at key_request_dispatch()",
      level: "DEBUG",
      messages: [
        {
          id: "error-answer",
          level: "debug1",
          releases: "4.4 to 4.14",
          values: [
            { name: "selector", text: "ID" },
            { name: "value", text: "004" },
            { name: "message", text: "No agent key found" },
          ],
        },
      ],
    });
  });

  it.each([
    ["a message without its final dot", "Error getting external key", "request-failed"],
    ["a message that lost its blank", "Agent ID is too long", "id-too-long"],
    ["half a line", "Could not get a key from ID 004. Err", "error-answer"],
    ["the first line of two", "(1401): Error reading authentication key: '", "reading-key-failed"],
    [
      "a line of ossec.json",
      `{"timestamp":"2026/11/21 10:00:00","tag":"wazuh-authd","level":"warning","description":"Not valid IP 'Any'"}`,
      "not-valid-ip",
    ],
    ["a value with the text's own words", "Not valid IP 'x' and 'y'", "not-valid-ip"],
    ["a code with a reason", "9008: Duplicate name", "master-refused"],
  ])("can be %s", (_title, line, id) => {
    // A part of a line may belong to several releases.
    expect([...new Set(explainLog(line).messages.map((each) => each.id))]).toEqual([id]);
  });

  it.each(["", "nothing of the manager", "x: y", "{", "{}"])(
    "that is unknown is not a message: '%s'",
    (line) => {
      expect(explainLog(line).messages).toEqual([]);
    },
  );

  it("distinguishes releases by their wording", () => {
    const releasesOf = (line: string): string[] => explainLog(line).messages.map((each) => each.releases);
    expect(releasesOf("Key pulling integration (/p) returned code 1.")).toEqual(["3.8 to 4.3"]);
    expect(releasesOf("Key request integration (/p) returned code 1.")).toEqual(["4.4 to 4.14"]);
    expect(releasesOf("(1404): Authentication error. Wrong key from 'web'.")).toEqual(["3.8 to 3.9"]);
  });

  it.each([
    `Exec output: {"error":0,"data":{"id":"001","name":"n","ip":"any","key":"hunter2hunter2"}}`,
    `Agent key request addition response: '{"error":0,"data":{"id":"001","key":"hunter2hunter2"}}'`,
    "(1401): Error reading authentication key: '001\tweb\tany\thunter2hunter2\n'.",
    "(1401): Error reading authentication key: '001,web,any,hunter2hunter2\n'.",
    "(1401): Error reading authentication key: '001 web hunter2hunter2'.",
    `Error parsing JSON event. {'key': 'hunter2hunter2'}`,
    `anything else ${KEY} at all`,
  ])("shows no key: %#", (line) => {
    const shown = JSON.stringify(explainLog(line));
    expect(shown).not.toContain("hunter2");
    expect(shown).not.toContain(KEY);
    expect(shown).toContain("••••••••");
  });

  it("can be anything", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...lines), fc.nat(300), (noise, { text }, cut) => {
        explainLog(noise);
        explainLog(text.slice(0, cut) + noise);
      }),
    );
    for (const text of ["' (name '", "(1408): Invalid ID ", "'", "{", " "]) explainLog(text.repeat(100_000));
  });
});

describe("an explanation", () => {
  it.each(messageIds)("of %s names every value and says what to do", (id) => {
    const wordings = explainMessage(id) ?? [];
    expect(wordings.length).toBeGreaterThan(0);
    for (const { template, values, meaning, advice } of wordings) {
      expect(values).toHaveLength(template.split("%s").length - 1);
      expect(meaning).toMatch(/\.$/);
      expect(advice).toMatch(/\.$/);
    }
  });

  it("exists only for messages", () => {
    expect(explainMessage("no-such-message")).toBeUndefined();
  });
});

it("names the element that a configuration must not have, and the block of key polling by itself", () => {
  const lineOf = (element: string) =>
    explainLog(
      `2026/08/21 10:00:00 wazuh-manager-authd: ERROR: (1230): Invalid element in the configuration: '${element}'.`,
    ).messages;
  expect(lineOf("key_request").map(({ id }) => id)).toEqual(["key-request-unknown"]);
  expect(lineOf("ossec_config")).toMatchObject([
    {
      id: "element-unknown",
      releases: "all releases",
      values: [{ name: "element", text: "ossec_config" }],
    },
  ]);
});
