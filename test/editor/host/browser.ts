/** One Chromium for a whole test run. Its pages start as on a new machine. */
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { stepPatience } from "../../patience.ts";
import { ensureChromium } from "./chromium.ts";
import { temporaryFolder } from "./temporary.ts";

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

/** A running browser. Its pages share one profile, so that the workbench is fetched and compiled only once. */
export interface Browser {
  /** A page without history: VS Code sees a new machine, with nothing opened, trusted or dismissed before. */
  freshPage(): Promise<Page>;
  close(): Promise<void>;
}

/** What a page may store; the caches of fetched and compiled files are not included. */
const history = "cookies,indexeddb,local_storage,file_systems,websql";

/** Starts Chromium without a window, and installs it first if possible. Playwright ends it with the process. */
export async function launchBrowser(): Promise<Browser> {
  const profile = await temporaryFolder();
  const context = await chromium.launchPersistentContext(profile.path, {
    executablePath: await ensureChromium(),
    args,
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  context.setDefaultTimeout(stepPatience);
  return {
    freshPage: async () => {
      const page = await context.newPage();
      await forget(context, page);
      return page;
    },
    close: async () => {
      await context.close();
      profile.remove();
    },
  };
}

/** Closes all other pages and clears their storage. */
async function forget(context: BrowserContext, page: Page): Promise<void> {
  const origins = new Set<string>();
  for (const other of context.pages()) {
    if (other === page) continue;
    for (const frame of other.frames()) origins.add(new URL(frame.url()).origin);
    await other.close();
  }
  const session = await context.newCDPSession(page);
  for (const origin of origins) {
    if (origin !== "null")
      await session.send("Storage.clearDataForOrigin", { origin, storageTypes: history });
  }
  await session.detach();
}
