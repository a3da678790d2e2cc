/** Menus and buttons: the explorer's context menu, the editor's title buttons, the status bar. */
import type { Locator, Page } from "playwright-core";
import { eventually } from "../eventually.ts";
import type { DomElement } from "./dom.ts";

/** Milliseconds for one step with a menu before the menu is opened again. */
const patience = 2000;

/** The items of a file's context menu in the explorer, without the disabled ones. Closes the menu. */
export function explorerMenu(page: Page, file: string): Promise<string[]> {
  return eventually(async () => {
    await openExplorerMenu(page, file);
    const labels = menu(page).locator(".action-item:not(.disabled) .action-label:not(.separator)");
    const items = (await labels.allInnerTexts()).map((item) => item.trim()).filter((item) => item !== "");
    await closeMenu(page);
    if (items.length === 0) throw new Error(`The context menu of ${file} is empty.`);
    return items;
  });
}

/**
 * Chooses an item in a file's context menu. The menu may close when something else takes the keyboard focus.
 * It is then opened again, because a chosen item closes the menu within moments.
 */
export async function chooseInExplorer(page: Page, file: string, item: string): Promise<void> {
  await eventually(async () => {
    await openExplorerMenu(page, file);
    const line = menu(page).locator(".action-item", { has: page.getByText(item, { exact: true }) });
    await line.hover({ timeout: patience });
    await line.and(page.locator(".focused")).waitFor({ timeout: patience });
    // Not a click: a new menu ignores the mouse for a moment.
    await page.keyboard.press("Enter");
    await menu(page).waitFor({ state: "hidden", timeout: patience });
  });
}

async function openExplorerMenu(page: Page, file: string): Promise<void> {
  await closeMenu(page);
  const row = page.locator(".explorer-folders-view").getByRole("treeitem", { name: file, exact: true });
  await row.click({ button: "right", timeout: patience });
  await menu(page).waitFor({ timeout: patience });
}

async function closeMenu(page: Page): Promise<void> {
  if (!(await menu(page).isVisible())) return;
  await page.keyboard.press("Escape");
  await menu(page).waitFor({ state: "hidden", timeout: patience });
}

/** The labels of the buttons at the right of the editor's tabs, without their key bindings. */
export async function titleButtons(page: Page): Promise<string[]> {
  const labels = titleActions(page).locator(".action-label");
  await labels.first().waitFor();
  const shown = await labels.evaluateAll((all: DomElement[]) =>
    all.map((each) => each.getAttribute("aria-label") ?? ""),
  );
  return shown.map((label) => label.replace(/ \([^()]*\)$/, ""));
}

/** Presses the editor title button whose label begins with `label` (a key binding may follow). */
export async function pressTitleButton(page: Page, label: string): Promise<void> {
  await titleActions(page).locator(`.action-label[aria-label^="${label}"]`).click();
}

/** The text of every item of the status bar. */
export function statusBar(page: Page): Promise<string[]> {
  return page
    .locator(".part.statusbar .statusbar-item:visible")
    .evaluateAll((items: DomElement[]) => items.map((item) => item.getAttribute("aria-label") ?? ""));
}

/** The language status of the active editor, item by item; it stays open. */
export async function languageStatus(page: Page): Promise<string[]> {
  const items = page.locator(".hover-language-status .left");
  if (!(await items.first().isVisible())) await page.locator('[id="status.languageStatus"]').hover();
  await items.first().waitFor({ timeout: patience });
  return (await items.allInnerTexts()).map((text) => text.trim());
}

const menu = (page: Page): Locator => page.locator(".monaco-menu").first();

const titleActions = (page: Page): Locator =>
  page.locator(".editor-group-container.active .title .editor-actions");
