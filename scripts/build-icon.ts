/** Draws `media/icon.svg` as the PNG that the Marketplace requires. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launchBrowser } from "../test/editor/host/browser.ts";

/** Pixels of each side. */
const SIZE = 256;

const media = new URL("../media/", import.meta.url);
const svg = readFileSync(new URL("icon.svg", media), "utf8");
const browser = await launchBrowser();
try {
  const page = await browser.freshPage();
  await page.setViewportSize({ width: SIZE, height: SIZE });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await page.screenshot({ path: fileURLToPath(new URL("icon.png", media)), omitBackground: true });
} finally {
  await browser.close();
}
