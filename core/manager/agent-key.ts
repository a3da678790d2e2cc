/** Agent keys: what the manager derives from one, and the fingerprint that stands for one in outputs. */

import { md5 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { arrayFromBytes, type ByteString } from "./bytes.ts";

function md5Hex(bytes: ByteString): string {
  return bytesToHex(md5(arrayFromBytes(bytes)));
}

/** The 47 characters that encrypt the agent's messages: MD5 of the key, then 15 digits of MD5 over the MD5s of name and id. */
export function encryptionKey(id: ByteString, name: ByteString, key: ByteString): string {
  return md5Hex(key) + md5Hex(md5Hex(name) + md5Hex(id)).slice(0, 15);
}

/** Twelve hexadecimal digits of SHA-256: enough to tell two keys apart, useless to anyone who wants the key. */
export function keyFingerprint(key: ByteString): string {
  return bytesToHex(sha256(arrayFromBytes(key))).slice(0, 12);
}

/** A key as outputs show it: no part of it, only its length and fingerprint. */
export function maskedKey(key: ByteString): string {
  return key === "" ? "(empty)" : `•••••••• (${key.length} bytes, fingerprint ${keyFingerprint(key)})`;
}
