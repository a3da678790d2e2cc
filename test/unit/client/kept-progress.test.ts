/** The progress of a run is kept for the next run of the same kind, and for no other. */

import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { KeptProgress } from "../../../client/reconcile/kept-progress.ts";
import { Tally } from "../../../core/reconcile/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

const FILE = "file:///etc/client.keys";
const other = { id: "002", request: "id:002", differences: [], removes: [] } as const;

it("is kept by file and run until it is deleted", async () => {
  const folder = path.join(temporaryFolder(), "reconciling");
  const progress = new KeptProgress(folder);
  expect(await progress.of(FILE, "a run", 4)).toBeUndefined();
  const tally = new Tally(4);
  tally.addEqual(0);
  tally.add(1, { ...other, state: "unknown" });
  tally.add(2, { ...other, state: "no-answer" });
  expect(await progress.keep(FILE, "a run", tally)).toBeUndefined();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  // What could not be checked is asked again.
  expect((await progress.of(FILE, "a run", 4))?.totals()).toMatchObject({
    equal: 1,
    unknown: 1,
    notAsked: 2,
  });
  expect(await progress.of(FILE, "another run", 4)).toBeUndefined();
  expect(await progress.of("file:///srv/client.keys", "a run", 4)).toBeUndefined();
  await progress.forget(FILE);
  expect(await progress.of(FILE, "a run", 4)).toBeUndefined();
  await progress.forget(FILE);
});

it("is one file for each client.keys, without a backup, whose name says nothing", async () => {
  const folder = path.join(temporaryFolder(), "deep/reconciling");
  const progress = new KeptProgress(folder);
  const tally = new Tally(2);
  expect(await progress.keep(FILE, "a run", tally)).toBeUndefined();
  // No agent was asked: there is nothing to continue.
  expect(await progress.of(FILE, "a run", 2)).toBeUndefined();
  tally.addEqual(0);
  expect(await progress.keep(FILE, "a run", tally)).toBeUndefined();
  expect((await progress.of(FILE, "a run", 2))?.asked).toBe(1);
  const files = readdirSync(folder);
  expect(files).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.json$/)]);
  writeFileSync(path.join(folder, files[0] ?? ""), "no journal");
  expect(await progress.of(FILE, "a run", 2)).toBeUndefined();
});

it("explains why the file could not be written", async () => {
  const folder = temporaryFolder();
  const progress = new KeptProgress(folder);
  await progress.keep(FILE, "a run", new Tally(1));
  const [name = ""] = readdirSync(folder);
  rmSync(path.join(folder, name));
  mkdirSync(path.join(folder, name));
  expect(await progress.keep(FILE, "a run", new Tally(1))).toContain(name);
});

it("explains why it could not be kept", async () => {
  const file = path.join(temporaryFolder(), "file");
  writeFileSync(file, "");
  const progress = new KeptProgress(path.join(file, "reconciling"));
  expect(await progress.keep(FILE, "a run", new Tally(1))).toContain("ENOTDIR");
});
