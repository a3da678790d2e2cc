/** Single values: times as the registration service reads them, keys as outputs show them, managers as users state them. */

import { describe, expect, it } from "vitest";
import {
  arrayFromBytes,
  bytesFromArray,
  bytesFromText,
  defaultSettings,
  describedManager,
  encryptionKey,
  FREED_MEMORY,
  isLoggedByDefault,
  levelWord,
  logLevels,
  maskedKey,
  newestRelease,
  releaseFor,
  textFromBytes,
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

describe("bytes", () => {
  it.each([
    ["", ""],
    ["plain", "plain"],
    ["b\u00e4r", "b\xc3\xa4r"],
    ["\u20ac", "\xe2\x82\xac"],
    ["\ufeffa", "\xef\xbb\xbfa"],
    ["a\n\u{1f600}", "a\n\xf0\x9f\x98\x80"],
  ])("of the text %j, and back", (text, bytes) => {
    expect(bytesFromText(text)).toBe(bytes);
    expect(textFromBytes(bytes)).toBe(text);
    expect(bytesFromArray(arrayFromBytes(bytes))).toBe(bytes);
    expect([...arrayFromBytes(bytes)]).toEqual(Array.from(bytes, (byte) => byte.charCodeAt(0)));
  });

  it("that are not UTF-8 become a replacement character", () => {
    expect(textFromBytes("a\xffb")).toBe("a\ufffdb");
  });

  it("of any number are read", () => {
    for (const length of [0x1fff, 0x2000, 0x2001, 0x10_000]) {
      expect(bytesFromArray(new Uint8Array(length).fill(7))).toBe("\x07".repeat(length));
    }
  });
});

describe("a line of the log", () => {
  it("has a level, of which the debug levels are off by default and have one word", () => {
    expect(logLevels.filter((level) => isLoggedByDefault({ level }))).toEqual([
      "info",
      "warning",
      "error",
      "critical",
    ]);
    expect(logLevels.map(levelWord)).toEqual(["DEBUG", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]);
  });

  it("shows freed memory as what it is", () => {
    expect(FREED_MEMORY).toBe("<freed memory>");
  });
});
