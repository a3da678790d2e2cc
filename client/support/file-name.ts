/** The name of a file without its folders. Unlike `node:path`, this works in a browser too. */

import type { Uri } from "vscode";

export function fileNameOf({ path }: Pick<Uri, "path">): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
