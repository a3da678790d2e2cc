/** What a safe fix must not change: which agents the manager finds, which records are removed, and how many lines it reports. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { fixedText } from "../../../core/lint/fix-text.ts";
import { keyFileFixer } from "../../../core/lint/key-file/index.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import {
  bytesFromText,
  indexText,
  piecesOf,
  type Release,
  readKeyFile,
  readPiece,
} from "../../../core/manager/index.ts";
import { file as randomFile } from "./random-file.ts";

const MARK = "\xef\xbb\xbf";

export const settings = { ...defaultLintSettings, role: "manager" } as const;

/** The text after all safe fixes. */
export function fixed(text: string, release: Release = settings.release): string {
  return fixedText(text, keyFileFixer({ ...settings, release })).text;
}

/** The agent that each lookup finds. The fixes remove blanks and carriage returns at the end of a key. */
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

/** Fails if the safe fixes of a file lose or swap an agent, or leave something to fix. */
export function expectAgentsKept(text: string, release: Release): void {
  const after = fixed(text, release);
  const now = lookUps(after, release);
  for (const [lookUp, who] of lookUps(text, release))
    assert.deepEqual([lookUp, now.get(lookUp)], [lookUp, who]);
  const removed = removedIn(after, release);
  for (const line of removedIn(text, release)) assert.ok(removed.includes(line), `${line} is gone`);
  assert.ok(complaints(after, release) <= complaints(text, release), "there are more complaints");
  assert.equal(fixed(after, release), after, "a second fix changes more");
}

const mark = fc.constantFrom("", "", "\ufeff");
/** Files with what the fixes change, and with what they must not change. */
export const fixable = fc
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
