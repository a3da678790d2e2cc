/** The start of Mocha inside the extension host; runs in the editor, not in the process that started it. */
import Mocha from "mocha";
import { testPatience } from "../../patience.ts";
import { noResults, note, summary, writeResults } from "../host/results.ts";
import { mapStack } from "./stack.ts";

/**
 * Runs the tests that `define` defines, prints each, and writes the results to the file that
 * `KEYPOLL_RESULTS` names. Rejects when a test failed, as both editors require.
 */
export async function runMocha(define: () => void): Promise<void> {
  const results = noResults();
  const mocha = new Mocha({ ui: "tdd", timeout: testPatience, reporter: Mocha.reporters.Base });
  const grep = process.env["KEYPOLL_GREP"];
  if (grep) mocha.fgrep(grep);
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  define();
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    const title = (test: Mocha.Runnable) => test.fullTitle();
    const time = (test: Mocha.Runnable) => ({ milliseconds: test.duration ?? 0 });
    runner.on("pass", (test) => console.log(note(results, "passed", title(test), time(test))));
    runner.on("pending", (test) => console.log(note(results, "skipped", title(test))));
    runner.on("fail", (test, error: unknown) => {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const message = mapStack(stack, process.env["KEYPOLL_BUNDLE"] ?? "");
      console.log(note(results, "failed", title(test), { ...time(test), message }));
    });
  });
  const file = process.env["KEYPOLL_RESULTS"];
  if (file) writeResults(file, results);
  if (results.failed > 0) throw new Error(summary("api", results));
}
