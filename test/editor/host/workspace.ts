/** Temporary folders for a test to open. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { temporaryFolder } from "./temporary.ts";

/** Files to create: path in the folder → text, or text with a file mode such as 0o755. */
export type Files = Readonly<Record<string, string | { readonly text: string; readonly mode: number }>>;

/** Runs `use` in a new folder that contains `files`, and removes the folder afterwards. */
export async function withFolder<T>(files: Files, use: (folder: string) => Promise<T>): Promise<T> {
  const { path: home, remove } = await temporaryFolder();
  // The folder's name appears in screenshots, so it is always the same.
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
    remove();
  }
}
