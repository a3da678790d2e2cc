/** Temporary folders for a test to open. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/** Files to create: path in the folder → text, or text with a file mode such as 0o755. */
export type Files = Readonly<Record<string, string | { readonly text: string; readonly mode: number }>>;

/** Runs `use` in a new folder that holds `files`, and removes the folder afterwards. */
export async function withFolder<T>(files: Files, use: (folder: string) => Promise<T>): Promise<T> {
  const home = await realpath(await mkdtemp(path.join(os.tmpdir(), "keypoll-")));
  // The folder's name is in pictures, so it is always the same.
  const folder = path.join(home, "manager");
  try {
    await mkdir(folder);
    for (const [name, file] of Object.entries(files)) {
      const target = path.join(folder, name);
      await mkdir(path.dirname(target), { recursive: true });
      if (typeof file === "string") await writeFile(target, file);
      else await writeFile(target, file.text, { mode: file.mode });
    }
    return await use(folder);
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
