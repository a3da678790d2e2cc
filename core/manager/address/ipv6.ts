/** IPv6 text as the manager's patterns accept it (4.4), and as the manager prints it. */

import type { ByteString } from "../bytes.ts";
import { type Words, wordAt } from "./address.ts";
import { QUAD } from "./quad.ts";

const GROUP = /^[0-9A-Fa-f]{1,4}$/;

/**
 * The eight groups of an IPv6 address, or undefined. Accepted: eight groups of 1 to 4 hexadecimal digits, or one `::`
 * with 0 to 7 groups around it. No dotted tail, no zone, no brackets.
 */
export function readGroups(text: ByteString): readonly number[] | undefined {
  const gap = text.indexOf("::");
  if (gap < 0) {
    const groups = groupsOf(text);
    return groups?.length === 8 ? groups : undefined;
  }
  const left = text.slice(0, gap) === "" ? [] : groupsOf(text.slice(0, gap));
  const right = text.slice(gap + 2) === "" ? [] : groupsOf(text.slice(gap + 2));
  if (left === undefined || right === undefined || left.length + right.length > 7) return undefined;
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function groupsOf(text: ByteString): number[] | undefined {
  const groups = text.split(":");
  return groups.every((group) => GROUP.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : undefined;
}

export function wordsOfGroups(groups: readonly number[]): Words {
  return [0, 2, 4, 6].map((at) => (wordAt(groups, at) * 0x10000 + wordAt(groups, at + 1)) >>> 0);
}

/** Eight groups of four upper-case digits: the form in which the manager stores and compares IPv6. */
export function expandedText(groups: readonly number[]): ByteString {
  return groups.map((group) => group.toString(16).toUpperCase().padStart(4, "0")).join(":");
}

const DECIMAL_QUAD = new RegExp(`^(.*:)(${QUAD})$`);

/**
 * The groups of an IPv6 address as inet_pton accepts it, which also accepts a dotted tail. Undefined for all other
 * text.
 */
export function readGroupsOrQuad(text: ByteString): readonly number[] | undefined {
  const [, head, quad] = DECIMAL_QUAD.exec(text) ?? [];
  if (head === undefined || quad === undefined) return readGroups(text);
  const [a = 0, b = 0, c = 0, d = 0] = quad.split(".").map(Number);
  return readGroups(`${head}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`);
}

/** The start of an IPv6 address that stands for an IPv4 address. */
const MAPPED = [0, 0, 0, 0, 0, 0xffff];

export function isMapped(groups: readonly number[]): boolean {
  return MAPPED.every((group, at) => groups[at] === group);
}
