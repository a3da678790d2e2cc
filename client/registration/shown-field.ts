/** A field of a record as people may see it. */

import { withoutKeys } from "../../core/lint/key-file/shown.ts";
import { type ByteString, textFromBytes } from "../../core/manager/index.ts";

/** Its text. A key in its place is hidden. */
export function shownField(field: ByteString): string {
  return withoutKeys(textFromBytes(field));
}
