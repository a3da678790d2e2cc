/** Polls for tests: an answer as a script prints it, and the verdict on it. */

import { judge, type Verdict } from "../../../core/lint/answer/index.ts";
import {
  bytesFromText,
  defaultSettings,
  type Execution,
  KeyStore,
  type ManagerSettings,
  readKeyFile,
  releaseFor,
  type Source,
} from "../../../core/manager/index.ts";

export const KEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/** A success answer; `changes` replaces members of its data, and undefined leaves one out. */
export function success(changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ error: 0, data: { id: "001", name: "web-01", ip: "any", key: KEY, ...changes } });
}

export interface PollOptions {
  readonly release?: string;
  readonly request?: string;
  /** The content of `client.keys`. */
  readonly known?: string;
  readonly settings?: Partial<ManagerSettings>;
}

/** The verdict on text, encoded in UTF-8. */
export function judged(output: string, options: PollOptions = {}): Verdict {
  return judgedSource({ kind: "output", output: bytesFromText(output) }, options);
}

/** The verdict on a run that ended with exit code 0, except for the changes in `run`. */
export function judgedRun(run: Partial<Execution>, options: PollOptions = {}): Verdict {
  const execution: Execution = {
    execPath: "/opt/poll.py",
    commandLine: `/opt/poll.py ${(options.request ?? "id:001").replace(":", " ")}`,
    output: "",
    end: { kind: "exit", code: 0 },
    timedOut: false,
    overLimit: false,
    ...run,
  };
  return judgedSource({ kind: "execution", execution }, options);
}

export function judgedSource(source: Source, options: PollOptions = {}): Verdict {
  const release = releaseFor(options.release ?? "4.14");
  if (release === undefined) throw new Error(`no release ${options.release}`);
  const known =
    options.known === undefined
      ? new KeyStore()
      : readKeyFile(options.known, { release, passEmpty: true }).store;
  return judge(options.request ?? "id:001", source, known, {
    ...defaultSettings(release),
    ...options.settings,
  });
}

/** The codes of one authority, in alphabetical order, each once. */
export function rulesOf(verdict: Verdict, authority: "manager" | "contract" = "manager"): string[] {
  const codes = verdict.findings.filter((each) => each.authority === authority).map((each) => each.rule);
  return [...new Set(codes)].sort();
}
