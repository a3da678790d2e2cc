/** Which source addresses a record lets in. */

import { describe, expect, it } from "vitest";
import { acceptsSource, agentSendsItsId, readAddress, releaseFor } from "../../../core/manager/index.ts";

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
];

describe("a record lets in a source", () => {
  for (const [record, source, version, accepted] of cases) {
    it(`${record} and ${source} on ${version}: ${accepted}`, () => {
      const release = releaseFor(version);
      const address = release && readAddress(record, release);
      expect(release && address && acceptsSource(address, source, release)).toBe(accepted);
    });
  }

  it("says nothing about a source that is no single address", () => {
    const release = releaseFor("4.14");
    const address = release && readAddress("any", release);
    expect(release && address && acceptsSource(address, "10.0.0.0/8", release)).toBeUndefined();
  });
});

describe("an agent sends its id", () => {
  it("unless its record is one IPv4 host", () => {
    const release = releaseFor("4.14");
    const sends = (ip: string): boolean | undefined => {
      const address = release && readAddress(ip, release);
      return address && agentSendsItsId(address);
    };
    expect(["any", "10.0.0.0/8", "::1", "10.0.0.1"].map(sends)).toEqual([true, true, true, false]);
  });
});
