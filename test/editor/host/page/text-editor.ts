/** The active text editor: its tab, its visible text, and its popups. */
import type { Locator, Page } from "playwright-core";
import { eventually } from "../eventually.ts";
import type { DomElement } from "./dom.ts";

// Called inside the page.
declare function getComputedStyle(element: DomElement): { readonly color: string };

const active = (page: Page): Locator => page.locator(".editor-group-container.active");
const text = (page: Page): Locator => active(page).locator(".editor-instance .monaco-editor").first();

/** Waits until the tab of the file or editor named `name` is active. */
export async function waitForTab(page: Page, name: string): Promise<void> {
  await active(page).locator(".tab.active", { hasText: name }).waitFor();
}

/** Types into the active text editor, key by key. */
export async function type(page: Page, words: string): Promise<void> {
  await focus(page);
  await page.keyboard.type(words);
}

/** Gives the active text editor the keyboard focus, if it does not have it. */
export async function focus(page: Page): Promise<void> {
  await text(page).waitFor();
  if (!(await hasFocus(page))) await page.keyboard.press("ControlOrMeta+1");
  await text(page).and(page.locator(".focused")).waitFor();
}

function hasFocus(page: Page): Promise<boolean> {
  return text(page).evaluate((editor: DomElement) => editor.classList.contains("focused"));
}

/** The visible lines of the active editor, from top to bottom. */
export async function visibleText(page: Page): Promise<string> {
  await text(page).locator(".view-line").first().waitFor();
  return readLines(text(page));
}

/** The text of the view lines below `editor`, in the order of their place on the screen. */
function readLines(editor: Locator): Promise<string> {
  return editor.locator(".view-line").evaluateAll((lines: DomElement[]) =>
    lines
      .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? "" }))
      .sort((a, b) => a.top - b.top)
      // Monaco draws every space as a no-break space.
      .map((line) => line.text.replaceAll("\u00a0", " "))
      .join("\n"),
  );
}

/** How many visible pieces of the active editor are underlined as errors, warnings and infos. */
export async function underlined(page: Page): Promise<{ errors: number; warnings: number; infos: number }> {
  const count = (kind: string) => text(page).locator(`.squiggly-${kind}`).count();
  return { errors: await count("error"), warnings: await count("warning"), infos: await count("info") };
}

/** The colours of the words in a visible line of the active editor (first line: 1), in order. */
export function colours(page: Page, line: number): Promise<{ text: string; colour: string }[]> {
  return text(page)
    .locator(".view-line")
    .evaluateAll((lines: DomElement[], wanted: number) => {
      const sorted = lines.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
      const spans = [...(sorted[wanted - 1]?.querySelectorAll("span > span") ?? [])];
      return spans.map((span) => ({
        text: (span.textContent ?? "").replaceAll("\u00a0", " "),
        colour: getComputedStyle(span).color,
      }));
    }, line);
}

/** The labels in the list of suggestions; opens it if `typing` has not done so. */
export async function suggestions(page: Page): Promise<string[]> {
  const labels = page.locator(".suggest-widget.visible .monaco-list-row .label-name");
  await eventually(async () => {
    if (await labels.first().isVisible()) return;
    await page.keyboard.press("Control+Space");
    await labels.first().waitFor({ timeout: 2000 });
  });
  return labels.allInnerTexts();
}

/** Accepts the suggestion whose label is `label`. */
export async function acceptSuggestion(page: Page, label: string): Promise<void> {
  await suggestions(page);
  const row = page.locator(".suggest-widget.visible .monaco-list-row", {
    has: page.locator(".label-name", { hasText: label }),
  });
  await row.first().click();
  await row.first().waitFor({ state: "hidden" });
}

/** The text of the hover at the cursor. */
export async function hover(page: Page): Promise<string> {
  await focus(page);
  await page.keyboard.press("ControlOrMeta+K");
  await page.keyboard.press("ControlOrMeta+I");
  const content = page.locator(".monaco-hover:visible .monaco-hover-content").first();
  await content.waitFor();
  return (await content.allInnerTexts()).join("\n").trim();
}
