/** Agent names: the manager's check at enrolment. */

import type { ByteString } from "./bytes.ts";
import type { Release } from "./releases.ts";

/**
 * OS_IsValidName: 2 to 128 bytes of letters, digits, `-`, `_` and `.`; from 4.14.6 on not starting with a dot. Checked
 * by the registration service and by manage_agents, but not by the key request or the reader of the key file.
 */
export function isValidName(name: ByteString, release: Release): boolean {
  if (!/^[A-Za-z0-9._-]{2,128}$/.test(name)) return false;
  return !(release.leadingDotRefused && name.startsWith("."));
}
