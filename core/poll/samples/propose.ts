/** Sample requests for a user who has none yet: known agents, an unknown one, and one that makes no sense. */

import { indexText, isFullMask, type KeyEntry, type KeyRequest, textFromBytes } from "../../manager/index.ts";
import { say } from "../../words/index.ts";

export interface ProposedSample {
  readonly request: KeyRequest;
  readonly expect: "hit" | "miss" | "bad";
  /** Why it is worth a try, in words. */
  readonly why: string;
}

/** The number of known agents to propose by id, and by address. */
const HITS = 2;

/** An address that no network uses: TEST-NET-1 of RFC 5737. */
const NOBODY = "192.0.2.1";

const UNLIKELY = 98_000;

/**
 * Proposals from the records of a key file, otherwise from literals in the script's text, otherwise the documentation's
 * own values.
 */
export function proposeSamples(records: readonly KeyEntry[], script = ""): readonly ProposedSample[] {
  const hits = hitsOf(records) ?? hitsInText(script) ?? documented();
  const known = new Set(records.map((record) => record.id));
  return [
    ...hits,
    { request: { selector: "id", value: unusedId(known) }, expect: "miss", why: say`no agent has this id` },
    { request: { selector: "ip", value: NOBODY }, expect: "miss", why: say`no agent can have this address` },
    {
      request: { selector: "id", value: "abc" },
      expect: "bad",
      why: say`not an id; the manager passes it on anyway`,
    },
    {
      request: { selector: "id", value: "" },
      expect: "bad",
      why: say`an empty value; the manager passes it on`,
    },
  ];
}

const documented = (): readonly ProposedSample[] => [
  {
    request: { selector: "id", value: "001" },
    expect: "hit",
    why: say`the id of the documentation's example`,
  },
  {
    request: { selector: "ip", value: "192.168.1.100" },
    expect: "hit",
    why: say`the address of the documentation's example`,
  },
];

function hitsOf(records: readonly KeyEntry[]): readonly ProposedSample[] | undefined {
  if (records.length === 0) return undefined;
  const ends = [records[0], records.at(-1)].filter((record, at, both) => both.indexOf(record) === at);
  const byId = ends.flatMap((record) =>
    record === undefined
      ? []
      : [hit("id", record.id, say`agent ${textFromBytes(record.name)} of client.keys`)],
  );
  const byIp = records
    .filter(({ address }) => isFullMask(address.mask))
    .slice(0, HITS)
    .map((record) =>
      hit(
        "ip",
        indexText(record.address),
        say`address of agent ${textFromBytes(record.name)} in client.keys`,
      ),
    );
  return [...byId, ...byIp];
}

function hitsInText(script: string): readonly ProposedSample[] | undefined {
  const ids = [...script.matchAll(/["'](\d{3,8})["']/g)].map((match) => match[1] ?? "");
  const ips = [...script.matchAll(/["'](\d{1,3}(?:\.\d{1,3}){3})["']/g)].map((match) => match[1] ?? "");
  const found = [
    ...firstOf(ids).map((id) => hit("id", id, say`an id that the script contains`)),
    ...firstOf(ips).map((ip) => hit("ip", ip, say`an address that the script contains`)),
  ];
  return found.length === 0 ? undefined : found;
}

function firstOf(values: readonly string[]): readonly string[] {
  return [...new Set(values)].slice(0, HITS);
}

function hit(selector: KeyRequest["selector"], value: string, why: string): ProposedSample {
  return { request: { selector, value }, expect: "hit", why };
}

/** An id that no record has, and that no small database is likely to have. */
function unusedId(known: ReadonlySet<string>): string {
  let counter = UNLIKELY + known.size;
  while (known.has(String(counter))) counter++;
  return String(counter);
}
