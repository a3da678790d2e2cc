/** The Output panel. */
import type { Locator, Page } from "playwright-core";
import { copyAll } from "./clipboard.ts";
import { pick, runCommand } from "./quick-input.ts";

const view = (page: Page, channel: string): Locator =>
  page.locator(`.output-view[aria-label="${channel} - Output"]`);

/** The whole text of the output channel `channel`, which is brought to the front. */
export async function readOutput(page: Page, channel: string): Promise<string> {
  await showChannel(page, channel);
  return copyAll(page, view(page, channel).getByRole("textbox", { name: `${channel} - Output` }));
}

/** Brings the output channel `channel` to the front. */
async function showChannel(page: Page, channel: string): Promise<void> {
  if (await view(page, channel).isVisible()) return;
  await runCommand(page, "Output: Show Output Channels...");
  await pick(page, channel);
  await view(page, channel).waitFor();
}
