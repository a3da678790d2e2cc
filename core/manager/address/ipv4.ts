/**
 * Addresses before 4.4: IPv4 by a loose POSIX expression, then inet_addr with its octal numbers and its error value.
 */

import type { ByteString } from "../bytes.ts";
import { type Address, andWords, anyAddress, FULL_WORD, wordMask } from "./address.ts";

const QUAD = "[0-9]{1,3}(?:\\.[0-9]{1,3}){3}";
const LOOSE = new RegExp(`^${QUAD}/?(?:[0-9]{0,2}|${QUAD})$`);

/** Whether the text matches the expression that comes before all other checks. A leading `!` is ignored. */
export function looksLikeIpv4(text: ByteString): boolean {
  return LOOSE.test(text.startsWith("!") ? text.slice(1) : text);
}

/** What inet_addr returns if it cannot read the text. The manager uses it as an address. */
const INET_ADDR_ERROR = FULL_WORD;

/** inet_addr of a text that matches `LOOSE`, without its mask: four parts of 0 to 255, octal where they start with 0. */
function inetAddr(text: ByteString): number {
  const parts = text.split(".");
  if (parts.length !== 4) return INET_ADDR_ERROR;
  let word = 0;
  for (const part of parts) {
    const octal = part.length > 1 && part.startsWith("0");
    if (octal && /[89]/.test(part)) return INET_ADDR_ERROR;
    const value = Number.parseInt(part, octal ? 8 : 10);
    if (value > 255) return INET_ADDR_ERROR;
    word = word * 256 + value;
  }
  return word;
}

/** OS_IsValidIP of 3.0 to 4.3. A leading `!` is kept and negates the record. */
export function readIpv4Address(text: ByteString): Address | undefined {
  const negated = text.startsWith("!");
  const bare = negated ? text.slice(1) : text;
  if (bare === "any") return anyAddress(text, negated, "ipv4");
  if (!LOOSE.test(bare)) return undefined;
  const slash = bare.indexOf("/");
  const address = inetAddr(slash < 0 ? bare : bare.slice(0, slash));
  if (slash < 0) {
    if (address === 0) return undefined;
    return {
      kind: "host",
      stored: text,
      v6: false,
      network: [address],
      mask: [FULL_WORD],
      negated,
      maskForm: "none",
      grammar: "ipv4",
    };
  }
  // The manager treats the value 0 as a failure, except for this one spelling of it.
  if (address === 0 && bare.slice(0, slash) !== "0.0.0.0") return undefined;
  const maskText = bare.slice(slash + 1);
  const dotted = maskText.length > 2;
  const mask = dotted ? dottedMask(maskText, address) : prefix(maskText);
  if (mask === undefined) return undefined;
  const network = andWords([address], [mask]);
  return {
    kind: "range",
    stored: text,
    v6: false,
    network,
    mask: [mask],
    negated,
    maskForm: dotted ? "dotted" : "prefix",
    grammar: "ipv4",
  };
}

function prefix(text: ByteString): number | undefined {
  const bits = Number(text);
  return bits > 32 ? undefined : wordMask(bits);
}

/**
 * The manager reads the address in place of the mask, so 0 fails here too. Only the full mask is recognised by its
 * text.
 */
function dottedMask(text: ByteString, address: number): number | undefined {
  if (text === "255.255.255.255") return FULL_WORD;
  return address === 0 ? undefined : address;
}
