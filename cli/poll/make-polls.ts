/** Polls for a series of requests: each is made and judged separately, against the keys at the start. */

import { statSync } from "node:fs";
import path from "node:path";
import { KeyMask } from "../../core/lint/mask.ts";
import { type ByteString, commandLine, cString, textFromBytes } from "../../core/manager/index.ts";
import {
  type Asking,
  isExplanation,
  type Judged,
  outputDifference,
  type PollRun,
  pollSamples,
  socketNotes,
  variationOf,
} from "../../core/poll/index.ts";
import { inOrder } from "../in-order.ts";
import type { PollResult } from "../report/poll-report.ts";
import type { DaemonFacts, RepeatFacts, ScriptFacts, SocketFacts } from "../report/run-facts.ts";
import { openProgress } from "../terminal/progress.ts";
import { argvText } from "./argv-text.ts";
import { pollResult } from "./poll-result.ts";
import type { RawOutput } from "./raw-output.ts";
import type { Asked } from "./requests.ts";
import { judged, type TestPlan } from "./test-plan.ts";

/** The most severe first. */
const states = ["failed", "answered-no", "registered"] as const;

/** The result of a request that was made at least once: that of its worst run, with what is true of all runs. */
function repeatedResult(asked: Asked, askings: readonly Asking[], plan: TestPlan): PollResult {
  const { release } = plan.settings;
  const verdicts = askings.map(({ source }) => judged(asked, source, plan));
  const gravity = verdicts.map(({ state }) => states.indexOf(state));
  const worst = gravity.indexOf(Math.min(...gravity));
  const verdict = verdicts[worst] ?? judged(asked, { kind: "nothing" }, plan);
  const result = pollResult(verdict, askings[worst], release);
  if (askings.length < 2) return result;
  const sources = askings.map(({ source }) => source);
  const variation = variationOf(asked.datagram, sources, release);
  const judgedAt = (run: number): readonly Judged[] => {
    const [source, said] = [sources[run], verdicts[run]];
    return source === undefined || said === undefined ? [] : [{ source, verdict: said }];
  };
  const times = askings.map(({ durationMs }) => Math.round(durationMs)).toSorted((a, b) => a - b);
  const [one, other] = (variation?.groups ?? []).flatMap(({ runs: [run = 0] }) => judgedAt(run));
  const difference = one === undefined || other === undefined ? undefined : outputDifference(one, other);
  const repeats: RepeatFacts = {
    runs: askings.length,
    minMs: times[0] ?? 0,
    medianMs: times[times.length >> 1] ?? 0,
    maxMs: times.at(-1) ?? 0,
    ...(variation === undefined ? {} : { varies: variation.what }),
    groups: (variation?.groups ?? [{ runs: [...askings.keys()] }]).map(({ runs }) => {
      const { state, title } = verdicts[runs[0] ?? 0] ?? verdict;
      return { state, title, runs: runs.map((run) => run + 1) };
    }),
    ...(difference === undefined ? {} : { difference }),
  };
  return { ...result, repeats };
}

export interface PollsOptions {
  readonly signal: AbortSignal;
  readonly raw: RawOutput;
  /** Called before each run with what will be run or asked. */
  readonly onStart: (request: string, what: string) => void;
  readonly onPoll: (poll: PollResult) => void;
}

export interface MadePolls {
  readonly polls: readonly PollResult[];
  readonly notMade: readonly string[];
  readonly cancelled: boolean;
  readonly script?: ScriptFacts;
  /** The script's file. */
  readonly file?: string;
}

/** Makes all requests, with the planned concurrency and repetitions. After an obstacle nothing more is asked. */
export async function makePolls(plan: TestPlan, options: PollsOptions): Promise<MadePolls> {
  const { asked, target, settings, jobs, repeat } = plan;
  const { signal, raw, onStart, onPoll } = options;
  const results: (PollResult | undefined)[] = asked.map(() => undefined);
  const show = inOrder([...asked.keys()], onPoll);
  const end = (place: number, result: PollResult): void => {
    results[place] = result;
    show.add(place, result);
  };
  const samples = asked.flatMap((each, place) => {
    if (each.request !== undefined)
      return [{ asked: each, place, request: each.request, askings: [] as Asking[] }];
    end(place, pollResult(judged(each, { kind: "nothing" }, plan), undefined, settings.release));
    return [];
  });
  let first: PollRun | undefined;
  const progress = openProgress();
  await pollSamples(
    samples.map(({ request }) => request),
    {
      ...target,
      workers: jobs,
      repeat,
      stopAtObstacle: true,
      signal,
      onStart: (sample) => {
        const { text = "", request } = samples[sample]?.asked ?? {};
        const what = whatIsAsked(plan, request);
        onStart(text, what);
        progress.start(`asking for ${text}: ${what}`);
      },
      onAsked: (asking, { sample }) => {
        progress.stop();
        first ??= asking.run;
        const each = samples[sample];
        if (each === undefined) return;
        raw.keep(each.place, each.asked.text, each.askings.length, asking.source);
        each.askings.push(asking);
        if (each.askings.length === repeat) end(each.place, repeatedResult(each.asked, each.askings, plan));
      },
    },
  );
  progress.stop();
  for (const { asked: each, place, askings } of samples) {
    if (askings.length > 0 && askings.length < repeat) end(place, repeatedResult(each, askings, plan));
  }
  show.flush();
  return {
    polls: results.flatMap((result) => result ?? []),
    notMade: asked.flatMap(({ text }, place) => (results[place] === undefined ? [text] : [])),
    cancelled: signal.aborted,
    ...(first === undefined ? {} : aboutScript(first, plan)),
  };
}

/** The arguments as the manager makes them, or the socket that it asks. */
export function whatIsAsked({ target }: TestPlan, request: Asked["request"]): string {
  const { execPath, socketPath, release } = target;
  if (socketPath !== undefined) return socketPath;
  const line = request === undefined ? undefined : commandLine(execPath, request, release);
  return line?.kind === "arguments" ? argvText(line.argv.map(shownArgument)) : "nothing";
}

function shownArgument(argument: ByteString): string {
  return new KeyMask().hide(textFromBytes(cString(argument)));
}

/** How a script was run, from its first run. */
export function aboutScript(run: PollRun, { target }: TestPlan): Pick<MadePolls, "script" | "file"> {
  const { profile, workingDirectory, notes } = run;
  const file = scriptFile(run.argv.map(textFromBytes), workingDirectory);
  return {
    script: {
      execPath: new KeyMask().hide(textFromBytes(target.execPath ?? "")),
      profile,
      timeoutSeconds: target.timeoutSeconds,
      workingDirectory,
      notes: notes.filter((note) => !isExplanation(note)),
    },
    ...(file === undefined ? {} : { file }),
  };
}

/** The socket that was asked, and the daemon that was started for it. */
export function aboutSocket(
  { target, settings }: TestPlan,
  daemon: DaemonFacts | undefined,
): { readonly socket?: SocketFacts } {
  const { socketPath: path } = target;
  if (path === undefined) return {};
  const facts = { path, notes: socketNotes(settings.release) };
  return { socket: daemon === undefined ? facts : { ...facts, daemon } };
}

const INTERPRETER = /^(?:python|perl|php|ruby|node|bash|dash|zsh|ksh|sh|env|pwsh)[\d.]*(?:\.exe)?$/;

/**
 * The script's path, relative if it is below the current folder. Undefined if none of the words is a file. `argv` ends
 * with selector and value.
 */
function scriptFile(argv: readonly string[], workingDirectory: string): string | undefined {
  const [program = "", ...more] = argv.slice(0, -2);
  const words = INTERPRETER.test(path.basename(program)) ? more : [program];
  const found = words.map((word) => path.resolve(workingDirectory, word)).find(isFile);
  if (found === undefined) return undefined;
  const relative = path.relative(process.cwd(), found);
  return relative.startsWith("..") || path.isAbsolute(relative) ? found : relative;
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}
