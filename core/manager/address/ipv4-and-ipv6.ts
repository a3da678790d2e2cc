/** Addresses from 4.4 on: strict IPv4 with prefix or dotted mask, IPv4-mapped IPv6, and IPv6. */

import type { ByteString } from "../bytes.ts";
import {
  type Address,
  andWords,
  anyAddress,
  FULL_WORD,
  isFullMask,
  prefixMask,
  type Words,
} from "./address.ts";
import { expandedText, readGroups, wordsOfGroups } from "./ipv6.ts";
import { QUAD, quadWord } from "./quad.ts";

// The manager's `$` accepts a line feed at the end. Only JSON can contain one.
const IPV4 = new RegExp(`^(::[fF]{4}:)?((${QUAD})(?:/(?:(3[0-2]|[12]?[0-9])|(${QUAD})))?)\\n?$`);
const GRAMMAR = "ipv4-and-ipv6";
const IPV6_PREFIX = /^(?:12[0-8]|1[01][0-9]|[0-9]{1,2})$/;

/**
 * OS_IsValidIP of 4.4 and newer. One leading `!` is removed, and the negation with it. `::ffff:` with IPv4 becomes
 * plain IPv4. IPv6 is expanded in upper case, and a prefix of 0 is removed from the stored text.
 */
export function readIpv4OrIpv6Address(text: ByteString): Address | undefined {
  const bare = text.startsWith("!") ? text.slice(1) : text;
  if (bare === "any") return anyAddress(bare, false, GRAMMAR);
  const ipv4 = IPV4.exec(bare);
  if (ipv4 === null) return ipv6Address(bare);
  const [, mapped, address = "", quad = "", prefix, dotted] = ipv4;
  // The conversion of a mapped address to IPv4 removes the line feed. Otherwise it is stored with the text.
  return ipv4Address(mapped === undefined ? bare : address, quad, prefix, dotted);
}

function ipv4Address(
  stored: ByteString,
  quad: ByteString,
  prefix?: ByteString,
  dotted?: ByteString,
): Address {
  const mask =
    prefix !== undefined
      ? prefixMask(Number(prefix), 1)
      : [dotted !== undefined ? quadWord(dotted) : FULL_WORD];
  return {
    kind: prefix === undefined && dotted === undefined ? "host" : "range",
    stored,
    v6: false,
    network: andWords([quadWord(quad)], mask),
    mask,
    negated: false,
    maskForm: prefix !== undefined ? "prefix" : dotted !== undefined ? "dotted" : "none",
    grammar: GRAMMAR,
  };
}

function ipv6Address(given: ByteString): Address | undefined {
  const text = given.endsWith("\n") ? given.slice(0, -1) : given;
  const slash = text.indexOf("/");
  const groups = readGroups(slash < 0 ? text : text.slice(0, slash));
  if (groups === undefined) return undefined;
  const expanded = expandedText(groups);
  const words: Words = wordsOfGroups(groups);
  if (slash < 0) {
    // A line feed at the end prevents the expansion. If there is a prefix, the text is printed again and loses the line
    // feed.
    const stored = text === given ? expanded : given;
    return { ...common(words, 128), kind: "host", stored, maskForm: "none" };
  }
  const prefix = text.slice(slash + 1);
  if (!IPV6_PREFIX.test(prefix) || text.startsWith("::/")) return undefined;
  const bits = Number(prefix);
  const stored = bits === 0 ? expanded : `${expanded}/${bits}`;
  return { ...common(words, bits), kind: "range", stored, maskForm: "prefix" };
}

type Common = Pick<Address, "v6" | "network" | "mask" | "negated" | "grammar">;

function common(words: Words, bits: number): Common {
  const mask = prefixMask(bits, 4);
  const network = isFullMask(mask) ? words : andWords(words, mask);
  return { v6: true, network, mask, negated: false, grammar: GRAMMAR };
}
