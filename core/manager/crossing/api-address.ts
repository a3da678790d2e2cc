/** The addresses that the REST API passes to authd: those that Python's `ipaddress` accepts, in lower case. */

import { hexOfWords } from "../address/index.ts";
import { readGroupsOrQuad, wordsOfGroups } from "../address/ipv6.ts";
import { isQuad } from "../address/quad.ts";
import type { ByteString } from "../bytes.ts";

/** `any`, an address, or a network without host bits. A `!` is rejected (1706). */
export function isApiAddress(text: ByteString): boolean {
  const lower = text.toLowerCase();
  if (lower === "any") return true;
  const slash = lower.indexOf("/");
  if (slash < 0) return isQuad(lower) || readGroupsOrQuad(lower.replace(/%[^%]+$/, "")) !== undefined;
  const host = lower.slice(0, slash);
  const mask = lower.slice(slash + 1);
  if (isQuad(host)) return isNetwork(bitsOfQuad(host), prefixOfMask(mask));
  const groups = readGroupsOrQuad(host);
  if (groups === undefined) return false;
  return isNetwork(bitsOfGroups(groups), /^[0-9]+$/.test(mask) ? Number(mask) : Number.NaN);
}

/** Whether all bits after the prefix are 0. Without a prefix it is NaN. */
function isNetwork(bits: string, prefix: number): boolean {
  return prefix <= bits.length && !bits.slice(prefix).includes("1");
}

function bitsOfQuad(quad: ByteString): string {
  return quad
    .split(".")
    .map((octet) => Number(octet).toString(2).padStart(8, "0"))
    .join("");
}

/** A prefix, a mask of ones followed by zeros, or its inverse, which Python accepts too. */
function prefixOfMask(mask: ByteString): number {
  if (/^[0-9]+$/.test(mask)) return Number(mask);
  if (!isQuad(mask)) return Number.NaN;
  const bits = bitsOfQuad(mask);
  if (/^1*0*$/.test(bits)) return bits.replaceAll("0", "").length;
  return /^0*1*$/.test(bits) ? bits.replaceAll("1", "").length : Number.NaN;
}

function bitsOfGroups(groups: readonly number[]): string {
  const hex = hexOfWords(wordsOfGroups(groups));
  return Array.from(hex, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, "0")).join("");
}
