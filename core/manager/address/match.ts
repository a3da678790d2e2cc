/** Which source addresses a record accepts when a message arrives (the manager's source check). */

import type { ByteString } from "../bytes.ts";
import type { Release } from "../releases.ts";
import { type Address, dottedText, isFullMask, type Words, wordAt } from "./address.ts";
import { expandedText, isMapped, readGroupsOrQuad, wordsOfGroups } from "./ipv6.ts";
import { isQuad, quadWord } from "./quad.ts";

/** A source address as the manager sees it: its text, and the address in binary. */
interface Source {
  readonly text: ByteString;
  readonly words: Words;
}

/**
 * The source that a person types, in the form in which the socket gives it: IPv4; from 4.4 on also IPv6, where a mapped
 * IPv4 address becomes plain and all other addresses are written in full. Source: inet_ntoa before 4.4, then
 * get_ipv6_string.
 */
function readSource(typed: ByteString, release: Release): Source | undefined {
  if (isQuad(typed)) return { text: typed, words: [quadWord(typed)] };
  const groups = release.addressGrammar === "ipv4" ? undefined : readGroupsOrQuad(typed);
  if (groups === undefined) return undefined;
  const words = wordsOfGroups(groups);
  if (!isMapped(groups)) return { text: expandedText(groups), words };
  const word = wordAt(words, 3);
  return { text: dottedText(word), words: [word] };
}

/** The manager's text for the source address, or undefined if the text is not a single address. */
export function sourceText(typed: ByteString, release: Release): ByteString | undefined {
  return readSource(typed, release)?.text;
}

/**
 * Whether a message from the host `source` passes the record's address: (source AND mask) = network. `unknown` if the
 * manager itself reads undefined memory: an IPv6 source against an IPv4 record. Undefined if `source` is not a single
 * address. Source: OS_IPFound.
 */
export function acceptsSource(
  record: Address,
  source: ByteString,
  release: Release,
): boolean | "unknown" | undefined {
  const from = readSource(source, release);
  if (from === undefined) return undefined;
  // Before 4.4 the address 0 means failure, before any comparison.
  if (record.grammar === "ipv4" && from.words[0] === 0) return false;
  if (record.kind === "any") return !record.negated;
  if (from.words.length === record.network.length) {
    const inside = from.words.every(
      (word, at) => (word & wordAt(record.mask, at)) >>> 0 === record.network[at],
    );
    return inside !== record.negated;
  }
  if (!record.v6) return "unknown";
  const leak = ipv4Leak(record);
  return (wordAt(from.words, 0) & leak.mask) >>> 0 === leak.value;
}

/** The IPv4 sources that an IPv6 record accepts: those whose bits under `mask` are `value`. */
export interface Ipv4Leak {
  readonly mask: number;
  readonly value: number;
}

/**
 * An IPv4 source is compared with the bytes of the IPv6 record: bytes 4 to 7 are the mask, bytes 0 to 3 the network.
 */
function ipv4Leak({ network }: Address): Ipv4Leak {
  return { mask: wordAt(network, 1), value: wordAt(network, 0) };
}

/** The IPv4 sources that a record accepts in addition to what it says, or undefined if there are none. */
export function strayIpv4(record: Address): Ipv4Leak | undefined {
  if (!record.v6) return undefined;
  const leak = ipv4Leak(record);
  return (leak.value & ~leak.mask) === 0 ? leak : undefined;
}

/**
 * Whether an agent with this address in its own file starts its messages with its id. All do except single IPv4 hosts.
 */
export function agentSendsItsId(record: Address): boolean {
  return record.v6 || !isFullMask(record.mask);
}
