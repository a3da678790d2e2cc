/** The result for one output of a script, in the oldest format: the newest release, a start file by name. */

import {
  type AgentState,
  defaultSettings,
  indexText,
  type KeyEntry,
  type ManagerSettings,
  type Outcome,
  outcomeOf,
  readKeyFile,
} from "../../../core/manager/index.ts";
import type { Known } from "../records.ts";
import { bits, type Case, NEWEST, type Record, rowFor } from "./case.ts";

export function answerCases(record: Record, known: Known): readonly Case[] {
  const release = rowFor(NEWEST);
  const { host, force, request } = record.opts;
  const defaults = defaultSettings(release);
  const settings: ManagerSettings = {
    ...defaults,
    hostName: host,
    force: { ...defaults.force, enabled: force },
    stateOf: () => stateFrom(record.opts),
  };
  const file = known.keysFiles[record.keys] ?? "";
  const { store } = readKeyFile(file, { release, passEmpty: true });
  const outcome = outcomeOf(request, { kind: "output", output: record.output }, store, settings);
  const actual = factsOf(outcome, record.output, settings);
  return [{ kind: "answer", release: NEWEST, expected: record.result, actual }];
}

/** What wazuh-db reports about an agent. */
export function stateFrom({ wdb, disc_age, reg_age }: Record): AgentState | undefined {
  if (wdb === "none" || wdb === "no-row") return undefined;
  return {
    status: wdb,
    disconnectedFor: wdb === "disconnected" ? disc_age : undefined,
    registeredFor: reg_age,
  };
}

/** Lines that the recorder left out, because it only recorded the dispatch of one request. */
const NOT_RECORDED: ReadonlySet<string> = new Set(["request-failed", "exec-output"]);

function factsOf(outcome: Outcome, output: string, settings: ManagerSettings): object {
  const { verdict, registration } = outcome;
  const log = outcome.log.filter(({ id }) => !NOT_RECORDED.has(id));
  const read = {
    parsed: verdict !== "parse-error",
    verdict,
    code: registration?.kind === "rejected" ? registration.code : null,
    parse_end: parseEnd(outcome, output, settings),
    log: log.map(({ level, text }) => ({ level, msg: text })),
  };
  if (verdict === "crash") return { ...read, signal: 11 };
  const added = registration?.kind === "added" ? registration.entry : undefined;
  return {
    ...read,
    ret: outcome.failed ? -1 : 0,
    inserted: added === undefined ? null : entryFacts(added),
    deleted: registration?.replaced.map(({ id }) => id) ?? [],
    id_counter: outcome.store.idCounter,
    written: added === undefined ? null : outcome.store.write(),
  };
}

export function entryFacts({ id, name, address, key }: KeyEntry): object {
  return { id, name, ip: indexText(address), key, v6: address.v6, ...bits(address) };
}

/** The recorder parsed every output, also if the request had been discarded before. */
function parseEnd(outcome: Outcome, output: string, settings: ManagerSettings): number {
  if (outcome.json !== undefined) return outcome.json.end;
  return outcomeOf("id:001", { kind: "output", output }, outcome.store, settings).json?.end ?? 0;
}
