/** Files that a single executable carries inside. The packages have the same files in folders. */

/** The file under its path in the package; undefined outside a single executable. An error where it lacks the file. */
export function carried(path: string): Buffer | undefined {
  const sea = process.getBuiltinModule("node:sea");
  return sea?.isSea() ? Buffer.from(sea.getAsset(path)) : undefined;
}
