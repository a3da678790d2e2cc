/** After safe fixes the manager finds the same agents as before, or more of them. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findingsOf, fixesOf, keyFileFixer, openKeyFile } from "../../../core/lint/key-file/index.ts";
import { mended } from "../../../core/lint/mend.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import {
  bytesFromText,
  indexText,
  piecesOf,
  type Release,
  readKeyFile,
  readPiece,
  releases,
} from "../../../core/manager/index.ts";
import { file as randomFile } from "./random-file.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";
const OTHER_KEY = KEY.replaceAll("0f", "f0");
const MARK = "\xef\xbb\xbf";

const settings = { ...defaultLintSettings, role: "manager" } as const;

function fixed(text: string, release: Release = settings.release): string {
  return mended(text, keyFileFixer({ ...settings, release })).text;
}

/** Whom each look-up finds. A key's blanks and carriage returns at its end are what the fixes are for. */
function lookUps(text: string, release: Release): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const { store } = readKeyFile(withoutExits(bytesFromText(text), release), { release, passEmpty: true });
  const who = (entry: (typeof store.entries)[number] | undefined): string =>
    entry === undefined
      ? "nobody"
      : `${entry.id.replaceAll(MARK, "")} ${entry.name} ${entry.address.stored} ${entry.key.replace(/[ \t\r]+$/, "")}`;
  for (const { id, name, address } of store.entries) {
    if (/^[0-9]+$/.test(id)) found.set(`id ${id}`, who(store.findById(id)));
    found.set(`name ${name}`, who(store.findByName(name)));
    if (address.kind !== "any")
      found.set(`ip ${indexText(address)}`, who(store.findByIp(indexText(address))));
  }
  return found;
}

/** The file without the pieces at which a daemon exits. */
function withoutExits(bytes: string, release: Release): string {
  return Array.from(piecesOf(bytes), (each) => each.bytes)
    .filter((piece) => readPiece(piece, release).kind !== "fatal")
    .map((piece) => (piece.endsWith("\n") ? piece : `${piece}\n`))
    .join("");
}

function removedIn(text: string, release: Release): readonly string[] {
  const { store } = readKeyFile(withoutExits(bytesFromText(text), release), { release, passEmpty: true });
  return store.removed.map((line) => line.replaceAll(MARK, ""));
}

function complaints(text: string, release: Release): number {
  const pieces = Array.from(piecesOf(bytesFromText(text)), ({ bytes }) => readPiece(bytes, release).kind);
  return pieces.filter((kind) => kind === "fatal" || kind === "skipped").length;
}

describe("a byte-order mark", () => {
  it("stays where its removal would change whom the manager finds by an id", () => {
    const text = `\ufeff001 web any ${KEY}\n001 db any ${OTHER_KEY}\n`;
    expect(fixed(text)).toBe(text);
    const document = openKeyFile(text, settings);
    expect(fixesOf(document, "byte-order-mark", 0)).toEqual([expect.objectContaining({ safe: false })]);
  });

  it("stays where a removed record would become a comment", () => {
    const text = `\ufeff# !old any ${KEY}\n001 db any ${OTHER_KEY}\n`;
    expect(fixed(text)).toBe(text);
  });

  it("goes where nobody else has the id", () => {
    expect(fixed(`\ufeff001 web any ${KEY}\n002 db any ${OTHER_KEY}\n`)).toMatch(/^001 web/);
  });
});

describe("two fixes that do harm only together", () => {
  it("are both left out", () => {
    const text = `\ufeff001 web any ${KEY}\n001  db any ${OTHER_KEY}\n`;
    expect(
      fixed(text)
        .split("\n")
        .filter((line) => line.startsWith("001 ")),
    ).toHaveLength(1);
  });
});

it("a line feed is not added where it would be read as a line of its own", () => {
  const text = `# ${"n".repeat(2045)}`;
  expect(fixed(text)).toBe(text);
});

describe("on any file", () => {
  const mark = fc.constantFrom("", "", "\ufeff");
  const wild = fc
    .tuple(
      mark,
      randomFile,
      fc.array(
        fc.constantFrom(
          "001 web any k",
          "001  web any k",
          "002  !x 10.0.0.1 k",
          "002  any 10.0.0.1 k",
          `# ${"n".repeat(2045)}`,
          `001 a any ${"k".repeat(2035)}`,
          `${"1".repeat(2040)} \r`,
          "003 a any k \r \r \r\r ",
          "# !gone any k",
        ),
        { maxLength: 4 },
      ),
      fc.constantFrom("", "\n"),
    )
    .map(([first, file, more, end]) => `${first}${[file, ...more].join("\n")}${end}`);

  it.each(releases.map((release) => [release.id, release] as const))(
    "%s: the same agents are found, and removed ones stay",
    (_id, release) => {
      fc.assert(
        fc.property(wild, (text) => {
          const after = fixed(text, release);
          const now = lookUps(after, release);
          for (const [lookUp, who] of lookUps(text, release))
            expect([lookUp, now.get(lookUp)]).toEqual([lookUp, who]);
          expect(removedIn(after, release)).toEqual(expect.arrayContaining([...removedIn(text, release)]));
          expect(complaints(after, release)).toBeLessThanOrEqual(complaints(text, release));
          expect(fixed(after, release)).toBe(after);
        }),
        { numRuns: 300 },
      );
    },
  );

  it("a fix that is called safe is made, but for those that do harm together", () => {
    fc.assert(
      fc.property(wild, fc.constantFrom(...releases), (text, release) => {
        const document = openKeyFile(fixed(text, release), { ...settings, release });
        const { findings } = findingsOf(document, { severities: {}, cap: 1000 });
        const safe = findings.filter(({ rule, place }) =>
          fixesOf(document, rule, place.line).some((fix) => fix.safe),
        );
        const isLastOdd = document.lineText(document.lineCount - 1).length > 2000;
        if (!isLastOdd && safe.length < 2) expect(safe.map(({ rule }) => rule)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
