/** Workspace trust: whether the folder is in Restricted Mode, and how a user grants trust. */
import type { Page } from "playwright-core";
import { runCommand } from "./quick-input.ts";

/** The text of the Restricted Mode banner, or an empty text if there is none. */
export async function restrictedBanner(page: Page): Promise<string> {
  const banner = page.locator(".part.banner");
  if (!(await banner.isVisible())) return "";
  return ((await banner.textContent()) ?? "").trim();
}

/** Trusts the folder with the button of the Workspace Trust editor, and waits until the banner has closed. */
export async function grantTrust(page: Page): Promise<void> {
  await runCommand(page, "Workspaces: Manage Workspace Trust");
  await page.locator(".workspace-trust-editor").getByRole("button", { name: "Trust", exact: true }).click();
  await page.locator(".part.banner").waitFor({ state: "hidden" });
}
