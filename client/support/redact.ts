/** Values of settings that are safe in a public report. */

import { withoutHomes } from "../../core/lint/home.ts";
import { KeyMask, MASK } from "../../core/lint/mask.ts";

/**
 * A setting's value as JSON on one line: keys and passwords masked, home folders as ~, values of variables left out.
 */
export function shownSetting(key: string, value: unknown): string {
  const isEnvironment = key.endsWith(".environment") && typeof value === "object" && value !== null;
  const shown = isEnvironment ? Object.fromEntries(Object.keys(value).map((name) => [name, MASK])) : value;
  return withoutHomes(new KeyMask().hide(JSON.stringify(shown) ?? "")).replaceAll("`", "'");
}
