/** Pictures of the README and the docs. */
import assert from "node:assert/strict";
import path from "node:path";
import { projectRoot } from "./cache.ts";
import type { EditorPage } from "./page.ts";
import type { Settings } from "./settings.ts";

/** Nothing that changes with the cursor, and nothing in the margins. */
export const plain: Settings = {
  "editor.minimap.enabled": false,
  "editor.occurrencesHighlight": "off",
  "editor.selectionHighlight": false,
  "editor.scrollbar.horizontal": "hidden",
};

/** Gives the window a size in CSS pixels, and waits until it has it. */
export async function resize({ page, eventually }: EditorPage, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  await eventually(async () => {
    const box = await page.locator(".monaco-workbench").boundingBox();
    assert.deepEqual([box?.width, box?.height], [width, height]);
  });
}

/** Writes the whole page, or the first visible element of a selector, as `media/NAME.png`. */
export async function takeAs(
  name: string,
  { page }: EditorPage,
  selector = ".monaco-workbench",
): Promise<void> {
  // Nothing under the mouse shows a hover.
  await page.mouse.move(0, 0);
  const file = path.join(projectRoot, "media", `${name}.png`);
  await page.locator(selector).filter({ visible: true }).first().screenshot({ path: file });
}
