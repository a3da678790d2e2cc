/** What the findings say about a line is what a daemon does with it, in every release. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesInMemory } from "../../../cli/lint/bytes.ts";
import { TextInBytes } from "../../../cli/lint/text-in-bytes.ts";
import {
  type Finding,
  findingsOf,
  type KeyFileDocument,
  openKeyFile,
} from "../../../core/lint/key-file/index.ts";
import { defaultLintSettings } from "../../../core/lint/settings.ts";
import {
  newestRelease,
  type Release,
  readKeyFile,
  releaseFor,
  releases,
} from "../../../core/manager/index.ts";
import { keysFacts } from "../../conformance/kinds/key-file.ts";
import { claimsAgainst } from "../../conformance/lint-claims.ts";
import { oddFile } from "./odd-file.ts";

const KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

const before44 = releaseFor("4.3") ?? newestRelease;

/** Bytes, one a character. */
function open(file: string, release: Release = newestRelease): KeyFileDocument {
  const text = new TextInBytes(bytesInMemory(Buffer.from(file, "latin1")));
  return openKeyFile(text, { ...defaultLintSettings, release, role: "manager" });
}

function findingsIn(file: string, release?: Release): readonly Finding[] {
  return findingsOf(open(file, release), { severities: {}, cap: 1000 }).findings;
}

/** The findings on a line, from 1: `rule: message`. */
function said(file: string, line = 1, release?: Release): readonly string[] {
  return findingsIn(file, release)
    .filter(({ place }) => place.line === line - 1)
    .map(({ rule, message }) => `${rule}: ${message}`);
}

/** The message of a rule on the first line. */
function saidBy(rule: string, file: string): string | undefined {
  return findingsIn(file).find((finding) => finding.rule === rule && finding.place.line === 0)?.message;
}

function rulesOn(file: string, line = 1, release?: Release): readonly string[] {
  return said(file, line, release).map((text) => text.replace(/:.*/s, ""));
}

describe("a single address after a range with the same text", () => {
  const file = `001 net 10.1.2.3/24 ${KEY}\n002 web 10.1.2.3 ${KEY.toUpperCase()}\n`;

  it("is treated as the range's agent, and both lines say so", () => {
    expect(said(file, 1)).toContainEqual(
      "duplicate-ip: The manager finds this range by 10.1.2.3 alone, which is the address on another line: it attributes messages from there to this agent.",
    );
    expect(said(file, 2)).toContainEqual(
      "duplicate-ip: Address 10.1.2.3 is taken by line 1: an agent with it is never found by its address.",
    );
  });

  it("is found by registration as the range's agent if it is IPv6", () => {
    const six = `001 net 2001:db8::/32 ${KEY}\n002 web 2001:DB8:0::0 ${KEY.toUpperCase()}\n`;
    expect(said(six, 1)).toContainEqual(
      "duplicate-ip: The manager finds this range by 2001:0DB8:0000:0000:0000:0000:0000:0000 alone, which is the address on another line: registration with that address finds this agent.",
    );
    expect(said(six, 2)).toContainEqual(
      "duplicate-ip: Address 2001:DB8:0::0 is taken by line 1: registration with it finds that agent.",
    );
    expect(
      rulesOn(`001 net 2001:db8::/32 ${KEY}\n002 web 2001:db8::1 ${KEY.toUpperCase()}\n`, 2),
    ).not.toContain("duplicate-ip");
  });

  it("is found where it stands before the range", () => {
    const turned = `${file.split("\n").slice(0, 2).toReversed().join("\n")}\n`;
    expect(findingsIn(turned).map(({ rule }) => rule)).not.toContain("duplicate-ip");
  });

  it("is reported after edits as in a newly opened file", () => {
    const lines = [
      `001 net 10.1.2.3/24 ${KEY}`,
      `002 web 10.1.2.3 ${KEY}`,
      `003 lab 10.1.2.3/16 ${KEY}`,
      `004 pc 10.1.2.3 ${KEY}`,
      "",
    ];
    const edit = fc.record({
      line: fc.nat(6),
      count: fc.nat(2),
      lines: fc.array(fc.constantFrom(...lines), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...lines), { maxLength: 6 }),
        fc.array(edit, { maxLength: 8 }),
        (file, edits) => {
          const document = open(file.join("\n"));
          for (const { line, count, lines: added } of edits) {
            const newText = added.map((each) => `${each}\n`).join("");
            document.applyEdit({
              startLine: line,
              startColumn: 0,
              endLine: line + count,
              endColumn: 0,
              newText,
            });
          }
          const options = { severities: {}, cap: 1000 };
          expect(findingsOf(document, options)).toEqual(findingsOf(open(document.getText()), options));
        },
      ),
    );
  });
});

describe("a line that is skipped", () => {
  it.each([
    ["NUL", "00", `001 web\0 any ${KEY}`],
    ["NUL at its start", "00", `\x00001 web any ${KEY}`],
    ["vertical tab", "0B", `001\x0bweb\x0bany\x0b${KEY}`],
    ["substitute", "1A", "001 web\x1a"],
  ])("for a %s says that it is skipped, and what is logged", (_name, code, line) => {
    const text = saidBy("control-character", `${line}\n`);
    expect(text).toContain(`Control character U+00${code}: `);
    expect(text).toMatch(/the line is skipped, and error 1401 shows/);
  });
});

describe("a long line", () => {
  it("reports each later piece, and that error 1401 shows its part of a key", () => {
    expect(saidBy("line-too-long", `# ${"n".repeat(2045)}${KEY}\n`)).toContain(
      "piece 2 is skipped, and error 1401 shows all of it, including any part of a key",
    );
  });

  it("reports a piece at which the daemon exits", () => {
    expect(saidBy("line-too-long", `# ${"n".repeat(2045)}001 web nowhere k\n`)).toContain(
      `at piece 2 every daemon that reads the file exits with "(1237): Invalid ip address: 'nowhere'."`,
    );
  });

  it("names a few of many pieces", () => {
    expect(saidBy("line-too-long", `# ${"n".repeat(2047 * 9)}\n`)).toContain(
      "pieces 2, 3, 4, 5 and 5 more are skipped",
    );
  });

  it("of exactly 2,047 bytes leaves a piece with only its line feed", () => {
    expect(saidBy("line-too-long", `# ${"n".repeat(2045)}\n`)).toContain("piece 2 is skipped");
    expect(rulesOn(`# ${"n".repeat(2045)}`)).not.toContain("line-too-long");
  });
});

describe("an id or name that is too long", () => {
  it("is logged on a removed line from 4.4 on, and not before", () => {
    const file = `${"1".repeat(129)} !old any ${KEY}\n`;
    expect(said(file)).toContainEqual(expect.stringMatching(/^field-too-long: .*logs error 1401/));
    expect(rulesOn(file, 1, before44)).not.toContain("field-too-long");
  });

  it.each([
    ["id", `${"i".repeat(128)}a web any k\n${"i".repeat(128)}b db any k\n`, newestRelease],
    ["id", `${"i".repeat(127)}a web any k\n${"i".repeat(127)}b db any k\n`, before44],
    ["name", `001 ${"n".repeat(127)}a any k\n002 ${"n".repeat(127)} any k\n`, newestRelease],
    ["name", `001 ${"n".repeat(126)}\xc3\xa9 any k\n002 ${"n".repeat(126)}\xc3\xa8 any k\n`, newestRelease],
  ])("is the same %s if it is equal in what the manager keeps", (field, file, release) => {
    expect(rulesOn(file, 1, release)).toContain(`duplicate-${field}`);
    expect(rulesOn(file, 2, release)).toContain(`duplicate-${field}`);
  });

  it("is reported for both fields of one line", () => {
    const text = saidBy("field-too-long", `${"1".repeat(129)} ${"n".repeat(128)} any ${KEY}\n`);
    expect(text).toContain("The id is 129 bytes long");
    expect(text).toContain("The name is 128 bytes long");
  });
});

describe("a file that is not UTF-8", () => {
  it("has lengths in bytes, each counted once", () => {
    expect(rulesOn(`001 ${"\xe9".repeat(127)} any ${KEY}\n`)).not.toContain("field-too-long");
    expect(said(`001 ${"\xe9".repeat(128)} any ${KEY}\n`)).toContainEqual(
      expect.stringContaining("The name is 128 bytes long"),
    );
    expect(rulesOn(`# ${"\xe9".repeat(2040)}\n`)).not.toContain("line-too-long");
  });

  it("can start with a byte-order mark", () => {
    expect(rulesOn(`\xef\xbb\xbf001 w\xe9b any ${KEY}\n`)).toContain("byte-order-mark");
  });
});

describe("after a NUL", () => {
  it("nothing is read: no carriage return, blank or length counts there", () => {
    expect(rulesOn(`001 web any ${KEY}\0 ${"x".repeat(200)} \r\n`)).toEqual(["control-character"]);
  });

  it("keys are the same if they are equal before it", () => {
    expect(rulesOn(`001 web any ${KEY}\0a\n002 db any ${KEY}\n`, 2)).toContain("shared-key");
  });
});

describe("a first line of another kind of file", () => {
  it.each([
    ["PEM", "-----BEGIN CERTIFICATE-----"],
    ["SSH", "ssh-ed25519 AAAA"],
    ["UTF-16", "\xff\xfeab"],
    ["binary", "\0\x01\x02"],
  ])("like %s does not stop the check of the records after it", (_kind, first) => {
    expect(rulesOn(`${first}\n001 web any k\n001 db any k\n`, 3)).toContain("duplicate-id");
    expect(rulesOn(`${first}\n001 web any k\n`)).not.toContain("not-a-key-file");
  });

  it("is reported once if no record follows; in UTF-16 each line is skipped, and says so", () => {
    expect(findingsIn("-----BEGIN CERTIFICATE-----\nMIIB\nMIIC\n")).toHaveLength(1);
    const utf16 = Buffer.from(`\ufeff001 web any ${KEY}\n002 db any ${KEY}\n`, "utf16le").toString("latin1");
    expect(rulesOn(utf16, 1)).toContain("not-a-key-file");
    for (const line of [1, 2])
      expect(said(utf16, line)).toContainEqual(expect.stringMatching(/the line is skipped/));
  });
});

describe("on any file", () => {
  it.each(releases.map((release) => [release.id, release] as const))(
    "%s: findings report each line that is skipped, warned about or ends the daemon, and nothing else",
    (_id, release) => {
      fc.assert(
        fc.property(oddFile, (text) => {
          const facts = keysFacts(readKeyFile(text, { release, passEmpty: true }));
          expect(claimsAgainst(text, release, facts)).toEqual([]);
        }),
        { numRuns: 150 },
      );
    },
  );
});
