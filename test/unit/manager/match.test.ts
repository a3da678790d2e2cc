/** Which source addresses a record accepts. */

import { describe, expect, it } from "vitest";
import {
  acceptsSource,
  agentSendsItsId,
  newestRelease,
  readAddress,
  releaseFor,
  sourceText,
  strayIpv4,
} from "../../../core/manager/index.ts";

const cases: readonly [record: string, source: string, version: string, accepted: boolean | "unknown"][] = [
  ["any", "10.0.0.1", "4.14", true],
  ["any", "2001:db8::1", "4.14", true],
  ["10.0.0.1", "10.0.0.1", "4.14", true],
  ["10.0.0.1", "10.0.0.2", "4.14", false],
  ["10.0.0.1", "::ffff:10.0.0.1", "4.14", true],
  ["10.0.0.0/8", "10.255.0.1", "4.14", true],
  ["10.0.0.5/24", "10.0.0.200", "4.14", true],
  ["10.0.0.0/255.255.255.0", "10.0.0.200", "4.14", true],
  ["10.0.0.0/255.255.255.0", "10.0.0.200", "4.3", true],
  ["10.0.0.0/255.255.255.0", "10.9.9.9", "4.3", true],
  ["2001:db8::/32", "2001:db8:1::7", "4.14", true],
  ["2001:db8::/32", "2001:db9::7", "4.14", false],
  ["2001:db8::1", "10.0.0.1", "4.14", false],
  ["::1", "10.0.0.1", "4.14", true],
  ["10.0.0.1", "2001:db8::1", "4.14", "unknown"],
  ["!10.0.0.1", "10.0.0.1", "4.3", false],
  ["!10.0.0.1", "10.0.0.9", "4.3", true],
  ["!10.0.0.1", "10.0.0.1", "4.14", true],
  ["!any", "10.0.0.1", "4.3", false],
  ["10.0.0.1/", "99.0.0.1", "4.3", true],
  ["010.0.0.1", "8.0.0.1", "4.3", true],
  ["any", "0.0.0.0", "4.3", false],
  ["any", "0.0.0.0", "4.4", true],
  ["0:0:629::1", "10.0.0.1", "4.14", false],
  ["0:0:629::1", "1.2.3.4", "4.14", true],
];

describe("a record accepts a source", () => {
  for (const [record, source, version, accepted] of cases) {
    it(`${record} and ${source} on ${version}: ${accepted}`, () => {
      const release = releaseFor(version);
      const address = release && readAddress(record, release);
      expect(release && address && acceptsSource(address, source, release)).toBe(accepted);
    });
  }

  it("says nothing about a source that is not a single address", () => {
    const release = releaseFor("4.14");
    const address = release && readAddress("any", release);
    expect(release && address && acceptsSource(address, "10.0.0.0/8", release)).toBeUndefined();
  });
});

describe("a source as a user types it", () => {
  const text = (source: string, version = "4.14"): string | undefined =>
    sourceText(source, releaseFor(version) ?? newestRelease);

  it("is converted to an address first, as a socket would have it", () => {
    expect(text("0:0:0:0:0:ffff:a00:1")).toBe("10.0.0.1");
    expect(text("::ffff:10.0.0.1")).toBe("10.0.0.1");
    expect(text("::10.0.0.1")).toBe("0000:0000:0000:0000:0000:0000:0A00:0001");
    expect(text("64:ff9b::26.206.172.21")).toBe("0064:FF9B:0000:0000:0000:0000:1ACE:AC15");
    expect(text("2001:db8::1")).toBe("2001:0DB8:0000:0000:0000:0000:0000:0001");
  });

  it.each(["!10.0.0.1", "!::1", "any", "10.0.0.0/8", "010.0.0.1", "::1%eth0", ""])(
    "%j is not one",
    (source) => {
      expect(text(source)).toBeUndefined();
    },
  );

  it("is IPv4 only before 4.4", () => {
    expect(text("10.0.0.1", "4.3")).toBe("10.0.0.1");
    expect(text("::ffff:10.0.0.1", "4.3")).toBeUndefined();
  });
});

describe("an IPv6 record accepts IPv4 sources", () => {
  const stray = (record: string) => {
    const address = readAddress(record, newestRelease);
    return address && strayIpv4(address);
  };

  it("if their bits under its bytes 4 to 7 equal its bytes 0 to 3", () => {
    expect(stray("::1")).toEqual({ mask: 0, value: 0 });
    expect(stray("0:0:629::1")).toEqual({ mask: 0x06290000, value: 0 });
    expect(stray("a00:0:ff00::1")).toEqual({ mask: 0xff000000, value: 0x0a000000 });
  });

  it("and none if its first bytes have a bit that no source can have there", () => {
    expect(stray("2001:db8::1")).toBeUndefined();
    expect(stray("10.0.0.0/8")).toBeUndefined();
    expect(stray("any")).toBeUndefined();
  });
});

describe("an agent sends its id", () => {
  it("unless its record is one IPv4 host, in any form", () => {
    const sends = (ip: string, version = "4.14"): boolean | undefined => {
      const release = releaseFor(version);
      const address = release && readAddress(ip, release);
      return address && agentSendsItsId(address);
    };
    const sending = ["any", "10.0.0.0/8", "::1", "2001:db8::/128", "10.0.0.1/255.255.255.254"];
    expect(sending.filter((ip) => sends(ip) === true)).toEqual(sending);
    const silent = ["10.0.0.1", "10.0.0.1/32", "10.0.0.1/255.255.255.255", "::ffff:10.0.0.1"];
    expect(silent.filter((ip) => sends(ip) === false)).toEqual(silent);
    expect(sends("!10.0.0.1", "4.3")).toBe(false);
    expect(sends("10.0.0.1/32", "3.8")).toBe(false);
  });
});
