/** Where downloads are kept between runs: `KEYPOLL_CACHE`, or `.cache/` in the project, which git ignores. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/** The checkout's root folder, absolute. */
export const projectRoot = path.resolve(import.meta.dirname, "../../..");

/** The folder of all downloads, absolute; it may not exist yet. */
export const cacheRoot = path.resolve(process.env["KEYPOLL_CACHE"] || path.join(projectRoot, ".cache"));

const marker = ".complete";
const underWay = new Map<string, Promise<string>>();

/**
 * The cached folder `name`, which `fill` creates the first time. It is created under another name and renamed
 * at the end, so an existing folder is complete, even after an interrupted run or with two runs at once.
 * `recipe` describes how it is created: if it changes, the folder is created again.
 */
export function cached(
  name: string,
  recipe: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const known = underWay.get(name) ?? make(name, recipe, fill);
  underWay.set(name, known);
  return known;
}

async function make(name: string, recipe: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = path.join(cacheRoot, name);
  if (await isComplete(folder, recipe)) return folder;
  await mkdir(cacheRoot, { recursive: true });
  const draft = await mkdtemp(path.join(cacheRoot, `${name}.draft-`));
  try {
    await fill(draft);
    await writeFile(path.join(draft, marker), recipe);
    if (existsSync(folder) && !(await isComplete(folder, recipe))) await rm(folder, { recursive: true });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another run was faster: its folder is equivalent.
    if (!(await isComplete(folder, recipe))) throw error;
  }
  return folder;
}

async function isComplete(folder: string, recipe: string): Promise<boolean> {
  const file = path.join(folder, marker);
  return existsSync(file) && (await readFile(file, "utf8")) === recipe;
}
