/** The addresses that the REST API passes to authd: those that Python's `ipaddress` accepts, in lower case. */

import { hexOfWords } from "../address/index.ts";
import { readGroups, wordsOfGroups } from "../address/ipv6.ts";
import type { ByteString } from "../bytes.ts";
import { isIpv4, isIpv6 } from "./keystore-address.ts";

/** `any`, an address, or a network without host bits. A `!` is rejected (1706). */
export function isApiAddress(text: ByteString): boolean {
  const lower = text.toLowerCase();
  if (lower === "any") return true;
  const slash = lower.indexOf("/");
  if (slash < 0) return isIpv4(lower) || isIpv6(lower.replace(/%[^%]+$/, ""));
  const host = lower.slice(0, slash);
  const mask = lower.slice(slash + 1);
  if (isIpv4(host)) return isNetwork(bitsOfQuad(host), prefixOfMask(mask));
  if (!isIpv6(host)) return false;
  return isNetwork(bitsOfIpv6(host), /^[0-9]+$/.test(mask) ? Number(mask) : undefined);
}

/** Whether all bits after the prefix are 0. */
function isNetwork(bits: string, prefix: number | undefined): boolean {
  return prefix !== undefined && prefix <= bits.length && !bits.slice(prefix).includes("1");
}

function bitsOfQuad(quad: ByteString): string {
  return quad
    .split(".")
    .map((octet) => Number(octet).toString(2).padStart(8, "0"))
    .join("");
}

/** A prefix, a mask of ones followed by zeros, or its inverse, which Python accepts too. */
function prefixOfMask(mask: ByteString): number | undefined {
  if (/^[0-9]+$/.test(mask)) return Number(mask);
  if (!isIpv4(mask)) return undefined;
  const bits = bitsOfQuad(mask);
  if (/^1*0*$/.test(bits)) return bits.replaceAll("0", "").length;
  return /^0*1*$/.test(bits) ? bits.replaceAll("1", "").length : undefined;
}

function bitsOfIpv6(text: ByteString): string {
  const dotted = /^(.*:)([0-9]+\.[0-9.]+)$/.exec(text);
  if (dotted !== null) return `${wordBits(`${dotted[1]}0:0`).slice(0, 96)}${bitsOfQuad(dotted[2] ?? "")}`;
  return wordBits(text);
}

function wordBits(text: ByteString): string {
  const hex = hexOfWords(wordsOfGroups(readGroups(text) ?? []));
  return Array.from(hex, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, "0")).join("");
}
