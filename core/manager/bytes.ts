/** Byte strings: JavaScript strings in which every UTF-16 unit stands for one byte, 0 to 255. */

/**
 * Text as the manager sees it. The manager knows bytes and no encoding, so the model works on strings in which every
 * char code is one byte. Convert only at the edges, with the functions of this file.
 */
export type ByteString = string;

const ASCII_ONLY = /^[\0-\x7f]*$/;
const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The bytes of `text` in UTF-8. ASCII text is returned as it is, without a copy. */
export function bytesFromText(text: string): ByteString {
  return ASCII_ONLY.test(text) ? text : bytesFromArray(utf8Encoder.encode(text));
}

/** A byte string holding the bytes of `array`. */
export function bytesFromArray(array: Uint8Array): ByteString {
  let bytes = "";
  // The number of arguments of String.fromCharCode is limited.
  const step = 0x2000;
  for (let at = 0; at < array.length; at += step) {
    bytes += String.fromCharCode(...array.subarray(at, at + step));
  }
  return bytes;
}

/** The text of `bytes` read as UTF-8. Invalid UTF-8 becomes U+FFFD. */
export function textFromBytes(bytes: ByteString): string {
  return ASCII_ONLY.test(bytes) ? bytes : utf8Decoder.decode(arrayFromBytes(bytes));
}

/** The bytes of a byte string as an array. */
export function arrayFromBytes(bytes: ByteString): Uint8Array {
  const array = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) array[at] = bytes.charCodeAt(at);
  return array;
}

/** What a C function sees of `bytes`: everything before the first NUL. */
export function cString(bytes: ByteString): ByteString {
  const nul = bytes.indexOf("\0");
  return nul < 0 ? bytes : bytes.slice(0, nul);
}
