/** Which texts are recognised as lists of agents, whatever the name of their file. */

import { expect, it } from "vitest";
import { looksLikeKeyFile } from "../../../core/documents/index.ts";

const KEY = "5a".repeat(32);

it.each([
  ["records", [`001 web1 any ${KEY}`, `002 db1 10.0.0.0/24 ${KEY}`, ""], true],
  ["records after a comment", ["# saved on Friday", "", `001 web1 any ${KEY}`], true],
  ["a removed record", [`001 !web1 192.168.1.1 ${KEY}`], true],
  ["a record with an IPv6 address", [`001 web1 2001:db8::1 ${KEY}`], true],
  ["a record with a carriage return", [`001 web1 any ${KEY}\r`], true],
  ["prose", ["001 is the first agent, and any key will do"], false],
  ["a record among prose", [`001 web1 any ${KEY}`, "and so on"], false],
  ["checksums", [`${KEY}  agents.db`], false],
  [
    "a private key",
    ["-----BEGIN RSA PRIVATE KEY-----", "MIIBOgIBAAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf9"],
    false,
  ],
  ["nothing", [""], false],
])("%s", (_title, lines, expected) => {
  expect(looksLikeKeyFile(lines)).toBe(expected);
});
