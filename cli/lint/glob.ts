/** Patterns for paths, as in shells: `*`, `?`, `[abc]`, `{a,b}`, and `**` for any number of folders. */

import { here, type Platform } from "../../core/platform/index.ts";

/** Whether a path has characters that only a pattern has. */
export function isPattern(path: string): boolean {
  return /[*?[{]/.test(path);
}

/** The pattern with slashes between its folders. If a backslash separates folders, it cannot escape a character. */
export function withSlashes(pattern: string, { isUnix }: Platform = here): string {
  return isUnix ? pattern : pattern.replaceAll("\\", "/");
}

/** The paths or patterns that a pattern with braces expands to. */
export function alternativesOf(pattern: string): readonly string[] {
  const braces = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (braces === null) return [pattern];
  const before = pattern.slice(0, braces.index);
  const after = pattern.slice(braces.index + braces[0].length);
  return (braces[1] ?? "").split(",").flatMap((each) => alternativesOf(`${before}${each}${after}`));
}

/** The base folder of a pattern without braces, and the expression for the paths below it. Separators are slashes. */
export function readPattern(pattern: string): { readonly base: string; readonly matches: RegExp } {
  const segments = pattern.split("/");
  const at = segments.findIndex(isPattern);
  const before = segments.slice(0, at).join("/");
  // A drive alone means its current folder.
  const base = /^[a-z]:$/i.test(before) ? `${before}/` : before;
  const body = segments.slice(at).map(segmentSource).join("/").replaceAll("(?:.*)/", "(?:.*/)?");
  return { base: at > 0 && base === "" ? "/" : base, matches: new RegExp(`^${body}$`, "u") };
}

/**
 * `**` alone is any number of folders. As in shells, names that begin with a dot match only if the pattern has the dot.
 */
function segmentSource(segment: string): string {
  if (segment === "**") return "(?:.*)";
  const source = segment.replace(/\*+|\?|\[!?[^\]]+\]|[.+^${}()|[\]\\]/g, (part) => {
    if (part.startsWith("*")) return "[^/]*";
    if (part === "?") return "[^/]";
    if (part.length > 2) return part.replace(/^\[!/, "[^").replaceAll("\\", "\\\\");
    return `\\${part}`;
  });
  return /^[*?[]/.test(segment) ? `(?!\\.)${source}` : source;
}
