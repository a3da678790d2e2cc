/** The files to check: those that are named, and those in folders and patterns. */

import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findTargets } from "../../../cli/lint/targets.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const folder = temporaryFolder();
for (const each of ["sites/berlin", "node_modules/x", "sites/.git", "empty", "sites/.hidden"]) {
  mkdirSync(join(folder, each), { recursive: true });
}
const FILES = [
  "a.keys",
  "b.keys",
  "sites/c.keys",
  "sites/berlin/d.keys",
  "node_modules/x/e.keys",
  "sites/.git/f.keys",
];
for (const each of FILES) writeFileSync(join(folder, each), "");
symlinkSync("a.keys", join(folder, "sites/link.keys"));
symlinkSync("nowhere", join(folder, "sites/broken.keys"));
symlinkSync("berlin", join(folder, "sites/linked"));

/** The targets below the folder; a file that was not named itself in brackets. */
async function targets(paths: readonly string[], options = {}): Promise<readonly string[] | string> {
  const found = await findTargets(
    paths.map((each) => (each === "-" ? each : join(folder, each))),
    options,
  );
  if (!found.ok) return `${found.problem.what} ${found.problem.advice}`.replaceAll(folder, "");
  return found.value.map(({ path, isNamed }) => {
    const name = path.replace(`${folder}/`, "");
    return isNamed ? name : `(${name})`;
  });
}

describe("the files to check", () => {
  it.each([
    [["a.keys"], ["a.keys"]],
    [["nowhere.keys"], ["nowhere.keys"]],
    [["-"], ["-"]],
    [
      ["b.keys", "a.keys", "b.keys"],
      ["b.keys", "a.keys"],
    ],
    [["sites"], ["(sites/berlin/d.keys)", "(sites/broken.keys)", "(sites/c.keys)", "(sites/link.keys)"]],
    [["*.keys"], ["(a.keys)", "(b.keys)"]],
    [
      ["*.keys", "b.keys"],
      ["(a.keys)", "b.keys"],
    ],
    [
      ["b.keys", "*.keys"],
      ["b.keys", "(a.keys)"],
    ],
    [
      ["*.keys", "b.keys", "*.keys"],
      ["(a.keys)", "b.keys"],
    ],
    [["{a,b,z}.keys"], ["(a.keys)", "(b.keys)"]],
    [["{sites,a.keys}"], ["(a.keys)"]],
    [["{sites/?,b}.keys"], ["(sites/c.keys)", "(b.keys)"]],
    [["sites/*/d.keys"], ["(sites/berlin/d.keys)"]],
    [
      ["**/*.keys"],
      [
        "(a.keys)",
        "(b.keys)",
        "(sites/berlin/d.keys)",
        "(sites/broken.keys)",
        "(sites/c.keys)",
        "(sites/link.keys)",
      ],
    ],
  ])("%j are %j", async (paths, expected) => {
    expect(await targets(paths)).toEqual(expected);
  });

  it("may be of any kind, if unknown kinds are ignored", async () => {
    expect(await targets(["a.keys", "-"], { ignoreUnknown: true })).toEqual(["(a.keys)", "(-)"]);
  });

  it.each([
    [["empty"], "There is no file in /empty. Check the path."],
    [["a.keys", "empty"], "There is no file in /empty. Check the path."],
    [["x*"], "No file matches /x*. Check the pattern."],
    [["{x,sites}"], "No file matches /{x,sites}. Check the pattern."],
    [["nowhere/*"], "No file matches /nowhere/*. Check the pattern."],
  ])("there are none for %j", async (paths, text) => {
    expect(await targets(paths)).toBe(text);
  });

  it("named with the characters of a pattern are those files", async () => {
    writeFileSync(join(folder, "empty/[x].keys"), "");
    expect(await targets(["empty/[x].keys"])).toEqual(["empty/[x].keys"]);
    expect(await targets(["empty"])).toEqual(["(empty/[x].keys)"]);
  });

  it.skipIf(process.getuid?.() === 0)("include a folder that cannot be entered, to be reported", async () => {
    const closed = join(temporaryFolder(), "closed");
    mkdirSync(closed);
    chmodSync(closed, 0);
    const found = await findTargets([closed]);
    expect(found).toEqual({ ok: true, value: [{ path: closed, isNamed: false }] });
  });
});
