/** The whole text over each field of a record, and over other lines; what a file is, by its place and lines. */

import { describe, expect, it } from "vitest";
import { hoverOf, otherFileIn, type Role, roleForRules } from "../../../core/lint/key-file/index.ts";
import { openKeyFile } from "../../../core/lint/key-file/open.ts";
import { isFoundBySource, reachOf, storedForm, strayReachOf } from "../../../core/lint/key-file/reach.ts";
import { roleOf } from "../../../core/lint/key-file/role.ts";
import { otherFileOf } from "../../../core/lint/key-file/sniff.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import { readAddress, releaseFor } from "../../../core/manager/index.ts";

function settingsOf(version: string, role: Role | "auto" = "manager") {
  const release = releaseFor(version);
  if (release === undefined) throw new Error(version);
  return { ...defaultLintSettings, release, role };
}

function hover(
  text: string,
  line: number,
  column: number,
  version = "4.14",
  role: Role = "manager",
): string | undefined {
  return hoverOf(openKeyFile(text, settingsOf(version, role)), line, column)?.markdown;
}

const paragraphs = (...texts: readonly string[]): string => texts.join("\n\n");
const sent = "An agent with this record starts its messages with its id, by which the manager finds it.";
const bySource =
  "An agent with this record does not send its id: the manager finds it by the source address alone.";

const odd: readonly (readonly [what: string, line: string, column: number, text: string])[] = [
  [
    "any",
    "012 a any abc",
    7,
    paragraphs("**Agent `012` `a`** · Wazuh 4.14", "May connect: Every source address.", sent),
  ],
  [
    "a range",
    "012 a 10.0.0.0/8 abc",
    7,
    paragraphs(
      "**Agent `012` `a`** · Wazuh 4.14",
      "May connect: `10.0.0.0` to `10.255.255.255` (/8, 2^24 addresses).",
      sent,
    ),
  ],
  ["no name", "012  any abc", 1, paragraphs("**Agent `012`** · Wazuh 4.14", sent)],
  [
    "no key",
    "012 a any ",
    5,
    paragraphs("**Agent `012` `a`** · Wazuh 4.14", "May connect: Every source address.", "The key is empty."),
  ],
  [
    "a long key",
    `012 a any ${"k".repeat(200)}`,
    12,
    paragraphs("**Agent `012` `a`** · Wazuh 4.14", "Key of 200 bytes, of which 127 count, fingerprint `FP`."),
  ],
  [
    "an id that is a word",
    "web a any abc",
    1,
    paragraphs(
      "**Agent `web` `a`** · Wazuh 4.14",
      "An agent with this record starts its messages with its id, and the manager refuses ids that are not digits (1403).",
    ),
  ],
  [
    "a long id",
    "123456789 a any abc",
    1,
    paragraphs(
      "**Agent `123456789` `a`** · Wazuh 4.14",
      "An agent with this record starts its messages with its id, which is cut off on the way because it has more than 8 digits.",
    ),
  ],
  ["an id of 8 digits", "12345678 a any abc", 1, paragraphs("**Agent `12345678` `a`** · Wazuh 4.14", sent)],
  [
    "no address",
    "012 a web abc",
    7,
    paragraphs(
      "**Agent `012` `a`** · Wazuh 4.14",
      "Not an address for the manager: the daemon that reads the file exits with `(1237): Invalid ip address: 'web'.`",
    ),
  ],
  ["no address, over its id", "012 a web abc", 1, "**Agent `012` `a`** · Wazuh 4.14"],
  [
    "an exclamation mark",
    "012 a !10.0.0.1 abc",
    7,
    paragraphs(
      "**Agent `012` `a`** · Wazuh 4.14",
      "May connect: Only `10.0.0.1`.",
      "The manager stores it as `10.0.0.1`.",
      bySource,
    ),
  ],
];

describe("a record", () => {
  const text = "012 web-12 10.0.0.7 abc\n";
  const heading = "**Agent `012` `web-12`** · Wazuh 4.14";
  // The first 12 digits of SHA-256 of `abc`.
  const key = "Key of 3 bytes, fingerprint `ba7816bf8f01`.";

  it.each<[string, number, string]>([
    ["its id", 1, paragraphs(heading, bySource)],
    ["its name", 5, paragraphs(heading, "May connect: Only `10.0.0.7`.", key)],
    ["its address", 12, paragraphs(heading, "May connect: Only `10.0.0.7`.", bySource)],
    ["its key", 21, paragraphs(heading, key)],
  ])("over %s", (_field, column, expected) => {
    expect(hover(text, 0, column)).toBe(expected);
  });

  it("has the columns of its field", () => {
    const document = openKeyFile(text, settingsOf("4.14"));
    expect(
      [1, 5, 12, 21]
        .map((column) => hoverOf(document, 0, column))
        .map((each) => each && [each.start, each.end]),
    ).toEqual([
      [0, 3],
      [4, 10],
      [11, 19],
      [20, 23],
    ]);
    expect(hoverOf(document, 1, 0)).toBeUndefined();
  });

  it.each([...odd])("with %s", (_what, line, column, expected) => {
    expect(hover(line, 0, column)?.replace(/`[0-9a-f]{12}`/, expected.includes("`FP`") ? "`FP`" : "$&")).toBe(
      expected,
    );
  });
});

describe("records that share a field", () => {
  const shares = (count: number): string =>
    Array.from({ length: count }, (_, at) => `00${at + 1} web 10.0.0.1 abc\n`).join("");

  it("name the others, up to three of them", () => {
    expect(hover(shares(2), 0, 5)).toContain("\n\nThe same name is on line 2 (`002` `web`).");
    expect(hover(shares(4), 1, 5)).toContain(
      "on line 1 (`001` `web`), line 3 (`003` `web`), line 4 (`004` `web`).",
    );
    expect(hover(shares(6), 0, 5)).toContain("line 4 (`004` `web`) and on 2 more.");
    const long = shares(2).replaceAll("abc", "0123456789abcdef".repeat(4));
    expect(hover(long, 0, 20)).toContain("\n\nThe same key is on line 2 (`002` `web`).");
    // A short one may be a word that stands for none.
    expect(hover(shares(2), 0, 18)).not.toContain("The same");
    expect(hover(shares(2), 0, 12)).toContain("\n\nThe same address is on line 2 (`002` `web`).");
    expect(hover(shares(1), 0, 5)).not.toContain("The same");
  });

  it("are found by the first of them", () => {
    const ids = "001 a any abc\n001 b any def\n";
    expect(hover(ids, 0, 1)).toBe(
      paragraphs("**Agent `001` `a`** · Wazuh 4.14", sent, "The same id is on line 2 (`001` `b`)."),
    );
    expect(hover(ids, 1, 1)).toBe(
      paragraphs(
        "**Agent `001` `b`** · Wazuh 4.14",
        "An agent with this record starts its messages with its id, by which the manager finds the agent on line 1.",
        "The same id is on line 1 (`001` `a`).",
      ),
    );
    expect(hover(shares(2), 1, 1)).toContain(
      "An agent with this record does not send its id: the manager finds the agent on line 1 by the source address alone.",
    );
  });
});

describe("a line that is not a record", () => {
  const removed =
    "**Removed agent `001`.** No agent can connect with it. The id stays taken while the line is here";
  it.each<[string, string, Role, string]>([
    [
      "# x",
      "a comment of a manager",
      "manager",
      "**Comment.** No daemon reads it. The registration daemon leaves it out when it rewrites the file.",
    ],
    [
      "# x",
      "a comment of an agent",
      "agent",
      "**Comment.** No daemon reads it. It is lost when the agent enrols again or imports a key.",
    ],
    ["001 !web any abc", "a removed agent", "manager", `${removed}, and the line still has the key.`],
    ["001 !web any", "a removed agent without its key", "manager", `${removed}.`],
    [
      "001",
      "one word",
      "manager",
      "**Not a record.** The manager skips the line and logs error 1401 with the whole line.",
    ],
    [
      "001 web",
      "two words",
      "manager",
      "**Not a record.** The manager skips the line and logs error 1401 with the id.",
    ],
  ])("%s: %s", (text, _what, role, expected) => {
    expect(hover(`${text}\n`, 0, 1, "4.14", role)).toBe(expected);
    const { start, end } = hoverOf(openKeyFile(`${text}\n`, settingsOf("4.14", role)), 0, 1) ?? {};
    expect([start, end]).toEqual([0, text.length]);
  });
});

describe("which hosts can connect", () => {
  const reach = (text: string, version = "4.14"): readonly (string | undefined)[] => {
    const address = readAddress(text, settingsOf(version).release);
    return address === undefined ? [] : [reachOf(address), strayReachOf(address), storedForm(address, text)];
  };
  it.each<[string, string, readonly (string | undefined)[]]>([
    ["any", "4.14", ["Every source address.", undefined, undefined]],
    ["10.0.0.0/30", "4.14", ["`10.0.0.0` to `10.0.0.3` (/30, 4 addresses).", undefined, undefined]],
    [
      "10.0.0.0/9",
      "4.14",
      ["`10.0.0.0` to `10.127.255.255` (/9, 8,388,608 addresses).", undefined, undefined],
    ],
    ["!10.0.0.1", "4.3", ["Every source but `10.0.0.1`.", undefined, undefined]],
    [
      "!10.0.0.0/30",
      "4.3",
      ["Every source but `10.0.0.0` to `10.0.0.3` (/30, 4 addresses).", undefined, undefined],
    ],
    ["!any", "4.3", ["No source at all.", undefined, undefined]],
    [
      "10.0.0.0/255.0.255.0",
      "4.14",
      ["Sources whose bits agree with the mask `255.0.255.0`, which is not a range.", undefined, undefined],
    ],
    [
      "!10.1.0.1/255.255.0.0",
      "4.3",
      // It reads the address in place of the mask.
      [
        "Every source but those whose bits agree with the mask `10.1.0.1`, which is not a range.",
        undefined,
        undefined,
      ],
    ],
    // The manager compares an IPv4 source with the first eight bytes: four of a network, and four of a mask.
    [
      "::1",
      "4.14",
      [
        "Only `0:0:0:0:0:0:0:1`.",
        "Every IPv4 source passes as well, because its first 64 bits are zero.",
        "0000:0000:0000:0000:0000:0000:0000:0001",
      ],
    ],
    [
      "a00:1:ffff:ff00::/64",
      "4.14",
      [
        "`a00:1:ffff:ff00:0:0:0:0` to `a00:1:ffff:ff00:ffff:ffff:ffff:ffff` (/64, 2^64 addresses).",
        undefined,
        "0A00:0001:FFFF:FF00:0000:0000:0000:0000/64",
      ],
    ],
    [
      "a00:100:ffff:ff00::/64",
      "4.14",
      [
        "`a00:100:ffff:ff00:0:0:0:0` to `a00:100:ffff:ff00:ffff:ffff:ffff:ffff` (/64, 2^64 addresses).",
        "IPv4 sources whose bits under the mask `255.255.255.0` are `10.0.1.0` pass as well, for example `10.0.1.255`: the manager compares them with the first 64 bits of the record.",
        "0A00:0100:FFFF:FF00:0000:0000:0000:0000/64",
      ],
    ],
  ])("%s in %s", (text, version, expected) => {
    expect(reach(text, version)).toEqual(expected);
  });
});

it.each([
  ["10.0.0.1", "4.14", true],
  ["::1", "4.14", true],
  // 4.3 reads it as octal, and stores the text as it is.
  ["010.0.0.1", "4.3", false],
])("%s in %s is found by the source of a message: %s", (text, version, expected) => {
  const address = readAddress(text, settingsOf(version).release);
  expect(address && isFoundBySource(address)).toBe(expected);
});

it("shows an IPv6 range in groups, as 4.4 and newer read it", () => {
  const address = readAddress("2001:db8::/32", settingsOf("4.14").release);
  expect(address && reachOf(address)).toBe(
    "`2001:db8:0:0:0:0:0:0` to `2001:db8:ffff:ffff:ffff:ffff:ffff:ffff` (/32, 2^96 addresses).",
  );
  const host = readAddress("2001:db8::1", settingsOf("4.14").release);
  expect(host && reachOf(host)).toBe("Only `2001:db8:0:0:0:0:0:1`.");
});

describe("whose file it is", () => {
  const roleAt = (path: string, text = "001 a any abc\n"): unknown =>
    roleOf(openKeyFile(text, settingsOf("4.14", "auto")), "auto", { path });
  it.each<[string, string, string]>([
    ["C:\\Program Files (x86)\\ossec-agent\\client.keys", "agent", "path"],
    ["c:/program files/ossec-agent/client.keys", "agent", "path"],
    ["file:///c%3A/Program%20Files%20%28x86%29/ossec-agent/client.keys", "agent", "path"],
    ["/Library/Ossec/etc/client.keys", "agent", "path"],
    ["/var/wazuh-manager/etc/client.keys", "manager", "path"],
    ["/var/ossec/etc/client.keys", "either", "content"],
    ["/Library/Ossec/etc/shared/client.keys", "either", "content"],
    ["/var/wazuh-manager/etc/old/client.keys", "either", "content"],
    ["C:\\ossec-agent\\client.keys", "either", "content"],
    ["%zz", "either", "content"],
  ])("%s", (path, role, by) => {
    expect(roleAt(path)).toEqual({ role, by });
  });

  it.each<[string, string]>([
    ["", "either"],
    ["001 a any abc\n", "either"],
    ["001 a web abc\n", "either"],
    ["001 a any abc\n002 b any abc\n", "manager"],
    ["001 a any abc\n002 b web abc\n", "manager"],
    ["001 a any abc\n002 !b any abc\n", "manager"],
    ["# x\n001 a any abc\n", "manager"],
  ])("%j", (text, role) => {
    expect(roleAt("x", text)).toEqual({ role, by: "content" });
  });

  it("is what the setting says, then what the disk has", () => {
    const document = openKeyFile("001 a any abc\n", settingsOf("4.14"));
    const path = "/Library/Ossec/etc/client.keys";
    expect(roleOf(document, "manager", { path })).toEqual({ role: "manager", by: "setting" });
    expect(roleOf(document, "auto", { path, role: "manager" })).toEqual({ role: "manager", by: "path" });
    expect(roleForRules("auto", {})).toBe("manager");
    expect(roleForRules("auto", { path })).toBe("agent");
  });
});

describe("another file of that name", () => {
  const pem =
    "This is a key in PEM or SSH form, not a list of Wazuh agents, so its lines are not checked. A daemon that reads it skips them (1401) or exits (1237).";
  const utf16 =
    "This file is UTF-16: the manager skips every line with error 1401 and finds no record. Save it as UTF-8 (PowerShell's > writes UTF-16).";
  const binary = "This file is binary, not a list of Wazuh agents.";
  it.each<[string, string, string | undefined, string?, boolean?]>([
    ["-----BEGIN RSA PRIVATE KEY-----", "", pem, "information", false],
    ["ssh-rsa AAAA", "", pem, "information", false],
    ["ecdsa-sha2-nistp256 AAAA", "", pem, "information", false],
    ["x ssh-rsa AAAA", "", undefined],
    ["x -----BEGIN KEY-----", "", undefined],
    ["\xff\xfe0\0", "", utf16, "error", true],
    ["\xfe\xff\x000", "", utf16, "error", true],
    ["\ufffd\ufffd0", "", utf16, "error", true],
    ["0\x000\x001\0 \0", "", utf16, "error", true],
    ["x\xff\xfe0", "", undefined],
    ["\x7f0\x000\x000\0 \0", "", undefined],
    ["0\0x", "", undefined],
    ["\0x", "", binary, "error", false],
    ["PK\x03\x04", "", binary, "error", false],
    ["PK\x03x", "", undefined],
    ["\0x", "001 web any abc", undefined],
    ["\0x", " 001", binary, "error", false],
    ["001 web any abc", "", undefined],
  ])("%j, %j", (first, second, message, severity, isStillRead) => {
    const expected = message && { code: "not-a-key-file", severity, message, isStillRead };
    expect(otherFileOf(first, second)).toEqual(expected);
  });
});

it("is a list of agents if the manager finds agents in it, whatever its first line", () => {
  const codeOf = (text: string): string | undefined =>
    otherFileIn(openKeyFile(text, settingsOf("4.14")))?.code;
  expect(codeOf("ssh-rsa AAAA\n")).toBe("not-a-key-file");
  expect(codeOf("ssh-rsa AAAA\n001 web any abc\n")).toBeUndefined();
  expect(codeOf("ssh-rsa AAAA\n001 !web any abc\n")).toBeUndefined();
  expect(codeOf("ssh-rsa AAAA\n001 !web any abc\n002 db any abc\n")).toBeUndefined();
});
