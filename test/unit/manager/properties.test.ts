/** For any input: no reader throws, none takes more than linear work, and what is written can be read back. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ByteString,
  defaultSettings,
  KeyStore,
  outcomeOf,
  readAddress,
  readJson,
  readKeyFile,
  releases,
} from "../../../core/manager/index.ts";

const byte = fc.oneof(
  fc.constantFrom(...' \n\r\t\0#!{}[]":,\\u0129/.ax'),
  fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
);
const bytes = fc.array(byte, { maxLength: 80 }).map((list) => list.join(""));
const jsonish = fc
  .array(
    fc.oneof(
      bytes,
      fc.constantFrom(
        '{"error":0,"data":{',
        '"id":"001",',
        '"name":"web",',
        '"ip":"any",',
        '"key":"k"',
        "}}",
      ),
    ),
    { maxLength: 8 },
  )
  .map((list) => list.join(""));
const field = fc.constantFrom(
  "001",
  "2",
  "web",
  "any",
  "10.0.0.1",
  "10.0.0.0/255.0.0.0",
  "::1/0",
  "!10.1.1.1",
  "!gone",
  "",
  "é",
);
const line = fc.oneof(
  fc.array(field, { maxLength: 5 }).map((list) => list.join(" ")),
  bytes,
);
const file = fc.array(line, { maxLength: 10 }).map((lines) => lines.join("\n"));

describe("for any bytes", () => {
  it("reading an answer never throws", () => {
    fc.assert(
      fc.property(jsonish, fc.constantFrom(...releases), (output, release) => {
        const outcome = outcomeOf(
          "id:001",
          { kind: "output", output },
          new KeyStore(),
          defaultSettings(release),
        );
        expect(typeof outcome.verdict).toBe("string");
      }),
      { numRuns: 3000 },
    );
  });

  it("reading a key file never throws", () => {
    fc.assert(
      fc.property(file, fc.constantFrom(...releases), (text, release) => {
        const { records, store } = readKeyFile(text, { release, passEmpty: true });
        expect(store.entries.length).toBe(records.length);
      }),
      { numRuns: 2000 },
    );
  });

  it("a stored address reads back to the same network", () => {
    const ip = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      bytes,
      fc.tuple(fc.ipV4(), fc.nat(33)).map(([a, b]) => `${a}/${b}`),
    );
    fc.assert(
      fc.property(ip, fc.constantFrom(...releases), (text, release) => {
        const address = readAddress(text, release);
        if (address === undefined || address.stored.endsWith("\n")) return;
        const again = readAddress(address.stored, release);
        // An IPv6 prefix of 0 vanishes from the stored text: the manager's own loss.
        if (address.v6 && address.mask.every((word) => word === 0)) return;
        expect(again && { network: again.network, mask: again.mask }).toEqual({
          network: address.network,
          mask: address.mask,
        });
      }),
      { numRuns: 3000 },
    );
  });
});

describe("what the model writes", () => {
  it("can be read back: a second rewrite changes nothing", () => {
    fc.assert(
      fc.property(file, fc.constantFrom(...releases), (text, release) => {
        const first = readKeyFile(text, { release, passEmpty: true });
        if (first.exit !== undefined) return;
        const written = first.store.write();
        const second = readKeyFile(written, { release, passEmpty: true });
        expect(second.exit).toBeUndefined();
        expect(second.skipped).toEqual([]);
        expect(second.store.write()).toBe(written);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("large inputs are read in one pass", () => {
  const million = 1_000_000;
  const inputs: Readonly<Record<string, ByteString>> = {
    "opening brackets": "[".repeat(million),
    "opening braces": '{"a":'.repeat(million / 5),
    quotes: '"'.repeat(million),
    digits: "1".repeat(million),
    spaces: " ".repeat(million),
    backslashes: `"${"\\".repeat(million)}`,
    "escaped quotes": `"${'\\"'.repeat(million / 2)}`,
    "unicode escapes": `"${"\\u0041".repeat(million / 6)}"`,
    "one string": `"${"x".repeat(million)}"`,
    "many members": `{${'"a":1,'.repeat(million / 6)}"b":2}`,
  };
  for (const [name, input] of Object.entries(inputs)) {
    it(`1 MB of ${name}`, () => {
      const { end } = readJson(input, { bomSkipped: true });
      expect(end).toBeLessThanOrEqual(input.length);
    });
  }

  it("a key file that is one line of 64 MB", () => {
    const text = `001 web any ${"k".repeat(64 * 1024 * 1024)}`;
    const [release] = releases;
    const reading = release && readKeyFile(text, { release, passEmpty: true });
    expect(reading?.records.length).toBe(1);
  });

  it("a key file of 500,000 lines", () => {
    const release = releases.at(-1);
    const reading = release && readKeyFile("x\n".repeat(500_000), { release, passEmpty: true });
    expect(reading?.skipped.length).toBe(500_000);
  });
});
