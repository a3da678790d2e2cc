/** How the manager names an address that it refuses. */

import type { ByteString } from "../bytes.ts";
import type { Release } from "../releases.ts";
import { looksLikeIpv4 } from "./ipv4.ts";

/** The text that error 1237 shows. Before 4.4 a mask was already cut off when the rest failed. */
export function rejectedAddressText(text: ByteString, release: Release): ByteString {
  const slash = text.indexOf("/");
  return release.addressGrammar === "ipv4" && slash >= 0 && looksLikeIpv4(text) ? text.slice(0, slash) : text;
}
