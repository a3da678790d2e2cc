/** Which documents are a manager's configuration, by name and content. */

/**
 * The kind of file that a name suggests: a configuration, something that may be one or a part of one, or something
 * else.
 */
export type NameKind = "ossec-conf" | "may-be" | "other";

/** What the configuration is called: up to 4.14 and on agents, and on managers of 5.x. */
const CONFIGURATIONS: readonly string[] = ["ossec.conf", "wazuh-manager.conf"];

/** `path` is a path or the address of a document. */
export function nameKind(path: string): NameKind {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();
  if (CONFIGURATIONS.includes(name)) return "ossec-conf";
  return /\.(?:conf|xml)$/.test(name) ? "may-be" : "other";
}

/** Whether a file with this name and text should be checked as a configuration, or as a part of one. */
export function isOssecConfig(path: string, text: string): boolean {
  const kind = nameKind(path);
  if (kind !== "may-be") return kind === "ossec-conf";
  return ROOT.test(text) || isFragment(path, text);
}

export const ROOT = /<(?:ossec|wazuh)_config[\s>]/;

/**
 * Whether a file contains sections that something else puts into an `ossec.conf`, including a key-polling block. A
 * whole configuration has the name or the root.
 */
export function isFragment(path: string, text: string): boolean {
  if (nameKind(path) !== "may-be" || ROOT.test(text)) return false;
  return (
    ["auth", "wodle"].includes(firstElement(text)) &&
    /<key_request[\s>]|<wodle\s[^>]*agent-key-polling/.test(text)
  );
}

/** The text before the first element, from its opening to its end. */
const PROLOGUE = [
  ["<!--", "-->"],
  ["<?", "?>"],
] as const;

/** The name of the first element. Empty if there is none. */
function firstElement(text: string): string {
  let at = text.search(/\S/);
  for (;;) {
    const skipped = PROLOGUE.find(([opening]) => text.startsWith(opening, Math.max(at, 0)));
    if (skipped === undefined) break;
    const end = text.indexOf(skipped[1], at);
    if (end < 0) return "";
    at = end + skipped[1].length;
    while (/\s/.test(text.charAt(at))) at++;
  }
  return /^<(\w+)/.exec(text.slice(Math.max(at, 0), at + 20))?.[1] ?? "";
}
