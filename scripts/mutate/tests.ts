/** The unit tests of a room, the closest first: of the same name, with few imports between, of few modules. */

import { globSync, readFileSync } from "node:fs";
import path from "node:path";

/** A test further away tests something else. */
const MOST_STEPS = 2;
const MOST_TESTS = 16;
/** Judges the whole model, and takes seconds for each change, so it comes last. */
const RECORDINGS = "test/conformance/vectors.test.ts";

const IMPORT = /(?:from|import\() ?["'](\.[^"']+\.ts)["']/g;

interface Near {
  readonly test: string;
  /** Imports between the test and the room; infinite if the test does not reach it. */
  readonly steps: number;
  /** Modules that the test loads. */
  readonly modules: number;
}

/** `core/lint/key-file/rules` has its unit tests in `test/unit/key-file`, among others. */
export function testsOf(files: readonly string[]): readonly string[] {
  const importsOf = new Map<string, readonly string[]>();
  const imports = (file: string): readonly string[] => {
    const known = importsOf.get(file);
    if (known !== undefined) return known;
    const found = [...readFileSync(file, "utf8").matchAll(IMPORT)];
    const paths = found.map(([, target = ""]) => path.join(path.dirname(file), target)).filter(existing);
    importsOf.set(file, paths);
    return paths;
  };
  const wanted = new Set(files);
  const look = (test: string): Near => {
    const seen = new Set([test]);
    let steps = Number.POSITIVE_INFINITY;
    for (let step = 0, edge = [test]; edge.length > 0; step++) {
      if (edge.some((file) => wanted.has(file))) steps = Math.min(steps, step);
      edge = [...new Set(edge.flatMap(imports))].filter((file) => !seen.has(file));
      for (const file of edge) seen.add(file);
    }
    return { test, steps, modules: seen.size };
  };
  const folders = new Set(files.flatMap((file) => path.dirname(file).split("/").slice(1)));
  // A property is a hundred tests.
  const isSlow = ({ test }: Near): number => (test.endsWith("/properties.test.ts") ? 1 : 0);
  const isNamed = ({ test }: Near): number => (folders.has(path.basename(path.dirname(test))) ? 0 : 1);
  const near = globSync("test/unit/**/*.test.ts")
    .map(look)
    .filter((each) => each.steps <= MOST_STEPS || (isNamed(each) === 0 && each.steps < 6))
    .sort((one, two) => isNamed(one) - isNamed(two) || one.steps - two.steps || one.modules - two.modules)
    .slice(0, MOST_TESTS)
    .sort((one, two) => isSlow(one) - isSlow(two))
    .map(({ test }) => test);
  return files.some((file) => file.startsWith("core/manager/")) ? [...near, RECORDINGS] : near;
}

const sources = new Set(globSync("{core,cli,server,client,library,stand-in,test,scripts}/**/*.ts"));
const existing = (file: string): boolean => sources.has(file);
