/** Applies fixes as an editor does: each removes its finding, adds none, and changes no other byte. */

import { afterEach, describe, expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver";
import { Editor, type EditorOptions } from "./editor.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const OTHER_KEY = "f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3b4a5968778695a4b3c2d1e0f";

let editor: Editor;

afterEach(() => editor.close());

async function open(text: string, options: EditorOptions = {}): Promise<void> {
  editor = await Editor.start(options);
  await editor.open(text);
}

async function fixesFor(code: string): Promise<readonly CodeAction[]> {
  const diagnostics = (await editor.diagnostics()).filter((each) => each.code === code);
  const last = diagnostics.at(-1);
  if (last === undefined) throw new Error(`no finding ${code}`);
  return editor.actions(last.range, [last], ["quickfix"]);
}

const codes = async (): Promise<readonly unknown[]> => (await editor.diagnostics()).map(({ code }) => code);

/** Code, text with the problem, title of the fix, text after it. */
const cases: readonly [code: string, before: string, title: string, after: string][] = [
  ["blank-line", `001 web any ${KEY}\n\n`, "Delete the blank line", `001 web any ${KEY}\n`],
  [
    "tab-separator",
    `001\tweb\tany\t${KEY}\n`,
    "Separate the fields by single blanks",
    `001 web any ${KEY}\n`,
  ],
  ["double-space", `001  web any ${KEY}\n`, "Use a single blank", `001 web any ${KEY}\n`],
  [
    "trailing-whitespace",
    `001 web any ${KEY}\t \n`,
    "Remove the blanks after the key",
    `001 web any ${KEY}\n`,
  ],
  ["carriage-return", `001 web any ${KEY}\r\n`, "Remove the carriage return", `001 web any ${KEY}\n`],
  ["byte-order-mark", `\ufeff001 web any ${KEY}\n`, "Remove the byte-order mark", `001 web any ${KEY}\n`],
  ["unpadded-id", `7 web any ${KEY}\n`, "Write the id as 007", `007 web any ${KEY}\n`],
  ["host-bits", `001 web 10.1.2.3/16 ${KEY}\n`, "Write 10.1.0.0/16", `001 web 10.1.0.0/16 ${KEY}\n`],
  [
    "missing-final-newline",
    `001 web any ${KEY}`,
    "End the last line with a line feed",
    `001 web any ${KEY}\n`,
  ],
  [
    "removed-record",
    `001 web any ${KEY}\n002 !db any k\n`,
    "Purge this removed agent (its id may be used again)",
    `001 web any ${KEY}\n`,
  ],
  ["invalid-ip", `001 web ANY ${KEY}\n`, "Write any", `001 web any ${KEY}\n`],
  ["surprising-ip", `001 web !10.0.0.1 ${KEY}\n`, "Write 10.0.0.1", `001 web 10.0.0.1 ${KEY}\n`],
  [
    "surprising-ip",
    `001 web 10.1.2.3/255.255.0.0 ${KEY}\n`,
    "Write 10.1.0.0/16",
    `001 web 10.1.0.0/16 ${KEY}\n`,
  ],
  [
    "control-character",
    `001 w\te\x1bb any ${KEY}\n`,
    "Remove the control characters of this line",
    `001 web any ${KEY}\n`,
  ],
  [
    "reserved-id",
    `001 web any ${KEY}\n000 db any ${OTHER_KEY}\n`,
    "Give this record the next free id, 002",
    `001 web any ${KEY}\n002 db any ${OTHER_KEY}\n`,
  ],
  [
    "invalid-id",
    `001 web any ${KEY}\n123456789 db any ${OTHER_KEY}\n`,
    "Give this record the next free id, 002",
    `001 web any ${KEY}\n002 db any ${OTHER_KEY}\n`,
  ],
  [
    "duplicate-id",
    `001 web any ${KEY}\n001 db any ${OTHER_KEY}\n`,
    "Give this record the next free id, 002",
    `001 web any ${KEY}\n002 db any ${OTHER_KEY}\n`,
  ],
];

describe("the first fix", () => {
  for (const [code, before, title, after] of cases) {
    it(`of ${code}: ${title}`, async () => {
      await open(before);
      const [fix] = await fixesFor(code);
      expect(fix?.title).toBe(title);
      if (fix !== undefined) await editor.take(fix);
      expect(editor.text).toBe(after);
      expect(await codes()).toEqual([]);
    });
  }

  it("does not exist if a ! still counts", async () => {
    await open(`001 web !10.0.0.1 ${KEY}\n`, { settings: { release: "4.3" } });
    expect(await fixesFor("surprising-ip")).toEqual([]);
  });

  it("of a duplicate name marks the second agent as removed", async () => {
    await open(`001 web any ${KEY}\n002 web any ${OTHER_KEY}\n`);
    const [fix] = await fixesFor("duplicate-name");
    if (fix !== undefined) await editor.take(fix);
    expect(editor.text).toBe(`001 web any ${KEY}\n002 !web any ${OTHER_KEY}\n`);
    expect(await codes()).toEqual(["removed-record"]);
  });
});

describe("source actions", () => {
  const everything = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };

  it("sort by id and keep comments with their record", async () => {
    await open(`# the database\n010 db any ${KEY}\n002 web any ${OTHER_KEY}\n`);
    const [action] = await editor.actions(everything, [], ["source.keypoll.sortById"]);
    if (action !== undefined) await editor.take(action);
    expect(editor.text).toBe(`002 web any ${OTHER_KEY}\n# the database\n010 db any ${KEY}\n`);
  });

  it("purge removed agents", async () => {
    await open(`001 web any ${KEY}\n002 !a any k\n003 !b any k\n`);
    const [action] = await editor.actions(everything, [], ["source.keypoll.purgeRemoved"]);
    expect(action?.title).toBe("Purge 2 removed agents");
    if (action !== undefined) await editor.take(action);
    expect(editor.text).toBe(`001 web any ${KEY}\n`);
  });

  it("are offered on request only", async () => {
    await open(`002 web any ${KEY}\n001 db any ${OTHER_KEY}\n`);
    expect(await editor.actions(everything, [])).toEqual([]);
  });
});

describe("what the registration daemon would write back", () => {
  it("loses comments and broken lines and normalises addresses", async () => {
    await open(`# mine\n001 web 2001:db8::1 ${KEY}\nbroken\n002 !old any k\n`);
    expect(await editor.ask("keypoll/rewritten", { uri: "file:///etc/client.keys" })).toMatchObject({
      text: `001 web 2001:0DB8:0000:0000:0000:0000:0000:0001 ${KEY}\n002 !old any k\n`,
    });
  });
});

describe("an upgrade", () => {
  it("is checked if one is planned", async () => {
    const text = `001 web !10.0.0.1 ${KEY}\n002 db 010.0.0.1 ${OTHER_KEY}\n003 .mail 10.0.0.3 ${KEY.replaceAll("0", "5")}\n`;
    await open(text, { settings: { release: "4.3", lint: { upgradeTo: "4.14" } } });
    const found = (await editor.diagnostics()).filter(({ code }) => code === "changes-on-upgrade");
    expect(found.map(({ message }) => message)).toEqual([
      "Manager 4.14 reads this as exactly the address after the !, 4.3 as every other address.",
      "Manager 4.14 exits with (1237) at this address, which 4.3 accepts.",
      "Manager 4.14 refuses this name at enrolment, 4.3 accepts it.",
    ]);
    await editor.configure({ release: "4.3" });
    expect(await codes()).not.toContain("changes-on-upgrade");
  });
});
