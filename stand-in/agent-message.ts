/** An agent's message on the wire: encryption, compression, checksum. Both directions use the same form. */

import { createCipheriv, createDecipheriv, createHash, getCiphers, randomInt } from "node:crypto";
import { deflateSync, inflateSync } from "node:zlib";

export type Cipher = "aes" | "blowfish";

/** The text before the encrypted bytes. */
const MARKS: Readonly<Record<Cipher, string>> = { aes: "#AES:", blowfish: ":" };

const AES_START = Buffer.from("FEDCBA0987654321", "latin1");
const BLOWFISH_START = Buffer.from("fedcba9876543210", "hex");

/** Maximum bytes of the clear text, and of a message after decompression. */
const LONGEST = 65536;

/** Node has Blowfish only if OpenSSL's legacy algorithms are loaded. */
export function hasCipher(cipher: Cipher): boolean {
  return cipher === "aes" || getCiphers().includes("bf-cbc");
}

/** The cipher that a message names after its id, and where the encrypted bytes begin. Undefined for any other text. */
export function cipherAt(
  bytes: Buffer,
  at: number,
): { readonly cipher: Cipher; readonly start: number } | undefined {
  for (const cipher of ["aes", "blowfish"] as const) {
    const mark = MARKS[cipher];
    if (bytes.toString("latin1", at, at + mark.length) === mark) return { cipher, start: at + mark.length };
  }
  return undefined;
}

/** The sender of a message, and its text. */
export interface Outgoing {
  readonly text: Buffer;
  /** The 47 characters derived from id, name and key. */
  readonly key: string;
  readonly cipher: Cipher;
  /** Written first by an agent whose own record is not a single host. */
  readonly id?: string | undefined;
  /** Counters of the sender: up to 10 and 4 digits. */
  readonly global: number;
  readonly local: number;
}

export function sealed({ text, key, cipher, id, global, local }: Outgoing): Buffer {
  const digits = (value: number, count: number): string => String(value).padStart(count, "0");
  const head = `${digits(randomInt(100_000), 5)}${digits(global, 10)}:${digits(local, 4)}:`;
  const body = Buffer.concat([Buffer.from(head, "latin1"), text]);
  const packed = deflateSync(Buffer.concat([Buffer.from(md5(body), "latin1"), body]));
  // One to eight marks pad the length to a whole number of blocks.
  const fill = Buffer.alloc(8 - (packed.length % 8), "!");
  const clear = Buffer.concat([fill, packed]);
  const start = `${id === undefined ? "" : `!${id}!`}${MARKS[cipher]}`;
  return Buffer.concat([Buffer.from(start, "latin1"), encrypted(clear, key, cipher)]);
}

export type Opened =
  | { readonly kind: "message"; readonly text: Buffer; readonly global: number; readonly local: number }
  /** The bytes were not encrypted with this key. Now and then they can be decrypted, and are no message. */
  | { readonly kind: "wrong-key"; readonly isDecrypted: boolean }
  /** The key is right, but the text inside is not valid. */
  | { readonly kind: "corrupt" }
  | { readonly kind: "no-cipher" };

/** Decrypts what follows the mark of the cipher. Never throws. */
export function opened(bytes: Buffer, key: string, cipher: Cipher): Opened {
  if (!hasCipher(cipher)) return { kind: "no-cipher" };
  const clear = decrypted(bytes, key, cipher);
  // The uncompressed form of old agents begins with a colon. The stand-in's agents never send it.
  const first = clear?.[0];
  if (clear === undefined || (first !== 0x21 && first !== 0x3a))
    return { kind: "wrong-key", isDecrypted: first !== undefined };
  const packed = clear.subarray(clear.findIndex((byte) => byte !== 0x21));
  const whole = inflated(packed);
  if (whole === undefined) return { kind: "corrupt" };
  const body = whole.subarray(32);
  if (whole.toString("latin1", 0, 32) !== md5(body)) return { kind: "corrupt" };
  const counters = /^\d{5}(\d{10}):(\d{4}):/.exec(body.toString("latin1", 0, 21));
  if (counters === null) return { kind: "corrupt" };
  return {
    kind: "message",
    text: body.subarray(21),
    global: Number(counters[1]),
    local: Number(counters[2]),
  };
}

function md5(bytes: Buffer): string {
  return createHash("md5").update(bytes).digest("hex");
}

function encrypted(clear: Buffer, key: string, cipher: Cipher): Buffer {
  if (cipher === "aes") {
    const made = createCipheriv("aes-256-cbc", key.slice(0, 32), AES_START);
    return Buffer.concat([made.update(clear), made.final()]);
  }
  const made = createCipheriv("bf-cbc", key, BLOWFISH_START).setAutoPadding(false);
  return Buffer.concat([made.update(clear), made.final()]);
}

function decrypted(bytes: Buffer, key: string, cipher: Cipher): Buffer | undefined {
  try {
    const made =
      cipher === "aes"
        ? createDecipheriv("aes-256-cbc", key.slice(0, 32), AES_START)
        : createDecipheriv("bf-cbc", key, BLOWFISH_START).setAutoPadding(false);
    return Buffer.concat([made.update(bytes), made.final()]);
  } catch {
    // Another key, or truncated bytes.
    return undefined;
  }
}

function inflated(bytes: Buffer): Buffer | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: LONGEST });
  } catch {
    return undefined;
  }
}
