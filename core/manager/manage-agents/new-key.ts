/** A key for a new agent, in the form of the manager's own: 64 lower-case hexadecimal digits. */

import type { ByteString } from "../bytes.ts";

const KEY_BYTES = 32;

/** The manager hashes a few guessable things; these are the system's own random numbers. */
export function newKey(): ByteString {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
