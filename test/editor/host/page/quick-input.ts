/** The box at the top of the workbench: command palette, quick open, quick picks and input boxes. */
import type { Locator, Page } from "playwright-core";
import { eventually } from "../eventually.ts";
import type { DomElement } from "./dom.ts";

const widget = (page: Page): Locator => page.locator(".quick-input-widget");
const input = (page: Page): Locator => widget(page).locator("input.input");
const rows = (page: Page): Locator => widget(page).locator(".quick-input-list .monaco-list-row");

/** Milliseconds to wait for a row before the box is closed and opened again. */
const rowPatience = 5000;

/** Runs the command with the full title `title`, category included. */
export function runCommand(page: Page, title: string): Promise<void> {
  return chooseFresh(page, `>${title}`, rowNamed(page, title));
}

/** Opens a file by its absolute path. */
export function quickOpen(page: Page, file: string): Promise<void> {
  return chooseFresh(page, file, rowNamed(page, file.split("/").at(-1) ?? file, "[ ,]"));
}

/** Puts the cursor of the active editor at a line and column, both counted from 1. */
export function goTo(page: Page, line: number, column: number): Promise<void> {
  return chooseFresh(page, `:${line}:${column}`, rows(page).first());
}

/** Waits for the quick pick that offers `label` and chooses it; types the label if it is not visible. */
export async function pick(page: Page, label: string): Promise<void> {
  const row = rowNamed(page, label);
  await eventually(async () => {
    try {
      await row.click({ timeout: rowPatience });
    } catch (error) {
      if (await rows(page).first().isVisible()) await input(page).fill(label, { timeout: rowPatience });
      throw error;
    }
  });
  await row.waitFor({ state: "hidden" });
}

/** The visible labels of the open quick pick; waits for the first one. */
export async function offers(page: Page): Promise<string[]> {
  await rows(page).first().waitFor();
  return rows(page).evaluateAll((list: DomElement[]) =>
    list.map((row) => row.getAttribute("aria-label") ?? ""),
  );
}

/** Ticks or unticks `label` in a quick pick of many choices; `confirm` accepts them. */
export async function tick(page: Page, label: string): Promise<void> {
  await rowNamed(page, label).click();
}

/** Presses the OK of a quick pick of many choices, or accepts the input box unchanged. */
export async function confirm(page: Page): Promise<void> {
  await input(page).press("Enter");
}

/** The text of the open input box, with its prompt or error; waits until there is a prompt. */
export async function inputBox(page: Page): Promise<{ value: string; message: string; title: string }> {
  const message = widget(page).locator(".quick-input-message");
  await message.waitFor();
  return {
    value: await input(page).inputValue(),
    message: ((await message.textContent()) ?? "").trim(),
    title: ((await widget(page).locator(".quick-input-title").textContent()) ?? "").trim(),
  };
}

/** Waits for an input box whose prompt contains `prompt`, replaces its text by `text` and accepts it. */
export async function answer(page: Page, prompt: string, text: string): Promise<void> {
  const message = widget(page).locator(".quick-input-message", { hasText: prompt });
  await message.waitFor();
  await input(page).fill(text);
  await input(page).press("Enter");
}

/** Closes the box without an answer. */
export async function dismiss(page: Page): Promise<void> {
  if (!(await widget(page).isVisible())) return;
  await input(page).press("Escape");
  await widget(page).waitFor({ state: "hidden" });
}

/**
 * Opens the palette, types `text` and chooses `row`. Keys pressed while the workbench starts are lost, and a
 * list made before an extension was read lacks its commands, so the box is opened again until the row
 * appears.
 */
async function chooseFresh(page: Page, text: string, row: Locator): Promise<void> {
  await eventually(async () => {
    await dismiss(page);
    await page.keyboard.press("F1");
    await input(page).waitFor({ timeout: rowPatience });
    await input(page).fill(text, { timeout: rowPatience });
    await row.click({ timeout: rowPatience });
  });
}

/** The row with the label `label`; a description, a key binding or "recently used" may follow after a comma. */
function rowNamed(page: Page, label: string, end = ","): Locator {
  const exact = label.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return rows(page)
    .and(page.getByLabel(new RegExp(`^${exact}(${end}|$)`)))
    .first();
}
