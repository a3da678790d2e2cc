/** Which hosts can connect with an address, in words. */

import {
  type Address,
  dottedText,
  indexText,
  prefixLength,
  strayIpv4,
  type Words,
} from "../../manager/index.ts";
import { numberText, say } from "../../words/index.ts";

function colons(words: Words): string {
  const groups = words.flatMap((word) => [word >>> 16, word & 0xffff]);
  return groups.map((group) => group.toString(16)).join(":");
}

function text(words: Words): string {
  return words.length === 1 ? dottedText(words[0] ?? 0) : colons(words);
}

/** The last address of a range: network with all host bits set. */
function last(address: Address): Words {
  return address.network.map((word, at) => (word | ~(address.mask[at] ?? 0)) >>> 0);
}

/** Number of addresses in a range, in readable form. */
function size(address: Address, bits: number): string {
  const free = (address.v6 ? 128 : 32) - bits;
  return free < 24 ? numberText(2 ** free) : `2^${free}`;
}

/** One sentence about the sources that the record accepts. */
export function reachOf(address: Address): string {
  const { kind, negated, network, mask, v6 } = address;
  if (kind === "any") return negated ? say`No source at all.` : say`Every source address.`;
  const bits = prefixLength(mask);
  const from = text(network);
  if (bits === (v6 ? 128 : 32)) return negated ? say`Every source but \`${from}\`.` : say`Only \`${from}\`.`;
  if (bits === undefined) {
    return negated
      ? say`Every source but those whose bits agree with the mask \`${text(mask)}\`, which is not a range.`
      : say`Sources whose bits agree with the mask \`${text(mask)}\`, which is not a range.`;
  }
  const [to, many] = [text(last(address)), size(address, bits)];
  return negated
    ? say`Every source but \`${from}\` to \`${to}\` (/${bits}, ${many} addresses).`
    : say`\`${from}\` to \`${to}\` (/${bits}, ${many} addresses).`;
}

/**
 * One sentence about the IPv4 sources that an IPv6 record accepts in addition to its own address, or undefined if
 * there are none. Nobody intends them: the manager compares an IPv4 source with the first eight bytes of the record.
 */
export function strayReachOf(address: Address): string | undefined {
  const stray = strayIpv4(address);
  if (stray === undefined) return undefined;
  const { mask, value } = stray;
  if (mask === 0) return say`Every IPv4 source passes as well, because its first 64 bits are zero.`;
  const example = dottedText((value | ~mask) >>> 0);
  return say`IPv4 sources whose bits under the mask \`${dottedText(mask)}\` are \`${dottedText(value)}\` pass as well, for example \`${example}\`: the manager compares them with the first 64 bits of the record.`;
}

/** Whether the manager can find the record of a single host by the text of its messages' source. */
export function isFoundBySource(address: Address): boolean {
  return address.v6 || indexText(address) === text(address.network);
}

/** The text that the manager stores for the address, if it differs from the file. */
export function storedForm(address: Address, written: string): string | undefined {
  const stored = address.kind === "range" ? address.stored : indexText(address);
  return stored === written ? undefined : stored;
}
