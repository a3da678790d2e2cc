/** The page's live region: sentences for users who do not see the page. */

const region = (): Element | null => document.querySelector('[role="status"]');

export function say(text: string): void {
  const status = region();
  if (status !== null) status.textContent = text;
}

/** Does not repeat the same sentence. */
export function sayIfNew(text: string): void {
  if (region()?.textContent !== text) say(text);
}
