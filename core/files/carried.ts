/** Files inside the single executable. The packages have the same files in folders. */

export type Carried = (path: string) => Buffer | undefined;

/**
 * The file under its path in the package; undefined outside a single executable. Throws if the executable lacks the
 * file.
 */
export function carried(path: string): Buffer | undefined {
  const sea = process.getBuiltinModule("node:sea");
  return sea?.isSea() ? Buffer.from(sea.getAsset(path)) : undefined;
}
