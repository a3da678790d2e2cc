/** How the text of a document represents the bytes that the daemon reads. */

import { type ByteString, bytesFromText } from "../../manager/index.ts";

/** Text of a file in UTF-8, or one character for each byte of a file in invalid UTF-8. */
export type TextEncoding = "utf-8" | "bytes";

export function bytesOf(text: string, encoding: TextEncoding): ByteString {
  return encoding === "bytes" ? text : bytesFromText(text);
}

/** The bytes of a byte-order mark, as characters of the text. */
export function byteOrderMark(encoding: TextEncoding): string {
  return encoding === "bytes" ? "\xef\xbb\xbf" : "\ufeff";
}

/** How many UTF-16 units of a text are completely within its first `limit` bytes. */
export function unitsWithin(text: string, limit: number, encoding: TextEncoding): number {
  if (encoding === "bytes") return Math.min(text.length, limit);
  let bytes = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > limit) break;
    at += code < 0x10000 ? 1 : 2;
  }
  return at;
}
