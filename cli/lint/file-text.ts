/** Bytes as the text that the checks read: UTF-8 where they are that, else byte by byte. */

import type { TextEncoding } from "../../core/lint/key-file/index.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export interface FileText {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** The text; a byte-order mark stays, for the manager reads it too. */
export function textOf(bytes: Buffer): FileText {
  try {
    return { text: utf8.decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: bytes.toString("latin1"), encoding: "bytes" };
  }
}

/** The bytes of a text, in the encoding that it was read in. */
export function encoded({ text, encoding }: FileText): Buffer {
  return Buffer.from(text, encoding === "utf-8" ? "utf8" : "latin1");
}
