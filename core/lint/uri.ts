/** The path in a URI as a person writes it. */

/** URIs have blanks and brackets encoded, and paths do not. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
