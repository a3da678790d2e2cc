/** One record for each row of the facts about 5.x: what happens to it by each method, in each state of the source. */

import { describe, expect, it } from "vitest";
import { isApiAddress } from "../../../core/manager/crossing/api-address.ts";
import { givenIdRefusal, givenKeyRefusal, givenNameRefusal } from "../../../core/manager/crossing/insert.ts";
import { crossingFile, crossingOf, crossingTarget, type Fate } from "../../../core/manager/index.ts";

const KEY = "0123456789abcdef".repeat(4);
const OTHER = "fedcba9876543210".repeat(4);
const GOOD = "carried";

type ExplainedStory = string;

/** `kind by reason`, for the last record of the file. */
function told({ kind, by, reason }: Fate): ExplainedStory {
  return [kind, by, reason].filter((part) => part !== undefined).join(" ");
}

function fatesIn(version: string, file: string, at = -1) {
  const target = crossingTarget(version);
  if (target === undefined) throw new Error(version);
  const agent = crossingOf(file, { target, hostName: "boss" }).agents.at(at);
  if (agent === undefined) throw new Error("no agent");
  return agent.fates;
}

/** The record, then copy and tool in beta4, in 5.1.0-alpha0 and in 5.0, where copy and tool may differ between states. */
type Row = readonly [
  form: string,
  record: string,
  beta4: readonly [ExplainedStory, ExplainedStory],
  alpha51: readonly [ExplainedStory, ExplainedStory],
  v5_0: readonly [ExplainedStory, ExplainedStory],
];

const noKey = "no-authentication keystore key-form";
const api = (reason: string): ExplainedStory => `refused api ${reason}`;
const all = (
  copy: ExplainedStory,
  tool: ExplainedStory,
): [[ExplainedStory, ExplainedStory], [ExplainedStory, ExplainedStory], [ExplainedStory, ExplainedStory]] => [
  [copy, tool],
  [copy, tool],
  [copy, tool],
];

/** Beta4 has the C reader only. */
const second = (
  copy: ExplainedStory,
  tool: ExplainedStory,
): [[ExplainedStory, ExplainedStory], [ExplainedStory, ExplainedStory], [ExplainedStory, ExplainedStory]] => [
  [GOOD, tool],
  [copy, tool],
  [copy, tool],
];

const rows: readonly Row[] = [
  ["sound", `001 web any ${KEY}`, ...all(GOOD, GOOD)],
  ["upper case", `001 web any ${KEY.toUpperCase()}`, [GOOD, GOOD], [noKey, noKey], [noKey, api("key-form")]],
  [
    "32 digits",
    `001 web any ${KEY.slice(32)}`,
    [GOOD, api("key-form")],
    [GOOD, api("key-form")],
    [noKey, api("key-form")],
  ],
  [
    "48 digits",
    `001 web any ${KEY.slice(16)}`,
    [GOOD, api("key-form")],
    [GOOD, api("key-form")],
    [noKey, api("key-form")],
  ],
  [
    "128 digits",
    `001 web any ${KEY}${KEY}`,
    [GOOD, api("key-form")],
    ["no-authentication keystore key-length", api("key-form")],
    ["no-authentication keystore key-length", api("key-form")],
  ],
  [
    "64 letters, not hex",
    `001 web any ${"z1".repeat(32)}`,
    [GOOD, GOOD],
    [noKey, noKey],
    [noKey, api("key-form")],
  ],
  ["text with signs", "001 web any S3cret!key", ...second(noKey, api("key-form"))],
  ["NUL in the key", `001 web any ${KEY}\0x`, ...second(noKey, api("key-form"))],
  ["odd length", `001 web any ${KEY}a`, ...second(noKey, api("key-form"))],
  [
    "blank inside",
    `001 web any ${KEY} x`,
    ...second("no-authentication keystore other-key", "no-authentication tool other-key"),
  ],
  [
    "carriage return",
    `001 web any ${KEY}\r`,
    ...second("no-authentication keystore other-key", "no-authentication tool other-key"),
  ],
  ["empty key", "001 web any ", ...second("dropped keystore few-fields", "dropped tool few-fields")],
  ["two blanks after the id", `001  web any ${KEY}`, ...all("refused legacy address", GOOD)],
  ["unpadded id", `1 web any ${KEY}`, ...all(GOOD, "carried tool id-rewritten")],
  ["id of four digits", `0001 web any ${KEY}`, ...all(GOOD, "carried tool id-rewritten")],
  [
    "id of letters",
    `a1 web any ${KEY}`,
    ...second("dropped keystore id-no-number", "dropped tool id-no-number"),
  ],
  [
    "id with a sign",
    `+5 web any ${KEY}`,
    ...second("dropped keystore id-no-number", "dropped tool id-no-number"),
  ],
  [
    "byte-order mark",
    `\xef\xbb\xbf001 web any ${KEY}`,
    ...second("dropped keystore id-no-number", "dropped tool id-no-number"),
  ],
  ["id 000", `000 web any ${KEY}`, [GOOD, GOOD], [GOOD, GOOD], [GOOD, "refused authd id-range"]],
  [
    "id over an int",
    `2147483648 web any ${KEY}`,
    [GOOD, GOOD],
    [GOOD, GOOD],
    [GOOD, "refused authd id-range"],
  ],
  [
    "id over 32 bits",
    `4294967296 web any ${KEY}`,
    [GOOD, GOOD],
    ["dropped keystore id-no-number", "dropped keystore id-no-number"],
    ["dropped keystore id-no-number", "refused authd id-range"],
  ],
  ["name of 129 letters", `001 ${"n".repeat(129)} any ${KEY}`, ...all(GOOD, api("name-length"))],
  ["name of 128 letters", `001 ${"n".repeat(128)} any ${KEY}`, ...all(GOOD, GOOD)],
  [
    "name over 128 bytes",
    `001 ${"\xc3\xa4".repeat(65)} any ${KEY}`,
    [GOOD, GOOD],
    [GOOD, GOOD],
    [GOOD, "refused authd name-length"],
  ],
  ["name with a sign", `001 we@b any ${KEY}`, ...all(GOOD, api("name-form"))],
  [
    "host name",
    `001 boss any ${KEY}`,
    [GOOD, "refused authd host-name"],
    [GOOD, "refused authd host-name"],
    [GOOD, GOOD],
  ],
  ["range without host bits", `001 web 10.0.0.0/24 ${KEY}`, ...all(GOOD, GOOD)],
  ["dotted mask", `001 web 10.0.0.0/255.255.255.0 ${KEY}`, ...all(GOOD, GOOD)],
  ["range with host bits", `001 web 10.0.0.5/24 ${KEY}`, ...all(GOOD, api("ip-form"))],
  ["all but", `001 web !1.2.3.4 ${KEY}`, ...all(GOOD, api("ip-form"))],
  ["octet over 255", `001 web 256.1.1.1 ${KEY}`, ...all("refused legacy address", api("ip-form"))],
  ["slash without mask", `001 web 1.2.3.4/ ${KEY}`, ...all("refused legacy address", api("ip-form"))],
  ["prefix 08", `001 web 1.0.0.0/08 ${KEY}`, ...all("refused legacy address", "refused authd ip-form")],
  ["IPv6 from ::", `001 web ::/0 ${KEY}`, ...all("refused legacy address", "refused authd ip-form")],
  ["IPv6 network", `001 web 2001:db8::/32 ${KEY}`, ...all(GOOD, GOOD)],
  ["IPv6 range with host bits", `001 web 2001:db8::1/32 ${KEY}`, ...all(GOOD, api("ip-form"))],
  [
    "IPv6 with a dotted mask",
    `001 web 2001:db8::/255.0.0.0 ${KEY}`,
    ...all("refused legacy address", api("ip-form")),
  ],
  ["no address with a prefix", `001 web host/8 ${KEY}`, ...all("refused legacy address", api("ip-form"))],
  ["two masks", `001 web 10.0.0.0/8/8 ${KEY}`, ...all("refused legacy address", api("ip-form"))],
  ["zone", `001 web fe80::1%eth0 ${KEY}`, ...all("refused legacy address", "refused authd ip-form")],
  ["ANY", `001 web ANY ${KEY}`, ...all("refused legacy address", GOOD)],
  ["0.0.0.0", `001 web 0.0.0.0 ${KEY}`, ...all(GOOD, GOOD)],
  ["bytes that are not UTF-8", `001 w\xff any ${KEY}`, ...all(GOOD, "refused tool tool-stops")],
  [
    "superscript id",
    `\xc2\xb2 web any ${KEY}`,
    ...second("dropped keystore id-no-number", "refused tool tool-stops"),
  ],
  ["same name twice", `001 web any ${KEY}\n002 web any ${OTHER}`, ...all(GOOD, "refused authd name-in-use")],
  [
    "same address twice",
    `001 web 1.2.3.4 ${KEY}\n002 db 1.2.3.4 ${OTHER}`,
    ...all(GOOD, "refused authd ip-in-use"),
  ],
  ["same range twice", `001 web 10.0.0.0/8 ${KEY}\n002 db 10.0.0.0/8 ${OTHER}`, ...all(GOOD, GOOD)],
  ["second of an id", `001 web any ${KEY}\n001 db any ${OTHER}`, ...all("folded legacy same-id", GOOD)],
];

describe("a record", () => {
  it.each(rows)("%s", (_form, record, beta4, alpha51, v5_0) => {
    const seen = ["5.0.0-beta4", "5.1", "5.0"].map((version) => {
      const { copy, tool } = fatesIn(version, `${record}\n`);
      return [told(copy), told(tool)];
    });
    expect(seen).toEqual([beta4, alpha51, v5_0]);
  });

  it.each([
    ["1 and 001", `1 web any ${KEY}\n001 db any ${OTHER}\n`],
    ["001 twice", `001 web any ${KEY}\n001 db any ${OTHER}\n`],
  ])("the first of %s is merged into the second, except in the C reader", (_form, file) => {
    expect(told(fatesIn("5.0.0-beta4", file, 0).copy)).toBe(GOOD);
    const { copy, tool } = fatesIn("5.0", file, 0);
    expect([copy, tool]).toMatchObject([
      { kind: "folded", by: "keystore", other: 2 },
      { kind: "folded", by: "tool", other: 2 },
    ]);
  });

  it("a bad last line hides a good first one only if it was read up to its key", () => {
    const first = (last: string): string => told(fatesIn("5.1", `001 web any ${KEY}\n${last}\n`, 0).copy);
    expect(first("001 db any zz")).toBe("folded keystore same-id");
    expect(first("001 db any ")).toBe(GOOD);
  });

  it("what the states of 5.0 do differently is reported as not settled", () => {
    const { copy } = fatesIn("5.0", `001 web any ${KEY.slice(32)}\n`);
    expect(copy).toMatchObject({ kind: "no-authentication", unlike: expect.stringContaining("58c8811b16") });
    expect(fatesIn("5.0", `001 web any ${KEY}x\n`).copy.unlike).toBeUndefined();
  });

  it("the rest of a line over 2047 bytes is an agent in the C reader only", () => {
    const file = `001 ${"n".repeat(2047 - 4 - 5 - 1)} any ${"k"}${`002 db any ${OTHER}`}\n`;
    const { copy, tool } = fatesIn("5.1", file);
    expect([told(copy), told(tool)]).toEqual(["dropped keystore long-line", "dropped tool long-line"]);
  });
});

describe("a line that is not an agent to 4.x", () => {
  const newcomers = (file: string) => {
    const target = crossingTarget("5.0");
    if (target === undefined) throw new Error("5.0");
    return crossingOf(file, { target }).newcomers;
  };

  it("does not become one in 5.0.0-beta4, which has no second reader", () => {
    const target = crossingTarget("5.0.0-beta4");
    const file = `001 web any ${KEY}\n`;
    expect(target && crossingOf(file, { target }).newcomers).toEqual([]);
  });

  it("becomes one because of tabs, and in the vendor's tool because of a leading blank", () => {
    expect(newcomers(`001\tweb\tany\t${KEY}\n`)).toEqual([{ line: 1, methods: ["copy", "tool"] }]);
    expect(newcomers(` 001 web any ${KEY}\n`)).toEqual([{ line: 1, methods: ["tool"] }]);
  });

  it.each([
    "# a comment with four words",
    `#001 web any ${KEY}`,
    `001 !web any ${KEY}`,
    `001 #web any ${KEY}`,
    "001 !",
    "",
    "001 web any",
  ])("is still not one: %s", (line) => expect(newcomers(`${line}\n`)).toEqual([]));
});

describe("a whole file", () => {
  const crossing = (file: string, methods?: readonly ["copy"] | readonly ["tool"]) => {
    const target = crossingTarget("5.0");
    if (target === undefined) throw new Error("5.0");
    return crossingOf(file, { target, methods });
  };

  it("has the line at which the daemons exit, and the number of removed agents", () => {
    const { exitsAt, removed } = crossing(
      `001 !a any k\n002 b any ${KEY}\n003 c host k\n004 #d any k\n005 e host k\n`,
    );
    expect([exitsAt, removed]).toEqual([3, 2]);
    expect(crossing(`002 b any ${KEY}\n`).exitsAt).toBeUndefined();
  });

  it("has new agents in the order of their lines, by the requested methods only", () => {
    const file = ` 002 b any ${KEY}\n001\ta\tany\t${OTHER}\n`;
    expect(crossing(file).newcomers.map(({ line }) => line)).toEqual([1, 2]);
    expect(crossing(file, ["copy"]).newcomers).toEqual([{ line: 2, methods: ["copy"] }]);
    expect(crossing(`${file}\xc2\xb2 web any ${KEY}\n`, ["tool"]).newcomers).toEqual([]);
  });

  it("keeps what carries over, removed agents and comments", () => {
    const kept = `# office\n001 web any ${KEY}\n002 !old any k\n`;
    const file = `${kept}003 db any zz\nno record\n004\ttab\tany\t${OTHER}`;
    expect(crossingFile(file, crossing(file))).toBe(kept);
  });

  it("leaves out what would be a new agent, and lines that the C reader does not read as a whole", () => {
    const comment = (length: number): string => `#${"x".repeat(length - 1)}\n`;
    const file = ` 001 web any ${KEY}\n${comment(2046)}${comment(2047)}`;
    expect(crossingFile(file, crossing(file))).toBe(comment(2046));
  });

  it.each([
    ["001 web any ", "client.keys line 1 has fewer than 4 fields; skipping."],
    [`a1 web any ${KEY}`, "client.keys line 1: agent id 'a1' is not a non-negative integer; skipping."],
    [
      "001 web any zz",
      "client.keys line 1: the key for agent 1 does not decode to a valid AES key; that agent's requests will be rejected. Re-enroll it.",
    ],
    [`001 web host ${KEY}`, "(1237): Invalid ip address: 'host'."],
  ])("has the manager's words for %j", (record, message) => {
    expect(crossing(`${record}\n`).agents[0]?.fates.copy).toMatchObject({ message });
  });
});

// ip_address and ip_network of Python 3.11.
it.each([
  ["any", true],
  ["0.0.0.0/0", true],
  ["10.0.0.0/255.0.0.0", true],
  ["10.0.0.0/0.255.255.255", true],
  ["10.0.0.1/0.255.255.255", false],
  ["10.0.0.0/255.0.255.0", false],
  ["1.2.3.4/32", true],
  ["10.0.0.0/33", false],
  ["10.0.0.0/x", false],
  ["::ffff:10.0.0.0/104", true],
  ["::ffff:10.0.0.1/104", false],
  ["::/128", true],
  ["::/129", false],
  ["2001:db8::/x", false],
  ["::1.2.3.4", true],
  ["host", false],
  ["/8", false],
  ["fe80::1%eth0", true],
])("the API takes the address %s: %j", (address, taken) => {
  expect(isApiAddress(address)).toBe(taken);
});

describe("versions", () => {
  it.each(["5.0", "v5.0.0", "5.0.0-beta4", "5.1", "5.1.0-alpha0"])("%s is known", (version) =>
    expect(crossingTarget(version)).toBeDefined(),
  );
  it.each(["4.14", "5.2", "5.0.0-beta3", "5.0.0-alpha0", "five"])("%s was not read", (version) =>
    expect(crossingTarget(version)).toBeUndefined(),
  );
});

describe("authd's local socket", () => {
  const [beta4, five] = ["5.0.0-beta4", "5.0"].map((version) => crossingTarget(version)?.states.at(-1));

  it("refuses a key, a name and an id with its code, or accepts it, as the state does", () => {
    if (beta4 === undefined || five === undefined) throw new Error("no state");
    expect([givenKeyRefusal("x", beta4), givenKeyRefusal("x", five), givenKeyRefusal(KEY, five)]).toEqual([
      undefined,
      "9019 Invalid agent key",
      undefined,
    ]);
    for (const key of [`x${KEY}`, `${KEY}x`]) expect(givenKeyRefusal(key, five)).toBeDefined();
    expect(givenNameRefusal("boss", beta4, "boss")).toBe("9008 Duplicate name");
    for (const name of ["", "!a", "#a", "a b", "a\x7f", "n".repeat(129)]) {
      expect([givenNameRefusal(name, beta4), givenNameRefusal(name, five)]).toEqual([
        undefined,
        "9017 Invalid agent name",
      ]);
    }
    expect(givenNameRefusal("boss", five, "boss")).toBeUndefined();
    for (const id of ["000", "a1", "2147483648", "+5"]) {
      expect([givenIdRefusal(id, beta4), givenIdRefusal(id, five)]).toEqual([
        undefined,
        "9020 Invalid agent ID",
      ]);
    }
    expect(givenIdRefusal("001", five)).toBeUndefined();
  });
});
