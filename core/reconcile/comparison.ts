/**
 * Compares one agent of the file with the script's answer for it: what is equal, what differs, and what the manager
 * would do.
 */

import { judge, reasonOf, recordDifferences, shownField, type Verdict } from "../lint/answer/index.ts";
import { KeyMask } from "../lint/mask.ts";
import { isProblem } from "../lint/severity.ts";
import {
  type ByteString,
  datagramOf,
  type GivenAgent,
  type KeyEntry,
  KeyStore,
  type ManagerSettings,
  type Outcome,
  outcomeOf,
  piecesOf,
  type Registration,
  type Release,
  readPiece,
  replyText,
  type Source,
  textFromBytes,
  writtenText,
} from "../manager/index.ts";
import { say } from "../words/index.ts";
import { AffectedAgents } from "./affected-agents.ts";
import type { AgentResult, Difference } from "./agent-result.ts";
import type { Cause } from "./causes.ts";
import type { Roll, RollEntry } from "./roll.ts";
import type { ReconcileState } from "./state-names.ts";
import type { ErrorMeanings } from "./states.ts";

export interface Compared {
  readonly result: AgentResult;
  /** What the manager would register. Undefined if the file does not change. Contains an unmasked key. */
  readonly registers: GivenAgent | undefined;
}

const NOBODY = new KeyStore();

const LONGEST_PROBLEM = 1000;

/** What is known about a request besides the answer. */
export interface Beside {
  /** Why the agent could not be asked about: what happened, why, and what to do. */
  readonly obstacle?: string | undefined;
  /** What this machine says about a run that failed, in sentences. */
  readonly explanations?: readonly string[] | undefined;
}

const stateOf: Readonly<Record<Difference["what"], ReconcileState>> = {
  id: "other-agent",
  key: "other-key",
  name: "other-name",
  address: "other-address",
};

/** Compares answers with the agents of one file. */
export class Comparison {
  readonly #affected: AffectedAgents;
  readonly #settings: ManagerSettings;
  readonly #errors: ErrorMeanings;

  constructor(roll: Roll, settings: ManagerSettings, errors: ErrorMeanings) {
    this.#affected = new AffectedAgents(roll.known);
    this.#settings = settings;
    this.#errors = errors;
  }

  /** The answer for the agent. */
  compare(asked: RollEntry, source: Source, { obstacle, explanations = [] }: Beside = {}): Compared {
    if (obstacle !== undefined)
      return this.#only(asked, "no-answer", say`could not be asked`, { problem: byForm.hide(obstacle) });
    const outcome = outcomeOf(datagramOf(asked.request), source, NOBODY, this.#settings);
    const { registration, answer } = outcome;
    if (registration?.kind === "added" && answer?.kind === "agent") {
      return this.#compareEntry(asked, source, registration, answer.agent);
    }
    const verdict = judge(datagramOf(asked.request), source, NOBODY, this.#settings);
    const message = answer?.kind === "error" ? answer.message : undefined;
    const why = message === undefined ? verdict.title : `${verdict.title}: "${shownBytes(message)}"`;
    const cause = verdict.state === "failed" ? causeOf(verdict, explanations) : undefined;
    return this.#only(asked, this.#stateOf(outcome), why, cause);
  }

  /** A second record with the same id, which nobody can ask about. */
  hidden(asked: RollEntry): Compared {
    return this.#only(
      asked,
      "ambiguous",
      say`line ${asked.hiddenBy ?? ""} has the same id, and the manager finds that one`,
    );
  }

  #only(asked: RollEntry, state: ReconcileState, why: string, cause?: Cause): Compared {
    return {
      result: {
        ...baseOf(asked),
        state,
        why: byForm.hide(why),
        ...(cause === undefined ? {} : { cause }),
        differences: [],
        removes: [],
      },
      registers: undefined,
    };
  }

  #stateOf({ verdict, answer }: Outcome): ReconcileState {
    switch (verdict) {
      case "error-answer":
        return (answer?.kind === "error" ? this.#errors.get(answer.error) : undefined) ?? "no-answer";
      case "parse-error":
      case "no-answer":
      case "cannot-run":
      case "cannot-execute":
      case "exit-code":
      case "timed-out":
      case "hangs":
        return "no-answer";
      default:
        return "would-not-register";
    }
  }

  #compareEntry(
    asked: RollEntry,
    source: Source,
    { entry, idGenerated }: Extract<Registration, { kind: "added" }>,
    given: GivenAgent,
  ): Compared {
    const { release } = this.#settings;
    const read = readBack(entry, release);
    if (read === undefined) {
      const why = say`the record would not be read back from client.keys as one agent with these fields`;
      return this.#only(asked, "would-not-register", why);
    }
    const { record } = asked;
    // A script that mixes up its fields returns the key in place of another one.
    const mask = new KeyMask([entry, record].flatMap((each) => textFromBytes(each?.key ?? "")));
    const id = idGenerated ? say`made up by the manager` : shownBytes(entry.id, mask);
    const differences: readonly Difference[] = [
      ...(idGenerated || entry.id !== asked.id
        ? [{ what: "id", file: shownBytes(asked.id), answer: id } as const]
        : []),
      ...(record === undefined ? [] : differencesOf(record, read)),
    ];
    const name = record === undefined ? { name: shownBytes(entry.name, mask) } : {};
    const base = { ...baseOf(asked), ...name, differences };
    const [first] = differences;
    if (first === undefined && record !== undefined) {
      return { result: { ...base, state: "equal", removes: [] }, registers: undefined };
    }
    const state = first === undefined ? "missing" : stateOf[first.what];
    const taken = this.#register(asked, source, given);
    const removes = taken.replaced.flatMap((each) =>
      each.id === asked.id ? [] : shownBytes(`${each.id} ${each.name}`),
    );
    if (taken.kind === "added") {
      const registers = state === "other-agent" ? undefined : given;
      return { result: { ...base, state, removes }, registers };
    }
    const refused =
      taken.kind === "rejected"
        ? `${taken.code}: ${replyText(taken.code, release)}`
        : say`the registration service exits`;
    const kept =
      state === "missing"
        ? ({ state: "would-not-register", why: say`refused ${refused}` } as const)
        : { state, refused };
    return { result: { ...base, ...kept, removes }, registers: undefined };
  }

  /** Among the agents of the file. */
  #register({ request }: RollEntry, source: Source, { id, name = "", ip = "" }: GivenAgent): Registration {
    const { release } = this.#settings;
    const store = this.#affected.storeFor(id, name, ip, release);
    const { registration } = outcomeOf(datagramOf(request), source, store, this.#settings);
    return registration ?? { kind: "exit", replaced: [] };
  }
}

function causeOf(verdict: Verdict, explanations: readonly string[]): Cause {
  const worst = verdict.findings.find(
    ({ authority, severity }) => authority === "manager" && isProblem(severity),
  );
  const { problem, advice } = reasonOf(verdict, worst);
  return {
    problem: byForm.hide([problem, ...explanations].join(" ")).slice(0, LONGEST_PROBLEM),
    ...(advice === undefined ? {} : { advice }),
  };
}

function baseOf({ id, record, line, request }: RollEntry) {
  return {
    id: shownBytes(id),
    ...(record === undefined ? {} : { name: shownBytes(record.name) }),
    ...(line === undefined ? {} : { line }),
    request: shownBytes(datagramOf(request)),
  };
}

/** The entry as read from the line that the manager writes. Undefined if that is not a separate record. */
function readBack(entry: KeyEntry, release: Release): KeyEntry | undefined {
  const line = `${entry.id} ${entry.name} ${writtenText(entry.address, true)} ${entry.key}\n`;
  const [first, ...others] = piecesOf(line);
  const piece = first === undefined || others.length > 0 ? undefined : readPiece(first.bytes, release);
  if (piece?.kind !== "record" || piece.id !== entry.id || !entry.name.startsWith(piece.name))
    return undefined;
  // A name with a blank is cut there; a long one at the reader's limit.
  return entry.name.charAt(piece.name.length) === " " ? undefined : piece;
}

function differencesOf(file: KeyEntry, answer: KeyEntry): readonly Difference[] {
  return recordDifferences(file, answer).map(({ what, before, after }) => ({
    what,
    file: before,
    answer: after,
  }));
}

const byForm = new KeyMask();

function shownBytes(bytes: ByteString, mask = byForm): string {
  return shownField(bytes, mask);
}
