/** The addresses that the keystore of 5.x accepts (addressRule.cpp, branch 5.0.0). */

import { readGroups } from "../address/ipv6.ts";
import type { ByteString } from "../bytes.ts";

const OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
const QUAD = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

/** Exactly `any`, or an address with an optional prefix or dotted mask. A leading `!` and a zone are dropped. */
export function isKeystoreAddress(text: ByteString): boolean {
  const bare = text.startsWith("!") ? text.slice(1) : text;
  if (bare === "any") return true;
  const [host = "", mask, ...more] = bare.split("/");
  if (more.length > 0) return false;
  const address = (host.includes(":") ? host.replace(/%.*$/, "") : host).replace(/^::ffff:(?=[0-9.]+$)/i, "");
  if (QUAD.test(address)) {
    return mask === undefined || QUAD.test(mask) || (/^[0-9]{1,2}$/.test(mask) && Number(mask) <= 32);
  }
  if (!isIpv6(address)) return false;
  return mask === undefined || (/^[0-9]{1,3}$/.test(mask) && Number(mask) <= 128);
}

/** IPv6 in any form of RFC 4291, including a dotted tail. */
export function isIpv6(text: ByteString): boolean {
  const dotted = /^(.*:)([0-9.]+)$/.exec(text);
  if (dotted === null || !text.includes(".")) return readGroups(text) !== undefined;
  return QUAD.test(dotted[2] ?? "") && readGroups(`${dotted[1]}0:0`) !== undefined;
}

export function isIpv4(text: ByteString): boolean {
  return QUAD.test(text);
}
