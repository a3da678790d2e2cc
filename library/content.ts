/** The content of a file or of an output, in the caller's form. */

import { type ByteString, bytesFromArray, bytesFromText } from "../core/manager/index.ts";

/** Text, which stands for its bytes in UTF-8, or the bytes themselves. */
export type Content = string | Uint8Array;

export function bytesOf(content: Content): ByteString {
  return typeof content === "string" ? bytesFromText(content) : bytesFromArray(content);
}
