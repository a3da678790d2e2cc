/** Single values: times as the registration service reads them, keys as outputs show them, managers as users state them. */

import { describe, expect, it } from "vitest";
import {
  defaultSettings,
  describedManager,
  encryptionKey,
  maskedKey,
  newestRelease,
  releaseFor,
  timeInterval,
} from "../../../core/manager/index.ts";

// strtoul with base 0, then the first letter of the unit (get_time_interval of 4.14.7).
it.each([
  ["3600", 3600],
  ["1h", 3600],
  ["2d", 172_800],
  ["30m", 1800],
  ["45s", 45],
  ["1day", 86_400],
  ["+7", 7],
  [" \t7", 7],
  ["010", 8],
  ["010m", 480],
  ["0x10", 16],
  ["0XaH", undefined],
  ["0XAh", 36_000],
  ["0", 0],
  ["08", undefined],
  ["1w", undefined],
  ["1 h", undefined],
  ["1\n", undefined],
  ["-5", undefined],
  ["h", undefined],
  ["", undefined],
])("the time %j is %j seconds", (text, seconds) => {
  expect(timeInterval(text)).toBe(seconds);
});

it("an agent encrypts with MD5s of its key, and of its name and id", () => {
  // printf %s TEXT | md5sum
  expect(encryptionKey("001", "web", "k".repeat(64))).toBe("a18cc771b8188ff945d0dd7757c50fd1bdfb3eed5da5897");
});

describe("a key in an output", () => {
  it("is its length and the start of its SHA-256, never a part of it", () => {
    // printf abc | sha256sum
    expect(maskedKey("abc")).toBe("•••••••• (3 bytes, fingerprint ba7816bf8f01)");
  });

  it("has its own text if it is empty", () => expect(maskedKey("")).toBe("(empty)"));
});

describe("a manager as a user states it", () => {
  it("is a fresh master of the newest release where nothing is stated", () => {
    const { release, hostName, node } = describedManager({});
    expect([release, hostName, node]).toEqual([newestRelease, defaultSettings().hostName, "master"]);
  });

  it("has the stated release, host name, in the bytes of the file, and node", () => {
    const release = releaseFor("4.3");
    const { hostName, node, ...rest } = describedManager({ release, hostName: "bär", node: "worker" });
    expect([rest.release, hostName, node]).toEqual([release, "b\xc3\xa4r", "worker"]);
  });
});
