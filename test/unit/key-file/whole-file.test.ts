/** Changes of the whole `client.keys` on request, and the next free id. */

import { describe, expect, it } from "vitest";
import {
  KeyFileDocument,
  nextId,
  purgeRemoved,
  rewritten,
  sortById,
} from "../../../core/lint/key-file/index.ts";
import { releaseOf } from "../config/support.ts";

function open(text: string, version = "4.14"): KeyFileDocument {
  return new KeyFileDocument(text, { release: releaseOf(version), role: "manager", hostName: undefined });
}

/** The title and the text after the change. */
function changed(text: string, change: typeof sortById): readonly string[] | undefined {
  const document = open(text);
  const fix = change(document);
  if (fix === undefined) return undefined;
  expect(fix.safe).toBe(false);
  for (const edit of fix.edits) document.applyEdit(edit);
  return [fix.title, document.getText()];
}

describe("removed agents", () => {
  it.each([
    ["001 web any K\n002 !db any K\n", ["Purge 1 removed agent", "001 web any K\n"]],
    ["001 !web\n# note\n\n002 #db\n003 dc any K", ["Purge 2 removed agents", "# note\n\n003 dc any K"]],
    ["001 web any K\n#002 !db\n", undefined],
  ])("of %j", (text, expected) => {
    expect(changed(text, purgeRemoved)).toEqual(expected);
  });
});

describe("sorting by id", () => {
  it.each([
    ["010 a any K\n9 b any K\n", ["Sort by id", "9 b any K\n010 a any K\n"]],
    ["002 a any K\n001 b any K", ["Sort by id", "001 b any K\n002 a any K"]],
    [
      "# two\n002 a any K\n# one\n001 !b any K\n# end\n",
      ["Sort by id", "# one\n001 !b any K\n# two\n002 a any K\n# end\n"],
    ],
    ["x1 a any K\n001 b any K\n", ["Sort by id", "001 b any K\nx1 a any K\n"]],
    ["001 a any K\n001 b any K\n002 c any K\n", undefined],
    ["", undefined],
  ])("of %j", (text, expected) => {
    expect(changed(text, sortById)).toEqual(expected);
  });
});

describe("the file as the registration daemon writes it", () => {
  it("has the live records first, and no comments", () => {
    const text = "# note\n001 !web any K\n\n002 db any K";
    expect(rewritten(open(text))).toEqual({ text: "002 db any K\n001 !web any K\n", exit: undefined });
  });

  it("is not written if the daemon exits", () => {
    const exit = "(1237): Invalid ip address: 'ANY'.";
    expect(rewritten(open("001 web ANY K\n"))).toEqual({ text: undefined, exit });
  });

  it("can be asked for another release", () => {
    const document = open("001 web 010.0.0.1 K\n", "4.3");
    expect(rewritten(document).exit).toBeUndefined();
    expect(rewritten(document, releaseOf("4.14")).text).toBeUndefined();
  });
});

describe("the next free id", () => {
  it.each([
    ["", "001"],
    ["003 web any K\n", "004"],
    ["003 web any K\n007 !db any K\n", "008"],
    ["#009 web any K\n003 db any K\n", "004"],
    ["999 web any K\n", "1000"],
    ["x9 web any K\n", "001"],
    ["99999998 web any K\n", "99999999"],
    ["99999999 web any K\n001 db any K\n002 dc any K\n", "003"],
  ])("of %j is %s", (text, expected) => {
    expect(nextId(open(text))).toBe(expected);
  });

  it("is another one after an edit", () => {
    const document = open("003 web any K\n");
    expect([nextId(document), nextId(document)]).toEqual(["004", "004"]);
    document.applyEdit({ startLine: 0, startColumn: 0, endLine: 0, endColumn: 3, newText: "020" });
    expect(nextId(document)).toBe("021");
  });
});
