/** What an open log shows: problems, meanings, agents, and the way to their records. */

import { describe, expect, it } from "vitest";
import { DiagnosticSeverity, SymbolKind } from "vscode-languageserver";
import { KeyFiles, type OpenKeyFile } from "../../../server/key-files.ts";
import {
  logDefinitionAt,
  logDiagnosticsOf,
  logHoverAt,
  logLinksOf,
  logStoryOf,
  logSymbolsOf,
  type OpenLog,
  openLog,
  updateLog,
} from "../../../server/logs.ts";

const KEY = "5b".repeat(32);
const URI = "file:///var/ossec/logs/ossec.log";

const line = (second: number, text: string): string =>
  `2026/11/21 10:00:${String(second).padStart(2, "0")} wazuh-remoted: WARNING: ${text}\n`;
const inUse = (id: string): string => `Agent key already in use: agent ID '${id}'`;
const refused = "(1408): Invalid ID 044 for the source ip: '10.0.0.9' (name 'unknown').";
const LOG = [
  line(0, inUse("012")),
  line(1, "else"),
  line(2, inUse("012")),
  line(3, refused),
  line(4, inUse("013")),
];
const open = (...lines: readonly string[]): OpenLog => openLog(URI, "log", 1, lines.join(""));

/** The range of a whole line, from 0. */
const whole = (row: number) => ({
  start: { line: row, character: 0 },
  end: { line: row, character: (LOG[row] ?? "").length - 1 },
});

const keyFiles = new KeyFiles(undefined);
const keys = (text: string, uri = "file:///var/ossec/etc/client.keys"): OpenKeyFile =>
  keyFiles.create(uri, "client-keys", 1, text);

describe("the problems of a log", () => {
  it("are one for each cause, at its first line, with all that is known about it", () => {
    const href = "https://github.com/keypoll/keypoll/blob/main/docs/logs.md";
    const shared = { severity: DiagnosticSeverity.Warning, source: "keypoll", codeDescription: { href } };
    expect(logDiagnosticsOf(open(...LOG))).toEqual([
      {
        ...shared,
        range: whole(0),
        code: "key-in-use",
        message:
          "A second connection uses the key of a connected agent (3 lines about 2 agents, 2026/11/21 10:00:00 to 2026/11/21 10:00:04). Agent key already in use: two machines have the same client.keys, usually because one is a copy of the other. Or the first connection broke off and has not timed out yet. If it continues for minutes, enrol the copy as a separate agent: stop it, empty its client.keys, and start it again.",
      },
      {
        ...shared,
        range: whole(3),
        code: "unknown-agent",
        message:
          "The manager does not know the agent (1 line about 1 agent, 2026/11/21 10:00:03). The id is not in client.keys, or the agent connects from an address that its record does not allow. If the name is 'unknown', register the agent again. Otherwise change the address in its record to the one from which it connects, or to any.",
      },
    ]);
  });

  it("say nothing about a time or an agent that no line has", () => {
    expect(logDiagnosticsOf(open(`${inUse("012")}\n`))[0]?.message).toMatch(
      /agent \(1 line about 1 agent\)\. Agent/,
    );
    const [one] = logDiagnosticsOf(open("ERROR: (1751): File client.keys not found or empty.\n"));
    expect(one?.message).toMatch(/^[^(]+ \(1 line\)\. /);
  });

  it("do not exist without known lines", () => {
    expect(logDiagnosticsOf(open(line(0, "else")))).toEqual([]);
    expect(logSymbolsOf(open(line(0, "else")))).toEqual([]);
    expect(logDiagnosticsOf(open())).toEqual([]);
  });
});

describe("a log that changes", () => {
  it("is read again as a whole, or where it was edited", () => {
    const log = open(line(0, "else"));
    const at = { line: 1, character: 0 };
    updateLog(log, [{ range: { start: at, end: at }, text: LOG[3] ?? "" }], 2);
    expect(log.version).toBe(2);
    expect(logDiagnosticsOf(log).map(({ code, range }) => [code, range.start.line])).toEqual([
      ["unknown-agent", 1],
    ]);
    expect(updateLog(log, [{ text: LOG[0] ?? "" }], 3)).toBe(log);
    expect(logDiagnosticsOf(log).map(({ code, range }) => [code, range.start.line])).toEqual([
      ["key-in-use", 0],
    ]);
  });

  it("has the name of its file, decoded", () => {
    expect(logStoryOf(openLog("file:///var/my%20logs/ossec%202.log", "log", 1, ""))).toContain(
      "`ossec 2.log`",
    );
    expect(logStoryOf(openLog("untitled:Untitled-1", "log", 1, ""))).toContain("`untitled:Untitled-1`");
    // Not every editor encodes what it opens.
    expect(logStoryOf(openLog("file:///var/100%.log", "log", 1, ""))).toContain("`100%.log`");
  });
});

describe("the hover of a known line", () => {
  it("says what it means, for which releases, and what to do", () => {
    expect(logHoverAt(open(...LOG), { line: 3, character: 2 })).toEqual({
      contents: {
        kind: "markdown",
        value: [
          "**unknown-id** (all releases)",
          "An agent sent this id, but client.keys has no agent with that id that may connect from this address. With key polling on, the manager now asks the poll script for id:\\<id\\>.",
          "What to do: If the name is 'unknown', the id is missing in client.keys. Otherwise the agent connects from an address that its record does not allow: write the new address, or \\`any\\`, into the record.",
        ].join("\n\n"),
      },
      range: whole(3),
    });
  });

  it("is not there on other lines, nor after the last one", () => {
    expect(logHoverAt(open(...LOG), { line: 1, character: 2 })).toBeNull();
    expect(logHoverAt(open(...LOG), { line: 99, character: 0 })).toBeNull();
  });
});

describe("the agents of a log", () => {
  it("are its symbols, with what happened to each below them", () => {
    const event = (name: string, detail: string, row: number) => ({
      name,
      detail,
      kind: SymbolKind.Event,
      range: whole(row),
      selectionRange: whole(row),
    });
    const second = "A second connection uses the key of a connected agent";
    const unknown = "The manager does not know the agent";
    const text = [...LOG, line(5, refused.replace("044", "012"))];
    const symbols = logSymbolsOf(open(...text));
    expect(
      symbols.map(({ name, kind, range, selectionRange }) => ({ name, kind, range, selectionRange })),
    ).toEqual([
      // From its first event to its last one.
      {
        name: "012",
        kind: SymbolKind.Object,
        range: { start: whole(0).start, end: { line: 5, character: (text[5] ?? "").length - 1 } },
        selectionRange: whole(0),
      },
      { name: "044", kind: SymbolKind.Object, range: whole(3), selectionRange: whole(3) },
      { name: "013", kind: SymbolKind.Object, range: whole(4), selectionRange: whole(4) },
    ]);
    expect(symbols[0]?.children).toMatchObject([
      { name: second, detail: "2 lines" },
      { name: unknown, detail: "1 line" },
    ]);
    expect(symbols[1]?.children).toEqual([event(unknown, "1 line", 3)]);
    expect(symbols[2]?.children).toEqual([event(second, "1 line", 4)]);
    expect(symbols[0]?.detail).toMatch(/do not say where the second connection comes from/);
    expect(symbols[1]?.detail).toBe("");
  });
});

describe("the record of an agent", () => {
  const log = open(...LOG);
  const column = (LOG[0] ?? "").indexOf("012");
  const target = (row: number, uri = "file:///var/ossec/etc/client.keys") => ({
    uri,
    range: { start: { line: row, character: 0 }, end: { line: row, character: 0 } },
  });

  it("is linked where a line names it, if the list is open", () => {
    const list = keys(`011 db any ${KEY}\n012 web any ${KEY}\n`);
    const link = (row: number) => ({
      range: { start: { line: row, character: column }, end: { line: row, character: column + 3 } },
      target: "file:///var/ossec/etc/client.keys#L2",
      tooltip: "Go to the agent in client.keys",
    });
    expect(logLinksOf(log, [list])).toEqual([link(0), link(2)]);
    expect(logLinksOf(log, [])).toEqual([]);
    expect(logLinksOf(log, [keys("")])).toEqual([]);
  });

  it.each([
    [column - 1, false],
    [column, true],
    [column + 3, true],
    [column + 4, false],
  ])("is found from the column %s: %s", (character, isFound) => {
    const list = keys(`012 web any ${KEY}\n`);
    expect(logDefinitionAt(log, { line: 2, character }, [list])).toEqual(isFound ? [target(0)] : []);
  });

  it("is not found from a line that is not known, or names an agent that is not in the list", () => {
    const list = keys(`012 web any ${KEY}\n`);
    expect(logDefinitionAt(log, { line: 1, character: column }, [list])).toEqual([]);
    expect(logDefinitionAt(log, { line: 4, character: column }, [list])).toEqual([]);
    expect(logDefinitionAt(log, { line: 0, character: column }, [])).toEqual([]);
  });

  it("is the first one with the id that the manager reads, in the list that was opened last", () => {
    const found = (...lists: readonly OpenKeyFile[]) =>
      logDefinitionAt(log, { line: 0, character: column }, lists);
    const text = `#012 web any ${KEY}\n012 !web any ${KEY}\n012 web any ${KEY}\n012 db any ${KEY}\n`;
    const other = "file:///backup/client.keys";
    expect(found(keys(text))).toEqual([target(2)]);
    expect(found(keys(text), keys(`012 web any ${KEY}\n`, other))).toEqual([target(0, other)]);
    expect(found(keys(text), keys(`013 web any ${KEY}\n`, other))).toEqual([target(2)]);
    // A record with a wrong address counts, although the daemon exits at it.
    expect(found(keys(`012 web ANY ${KEY}\n`))).toEqual([target(0)]);
  });

  it("is looked for again after an edit of the list", () => {
    const list = keys(`012 web any ${KEY}\n`);
    const found = () => logDefinitionAt(log, { line: 0, character: column }, [list]);
    expect(found()).toEqual([target(0)]);
    expect(found()).toEqual([target(0)]);
    const start = { line: 0, character: 0 };
    keyFiles.update(list, [{ range: { start, end: start }, text: "# note\n" }], 2);
    expect(found()).toEqual([target(1)]);
  });

  it("is found by the agent's name if a line has no id", () => {
    const named =
      "2026/11/21 10:00:00 wazuh-authd: INFO: Received request for a new agent (web) from: 10.0.0.9\n";
    const list = keys(`011 db any ${KEY}\n012 web any ${KEY}\n`);
    const links = logLinksOf(openLog(URI, "log", 1, named), [list]);
    expect(links.map(({ target: where }) => where)).toEqual(["file:///var/ossec/etc/client.keys#L2"]);
    expect(links.map(({ range }) => named.slice(range.start.character, range.end.character))).toEqual([
      "web",
    ]);
  });
});
