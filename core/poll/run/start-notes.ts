/** Notes about the start of a run: what could not be set, and why the script's program was not found. */

import { noiseIn } from "../../lint/answer/index.ts";
import { type ByteString, type Execution, envProgram } from "../../manager/index.ts";
import { here } from "../../platform/index.ts";
import { say } from "../../words/index.ts";
import { isMarked, type Launch } from "./launch.ts";
import { lookUp, visible } from "./look-up.ts";
import type { PollOptions } from "./options.ts";
import type { Note } from "./poll-run.ts";
import { hasProc } from "./processes.ts";
import { readFirstLine } from "./shebang.ts";
import type { Surroundings } from "./surroundings.ts";

/** Differences between how the script was started and how it should have been. */
export function noteOfStep(
  { signals, nice }: Surroundings,
  launch: Launch,
  niced: boolean,
  truePipe: boolean,
): readonly Note[] {
  const notes: Note[] = [];
  if (signals.blockEnding && !launch.signals.blockEnding)
    notes.push({ code: "signals", text: notBlockedText() });
  if (!niced) {
    const text = say`The manager runs the script with a nice value of ${nice}; the priority could not be lowered here.`;
    notes.push({ code: "priority", text });
  }
  if (!here.isUnix) notes.push({ code: "platform", text: onWindowsText() });
  else if (!isMarked(launch)) notes.push({ code: "escape", text: isHidden() ? hiddenText() : escapeText() });
  if (!truePipe) notes.push({ code: "separate-pipes", text: twoPipesText() });
  return notes;
}

const notBlockedText = (): string =>
  say`From 4.4 on SIGTERM, SIGHUP and SIGINT are blocked in the script, which this system cannot do. At a timeout the manager continues to wait for a script in Python, Perl or bash, even if the script ended here.`;

const escapeText = (): string =>
  say`A process that leaves the session and clears its environment cannot be found on this system, so it may outlive the run. On Linux, install util-linux for prlimit, which marks every process.`;

/** Whether the system does not show which processes run. */
function isHidden(): boolean {
  return here.listsInProc && !hasProc();
}

const hiddenText = (): string =>
  say`Without /proc only the script's own process group can be seen. A process that leaves it cannot be found, so it may outlive the run. Mount /proc.`;

const onWindowsText = (): string =>
  say`The manager runs on Linux. On Windows the suffix of a script decides what runs it, not its first line. Windows has no sessions, signals or process groups either: at the timeout, when the manager sends SIGTERM, this test ends the script with its child processes. A process that the script leaves running may outlive the run.`;

const twoPipesText = (): string =>
  say`The manager reads both streams from one pipe. Here each had its own, so their order can differ from what the manager reads.`;

/**
 * For a script that was not found. A possible cause: the splitting removed the backslashes of a Windows path in
 * exec_path.
 */
export function backslashNotes(
  { execPath = "", release }: PollOptions,
  end: Execution["end"],
): readonly Note[] {
  const failed = end.kind === "not-started" || (end.kind === "exit" && end.code !== 0);
  if (!failed || release.splitter !== "unquoting" || !execPath.includes("\\")) return [];
  return [{ code: "backslash", text: backslashText() }];
}

const backslashText = (): string =>
  say`exec_path has a backslash, which the manager reads as an escape and removes. In a path write a slash instead, also on Windows.`;

/** For a script that failed on its own: a first line with another effect than it seems to have. */
export function explainFailure(
  file: string,
  { code, output }: { readonly code: number; readonly output: ByteString },
  searchPath: string | undefined,
): readonly Note[] {
  const line = readFirstLine(file);
  if (line.markBefore) return [{ code: "byte-order-mark", text: markText(file) }];
  if (noiseIn(output, code)?.isMissingModule === true) {
    return [{ code: "interpreter", text: say`This run used ${interpreterOf(file, searchPath)}.` }];
  }
  const program = code === 127 ? envProgram(line) : undefined;
  if (program === undefined || lookUp(program, "/", searchPath).kind === "found") return [];
  if (program.endsWith("\r")) {
    const text = say`The first line of ${file} ends with a carriage return (Windows line ending), so env looks for a program named "${visible(program)}". Save the script with LF line endings.`;
    return [{ code: "carriage-return", text }];
  }
  const text = say`The first line of ${file} lets env look for "${visible(program)}", which is in no folder of PATH (${searchPath ?? ""}). Write the interpreter with its full path, in the first line or in exec_path.`;
  return [{ code: "program-not-found", text }];
}

/**
 * The interpreter of a script by its first line, found as env finds it. Without a first line the file itself is the
 * program.
 */
function interpreterOf(file: string, searchPath: string | undefined): string {
  const line = readFirstLine(file);
  const program = envProgram(line);
  if (program === undefined) return line.interpreter ?? file;
  const found = lookUp(program, "/", searchPath);
  return found.kind === "found" ? found.file : program;
}

function markText(file: string): string {
  return say`${file} begins with a byte-order mark, so the system does not recognise its first line and runs it with /bin/sh. Save it as UTF-8 without the mark.`;
}
