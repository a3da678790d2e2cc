/** Whether one record's address accepts every source that another one accepts. */

import type { Release } from "../releases.ts";
import { type Address, type Words, wordAt } from "./address.ts";

/** The sources of one family that a record accepts: those whose bits under `mask` are `network`, or all others. */
interface Sources {
  readonly mask: Words;
  readonly network: Words;
  readonly negated: boolean;
}

type Family = "ipv4" | "ipv6";

/** A mask without bits, and what is left of an address under it. */
const NO_BITS: Words = [];

/**
 * Whether `next` accepts every source that `old` accepts (the source check of `acceptsSource`). The unknown case, an
 * IPv6 source against an IPv4 record, counts as accepted by neither.
 */
export function coversSources(next: Address, old: Address, release: Release): boolean {
  return familiesOf(release).every((family) => contains(sourcesOf(next, family), sourcesOf(old, family)));
}

/** Whether the address accepts any source at all. */
export function admitsAnySource(address: Address, release: Release): boolean {
  return familiesOf(release).some((family) => !isEmpty(sourcesOf(address, family)));
}

/** Before 4.4 all sources are IPv4. */
function familiesOf({ addressGrammar }: Release): readonly Family[] {
  return addressGrammar === "ipv4" ? ["ipv4"] : ["ipv4", "ipv6"];
}

function sourcesOf({ kind, v6, network, mask, negated }: Address, family: Family): Sources {
  if (kind === "any") return { mask: NO_BITS, network: NO_BITS, negated };
  if (v6 === (family === "ipv6")) return { mask, network, negated };
  if (!v6) return { mask: NO_BITS, network: NO_BITS, negated: true };
  // The manager compares an IPv4 source with the first bytes of an IPv6 record.
  return { mask: [wordAt(network, 1)], network: [wordAt(network, 0)], negated: false };
}

function contains(outer: Sources, inner: Sources): boolean {
  if (isEmpty(inner) || isFull(outer)) return true;
  if (!inner.negated && !outer.negated) return matchesWithin(outer, inner);
  if (inner.negated && outer.negated) return matchesWithin(inner, outer);
  return inner.negated ? fillTogether(outer, inner) : areApart(outer, inner);
}

/** Whether a source that matches `inner` always matches `outer`, whatever their signs. */
function matchesWithin(outer: Sources, inner: Sources): boolean {
  return (
    !hasMatch(inner) ||
    (hasMatch(outer) &&
      outer.mask.every((mask, at) => {
        const isWider = (mask & ~wordAt(inner.mask, at)) === 0;
        return isWider && (wordAt(inner.network, at) & mask) >>> 0 === outer.network[at];
      }))
  );
}

/** Whether no source matches both. */
function areApart(a: Sources, b: Sources): boolean {
  return a.mask.some(
    (mask, at) => ((wordAt(a.network, at) ^ wordAt(b.network, at)) & mask & wordAt(b.mask, at)) !== 0,
  );
}

/**
 * Whether each source matches one of the two: they are the two halves of all addresses and differ in the same single
 * bit.
 */
function fillTogether(a: Sources, b: Sources): boolean {
  const bits = a.mask.reduce((sum, mask) => sum + bitsIn(mask), 0);
  return bits === 1 && a.mask.every((mask, at) => mask === b.mask[at]) && areApart(a, b);
}

function bitsIn(word: number): number {
  let bits = 0;
  for (let rest = word; rest !== 0; rest = (rest & (rest - 1)) >>> 0) bits++;
  return bits;
}

/** A source can match only if the network has no bit set outside the mask. */
function hasMatch({ mask, network }: Sources): boolean {
  return network.every((word, at) => (word & ~wordAt(mask, at)) === 0);
}

function matchesAll({ mask, network }: Sources): boolean {
  return [...mask, ...network].every((word) => word === 0);
}

function isEmpty(sources: Sources): boolean {
  return sources.negated ? matchesAll(sources) : !hasMatch(sources);
}

function isFull(sources: Sources): boolean {
  return sources.negated ? !hasMatch(sources) : matchesAll(sources);
}
