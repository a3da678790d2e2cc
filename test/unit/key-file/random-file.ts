/** Random files of the kinds of lines that rules report. */

import fc from "fast-check";

const key = fc.constantFrom(
  "a".repeat(64),
  "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
  "None",
  "",
  "k k",
);
const ip = fc.constantFrom(
  ...[
    "any",
    "10.0.0.1",
    "10.0.0.2",
    "10.0.0.0/8",
    "10.1.0.0/16",
    "10.1.2.3/16",
    "::1",
    "2001:db8::/32",
    "!10.0.0.1",
  ],
  ...["ANY", "010.0.0.1", "256.1.1.1", "1.2.3.4/33", "0.0.0.0", "x", "", "10.0.0.0/255.0.0.0", "1.2.3.4/"],
);
const name = fc.constantFrom(
  "web",
  "Web",
  "web.example.org",
  "db",
  "!gone",
  "#gone",
  "n\té",
  "",
  "manager-1",
  "a",
);
const id = fc.constantFrom("001", "002", "003", "1", "0x1", "000", "123456789", "\ufeff001", "n".repeat(130));
const record = fc.tuple(id, name, ip, key).map((fields) => fields.join(" "));
const oddLine = fc.constantFrom(
  "",
  " ",
  "# note",
  "001",
  "001 x",
  "\t",
  "001\tweb\tany\tk",
  "\r",
  `001 a any ${"k".repeat(2100)}`,
  " 001 web any k",
  "001  web any k",
  "001 web  any k",
  "001  !web any k",
);
export const line = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: record }, oddLine), fc.constantFrom("", "\r", "\r\r", " ", "\0z"))
  .map(([body, tail]) => body + tail);
/** Up to a dozen lines. */
export const file = fc.array(line, { maxLength: 12 }).map((lines) => lines.join("\n"));
