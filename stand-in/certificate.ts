/**
 * A self-signed certificate for the stand-in's ports, with a new key. Node makes keys and signatures, but no
 * certificates.
 */

import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isIPv4 } from "node:net";

export interface Certificate {
  /** Both in PEM. */
  readonly certificate: string;
  readonly key: string;
}

/** Days for which it is valid. */
const DAYS = 365;

/** One element of DER: tag, length, content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const set = (...parts: readonly Uint8Array[]): Buffer => der(0x31, ...parts);
const identifier = (hex: string): Buffer => der(0x06, Buffer.from(hex, "hex"));
const octets = (content: Uint8Array): Buffer => der(0x04, content);
const bits = (content: Uint8Array): Buffer => der(0x03, Buffer.from([0]), content);
const number = (bytes: Uint8Array): Buffer => der(0x02, bytes);
const yes = der(0x01, Buffer.from([0xff]));

const ECDSA_WITH_SHA256 = sequence(identifier("2a8648ce3d040302"));
const COMMON_NAME = identifier("550403");
const SUBJECT_KEY_ID = identifier("551d0e");
const BASIC_CONSTRAINTS = identifier("551d13");
const ALTERNATIVE_NAMES = identifier("551d11");

/** A time in UTC with seconds, as certificates write it up to 2049. */
function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, "").slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
}

function alternativeName(name: string): Buffer {
  return isIPv4(name) ? der(0x87, Buffer.from(name.split(".").map(Number))) : der(0x82, Buffer.from(name));
}

/** A certificate, which is its own authority, for these names and IPv4 addresses. The first is the subject. */
export function makeCertificate(names: readonly [string, ...string[]], now = new Date()): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const name = sequence(set(sequence(COMMON_NAME, der(0x0c, Buffer.from(names[0])))));
  const until = new Date(now.getTime() + DAYS * 86_400_000);
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(15)]);
  const extension = (id: Buffer, value: Buffer, ...critical: readonly Buffer[]): Buffer =>
    sequence(id, ...critical, octets(value));
  const extensions = sequence(
    extension(BASIC_CONSTRAINTS, sequence(yes), yes),
    extension(SUBJECT_KEY_ID, octets(createHash("sha1").update(spki).digest())),
    extension(ALTERNATIVE_NAMES, sequence(...names.map(alternativeName))),
  );
  const signed = sequence(
    der(0xa0, number(Buffer.from([2]))),
    number(serial),
    ECDSA_WITH_SHA256,
    name,
    sequence(time(now), time(until)),
    name,
    spki,
    der(0xa3, extensions),
  );
  const whole = sequence(signed, ECDSA_WITH_SHA256, bits(sign("sha256", signed, privateKey)));
  // A blank line before the last one would make it unreadable.
  const lines = whole.toString("base64").replace(/.{64}(?=.)/g, "$&\n");
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
