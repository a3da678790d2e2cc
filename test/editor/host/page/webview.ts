/** The inside of a webview, which is a page inside a page inside the workbench. */
import type { FrameLocator, Page } from "playwright-core";

/** The visible webview. */
export function webview(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview:visible").frameLocator("iframe#active-frame");
}
