/**
 * A first suite for a script: a hit, a miss, an ambiguous request, a wrong argument, with real agents if some are
 * known.
 */

import { indexText, isFullMask, type KeyEntry, LONGEST_VALUE, textFromBytes } from "../manager/index.ts";
import { say } from "../words/index.ts";
import { laidOut } from "./laid-out.ts";
import type { RawExpectation, RawRegistrationSuite, RawSample, RawSuite } from "./raw-suite.ts";

export interface SuiteWishes {
  /** The command line of the script for the suite. */
  readonly execPath: string;
  /** The script's own text, in which ids and addresses are searched for if no record is known. */
  readonly script: string;
  /** The agents of a `client.keys`, in its order. */
  readonly records: readonly KeyEntry[];
  /** The source of these agents, for the notes of the samples: `client.keys`. */
  readonly recordsOf: string;
  /** Its path, relative to the suite. */
  readonly clientKeys: string | undefined;
  /** The release for the suite. Default: the newest with key polling. */
  readonly release: string | undefined;
  /** Variables that the script needs. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** An address that no network uses: TEST-NET-1 of RFC 5737. */
const NOBODY = "192.0.2.1";
const UNLIKELY = 98_000;

/** The text of the suite, indented by two blanks, with a line feed at its end. */
export function proposeSuite(wishes: SuiteWishes): string {
  const { execPath, clientKeys, release, records, recordsOf, script, environment } = wishes;
  const holders = holdersOf(records);
  const suite: RawSuite = {
    exec_path: execPath,
    working_directory: ".",
    ...(release === undefined ? {} : { release }),
    ...(clientKeys === undefined ? {} : { client_keys: clientKeys }),
    ...(environment === undefined ? {} : { environment }),
    samples: [
      ...(records.length > 0 ? knownHits(records, holders, recordsOf) : literalHits(script)),
      ...others(records, holders, script),
    ],
  };
  return `${laidOut(suite, "")}\n`;
}

export interface RegistrationWishes {
  /** The command line with its arguments for the suite. */
  readonly command: string;
  /** The name under which the script registers its agent. */
  readonly name: string;
  readonly release: string | undefined;
  /** Path of a `client.keys`, relative to the suite. */
  readonly clientKeys: string | undefined;
}

/** The same for a registration script: a new agent, the same machine again, and a name that every manager rejects. */
export function proposeRegistrationSuite(wishes: RegistrationWishes): string {
  const { command, name, release, clientKeys } = wishes;
  const suite: RawRegistrationSuite = {
    registration: command,
    working_directory: ".",
    ...(release === undefined ? {} : { release }),
    ...(clientKeys === undefined ? {} : { client_keys: clientKeys }),
    samples: [
      {
        register: name,
        expect: { registered: { name }, exit_code: 0, findings: [] },
        tags: ["new"],
        note: say`a new agent: the script registers it, and nothing is found`,
      },
      {
        register: name,
        expect: { registered: true, second_run: "unchanged" },
        tags: ["again"],
        note: say`again on the same machine: no second agent, and no new key`,
      },
      {
        register: "a name with blanks",
        expect: { registered: false },
        tags: ["refused"],
        note: say`the manager rejects the name; expect registered if the script replaces the blanks`,
      },
    ],
  };
  return `${laidOut(suite, "")}\n`;
}

/** The records of each address that can be asked for. */
type Holders = ReadonlyMap<string, readonly KeyEntry[]>;

function knownHits(records: readonly KeyEntry[], holders: Holders, recordsOf: string): readonly RawSample[] {
  const ends = [...new Set([records[0], records.at(-1)])].flatMap((record) => record ?? []);
  const fieldsOf = ({ id, name }: KeyEntry) => ({ id: textFromBytes(id), name: textFromBytes(name) });
  const byId = ends.map((record) =>
    hit(`id:${textFromBytes(record.id)}`, fieldsOf(record), say`an agent of ${recordsOf}`),
  );
  for (const [address, [record, other]] of holders) {
    if (record === undefined || other !== undefined) continue;
    return [...byId, hit(`ip:${address}`, fieldsOf(record), say`the address of an agent of ${recordsOf}`)];
  }
  return byId;
}

/** Only addresses of a single host. */
function holdersOf(records: readonly KeyEntry[]): Holders {
  const holders = new Map<string, KeyEntry[]>();
  for (const record of records) {
    const { address } = record;
    const text = indexText(address);
    if (address.kind === "any" || !isFullMask(address.mask) || text.length > LONGEST_VALUE.ip) continue;
    const known = holders.get(text);
    if (known === undefined) holders.set(text, [record]);
    else known.push(record);
  }
  return holders;
}

/** Ids and addresses in the script. Without any, those of the documentation's example. */
function literalHits(script: string): readonly RawSample[] {
  const id = /["'](\d{3,8})["']/.exec(script)?.[1];
  const ip = /["'](\d{1,3}(?:\.\d{1,3}){3})["']/.exec(script)?.[1];
  if (id === undefined && ip === undefined) {
    return [hit("id:001", { id: "001" }, say`write the id of an agent that the script knows`)];
  }
  return [
    ...(id === undefined ? [] : [hit(`id:${id}`, { id }, say`an id that the script contains`)]),
    ...(ip === undefined ? [] : [hit(`ip:${ip}`, true, say`an address that the script contains`)]),
  ];
}

function hit(
  request: string,
  registered: NonNullable<RawExpectation["registered"]>,
  note: string,
): RawSample {
  return { request, expect: { registered }, tags: ["hit"], note };
}

function others(records: readonly KeyEntry[], holders: Holders, script: string): readonly RawSample[] {
  const shared = [...holders].find(([, { length }]) => length > 1)?.[0];
  const error = (request: string, number: number, tag: string, note: string): RawSample => ({
    request,
    expect: { error: gives(script, number) ? number : true },
    tags: [tag],
    note,
  });
  return [
    error(`id:${unusedId(records)}`, 4, "miss", say`no agent has this id`),
    error(`ip:${NOBODY}`, 4, "miss", say`no agent can have this address`),
    shared === undefined
      ? {
          request: "ip:192.0.2.2",
          expect: { error: true },
          tags: ["ambiguous"],
          note: say`write an address that several agents have: the script must not guess`,
        }
      : error(
          `ip:${shared}`,
          5,
          "ambiguous",
          say`several agents have this address: the script must not guess`,
        ),
    {
      request: "id:abc",
      expect: { error: true },
      tags: ["bad-argument"],
      note: say`no id at all, but the manager passes it on`,
    },
    {
      request: "id:",
      expect: { error: true },
      tags: ["bad-argument"],
      note: say`an empty value, which the manager passes on too`,
    },
  ];
}

/**
 * Whether the script seems to use this number as the documented example does: `error(4, …)`, `errorAnswer(4, …)`,
 * `"error": 4`.
 */
function gives(script: string, number: number): boolean {
  return new RegExp(`error\\w*\\W{1,6}${number}\\b`, "i").test(script);
}

/** An id that no record has, and that no small database is likely to have. */
function unusedId(records: readonly KeyEntry[]): string {
  const known = new Set(records.map(({ id }) => id));
  let number = UNLIKELY + known.size;
  while (known.has(String(number))) number++;
  return String(number);
}
