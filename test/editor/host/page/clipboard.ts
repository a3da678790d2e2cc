/** Selects all and copies, which reads a whole editor although only the lines on the screen are drawn. */
import type { Locator, Page } from "playwright-core";

// The page's own objects; the functions that use them run inside the page.
declare const navigator: {
  readonly clipboard: { readText(): Promise<string>; writeText(text: string): Promise<void> };
};
declare const document: { readonly activeElement: { focus(): void } | null };

/**
 * Focuses the text area `place`, selects all, copies it and returns the text, which is empty if there is
 * none. Afterwards nothing is selected, the end is visible, and the keyboard focus is where it was.
 */
export async function copyAll(page: Page, place: Locator): Promise<string> {
  const before = await page.evaluateHandle(() => document.activeElement);
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await place.focus({ timeout: 2000 });
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("ControlOrMeta+C");
  const text = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press("ControlOrMeta+End");
  await before.evaluate((element) => element?.focus());
  return text;
}
