/** Random files of lines that the reader of the manager cuts, skips or misreads. */

import fc from "fast-check";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

const long = (part: string, count: number): string => part.repeat(count);
const id = fc.constantFrom(
  "001",
  "002",
  "1",
  "a",
  "",
  "\t7",
  long("1", 127),
  long("1", 128),
  long("1", 129),
  long("1", 130),
  "00\xe9",
);
const name = fc.constantFrom(
  "web",
  "db",
  "!old",
  "#x",
  "",
  "w\x01b",
  long("n", 126),
  long("n", 127),
  long("n", 128),
  `${long("n", 126)}\xc3\xa9`,
  "\xe9\xe9",
);
const ip = fc.constantFrom(
  "any",
  "10.0.0.1",
  "10.0.0.1/24",
  "10.0.0.1/32",
  "10.0.0.2",
  "!10.0.0.1",
  "::1",
  "1::/16",
  "x",
  "",
  "10.0.0.1\t",
  long("1", 128),
);
const key = fc.constantFrom(
  KEY,
  "k",
  "",
  "k\t",
  " k",
  "None",
  long("k", 126),
  long("k", 127),
  long("k", 128),
  `${long("k", 130)} `,
  `${long("k", 126)} k`,
  "k\x02",
);
const tail = fc.constantFrom(
  "",
  "",
  "",
  "\r",
  " ",
  "\r\r",
  " \r",
  "\0",
  "\0 \r",
  "\x1a",
  `\0${long("z", 200)}`,
);
const record = fc.tuple(id, name, ip, key, tail).map(([a, b, c, d, e]) => `${a} ${b} ${c} ${d}${e}`);
const odd = fc.constantFrom(
  ...[
    "",
    " ",
    "\t",
    "\r",
    "\0",
    "\x0b",
    "\x1a",
    "# note",
    "001",
    "001 web",
    "001 web any",
    "001\tweb any k",
    "\xef\xbb\xbf001 web any k",
  ],
  ...["-----BEGIN RSA PRIVATE KEY-----", "ssh-rsa AAAA", "\xff\xfe", "0\x001\0 \0w\0"],
);
const filler = fc.constantFrom(2000, 2040, 2045, 2046, 2047, 2048, 4090, 4094, 4095);
const longLine = fc
  .tuple(fc.constantFrom("# ", "001 web any ", "k", "\0", "9 !gone "), filler, fc.oneof(record, odd))
  .map(([start, length, rest]) => start + long("f", length - start.length) + rest);
const line = fc.oneof({ weight: 6, arbitrary: record }, { weight: 2, arbitrary: odd }, longLine);
/** Up to eight lines, as bytes: one a character. */
export const oddFile = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom("", "\n"))
  .map(([lines, end]) => lines.join("\n") + end);
