/** The page's live region: what is said to people who do not see the page. */

const region = (): Element | null => document.querySelector('[role="status"]');

export function say(text: string): void {
  const status = region();
  if (status !== null) status.textContent = text;
}

/** The same sentence is not said twice. */
export function sayIfNew(text: string): void {
  if (region()?.textContent !== text) say(text);
}
