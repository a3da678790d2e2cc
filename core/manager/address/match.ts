/** Which source addresses a record accepts when a message arrives (the manager's source check). */

import type { ByteString } from "../bytes.ts";
import type { Release } from "../releases.ts";
import type { Address } from "./address.ts";
import { readAddress } from "./index.ts";

/**
 * Whether a message from the host `source` passes the record's address: (source AND mask) = network. `unknown` where the
 * manager itself reads memory at random: an IPv6 source against an IPv4 record. Undefined if `source` is no single address.
 *
 * Source: OS_IPFound. An IPv4 source against an IPv6 record is compared with the record's own bytes, so a record whose
 * first 64 bits are zero lets every IPv4 source in.
 */
export function acceptsSource(
  record: Address,
  source: ByteString,
  release: Release,
): boolean | "unknown" | undefined {
  const from = readAddress(source, release);
  if (from?.kind !== "host") return undefined;
  if (record.kind === "any") return !record.negated;
  if (record.v6 === from.v6) {
    const inside = from.network.every(
      (word, at) => (word & (record.mask[at] ?? 0)) >>> 0 === record.network[at],
    );
    return inside !== record.negated;
  }
  if (!record.v6) return "unknown";
  const [first = 0, second = 0] = record.network;
  return ((from.network[0] ?? 0) & second) >>> 0 === first;
}

/** Whether an agent with this address in its own file starts its messages with its id (all but single IPv4 hosts do). */
export function agentSendsItsId(record: Address): boolean {
  return record.kind !== "host" || record.v6;
}
