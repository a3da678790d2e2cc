/** A configuration as a document: how many findings, conversions at a place, parts of a file, and force options. */

import { describe, expect, it } from "vitest";
import { ConfigDocument, readPollConfig } from "../../../core/lint/config/index.ts";
import { COMMAND, documentOf, keyRequest, releaseOf, wodle } from "./support.ts";

describe("a document", () => {
  it("shows as many findings as it is asked for, and counts all", () => {
    const { findings, total } = documentOf(keyRequest("<a/><b/><c/><exec_path>/x</exec_path>")).findings(
      {},
      2,
    );
    expect(findings.map(({ start, end }) => end - start)).toEqual([2, 2]);
    expect(total).toBe(3);
  });

  it("has one finding, and nothing else to say, if it cannot be read", () => {
    const document = documentOf("<ossec_config><auth>");
    expect(document.findings().total).toBe(1);
    expect(document.hover(3)).toBeUndefined();
    expect(document.namedFiles()).toEqual([]);
    expect(document.conversions({ start: 0, end: 20 })).toEqual([]);
    expect(
      document
        .proposals(20)
        .map(({ label }) => label)
        .slice(0, 3),
    ).toEqual(["key_request", "force", "disabled"]);
  });

  it("converts the blocks that a selection touches", () => {
    const text = wodle(COMMAND);
    const document = documentOf(text);
    const [start, end] = [text.indexOf("<wodle"), text.indexOf("</wodle>") + "</wodle>".length];
    const titles = (from: number, to: number): string[] =>
      document.conversions({ start: from, end: to }).map(({ title }) => title);
    expect(titles(start, start)).toEqual(["Convert to <key_request> in <auth>"]);
    expect(titles(end, end)).toEqual(["Convert to <key_request> in <auth>"]);
    expect(titles(0, text.length)).toHaveLength(1);
    expect(titles(0, start - 1)).toEqual([]);
    expect(titles(end + 1, text.length)).toEqual([]);
    expect(document.conversions({ start, end })[0]?.safe).toBe(false);
  });

  it("converts nothing for 5.x, which reads neither form", () => {
    const text = wodle(COMMAND);
    expect(documentOf(text, "5.0").conversions({ start: 0, end: text.length })).toEqual([]);
  });

  it("may be some sections without the root", () => {
    const part = keyRequest(COMMAND).replace(/<\/?ossec_config>\n?/g, "");
    const read = (isFragment: boolean) =>
      new ConfigDocument(part, { release: releaseOf("4.14"), isFragment }).findings().findings;
    expect(read(true)).toEqual([]);
    expect(read(false).map(({ rule }) => rule)).toEqual(["config-not-ossec"]);
    // <auth> may be elsewhere then.
    const block = wodle(COMMAND).replace(/^.*(<wodle.*<\/wodle>).*$/s, "$1");
    const fragment = new ConfigDocument(block, { release: releaseOf("4.3"), isFragment: true });
    expect(fragment.reading).toMatchObject({ idle: undefined, isFragment: true });
    const broken = new ConfigDocument("<auth>", { release: releaseOf("4.14"), isFragment: true });
    expect(broken.reading.kind).toBe("unreadable");
  });
});

function forceOf(options: string, version = "4.14") {
  const reading = readPollConfig(
    keyRequest(COMMAND).replace("<key_request>", `${options}<key_request>`),
    releaseOf(version),
  );
  if (reading.kind !== "config") throw new Error(reading.message);
  return { value: reading.force.value, from: reading.force.from?.name };
}

const usual = {
  enabled: true,
  keyMismatch: true,
  disconnectedTime: { enabled: true, seconds: 3600 },
  afterRegistrationTime: 3600,
};

describe("the force options", () => {
  it.each([
    ["", usual, undefined],
    ["<force><enabled>no</enabled></force>", { ...usual, enabled: false }, "force"],
    ["<force><enabled>maybe</enabled></force>", usual, "force"],
    ["<force><key_mismatch>no</key_mismatch></force>", { ...usual, keyMismatch: false }, "force"],
    ["<force><key_mismatch>x</key_mismatch></force>", usual, "force"],
    [
      '<force><disconnected_time enabled="no">5m</disconnected_time></force>',
      { ...usual, disconnectedTime: { enabled: false, seconds: 3600 } },
      "force",
    ],
    [
      '<force><disconnected_time enabled="yes">5m</disconnected_time></force>',
      { ...usual, disconnectedTime: { enabled: true, seconds: 300 } },
      "force",
    ],
    ['<force><disconnected_time enabled="yes">x</disconnected_time></force>', usual, "force"],
    [
      "<force><after_registration_time>1d</after_registration_time></force>",
      { ...usual, afterRegistrationTime: 86_400 },
      "force",
    ],
    ["<force><after_registration_time>x</after_registration_time></force>", usual, "force"],
    // Without <force> the older options still count from 4.9 on.
    ["<force_insert>no</force_insert>", { ...usual, enabled: false }, "force_insert"],
    ["<force_insert>yes</force_insert>", usual, "force_insert"],
    ["<force_insert>x</force_insert>", usual, undefined],
    [
      "<force_time>90</force_time>",
      { ...usual, disconnectedTime: { enabled: true, seconds: 90 } },
      "force_time",
    ],
    [
      "<force_time>010</force_time>",
      { ...usual, disconnectedTime: { enabled: true, seconds: 10 } },
      "force_time",
    ],
    [
      "<force_time>0</force_time>",
      { ...usual, disconnectedTime: { enabled: false, seconds: 0 } },
      "force_time",
    ],
    ["<force><enabled>yes</enabled></force><force_insert>no</force_insert>", usual, "force"],
    ["<force_time>0</force_time><force><enabled>yes</enabled></force>", usual, "force"],
  ])("%s", (options, value, from) => {
    expect(forceOf(options)).toMatchObject({ value, from });
  });

  it("of 4.4: <force_insert> always wins, and <force_time> has no effect", () => {
    const both = "<force><enabled>yes</enabled></force><force_insert>no</force_insert>";
    expect(forceOf(both, "4.4")).toMatchObject({ value: { ...usual, enabled: false }, from: "force" });
    expect(forceOf("<force_time>0</force_time>", "4.4").value).toEqual(usual);
  });

  it("are off without <auth>, because they are only set while it is read", () => {
    const text = `<ossec_config><wodle name="agent-key-polling">${COMMAND}</wodle></ossec_config>`;
    const reading = readPollConfig(text, releaseOf("4.14"));
    expect(reading).toMatchObject({
      force: {
        value: {
          enabled: false,
          keyMismatch: false,
          disconnectedTime: { enabled: false, seconds: 0 },
          afterRegistrationTime: 0,
        },
        from: undefined,
      },
      forceErrors: [],
      forceLog: [],
    });
  });
});
