/** Words of a line as people may see them: if fields are in the wrong order, any of them can be the key. */

import { KeyMask } from "../mask.ts";

const mask = new KeyMask();

/** A word too short for a key in any form, or an address: most names and sources. */
const HAS_NO_KEY = /^(?:[\w.-]{0,9}|[\d.]{0,15})$/;

export function withoutKeys(text: string): string {
  return HAS_NO_KEY.test(text) ? text : mask.hide(text);
}
