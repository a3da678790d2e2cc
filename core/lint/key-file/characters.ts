/** What kind each character is for the fields of a record. */

/** Kinds of characters, as bits that are combined over a field. */
export const Char = {
  digit: 1,
  lowerHex: 2,
  upperHex: 4,
  lower: 8,
  upper: 16,
  /** `-`, `_` and `.` */
  namePunctuation: 32,
  printable: 64,
  blank: 128,
  tab: 256,
  carriageReturn: 512,
  control: 1024,
  beyondAscii: 2048,
} as const;

export const HEX = Char.digit | Char.lowerHex;
export const LOWER_HEX_ONLY = ~HEX;
export const NAME_CHARS =
  Char.digit | Char.lowerHex | Char.upperHex | Char.lower | Char.upper | Char.namePunctuation;
export const NAME_CHARS_ONLY = ~NAME_CHARS;

function classOf(code: number): number {
  const char = String.fromCharCode(code);
  if (/[0-9]/.test(char)) return Char.digit;
  if (/[a-f]/.test(char)) return Char.lowerHex;
  if (/[A-F]/.test(char)) return Char.upperHex;
  if (/[g-z]/.test(char)) return Char.lower;
  if (/[G-Z]/.test(char)) return Char.upper;
  if (/[-_.]/.test(char)) return Char.namePunctuation;
  if (char === " ") return Char.blank;
  if (char === "\t") return Char.tab;
  if (char === "\r") return Char.carriageReturn;
  return code < 0x20 || code === 0x7f ? Char.control : Char.printable;
}

/** The kind of each ASCII character by its code. */
export const CLASSES = Uint16Array.from({ length: 128 }, (_, code) => classOf(code));
