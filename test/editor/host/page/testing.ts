/** The Testing view, and the buttons of tests in the gutter of the editor. */
import type { Locator, Page } from "playwright-core";
import { eventually } from "../eventually.ts";
import type { DomElement } from "./dom.ts";
import { runCommand } from "./quick-input.ts";

const view = (page: Page): Locator => page.locator(".test-explorer");

/** The rows of the Testing view, all expanded: name, and state in brackets. Brings the view to the front. */
export async function testTree(page: Page): Promise<string[]> {
  if (!(await view(page).isVisible())) await runCommand(page, "Testing: Focus on Test Explorer View");
  const closed = view(page).locator('.monaco-list-row[aria-expanded="false"] .monaco-tl-twistie');
  await eventually(async () => {
    if (await closed.first().isVisible()) await closed.first().click({ timeout: 1000 });
    if ((await closed.count()) > 0) throw new Error("The tree of tests does not open.");
  });
  return view(page)
    .getByRole("treeitem")
    .evaluateAll((rows: DomElement[]) => rows.map((row) => row.getAttribute("aria-label") ?? ""));
}

/** Presses the button of the test in a visible line (first line: 1). */
export async function pressTestButton(page: Page, line: number): Promise<void> {
  const editor = page.locator(".editor-group-container.active .editor-instance .monaco-editor").first();
  await eventually(async () => {
    const number = await editor
      .locator(".line-numbers")
      .getByText(String(line), { exact: true })
      .boundingBox();
    for (const button of await editor.locator(".testing-run-glyph").all()) {
      const box = await button.boundingBox();
      if (box !== null && Math.abs(box.y - (number?.y ?? 0)) < box.height / 2) {
        await button.click({ timeout: 1000 });
        return;
      }
    }
    throw new Error(`There is no test in line ${line}.`);
  });
}

/**
 * Chooses the first row of the Test Results panel that begins with `text`, to show it in full. The editor
 * usually opens the panel by itself after a failure; if not, a user would open it.
 */
export async function showTestResult(page: Page, text: string): Promise<void> {
  const tree = page.locator(".test-output-peek-tree").first();
  await eventually(async () => {
    if (!(await tree.isVisible())) await runCommand(page, "Test Results: Focus on Test Results View");
    await tree.waitFor({ timeout: 2000 });
  });
  const beginning = new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
  const row = page.locator(".test-output-peek-tree .monaco-list-row", { hasText: beginning }).first();
  const shown = page.locator(
    ".test-output-peek-message-container :is(.monaco-editor, .preview-text, .xterm):visible",
  );
  await row.click();
  await eventually(async () => {
    try {
      await shown.first().waitFor({ timeout: 3000 });
    } catch (error) {
      // The editor sometimes leaves the pane empty, until another message was shown or the panel was opened again.
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await row.click();
      if (await shown.first().isVisible()) return;
      await runCommand(page, "View: Toggle Panel Visibility");
      await runCommand(page, "Test Results: Focus on Test Results View");
      await row.click();
      throw error;
    }
  });
}
