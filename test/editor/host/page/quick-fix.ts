/** Quick fixes: the list of the light bulb at the cursor. */
import type { Locator, Page } from "playwright-core";
import { eventually } from "../eventually.ts";
import { focus } from "./text-editor.ts";

const list = (page: Page): Locator => page.locator(".action-widget").first();
const rows = (page: Page): Locator => list(page).locator(".monaco-list-row.action");
const patience = 2000;

/** The titles of the fixes at the cursor. Waits until there is one, and closes the list. */
export async function fixes(page: Page): Promise<string[]> {
  await openList(page);
  const titles = await rows(page).locator(".title").allInnerTexts();
  await page.keyboard.press("Escape");
  await list(page).waitFor({ state: "hidden" });
  return titles.map((title) => title.trim());
}

/** Applies the fix at the cursor whose title is `title`. */
export function applyFix(page: Page, title: string): Promise<void> {
  return eventually(async () => {
    await openList(page);
    const row = rows(page).filter({ has: page.getByText(title, { exact: true }) });
    await row.waitFor({ timeout: patience });
    // By keyboard: a new list ignores the mouse until it moves.
    const focused = row.and(page.locator(".focused"));
    for (let step = await rows(page).count(); step > 0 && !(await focused.isVisible()); step--) {
      await page.keyboard.press("ArrowDown");
    }
    await focused.waitFor({ timeout: patience });
    await page.keyboard.press("Enter");
    await list(page).waitFor({ state: "hidden", timeout: patience });
  });
}

/** Fixes arrive after the diagnostics, so the list is opened until it has one. */
function openList(page: Page): Promise<void> {
  return eventually(async () => {
    if (await list(page).isVisible()) return;
    await focus(page);
    await page.keyboard.press("ControlOrMeta+.");
    await rows(page).first().waitFor({ timeout: patience });
  });
}
