/** Names whose value is a secret: the key of an agent, a password. Words that merely contain *key* are not. */

/** Maximum length of a name that is checked. */
const LONGEST_NAME = 48;

/** Allowed words before `key`. Other keys sort, group or name something. */
const OWNERS = new Set([
  "agent",
  "client",
  "raw",
  "ossec",
  "wazuh",
  "api",
  "access",
  "secret",
  "private",
  "auth",
]);
const PASSWORD = /^(?:pg|db|my|mysql)?(?:password|passwd|passphrase|pwd|pass)$/;

/** The end of such a name. It only matches where a name can be. */
export const NAME_END = /passw(?:or)?d|passphrase|pass|pwd|secret|key/gi;

/** The whole name that ends at `end`, or undefined if it is not a secret's. */
export function secretNameAt(
  text: string,
  end: number,
): { readonly start: number; readonly isKey: boolean } | undefined {
  if (/[\w-]/.test(text.charAt(end))) return undefined;
  let start = end;
  while (start > 0 && end - start <= LONGEST_NAME && /[\w-]/.test(text.charAt(start - 1))) start--;
  const name = text.slice(start, end);
  return name.length > LONGEST_NAME || !isSecretName(name) ? undefined : { start, isKey: /key$/i.test(name) };
}

/** `key`, `agent_key`, `clientKey`, `API-KEY`, `DB_PASSWORD`, `--pass`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[_-]+/)
    .filter((word) => word !== "");
  const last = words.at(-1) ?? "";
  if (last === "key") return words.length === 1 || OWNERS.has(words.at(-2) ?? "");
  if (/^(?:agent|client|api|raw)key$/.test(last)) return true;
  return last === "secret" || PASSWORD.test(last);
}
