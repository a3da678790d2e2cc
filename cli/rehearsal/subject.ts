/** What is rehearsed: a suite or a command line, in one form or in two. */

import type { ByteString, KeyRequest } from "../../core/manager/index.ts";
import { formsOf, type ProfileName, type RehearsalSubject, subjectOfSuite } from "../../core/poll/index.ts";
import { SUITE_SUFFIX } from "../../core/suite/index.ts";
import { type ManagerFlags, readManagerSettings } from "../manager-settings.ts";
import { readKnownKeys } from "../poll/known-keys.ts";
import { readAsked } from "../poll/requests.ts";
import { targetOf } from "../poll/target.ts";
import { loadSuite } from "../suite/load-suite.ts";
import type { Problem } from "../terminal/problem.ts";
import type { Terminal } from "../terminal/terminal.ts";

export interface SubjectFlags extends ManagerFlags {
  /** A suite's file, or a command line as in exec_path. */
  readonly subject: string;
  /** For a command line: the requests. */
  readonly requests: readonly string[];
  readonly keys?: string;
  readonly timeout: number;
  readonly profile: ProfileName;
  /** Path of a socket to compare with; true means the one of the suite. */
  readonly compareSocket?: string | true;
}

/** More ids of a client.keys show nothing new about a script. */
const MOST_RECORDS = 1000;

/** What to rehearse. Undefined if that is unclear; the terminal has then shown why. */
export function readSubject(flags: SubjectFlags, terminal: Terminal): Promise<RehearsalSubject | undefined> {
  return flags.subject.endsWith(SUITE_SUFFIX) ? fromSuite(flags, terminal) : fromCommandLine(flags, terminal);
}

async function fromSuite(flags: SubjectFlags, terminal: Terminal): Promise<RehearsalSubject | undefined> {
  const opened = await loadSuite(flags.subject, terminal);
  if (opened === undefined) return undefined;
  return checked(subjectOfSuite(opened, flags.compareSocket), terminal);
}

async function fromCommandLine(
  flags: SubjectFlags,
  terminal: Terminal,
): Promise<RehearsalSubject | undefined> {
  const refuse = (problem: Problem): undefined => {
    terminal.complain(problem);
    return undefined;
  };
  const settings = readManagerSettings(flags);
  if (!settings.ok) return refuse(settings.problem);
  const { release } = settings.value;
  const known = await readKnownKeys(flags.keys, release);
  if (!known.ok) return refuse(known.problem);
  if (known.value.warning !== undefined) terminal.remark(known.value.warning);
  const requests: KeyRequest[] = [];
  for (const text of flags.requests) {
    const reading = readAsked(text);
    if (!reading.ok) return refuse(reading.problem);
    if (reading.value.request !== undefined) requests.push(reading.value.request);
  }
  if (requests.length === 0) {
    const ids = known.value.store.entries.slice(0, MOST_RECORDS).map(({ id }): ByteString => id);
    requests.push(...ids.map((value): KeyRequest => ({ selector: "id", value })));
  }
  const { subject: execPath, timeout, profile } = flags;
  const target = targetOf({ execPath, timeout, profile }, release, undefined);
  const forms = formsOf(target, flags.compareSocket);
  return checked({ forms, requests, known: known.value.store, settings: settings.value }, terminal);
}

function checked(subject: RehearsalSubject, terminal: Terminal): RehearsalSubject | undefined {
  if (subject.requests.length === 0) {
    terminal.complain({
      what: "There are no requests for the script.",
      advice:
        "Name agents that the script knows, for example --id 001, or a file with agents: --keys client.keys.",
    });
    return undefined;
  }
  return subject;
}
