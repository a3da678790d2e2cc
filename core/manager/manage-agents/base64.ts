/** Base64 over byte strings, as the import string of an agent uses it. */

import type { ByteString } from "../bytes.ts";

/** The bytes in base64. */
export function toBase64(bytes: ByteString): string {
  return btoa(bytes);
}

/** The bytes of a base64 text; characters that are no base64 are passed over, as the manager's tool does. */
export function fromBase64(text: string): ByteString {
  const digits = text.replace(/[^A-Za-z0-9+/]/g, "");
  // A single digit left over holds less than a byte.
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  return atob(whole);
}
