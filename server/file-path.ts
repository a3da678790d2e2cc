/** The path of a document that is a file on this machine. */

import { fileURLToPath } from "node:url";

/** Undefined for a document that is not a file, and for a URI that no file can have. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
