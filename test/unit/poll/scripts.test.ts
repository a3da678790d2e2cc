/** Every fixture script gets the verdict that the manager would give it, and leaves nothing behind. */

import { accessSync, constants, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { ReleaseId } from "../../../core/manager/index.ts";
import { type Expected, scriptRows } from "./scripts.ts";
import { endOf, expectNothingLeft, poll, release, script, scriptFolder, verdictOf } from "./support.ts";

expectNothingLeft();

/** Scripts that other tests use, because their output matters there. */
const ELSEWHERE = [
  "daemon.py",
  "fragile-daemon.py",
  "ignores-term-twice.py",
  "interleaved.py",
  "shows-arguments.py",
  "shows-surroundings.py",
  "slows-down.sh",
  "varies.py",
  "wildcard.sh",
];

const releaseIds = ["4.14", "4.3", "3.8"] as const satisfies readonly ReleaseId[];

const cases = scriptRows.flatMap((row) =>
  releaseIds.map((id) => ({ ...row, id, expected: row.in[id] ?? row.in["4.14"] })),
);

test.concurrent.for(cases)("$name under $id", async ({ name, id, timeout = 20, grace = 0.7, expected }) => {
  const of = release(id);
  const run = await poll(script(name), { release: of, timeoutSeconds: timeout, graceSeconds: grace });
  const { thread } = run;
  const found: Expected = {
    verdict: verdictOf(run, of),
    end: endOf(run),
    ...(thread.kind === "lost" ? { waitsFor: thread.waitsFor } : {}),
    ...(run.leftover.length > 0
      ? { leftover: [...new Set(run.leftover.map(({ place }) => place))].toSorted() }
      : {}),
    ...(run.execution.overLimit ? { overLimit: true } : {}),
  };
  expect(found).toEqual(expected);
  expect(run.leftover.filter(({ ended }) => !ended)).toEqual([]);
});

test("every fixture has a row", () => {
  const rows = new Set([...scriptRows.map(({ name }) => name), ...ELSEWHERE]);
  expect(readdirSync(scriptFolder).filter((name) => !rows.has(name))).toEqual([]);
  expect(rows.size).toBeGreaterThanOrEqual(40);
});

test("every fixture except one has execute permission", () => {
  const may = (name: string): boolean => {
    try {
      accessSync(path.join(scriptFolder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  expect(readdirSync(scriptFolder).filter((name) => !may(name))).toEqual(["not-executable.py"]);
});
