/** Addresses: how one is read and written, whether its agent sends its id, and which sources it accepts. */

import {
  type Address,
  acceptsSource,
  agentSendsItsId,
  KeyStore,
  readAddress,
  readKeyFile,
  rejectedAddressText,
  sourceText,
  writtenText,
} from "../../../core/manager/index.ts";
import { BEFORE_IPV6, bits, type Case, NEWEST, projected, type Record, rowFor, tagsOf } from "./case.ts";

export function addressCases(record: Record): readonly Case[] {
  const cases = tagsOf(record).map((tag) => addressCase(tag, record.ip, record.result));
  return "pre44" in record ? [...cases, addressCase(BEFORE_IPV6, record.ip, record.pre44)] : cases;
}

function addressCase(tag: string, ip: string, expected: object): Case {
  return { kind: "ip", release: tag, expected, actual: projected(addressFacts(ip, tag), expected) };
}

function addressFacts(ip: string, tag: string): object {
  const release = rowFor(tag);
  const address = readAddress(ip, release);
  if (address === undefined) return { valid: 0, stored: null, shown: rejectedAddressText(ip, release) };
  return {
    valid: address.kind === "host" ? 1 : 2,
    stored: address.stored,
    v6: address.v6,
    ...bits(address),
    single: !agentSendsItsId(address),
    written: writtenText(address, fillsTable(address)),
    written_table: writtenText(address, true),
  };
}

/** Whether a daemon that reads this address alone can write masks. */
function fillsTable(address: Address): boolean {
  const store = new KeyStore();
  store.noteAddress(address);
  return store.maskTableFilled;
}

export function sendsIdCases({ release, input, real }: Record): readonly Case[] {
  return tagsOf({ release }).map((tag) => {
    const address = readAddress(input, rowFor(tag));
    return {
      kind: "sends-id",
      release: tag,
      expected: real.single,
      actual: address === undefined ? undefined : Number(!agentSendsItsId(address)),
    };
  });
}

const MATCH = new Map<boolean | "unknown" | undefined, string>([
  [true, "1"],
  [false, "0"],
  ["unknown", "?"],
]);

export function sourceCases(record: Record): readonly Case[] {
  if ("real" in record) return typedSourceCases(record);
  return tagsOf(record).map((tag) => {
    const release = rowFor(tag);
    const address = readAddress(record.record, release);
    const accepted = address === undefined ? undefined : acceptsSource(address, record.given, release);
    return {
      kind: "match",
      release: tag,
      expected: { source: record.source, match: record.match },
      actual: { source: sourceText(record.given, release), match: MATCH.get(accepted) },
    };
  });
}

/** A source as a user types it, against a whole file: its text, the entry found by ip, the entries that accept it. */
function typedSourceCases({ kind, release: tags, input, real }: Record): readonly Case[] {
  return tagsOf({ release: tags ?? NEWEST }).map((tag) => {
    const release = rowFor(tag);
    const text = sourceText(input.source, release);
    const { store } = readKeyFile(input.file, { release, passEmpty: true });
    const found = text === undefined ? undefined : store.findByIp(text);
    const match = store.entries.map(({ address }) =>
      MATCH.get(acceptsSource(address, input.source, release)),
    );
    return {
      kind,
      release: tag,
      expected: real.s,
      actual:
        text === undefined
          ? null
          : { text, by_ip: found === undefined ? -1 : store.entries.indexOf(found), match: match.join("") },
    };
  });
}
