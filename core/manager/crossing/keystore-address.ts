/** The addresses that the keystore of 5.x accepts (addressRule.cpp, branch 5.0.0). */

import { isMapped, readGroupsOrQuad } from "../address/ipv6.ts";
import { isQuad } from "../address/quad.ts";
import type { ByteString } from "../bytes.ts";

/** Exactly `any`, or an address with an optional prefix or dotted mask. A leading `!` and a zone are removed. */
export function isKeystoreAddress(text: ByteString): boolean {
  const bare = text.startsWith("!") ? text.slice(1) : text;
  if (bare === "any") return true;
  const [host = "", mask, ...more] = bare.split("/");
  if (more.length > 0) return false;
  const bits = bitsOf(host);
  if (bits === undefined || mask === undefined) return bits !== undefined;
  if (bits === 32 && mask.length > 2) return bitsOf(mask) === 32;
  return /^[0-9]+$/.test(mask) && Number(mask) <= bits;
}

/** The size of an address: IPv6 with a mapped IPv4 address is IPv4. Undefined if it is none. */
function bitsOf(text: ByteString): 32 | 128 | undefined {
  const [address = ""] = text.split("%");
  if (isQuad(address)) return 32;
  const groups = readGroupsOrQuad(address);
  return groups === undefined ? undefined : isMapped(groups) ? 32 : 128;
}
