/** The page's live region: sentences for users who do not see the page. */

import { spoken } from "./hidden-key.ts";

/** Milliseconds without another change before one is read out. */
const PAUSE = 700;

const region = (): Element | null => document.querySelector('[role="status"]');
let waiting: number | undefined;

export function say(text: string): void {
  window.clearTimeout(waiting);
  const status = region();
  if (status !== null) status.textContent = spoken(text);
}

/** Does not repeat the same sentence. */
export function sayIfNew(text: string): void {
  if (region()?.textContent !== spoken(text)) say(text);
}

/** For what changes with each key that is pressed: only the last of several sentences is read out. */
export function sayLast(text: string): void {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => say(text), PAUSE);
}
