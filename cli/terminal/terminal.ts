/** Where a command writes: results to standard output, problems to standard error, both wrapped to fit. */

import picocolors from "picocolors";
import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import { ExitCode } from "../exit-code.ts";
import type { Problem } from "./problem.ts";
import { widthOf } from "./width.ts";
import { wrap } from "./wrap.ts";

export type Paint = ReturnType<typeof picocolors.createColors>;

export interface Terminal {
  /** Columns at which results are wrapped; `Infinity` in a pipe. */
  readonly width: number;
  /** Columns at which the first line of a finding is wrapped. */
  readonly findingWidth: number;
  /** A program reads the findings from the terminal. */
  readonly listsAll: boolean;
  readonly paint: Paint;
  /** Writes a result. If the reader has closed the pipe, the rest is discarded. */
  print(text: string): void;
  /** Reports a problem on standard error. As in remarks, keys are hidden. */
  complain(problem: Problem): void;
  /** Prints something on standard error that is not a result. */
  remark(text: string): void;
}

/** The terminal of this process. */
export function openTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  const errorWidth = widthOf(stderr, env);
  const remark = (text: string): void => {
    stderr.write(`${wrap(withoutKeys(text), errorWidth, { first: "", rest: "  " }).join("\n")}\n`);
  };
  watch(stdout, remark);
  watch(stderr, () => {});
  const width = widthOf(stdout, env);
  return {
    width,
    listsAll: readsTerminal(env),
    findingWidth: readsTerminal(env) ? Number.POSITIVE_INFINITY : width,
    paint: picocolors.createColors(showsColours(stdout, env)),
    print: (text) => {
      if (stdout.writable) stdout.write(text);
    },
    complain: ({ what, advice }) => remark(`keypoll: ${what} ${advice}`),
    remark,
  };
}

/** VS Code reads what its tasks print, and wraps lines itself. A terminal of type `dumb` is usually a program. */
function readsTerminal({ TERM_PROGRAM, TERM }: NodeJS.ProcessEnv): boolean {
  return TERM_PROGRAM === "vscode" || TERM === "dumb";
}

/** Colours are for terminals, unless the user's environment says otherwise (no-color.org, force-color.org). */
function showsColours(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return stream.isTTY === true && TERM !== "dumb";
}

function watch(stream: NodeJS.WriteStream, remark: (text: string) => void): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // The reader has closed the pipe (`| head`). This is not an error, and the exit code does not change.
    if (error.code === "EPIPE") return;
    remark(
      `keypoll: The output cannot be written: ${error.message}. Free some space, or send the output elsewhere.`,
    );
    process.once("exit", () => {
      process.exitCode = ExitCode.couldNotRun;
    });
  });
}
