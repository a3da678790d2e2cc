/** Passwords at their usual places in connections: before the host of an address, and third in a call that connects. */

import type { Range } from "./range.ts";

/** Characters in which the host of an address is searched for. */
const LONGEST_USER = 256;

/** `scheme://user:password@host`. */
export function* userPasswords(text: string): Generator<Range> {
  for (let at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
    const start = at + 3;
    const user = /^[^\s"'<>/]*/.exec(text.slice(start, start + LONGEST_USER))?.[0] ?? "";
    const [colon, host] = [user.indexOf(":"), user.lastIndexOf("@")];
    if (colon >= 0 && host > colon + 1 && /^[^${%]/.test(user.slice(colon + 1))) {
      yield [start + colon + 1, start + host];
    }
  }
}

/** A call that connects, up to its third argument, if all three or the first two are texts. */
const CONNECT =
  /(?:connect|real_connect|__construct|PDO|mysqli)\(((?:\s{0,4}(?:'[^'\n]{0,200}'|"[^"\n]{0,200}"),){2})\s{0,4}(['"])/g;

/** `DBI->connect($dsn, 'user', 'password')`, `mysqli_connect("host", "user", "password")`. */
export function* connectPasswords(text: string): Generator<Range> {
  for (const hit of text.matchAll(CONNECT)) {
    const start = hit.index + hit[0].length;
    const end = text.indexOf(hit[2] ?? "'", start);
    yield [start, end < 0 ? text.length : end];
  }
}

/** Clients whose password option has no telling name. */
const CLIENTS =
  /\b(?:(?:mysql|mariadb)[\w-]{0,20}\s(?:[^\n]{0,200}?\s)??-p|ldap[a-z]{2,10}\s(?:[^\n]{0,200}?\s)??-w\s|sqlcmd\s(?:[^\n]{0,200}?\s)??-P\s|curl\s(?:[^\n]{0,200}?\s)??(?:-u|--user)\s{0,2}['"]?[^\s'":]{1,64}:)(['"]?)([^\s'"$][^\s'"]{0,200})/g;

/** `mysql -u poll -pPASSWORD`, `ldapsearch -w PASSWORD`, `sqlcmd -P PASSWORD`, `curl -u USER:PASSWORD`. */
export function* clientPasswords(text: string): Generator<Range> {
  for (const hit of text.matchAll(CLIENTS)) {
    const end = hit.index + hit[0].length;
    yield [end - (hit[2] ?? "").length, end];
  }
}
