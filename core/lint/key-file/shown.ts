/** Words of a line as people may see them: if fields are in the wrong order, any of them can be the key. */

import { KeyMask } from "../mask.ts";

const mask = new KeyMask();

export function withoutKeys(text: string): string {
  return mask.hide(text);
}
