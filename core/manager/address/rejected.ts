/** How the manager shows an address that it rejects. */

import type { ByteString } from "../bytes.ts";
import type { Release } from "../releases.ts";
import { looksLikeIpv4 } from "./ipv4.ts";

/** The text in error 1237. Before 4.4 a mask was already cut off when the rest failed. */
export function rejectedAddressText(text: ByteString, release: Release): ByteString {
  const slash = text.indexOf("/");
  return release.addressGrammar === "ipv4" && slash >= 0 && looksLikeIpv4(text) ? text.slice(0, slash) : text;
}
