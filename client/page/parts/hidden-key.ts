/** Dots in place of a key: people see them, and a screen reader reads what they mean. */

import { MASK } from "../../../core/lint/mask.ts";

/** What a screen reader says instead of eight bullets. */
const words = (): string => document.querySelector("main")?.dataset["keyHidden"] ?? MASK;

/** The text as it is read out. */
export function spoken(text: string): string {
  return text.replaceAll(MASK, words());
}

/** The text for the page: the dots in an element that says what they are. */
export function withHiddenKeys(text: string): readonly (Node | string)[] {
  return text.split(MASK).flatMap((part, at) => (at === 0 ? [part] : [dots(), part]));
}

function dots(): HTMLElement {
  const element = document.createElement("span");
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", words());
  element.append(MASK);
  return element;
}
