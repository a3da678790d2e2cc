/** Reading an address by the grammar of a release. */

import type { ByteString } from "../bytes.ts";
import type { Release } from "../releases.ts";
import type { Address } from "./address.ts";
import { readIpv4Address } from "./ipv4.ts";
import { readIpv4OrIpv6Address } from "./ipv4-and-ipv6.ts";

export {
  type Address,
  dottedText,
  hexOfWords,
  isFullMask,
  prefixLength,
  type Words,
  wordMask,
} from "./address.ts";

/** The address that the manager of `release` reads from `text`, or undefined if it rejects the text. */
export function readAddress(text: ByteString, release: Release): Address | undefined {
  return release.addressGrammar === "ipv4" ? readIpv4Address(text) : readIpv4OrIpv6Address(text);
}
