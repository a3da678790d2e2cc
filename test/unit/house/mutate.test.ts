/** The tool that changes code: a change that the tests notice, one that they do not, and one that is accepted. */

import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import { judged } from "../../../scripts/mutate/accepted.ts";

const FOLDER = ".cache/mutate-test";
const CODE = `${FOLDER}/long.ts`;
const TESTS = `${FOLDER}/long.test.ts`;

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

it("lists the one change that no test notices", async () => {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(CODE, "export const isLong = (text: string): boolean => text.length > 3;\n");
  writeFileSync(
    TESTS,
    'import { beforeEach, expect, it, onTestFinished } from "vitest";\nimport { isLong } from "./long.ts";\n' +
      // Without the hooks the test would pass only once.
      "const texts: string[] = [];\nbeforeEach(() => void texts.splice(0));\nlet open = 0;\n" +
      'it("tells long from short", () => {\n  texts.push("long", "a");\n' +
      "  onTestFinished(() => void open--);\n  expect(++open).toBe(1);\n" +
      "  expect(texts.map(isLong)).toEqual([true, false]);\n});\n",
  );
  const run = promisify(execFile)(process.execPath, ["scripts/mutate.ts", CODE, TESTS]);
  const { stdout, code } = await run.then(
    (result) => ({ ...result, code: 0 }),
    (error: { stdout: string; code: number }) => error,
  );
  expect(stdout).toContain(
    `${CODE}:1:50 EqualityOperator, not noticed\n- text.length > 3\n+ text.length >= 3`,
  );
  expect(stdout).toContain(
    "5 changes, 0 accepted, 4 of the other 5 noticed (80.0 %), 1 not noticed, 0 on code",
  );
  expect(code).toBe(1);
});

it("accepts a change in its file at so many places, and tells an entry that is out of date", () => {
  const change = { id: "1", file: "a.ts", line: 1, column: 1, kind: "", before: "a > b", after: "a >= b" };
  const list = { "a.ts": [["a > b", "a >= b", "a is never b"]] } as const;
  const other = { ...change, file: "b.ts" };
  expect(judged(["a.ts", "b.ts"], [change, other], list)).toEqual({ open: [other], outdated: [] });
  expect(judged(["b.ts"], [other], list)).toEqual({ open: [other], outdated: [] });
  const twice = [change, { ...change, line: 2 }];
  expect(judged(["a.ts"], twice, list)).toEqual({
    open: twice,
    outdated: ["a.ts (2 places, not 1)\n- a > b\n+ a >= b"],
  });
  expect(judged(["a.ts"], [], list).outdated).toHaveLength(1);
});
