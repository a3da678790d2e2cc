/** One process from its start to the end of everything that it left. Both the run and the second look use it. */

import { statSync } from "node:fs";
import { type ByteString, textFromBytes } from "../../manager/index.ts";
import { here } from "../../platform/index.ts";
import { say } from "../../words/index.ts";
import type { Keeper } from "../keeper/keeper.ts";
import { callOnWindows } from "../windows/call.ts";
import { type Channel, merged, openSharedPipe, openTwoPipes } from "./channel.ts";
import { type Child, type End, type Start, startChild } from "./child.ts";
import { type Course, follow } from "./course.ts";
import { endLeftovers } from "./ending.ts";
import { complaintOf, directLaunch, type Launch, launchOf, markedBy, shellLaunch } from "./launch.ts";
import { lookUp, visible } from "./look-up.ts";
import { DEFAULT_GRACE, DEFAULT_TIMEOUT, type RunOptions } from "./options.ts";
import type { Leftover, Note, Obstacle } from "./poll-run.ts";
import { explainFailure, noteOfStep } from "./start-notes.ts";
import { isWorkingDirectory, type Surroundings } from "./surroundings.ts";

export interface AttemptOptions {
  readonly argv: readonly ByteString[];
  readonly options: RunOptions;
  readonly surroundings: Surroundings;
  readonly keeper: Keeper | undefined;
  readonly streams: "shared" | "separate";
}

export interface Attempt {
  readonly end: End;
  readonly obstacle: Obstacle | undefined;
  /** Both streams in one, or standard output and standard error. */
  readonly outputs: readonly ByteString[];
  readonly overLimit: boolean;
  readonly course: Course;
  readonly leftover: readonly Leftover[];
  readonly notes: readonly Note[];
}

/** Starts, follows and ends one process. Never throws for anything that a script or a setting can cause. */
export async function attempt(given: AttemptOptions): Promise<Attempt> {
  const { argv, surroundings, keeper } = given;
  const { workingDirectory, environment } = surroundings;
  if (!isWorkingDirectory(workingDirectory)) {
    const reason = say`The working directory ${visible(workingDirectory)} does not exist, or you may not enter it. Name another one.`;
    return unstarted({ kind: "no-process", reason });
  }
  // Node's own encoding: a file name in invalid UTF-8 is not found here, but is tried anyway.
  const program = Buffer.from(argv[0] ?? "", "latin1").toString();
  if (!here.isUnix) return attemptOnWindows(given, program);
  const sought = lookUp(program, workingDirectory, environment["PATH"]);
  if (sought.kind === "obstacle" && !program.includes("\ufffd")) return obstructed(sought.obstacle);
  const launch = launchOf(argv, surroundings.signals, (await keeper?.signalAbility()) ?? "trap");
  const attempted = await started(given, await markedBy(keeper, launch, surroundings.mark), program);
  const file = sought.kind === "found" ? sought.file : program;
  if (attempted !== "no-format") return withExplanation(attempted, file, environment["PATH"]);
  // As execvp does with a text file without a first line: /bin/sh runs it. Not every system does this by itself.
  const again = await started(
    given,
    await markedBy(keeper, shellLaunch(file, argv), surroundings.mark),
    program,
  );
  return again === "no-format" ? obstructed(notStartable(program, "ENOEXEC")) : again;
}

/** Without the steps before the script, which set what Windows does not have. */
export async function attemptOnWindows(given: AttemptOptions, program: string): Promise<Attempt> {
  const { argv, surroundings } = given;
  const call = callOnWindows(argv.map(textFromBytes), {
    workingDirectory: surroundings.workingDirectory,
    environment: surroundings.environment,
    isFile: (file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true,
  });
  if (call.kind === "obstacle") return obstructed(call.obstacle);
  const done = await started(given, directLaunch(call.file, call.words), program);
  if (done === "no-format") return obstructed(notStartable(program, "ENOEXEC"));
  if (call.chosen === undefined) return done;
  return {
    ...done,
    notes: [...done.notes, { code: "platform", text: say`This run used ${call.chosen}.` }],
  };
}

async function started(
  given: AttemptOptions,
  launch: Launch,
  program: string,
): Promise<Attempt | "no-format"> {
  const { options, surroundings, keeper } = given;
  const channel = await channelFor(given);
  let total = 0;
  const onBytes = (bytes: number): void => {
    total += bytes;
    options.onProgress?.({ kind: "output", bytes: total });
  };
  const start = await startChild(launch, surroundings, channel, onBytes);
  if (start.kind === "refused") return refused(start, program);
  const { child } = start;
  keeper?.began(child.pid);
  options.onProgress?.({ kind: "started", pid: child.pid });
  const ended = await followed(given, child, channel);
  keeper?.ended(child.pid);
  const complaint = launchComplaint(launch, program, ended);
  if (complaint !== undefined) return obstructed(notStartable(program, complaint));
  const notes = noteOfStep(surroundings, launch, child.niced, channel.names.length > 0);
  return { ...ended, notes };
}

/** What it means that the system did not start a program. */
export function refused(
  { code, message }: Pick<Extract<Start, { kind: "refused" }>, "code" | "message">,
  program: string,
): Attempt | "no-format" {
  if (code === "ENOEXEC") return "no-format";
  if (PROCESS_LIMITS.has(code)) return unstarted({ kind: "no-process", reason: message });
  return obstructed(notStartable(program, code));
}

/** The errors with which the system reports that it allows no more processes. */
const PROCESS_LIMITS: ReadonlySet<string> = new Set(["EAGAIN", "EMFILE", "ENFILE", "ENOMEM"]);

async function channelFor({ keeper, streams }: AttemptOptions): Promise<Channel> {
  if (streams === "separate") return openTwoPipes(keeper);
  return (await openSharedPipe(keeper)) ?? merged(await openTwoPipes(undefined));
}

async function followed(
  { options, surroundings }: AttemptOptions,
  child: Child,
  channel: Channel,
): Promise<Omit<Attempt, "notes">> {
  let closed = false;
  void child.closed.then(() => {
    closed = true;
  });
  const course = await follow(child, {
    release: options.release,
    timeoutSeconds: options.timeoutSeconds ?? DEFAULT_TIMEOUT,
    graceSeconds: options.graceSeconds ?? DEFAULT_GRACE,
    signal: options.signal,
    onTimeout: () => options.onProgress?.({ kind: "timed-out" }),
  });
  const traces = {
    leader: child.pid,
    mark: surroundings.mark,
    openPipes: closed ? [] : channel.names,
    recent: course.durationMs < RECENT,
  };
  const atOnce = course.cancelled || course.thread.kind === "lost";
  const leftover = await endLeftovers(traces, atOnce, (processes) =>
    options.onProgress?.({ kind: "cleaning-up", processes }),
  );
  for (const reader of child.readers) reader.stop();
  const stuck = leftover.some((one) => one.pid === child.pid && !one.ended);
  const end: End = stuck ? { kind: "signal", signal: "SIGKILL" } : await child.exited;
  return {
    end,
    obstacle: undefined,
    outputs: child.readers.map((reader) => reader.output.text()),
    overLimit: child.readers.some((reader) => reader.output.overLimit),
    course,
    leftover,
  };
}

/** Milliseconds within which process numbers cannot have wrapped around unnoticed. */
const RECENT = 10_000;

function launchComplaint(
  launch: Launch,
  program: string,
  { end, outputs }: Pick<Attempt, "end" | "outputs">,
): string | undefined {
  if (end.kind !== "exit" || (end.code !== 126 && end.code !== 127)) return undefined;
  return complaintOf(launch, program, outputs.at(-1) ?? "");
}

function withExplanation(done: Attempt, file: string, searchPath: string | undefined): Attempt {
  if (done.end.kind !== "exit" || done.end.code === 0) return done;
  const failure = { code: done.end.code, output: done.outputs.join("") };
  return { ...done, notes: [...done.notes, ...explainFailure(file, failure, searchPath)] };
}

function notStartable(program: string, why: string): Obstacle {
  const message = say`The system did not start ${visible(program)}: ${why}.`;
  return { code: "not-startable", path: program, message };
}

function obstructed(obstacle: Obstacle): Attempt {
  return { ...unstarted({ kind: "not-started", reason: obstacle.message }), obstacle };
}

function unstarted(end: End): Attempt {
  const course = {
    timedOut: false,
    cancelled: false,
    thread: { kind: "free", lateMs: 0 },
    durationMs: 0,
  } as const;
  return { end, obstacle: undefined, outputs: [], overLimit: false, course, leftover: [], notes: [] };
}
