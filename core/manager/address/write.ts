/** How the manager writes an address back to `client.keys`: from the stored text and the mask in binary. */

import type { ByteString } from "../bytes.ts";
import { type Address, isFullMask, prefixLength } from "./address.ts";

/** The stored text without its mask: what the index by address holds. */
export function indexText(address: Address): ByteString {
  const slash = address.stored.indexOf("/");
  return slash < 0 ? address.stored : address.stored.slice(0, slash);
}

/** Whether reading this address fills the table of IPv4 masks that writing needs: only plain and prefix forms do. */
export function fillsMaskTable(address: Address): boolean {
  return !address.v6 && address.kind !== "any" && address.maskForm !== "dotted";
}

/**
 * OS_CIDRtoStr. Where the mask table was never filled by the running process, and where a mask is not contiguous, a range
 * collapses to the bare address.
 */
export function writtenText(address: Address, maskTableFilled: boolean): ByteString {
  const text = indexText(address);
  if (text === "any" || isFullMask(address.mask)) return text;
  if (address.v6) return `${text}/${prefixLength(address.mask) ?? 0}`;
  const bits = prefixLength(address.mask);
  // A table that was never filled holds zeros, so the mask 0 is found in it all the same.
  const found = bits !== undefined && (maskTableFilled || bits === 0);
  return found ? `${text}/${bits}` : text;
}
