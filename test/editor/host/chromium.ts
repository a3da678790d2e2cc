/** A Chromium for the page tests: an installed one, or Debian's package if it can be installed. */
import { existsSync } from "node:fs";
import path from "node:path";
import { run } from "./children.ts";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macOs = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/**
 * The absolute path of a Chromium executable: `KEYPOLL_CHROMIUM`, else the first known name on the PATH, else, for
 * root on a machine with apt-get, the package `chromium`, installed now. Throws an error that says what to install.
 */
export async function ensureChromium(): Promise<string> {
  const wanted = process.env["KEYPOLL_CHROMIUM"];
  if (wanted) {
    if (existsSync(wanted)) return wanted;
    throw new Error(`KEYPOLL_CHROMIUM names ${wanted}, which does not exist.`);
  }
  const found = findChromium();
  if (found !== undefined) return found;
  if (onPath("apt-get") !== undefined && process.getuid?.() === 0) {
    await installFromDebian();
    const installed = findChromium();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    "The in-editor tests need Chromium or Google Chrome, and none was found on the PATH. " +
      'Install it (on Debian: "apt-get install chromium"), or name its executable in KEYPOLL_CHROMIUM.',
  );
}

function findChromium(): string | undefined {
  for (const name of names) {
    const file = onPath(name);
    if (file !== undefined) return file;
  }
  return existsSync(macOs) ? macOs : undefined;
}

function onPath(name: string): string | undefined {
  return (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));
}

async function installFromDebian(): Promise<void> {
  console.log("[chromium] not found: installing Debian's package chromium");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // Another installation on the machine can hold the lock for minutes: wait for it.
  const wait = ["-o", "DPkg::Lock::Timeout=300"];
  await run("apt-get", ["update", ...wait], { env });
  await run("apt-get", ["install", "-y", "--no-install-recommends", ...wait, "chromium"], { env });
  console.log("[chromium] ready");
}
