/** The inside of a webview, which is a page in a page in the workbench. */
import type { FrameLocator, Page } from "playwright-core";

/** The webview that is in sight. */
export function webview(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview:visible").frameLocator("iframe#active-frame");
}
