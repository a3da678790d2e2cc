/** Temporary folders that are removed after use, or at the latest when the process ends. */
import { realpathSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { atExit } from "./children.ts";

/** A new empty folder. Its path is short, because code-server puts a socket there and such paths are limited to 100 characters. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => void }> {
  const folder = realpathSync(await mkdtemp(path.join(os.tmpdir(), "keypoll-")));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  atExit(remove);
  return { path: folder, remove };
}
