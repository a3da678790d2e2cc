/** One Chromium for a whole test run, and fresh browser contexts in it. */
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { stepPatience } from "../../patience.ts";
import { ensureChromium } from "./chromium.ts";

const args = [
  // Chromium's own sandbox does not start for root; the pages are our own.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Chromium without a window, installing it first where that is possible. Playwright ends it with the process. */
export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: await ensureChromium(), args });
}

/** A context with no history: to VS Code a new machine, with nothing opened, trusted or dismissed before. */
export async function freshContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  context.setDefaultTimeout(stepPatience);
  return context;
}
