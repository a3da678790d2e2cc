/** IPv4 in its strict form: four decimal numbers of 0 to 255 without leading zeros. */

import type { ByteString } from "../bytes.ts";

const OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

/** The source of a regular expression for the form. */
export const QUAD = `${OCTET}(?:\\.${OCTET}){3}`;

const WHOLE = new RegExp(`^${QUAD}$`);

export function isQuad(text: ByteString): boolean {
  return WHOLE.test(text);
}

/** The word for a text of that form. */
export function quadWord(quad: ByteString): number {
  return quad.split(".").reduce((word, octet) => word * 256 + Number(octet), 0);
}
