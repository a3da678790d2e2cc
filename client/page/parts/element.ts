/** Makes elements. Text is always inserted as text, whatever it contains. */

import { withHiddenKeys } from "./hidden-key.ts";

type Child = Node | string | undefined | false;

/** An element with attributes. `true` is an attribute without a value; undefined and false are left out. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) {
    if (child === undefined || child === false) continue;
    element.append(...(typeof child === "string" ? withHiddenKeys(child) : [child]));
  }
  return element;
}

/** Puts the nodes into the parent. Those that are there already stay, with what is selected or read in them. */
export function settle(parent: Element, nodes: readonly Node[]): void {
  for (const before of [...parent.childNodes]) if (!nodes.includes(before)) before.remove();
  nodes.forEach((node, at) => {
    const there = parent.childNodes[at];
    if (there !== node) parent.insertBefore(node, there ?? null);
  });
}

/** The text with values for {0}, {1} and so on. */
export function filled(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (whole, at: string) => String(values[Number(at)] ?? whole));
}
