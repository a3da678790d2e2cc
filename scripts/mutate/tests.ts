/** The unit tests of a room, the closest first: of the same name, with few imports between, of few modules. */

import { globSync, readFileSync } from "node:fs";
import path from "node:path";

/** A test further away tests something else. */
const MOST_STEPS = 2;
const MOST_STEPS_IF_NAMED = 5;
/** For each file of the room. */
const MOST_TESTS = 24;
/** Judges the whole model, and takes seconds for each change, so it comes last. */
const RECORDINGS = "test/conformance/vectors.test.ts";

const IMPORT = /(?:from|import\() ?["'](\.[^"']+\.ts)["']/g;

/** How close a test is to a file, the closest first. */
interface Near {
  readonly test: string;
  /** 0: has the name of the file; 1: of its folder; 2: of a folder above; 3: another name. */
  readonly name: number;
  /** Imports between the test and the file. */
  readonly steps: number;
  /** Modules that the test loads. */
  readonly modules: number;
}

/** `core/lint/key-file/rules` has its unit tests in `test/unit/key-file`, among others. */
export function testsOf(files: readonly string[]): readonly string[] {
  const imports = importsReader();
  const reaches = globSync("test/unit/**/*.test.ts").map((test) => ({
    test,
    steps: stepsFrom(test, imports),
  }));
  const near = files.flatMap((file) =>
    reaches
      .flatMap(({ test, steps: all }): Near[] => {
        const [name, steps] = [kinship(test, file), all.get(file) ?? Number.POSITIVE_INFINITY];
        const most = name < 3 ? MOST_STEPS_IF_NAMED : MOST_STEPS;
        return steps <= most ? [{ test, name, steps, modules: all.size }] : [];
      })
      .sort(closest)
      .slice(0, MOST_TESTS),
  );
  // A property is a hundred tests.
  const isSlow = (test: string): number => (test.endsWith("/properties.test.ts") ? 1 : 0);
  const tests = [...new Set(near.sort(closest).map(({ test }) => test))];
  const sorted = tests.sort((one, two) => isSlow(one) - isSlow(two));
  return files.some((file) => file.startsWith("core/manager/")) ? [...sorted, RECORDINGS] : sorted;
}

function closest(one: Near, two: Near): number {
  return one.name - two.name || one.steps - two.steps || one.modules - two.modules;
}

function kinship(test: string, file: string): number {
  if (path.basename(test, ".test.ts") === path.basename(file, ".ts")) return 0;
  const folders = path.dirname(file).split("/").slice(1).reverse();
  const at = folders.indexOf(path.basename(path.dirname(test)));
  return at < 0 ? 3 : Math.min(at + 1, 2);
}

/** The files that a test imports, and the imports in between. */
function stepsFrom(test: string, imports: (file: string) => readonly string[]): ReadonlyMap<string, number> {
  const steps = new Map([[test, 0]]);
  for (const [file, step] of steps) {
    for (const imported of imports(file)) if (!steps.has(imported)) steps.set(imported, step + 1);
  }
  return steps;
}

function importsReader(): (file: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (file) => {
    const read = known.get(file) ?? importsIn(file);
    known.set(file, read);
    return read;
  };
}

function importsIn(file: string): readonly string[] {
  const found = [...readFileSync(file, "utf8").matchAll(IMPORT)];
  return found.map(([, target = ""]) => path.join(path.dirname(file), target)).filter(existing);
}

const sources = new Set(globSync("{core,cli,server,client,library,stand-in,test,scripts}/**/*.ts"));
const existing = (file: string): boolean => sources.has(file);
