/** What the server answers about places in a list of agents: completions, hovers, references, links and formatting. */

import { describe, expect, it } from "vitest";
import { completionsOf } from "../../../server/completion.ts";
import { Documents } from "../../../server/documents.ts";
import { formattingOf } from "../../../server/formatting.ts";
import { hoverOn } from "../../../server/hover.ts";
import { KeyFiles } from "../../../server/key-files.ts";
import { definitionAt, highlightsAt, referencesAt } from "../../../server/navigation.ts";
import { definitionOf, linksOf, outlineOf } from "../../../server/navigation-by-kind.ts";

const KEY = "ab".repeat(32);
const OTHER = "cd".repeat(32);
const URI = "file:///srv/client.keys";

const opened = (text: string) => new KeyFiles(undefined).create(URI, "client-keys", 2, text);
/** From one column to another of a line. */
const range = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
});

describe("completions in a list of agents", () => {
  const TEXT = `001 web any ${KEY}\n003 db an\n# x\n 5\n002 a any ab  \n002 a any ab cd\n`;
  const offered = (line: number, character: number) =>
    completionsOf(opened(TEXT), { line, character }, true) ?? [];
  const id = (line: number, begun: string, end: number) => ({
    label: "004",
    kind: 12,
    detail: "the next free id",
    textEdit: { range: range(line, 0, end), newText: "004" },
    filterText: `${begun}004`,
  });

  it("replace the id by the next free one", () => {
    expect(offered(0, 0)).toEqual([id(0, "", 3)]);
    expect(offered(0, 2)).toEqual([id(0, "00", 3)]);
    expect(offered(0, 3)).toEqual([id(0, "001", 3)]);
    expect(offered(6, 0)).toEqual([id(6, "", 0)]);
  });

  it("replace the address by any", () => {
    const any = (line: number, start: number, begun: string, end: number) => ({
      label: "any",
      kind: 14,
      detail: "accept the agent from every address",
      textEdit: { range: range(line, start, end), newText: "any" },
      filterText: `${begun}any`,
    });
    expect(offered(0, 10)).toEqual([any(0, 8, "an", 11)]);
    expect(offered(1, 9)).toEqual([any(1, 7, "an", 9)]);
  });

  it("replace the whole key by a new one, but not the blanks after it", () => {
    const key = (line: number, start: number, begun: string, end: number) => ({
      label: "new key",
      kind: 12,
      detail: "64 random hexadecimal digits",
      textEdit: { range: range(line, start, end), newText: expect.stringMatching(/^[0-9a-f]{64}$/) },
      filterText: `${begun}new key`,
    });
    expect(offered(0, 14)).toEqual([key(0, 12, "ab", 76)]);
    expect(offered(4, 10)).toEqual([key(4, 10, "", 12)]);
    expect(offered(5, 11)).toEqual([key(5, 10, "a", 15)]);
    expect(offered(0, 14)[0]?.textEdit?.newText).not.toBe(offered(0, 14)[0]?.textEdit?.newText);
  });

  it("do not exist for a name, after the key, in a comment and in a line that begins with a blank", () => {
    for (const [line, character] of [
      [0, 5],
      [5, 15],
      [2, 1],
      [2, 3],
      [3, 1],
      [3, 2],
    ] as const) {
      expect(offered(line, character)).toEqual([]);
    }
  });

  it("do not exist in a file of another kind", () => {
    const log = new Documents({}, () => undefined).create("file:///ossec.log", "log", 1, "");
    expect(completionsOf(log, { line: 0, character: 0 }, true)).toBeNull();
  });
});

describe("the hover in a list of agents", () => {
  it("explains the agent, and marks the field", () => {
    expect(hoverOn(opened(`001 web any ${KEY}\n`), { line: 0, character: 5 })).toEqual({
      contents: {
        kind: "markdown",
        value:
          "**Agent `001` `web`** · Wazuh 4.14\n\nMay connect: Every source address.\n\nKey of 64 bytes, fingerprint `271a413bd339`.",
      },
      range: range(0, 4, 7),
    });
    expect(hoverOn(opened("# note\n"), { line: 1, character: 0 })).toBeNull();
  });
});

describe("from a field to the same elsewhere", () => {
  const TEXT = `001 web 10.0.0.1 ${KEY}\n002 web 10.0.0.2 ${OTHER}\n# note\n002 db 10.0.0.1 ${KEY}\n`;
  const file = opened(TEXT);
  const seen = (line: number, character: number) => referencesAt(file, { line, character });
  const places = (...ranges: readonly object[]) => ranges.map((each) => ({ uri: URI, range: each }));

  it.each([
    ["an id", 3, 1, [range(1, 0, 3), range(3, 0, 3)]],
    ["a name", 1, 5, [range(0, 4, 7), range(1, 4, 7)]],
    ["an address", 0, 9, [range(0, 8, 16), range(3, 7, 15)]],
    ["a key", 3, 20, [range(0, 17, 81), range(3, 16, 80)]],
    ["an id that is there once", 0, 1, [range(0, 0, 3)]],
  ])("of %s", (_, line, character, ranges) => {
    expect(seen(line, character)).toEqual(places(...ranges));
    expect(highlightsAt(file, { line, character })).toEqual(ranges.map((each) => ({ range: each, kind: 1 })));
    expect(definitionAt(file, { line, character })).toEqual(places(...ranges.slice(0, 1)));
    expect(definitionOf(file, { line, character }, [])).toEqual(places(...ranges.slice(0, 1)));
  });

  it("of a comment there is nothing", () => {
    expect(seen(2, 3)).toEqual([]);
    expect(definitionAt(file, { line: 2, character: 3 })).toEqual([]);
  });
});

describe("formatting", () => {
  it.each([
    ["nothing", `001 web any ${KEY}\n`, []],
    ["an empty file", "", []],
    [
      "blank lines",
      `\n001 web any ${KEY}\n\n\n# note\n`,
      [0, 2, 3].map((line) => ({
        range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } },
        newText: "",
      })),
    ],
    ["a missing last line feed", `# é\n001 web any ${KEY}`, [{ range: range(1, 76, 76), newText: "\n" }]],
    ["a file of another kind", "-----BEGIN RSA PRIVATE KEY-----\n\nMIIE", []],
  ])("changes %s", (_, text, edits) => {
    expect(formattingOf(opened(text))).toEqual(edits);
  });
});

describe("links, definitions and outlines", () => {
  const documents = new Documents({}, () => undefined);
  const list = documents.create(URI, "client-keys", 1, `# see https://example.org/a\n001 web any ${KEY}\n`);
  const config = documents.create(
    "file:///ossec.conf",
    "xml",
    1,
    "<ossec_config><auth><key_request><exec_path>/opt/a.py</exec_path></key_request></auth></ossec_config>",
  );
  const line =
    "2026/11/21 10:00:00 wazuh-remoted: WARNING: (1408): Invalid ID 001 for the source ip: '10.0.0.9' (name 'unknown').\n";
  const log = documents.create("file:///ossec.log", "log", 1, line);
  const script = documents.create("file:///a.py", "python", 1, "");
  const other = documents.create("file:///a.txt", "plaintext", 1, "");
  const open = [list, config, log, script, other];
  const found = (path: string) => `file://${path}`;

  it("are those of the kind of the document", () => {
    expect(linksOf(list, open, found)).toEqual([{ range: range(0, 6, 27), target: "https://example.org/a" }]);
    expect(linksOf(config, open, found)).toEqual([{ range: range(0, 44, 53), target: "file:///opt/a.py" }]);
    expect(linksOf(script, open, found)).toEqual([]);
    expect(linksOf(other, open, found)).toEqual([]);
    expect(outlineOf(list)?.map(({ name }) => name)).toEqual(["001 web"]);
    for (const each of [config, script, other]) {
      expect(outlineOf(each)).toBeNull();
      expect(definitionOf(each, { line: 0, character: 0 }, open)).toBeNull();
    }
    for (const each of [script, other]) expect(hoverOn(each, { line: 0, character: 0 })).toBeNull();
  });

  it("go from an agent in a log to its record", () => {
    const column = line.indexOf("001 for");
    expect(linksOf(log, open, found)).toMatchObject([{ range: range(0, column, column + 3) }]);
    expect(definitionOf(log, { line: 0, character: column }, open)).toEqual([
      { uri: URI, range: range(1, 0, 0) },
    ]);
    expect(linksOf(log, [log], found)).toEqual([]);
    expect(hoverOn(log, { line: 0, character: 50 })).not.toBeNull();
    expect(outlineOf(log)).not.toBeNull();
  });
});
