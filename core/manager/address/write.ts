/** How the manager writes an address back to `client.keys`: from the stored text and the mask in binary. */

import type { ByteString } from "../bytes.ts";
import { type Address, isFullMask, prefixLength } from "./address.ts";

/** The stored text without its mask, as the index by address holds it. */
export function indexText(address: Address): ByteString {
  const slash = address.stored.indexOf("/");
  return slash < 0 ? address.stored : address.stored.slice(0, slash);
}

/**
 * Whether reading this address fills the table of IPv4 masks that writing needs. Before 4.4 every address does; from
 * 4.4 on only plain IPv4 and IPv4 with a prefix.
 */
export function fillsMaskTable(address: Address): boolean {
  if (address.grammar === "ipv4") return true;
  return !address.v6 && address.kind !== "any" && address.maskForm !== "dotted";
}

/** Bytes: the size of the writer's buffer before 4.4. Only a host that is not four numbers can be longer, and is cut. */
const OLD_ROOM = 19;

/**
 * OS_CIDRtoStr. A range is written as the bare address if the running process never filled the mask table, or if the
 * mask is not contiguous.
 */
export function writtenText(address: Address, maskTableFilled: boolean): ByteString {
  const room = address.grammar === "ipv4" ? OLD_ROOM : Number.POSITIVE_INFINITY;
  const text = indexText(address);
  if (text === "any" || isFullMask(address.mask)) return text.slice(0, room);
  const bits = prefixLength(address.mask);
  // A table that was never filled holds zeros, so the mask 0 is found in it anyway.
  const found = bits !== undefined && (address.v6 || maskTableFilled || bits === 0);
  return found ? `${text}/${bits}` : text;
}
