/** Which elements a release accepts in its configuration. Any other is an error, and a daemon does not start. */

import type { Release } from "../../manager/index.ts";
import { said } from "../../words/index.ts";
import { listOfFour, mayBeEmptyInFour } from "./elements-4.ts";
import { type ElementList, elementsOfFive, missingIn, neverEmptyInFive } from "./elements-5.ts";

/** The root of each generation. Agents of 5.x keep the older one. */
export const roots = { four: "ossec_config", five: "wazuh_config" } as const;

export type RootName = (typeof roots)[keyof typeof roots];

export function rootOf({ poller }: Release): RootName {
  return poller === "none" ? roots.five : roots.four;
}

export function isRootName(name: string): name is RootName {
  return name === roots.four || name === roots.five;
}

export type ElementFate =
  | "accepted"
  | "refused"
  /** A section that must not be empty. */
  | "empty"
  /** Accepted by 5.0, but not by the state that was read: what the release does is unknown. */
  | "unknown";

/**
 * The list for the elements of a section, or of a part of one: `remote`, `remote/legacy`. Empty for the sections
 * themselves. Undefined for a place that is not in the tables.
 */
export function elementList(place: string, release: Release): ElementList | undefined {
  if (release.poller !== "none") return listOfFour(place, release);
  return Object.hasOwn(elementsOfFive, place) ? elementsOfFive[place] : undefined;
}

/** What does not start with an error at a place, in words. Empty for a place that is not in the tables. */
export function stopsText(place: string, release: Release): string {
  return said(elementList(place, release)?.stops ?? "");
}

/** What a release does with an element at a place; `taken` if it does not check. */
export function elementFate(
  { name, children }: { readonly name: string; readonly children: readonly unknown[] },
  place: string,
  release: Release,
): ElementFate {
  const list = elementList(place, release);
  if (list === undefined) return "accepted";
  const isKnown = list.names.includes(name) || list.anyCase?.includes(name.toLowerCase()) === true;
  if (!isKnown) return "refused";
  if (place === "" && children.length === 0 && mustNotBeEmpty(name, release)) return "empty";
  return missingIn[release.id]?.includes(`${place}/${name.toLowerCase()}`) ? "unknown" : "accepted";
}

export interface RefusedElement<E> {
  readonly element: E;
  readonly place: string;
  readonly fate: Exclude<ElementFate, "accepted">;
}

/** An element with its content, as far as the tables need it. */
interface Element<E> {
  readonly name: string;
  readonly children: readonly E[];
}

/** The elements in these sections that a release does not accept. */
export function refusedElements<E extends Element<E>>(
  sections: readonly E[],
  release: Release,
  place = "",
): readonly RefusedElement<E>[] {
  return sections.flatMap((element) => {
    const fate = elementFate(element, place, release);
    if (fate !== "accepted") return [{ element, place, fate }];
    const inside = [place, element.name.toLowerCase()].filter((part) => part !== "").join("/");
    return refusedElements(element.children, release, inside);
  });
}

function mustNotBeEmpty(name: string, { poller }: Release): boolean {
  return poller === "none" ? neverEmptyInFive.has(name) : !mayBeEmptyInFour.has(name);
}

/** The values of <ciphers> in <auth>, separated by colons (RFC 8446, B.4). */
const cipherSuites: readonly string[] = [
  "TLS_AES_128_GCM_SHA256",
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
  "TLS_AES_128_CCM_SHA256",
  "TLS_AES_128_CCM_8_SHA256",
];

/** The first suite that authd of 5.x rejects. Empty if none is named, undefined if all are accepted. */
export function refusedCipher(value: string): string | undefined {
  const suites = value.split(":").filter((suite) => suite !== "");
  if (suites.length === 0) return "";
  return suites.find((suite) => !cipherSuites.includes(suite));
}
