/** Bytes as the text that the checks read: as UTF-8 if valid, else byte by byte. */

import type { TextEncoding } from "../../core/lint/key-file/index.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export interface FileText {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** The text. A byte-order mark stays, because the manager reads it too. */
export function textOf(bytes: Buffer): FileText {
  try {
    return { text: utf8.decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: bytes.toString("latin1"), encoding: "bytes" };
  }
}

/** The bytes of a text, in its original encoding. */
export function encoded({ text, encoding }: FileText): Buffer {
  return Buffer.from(text, encoding === "utf-8" ? "utf8" : "latin1");
}
