/** A series of answers in the same daemons: what each logs and does, release by release. */

import {
  cString,
  defaultSettings,
  indexText,
  type KeyEntry,
  type KeyStore,
  type LogLine,
  type ManagerSettings,
  type MessageId,
  type Outcome,
  outcomeOf,
  readAddress,
  readKeyFile,
  type Source,
} from "../../../core/manager/index.ts";
import { entryFacts, stateFrom } from "./answer.ts";
import { type Case, NEWEST, projected, type Record, rowFor, tagsOf } from "./case.ts";

export function answersByReleaseCases(record: Record): readonly Case[] {
  return tagsOf(record).flatMap((tag) => runCases(record, tag));
}

function runCases({ keys, opts, steps, real }: Record, tag: string): Case[] {
  const settings = settingsFrom(opts, tag);
  let { store } = readKeyFile(keys, { release: settings.release, passEmpty: true });
  const cases: Case[] = [];
  for (const [at, expected] of real.entries()) {
    const { request, output } = steps[at];
    const outcome = outcomeOf(request, ran(output), store, settings);
    const actual = stepFacts(outcome, output, settings, at);
    cases.push({
      kind: "answers",
      release: tag,
      expected: asTheSourceSays(expected, outcome),
      actual: projected(actual, expected),
      recorderWrong:
        diedMakingKey(expected, outcome) ||
        hadNoAuthd(expected, settings) ||
        hadReadMasks(expected, outcome, tag),
    });
    store = outcome.store;
  }
  return cases;
}

/** A run of the script that printed this and exited with 0. */
function ran(output: string): Source {
  const end = { kind: "exit", code: 0 } as const;
  const how = { timedOut: false, overLimit: false, end };
  return { kind: "execution", execution: { execPath: "/script", commandLine: "/script", output, ...how } };
}

function settingsFrom(opts: Record, tag: string): ManagerSettings {
  const release = rowFor(tag);
  const { force: defaults, ...rest } = defaultSettings(release);
  return {
    ...rest,
    hostName: opts.host,
    node: opts.node ?? "master",
    forceInsert: opts.force_insert ?? true,
    force: {
      ...defaults,
      enabled: opts.force ?? defaults.enabled,
      disconnectedTime: {
        enabled: opts.disc_enabled ?? defaults.disconnectedTime.enabled,
        seconds: opts.disc_limit ?? defaults.disconnectedTime.seconds,
      },
      afterRegistrationTime: opts.reg_limit ?? defaults.afterRegistrationTime,
    },
    ageOf: () => (opts.age === undefined || opts.age < 0 ? undefined : opts.age),
    limitMaxAgents: opts.limit ?? true,
    stateOf: (id) => {
      const row = opts.wdb_by_id?.[String(atoi(id))];
      if (row === undefined) return stateFrom(opts);
      const [wdb, disc_age, reg_age] = row;
      return stateFrom({ wdb, disc_age, reg_age });
    },
  };
}

/** wazuh-db is asked for the number at the start of an id. */
function atoi(id: string): number {
  return Number.parseInt(/^[\t-\r ]*[+-]?[0-9]+/.exec(id)?.[0].trim() ?? "0", 10) | 0;
}

/** The recorder's note in place of a return value if the daemon died. */
const DEAD = -99;

function stepFacts(outcome: Outcome, output: string, settings: ManagerSettings, step: number): object {
  const { json, registration } = outcome;
  const died = outcome.verdict === "crash";
  return {
    step,
    ret: died ? DEAD : outcome.failed ? -1 : 0,
    parsed: json?.value !== undefined,
    parse_end: json === undefined ? cString(output).length : json.end,
    log: logOf(outcome, settings),
    ...(died ? { signal: 11 } : {}),
    ...(registration?.kind === "exit" ? { authd_exit: 1 } : {}),
    ...(registration?.kind === "rejected" ? { reply: registration.reply } : {}),
    state: stateOf(outcome),
  };
}

function stateOf({ registration, store }: Outcome): object {
  const added = registration?.kind === "added" ? registration.entry : undefined;
  return {
    inserted: added === undefined ? null : entryFacts(added),
    deleted: registration?.replaced.map(({ id }) => id) ?? [],
    id_counter: store.idCounter,
    keysize: store.entries.length,
    entries: store.entries.map((entry) => ({ ...entryFacts(entry), ...foundBy(entry, store) })),
    written: added === undefined ? null : store.write(),
  };
}

function foundBy(entry: KeyEntry, store: KeyStore): object {
  const indexOf = (found: KeyEntry | undefined): number => (found ? store.entries.indexOf(found) : -1);
  return {
    by_id: indexOf(store.findById(entry.id)),
    by_ip: indexOf(store.findByIp(indexText(entry.address))),
    by_name: indexOf(store.findByName(entry.name)),
  };
}

/** The log of the registration service, which before 4.4 is another daemon. */
const OF_AUTHD: ReadonlySet<MessageId> = new Set([
  "adding",
  "add-refused",
  "frame-too-long",
  "invalid-ip",
  "key-generated",
  "rejecting-id",
  "rejecting-ip",
  "rejecting-name",
  "replacing-id",
  "replacing-ip",
  "replacing-name",
]);

/** The log of a worker after the master has answered. */
const AFTER_MASTER: ReadonlySet<MessageId> = new Set([
  "cluster-error",
  "cluster-not-reached",
  "forwarded",
  "master-refused",
]);

function logOf(outcome: Outcome, { release }: ManagerSettings): object[] {
  const authd = release.poller === "wazuh-modulesd" ? OF_AUTHD : new Set<MessageId>();
  const line = ({ id, level, text }: LogLine, from = authd.has(id) ? "A" : "M"): object => ({
    from,
    level,
    msg: text,
  });
  return [
    ...outcome.log.filter(({ id }) => !AFTER_MASTER.has(id)).map((each) => line(each)),
    ...outcome.masterLog.map((each) => line(each, "A")),
    ...outcome.log.filter(({ id }) => AFTER_MASTER.has(id)).map((each) => line(each)),
  ];
}

/** If a master's authd ends, the cluster answers its worker with an error; the recorder's stand-in did not answer. */
function asTheSourceSays(expected: Record, { log }: Outcome): Record {
  const error = log.find(({ id }) => id === "cluster-error");
  if (error === undefined || expected.log === undefined) return expected;
  const replaced = expected.log.map((line: Record) =>
    line.msg === "Empty message from local client." ? { ...line, level: error.level, msg: error.text } : line,
  );
  return { ...expected, log: replaced };
}

/** The recorder's authd died while generating a key, unlike the real one: getuname() of 3.8 to 4.3 never fails. */
function diedMakingKey(expected: Record, { answer }: Outcome): boolean {
  return expected.authd_signal === 11 && answer?.kind === "agent" && answer.agent.key === undefined;
}

/** The recorder's authd had not started yet, although it was to be a master's. */
function hadNoAuthd(expected: Record, { node }: ManagerSettings): boolean {
  return (
    node === "master" && expected.log?.some((line: Record) => /^Could not connect to authd/.test(line.msg))
  );
}

/** The recorder of 4.4.5 and 4.9.2 had filled its table of masks with the addresses of other runs. */
function hadReadMasks(expected: Record, { registration, store }: Outcome, tag: string): boolean {
  if (registration?.kind !== "added" || expected.state?.written === store.write()) return false;
  const filled = store.copy();
  const plain = readAddress("10.0.0.1", rowFor(tag));
  if (plain !== undefined) filled.noteAddress(plain);
  return tag !== NEWEST && expected.state?.written === filled.write();
}
